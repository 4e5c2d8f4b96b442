//! Commands, run in a folder of their own for each page.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use tempfile::TempDir;

use crate::exceptions;
use crate::page::{Fence, Page, repository};
use crate::snapshot;

/// The day on which everything happens.
const TODAY: &str = "1795176000";
const DAY: &str = "2026-11-20T12:00:00Z";

/// Runs the commands of a page; returns how many there were.
pub fn run(page: &Page) -> usize {
    let mut scratch: Option<Scratch> = None;
    let mut count = 0;
    let mut anew: Vec<(std::ops::Range<usize>, String)> = Vec::new();
    for fence in &page.fences {
        if let Some(book) = fence.attribute("book") {
            scratch = Some(Scratch::of(Some(book)));
        }
        let runs = fence.is_file() || matches!(fence.language(), "console" | "sh");
        if !runs {
            continue;
        }
        let scratch = scratch.get_or_insert_with(|| Scratch::of(None));
        match fence.language() {
            _ if fence.is_file() => scratch.write(fence),
            "sh" if exceptions::has_block(&fence.text) => {}
            "sh" => count += scratch.sh(fence),
            _ => {
                let printed = scratch.console(fence);
                count += printed.matches("$ ").count();
                let shown = &page.text[fence.range.clone()];
                anew.push((
                    fence.range.clone(),
                    shown.replacen(&*fence.text, &printed, 1),
                ));
            }
        }
    }
    if snapshot::is_written() {
        let mut text = page.text.clone();
        for (range, block) in anew.into_iter().rev() {
            text.replace_range(range, &block);
        }
        fs::write(repository().join(&page.path), text).expect("the page can be written");
    }
    count
}

/// Holds Markdown to what directives may say, each block as a chapter of one book.
pub fn judge(fences: &[&Fence]) {
    let scratch = Scratch::of(None);
    let templates = repository().join("book-example/templates");
    copy(&templates, &scratch.folder.path().join("templates"));
    let mut summary = String::new();
    let mut places = BTreeMap::new();
    for (number, fence) in fences.iter().enumerate() {
        let name = format!("shown-{number}.md");
        summary.push_str(&format!("- [{number}]({name})\n"));
        fs::write(scratch.folder.path().join("src").join(&name), &fence.text).expect("a chapter");
        places.insert(format!("src/{name}"), &fence.place);
    }
    fs::write(scratch.folder.path().join("src/SUMMARY.md"), summary).expect("SUMMARY.md");
    let (printed, _) = scratch.bash("mdbook-design-docs check --format json --fail-on never");
    let found: serde_json::Value = serde_json::from_str(&printed).expect("JSON");
    for finding in found["diagnostics"].as_array().expect("findings") {
        let rule = finding["rule"].as_str().unwrap_or_default();
        let about = rule.contains("directive") || rule.contains("fragment");
        let place = places.get(finding["path"].as_str().unwrap_or_default());
        let Some(place) = place.filter(|_| about) else {
            continue;
        };
        panic!("{place}: {rule}: {}", finding["message"]);
    }
}

/// A repository in a folder of its own.
struct Scratch {
    folder: TempDir,
}

impl Scratch {
    fn of(book: Option<&str>) -> Self {
        let scratch = Self {
            folder: tempfile::tempdir().expect("a temporary folder"),
        };
        let example = repository().join("book-example");
        let root = scratch.folder.path();
        match book {
            Some("none") => {}
            Some(book) => copy(&example.join(book), root),
            None => {
                copy(&example.join("walkthrough/book"), root);
                let document = root.join("src/designs/build-cache.md");
                fs::create_dir_all(document.parent().expect("a folder")).expect("folders");
                fs::copy(example.join("walkthrough/2-in-review.md"), document).expect("a copy");
            }
        }
        let (said, code) = scratch.bash(
            "git init --quiet --initial-branch=main && git add --all \
             && git commit --quiet --allow-empty --message 'Add documents' \
             && git update-ref refs/remotes/origin/main HEAD",
        );
        assert_eq!(code, 0, "{said}");
        scratch
    }

    fn write(&self, fence: &Fence) {
        let file = fence.attribute("file").expect("a file");
        let path = self.folder.path().join(file);
        fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
        fs::write(path, &fence.text).expect("the file can be written");
    }

    fn sh(&self, fence: &Fence) -> usize {
        let commands = commands(&fence.text);
        for command in &commands {
            if is_excepted(command, &fence.place) {
                continue;
            }
            let (printed, code) = self.bash(command);
            assert!(
                code <= 1,
                "{}: `{command}` ends with {code}\n{printed}",
                fence.place
            );
        }
        commands.len()
    }

    /// Runs the commands of a block; returns the block with what they print.
    fn console(&self, fence: &Fence) -> String {
        let mut out = String::new();
        let steps = steps(&fence.text);
        for (number, (command, shown)) in steps.iter().enumerate() {
            let (mut printed, code) = self.bash(command);
            if !printed.is_empty() && !printed.ends_with('\n') {
                printed.push('\n');
            }
            let last = number + 1 == steps.len();
            let expected = fence.attribute("code").filter(|_| last).unwrap_or("0");
            assert_eq!(
                code.to_string(),
                expected,
                "{}: `{command}`\n{printed}",
                fence.place
            );
            let same = agrees(shown, &printed);
            assert!(
                same || snapshot::is_written(),
                "{}: `{command}` prints\n{printed}\n--- and not\n{shown}",
                fence.place
            );
            let text = if same { shown } else { &printed };
            out.push_str(&format!("$ {command}\n{text}"));
        }
        out
    }

    /// What a script prints, and its exit code.
    fn bash(&self, script: &str) -> (String, i32) {
        let program = Path::new(env!("CARGO_BIN_EXE_mdbook-design-docs"));
        let mut path = vec![program.parent().expect("a folder").to_owned()];
        path.extend(std::env::split_paths(
            &std::env::var_os("PATH").unwrap_or_default(),
        ));
        let mut command = Command::new("bash");
        command
            .args([
                "--noprofile",
                "--norc",
                "-c",
                &format!("exec 2>&1\n{script}"),
            ])
            .current_dir(self.folder.path())
            .stdin(Stdio::null())
            .env_clear()
            .env("PATH", std::env::join_paths(path).expect("a path"))
            .env("HOME", self.folder.path())
            .env("GITHUB_STEP_SUMMARY", "/dev/null")
            .env("GIT_CEILING_DIRECTORIES", std::env::temp_dir())
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_SYSTEM", "/dev/null")
            .env("LC_ALL", "C.UTF-8")
            .env("NO_COLOR", "1")
            .env("SOURCE_DATE_EPOCH", TODAY)
            .env("TZ", "UTC");
        for role in ["AUTHOR", "COMMITTER"] {
            command.env(format!("GIT_{role}_NAME"), "Ann");
            command.env(format!("GIT_{role}_EMAIL"), "ann@example.org");
            command.env(format!("GIT_{role}_DATE"), DAY);
        }
        let output = command.output().expect("bash runs");
        let printed = String::from_utf8(output.stdout).expect("text");
        (printed, output.status.code().unwrap_or(-1))
    }
}

/// The commands of a script, each in one piece.
pub fn commands(script: &str) -> Vec<String> {
    let joined = script.replace("\\\n", " ");
    let lines = joined.lines().map(str::trim);
    lines
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(str::to_owned)
        .collect()
}

/// The commands behind `$`, each with what it prints.
fn steps(text: &str) -> Vec<(String, String)> {
    let mut steps: Vec<(String, String)> = Vec::new();
    for line in text.split_inclusive('\n') {
        match (line.strip_prefix("$ "), steps.last_mut()) {
            (Some(command), _) => steps.push((command.trim_end().to_owned(), String::new())),
            (None, Some((_, printed))) => printed.push_str(line),
            (None, None) => panic!("a console block begins with `$`:\n{text}"),
        }
    }
    steps
}

/// Whether what was printed is what is shown, where a line `...` stands for any lines.
fn agrees(shown: &str, printed: &str) -> bool {
    let mut rest = printed;
    let mut parts = shown.split("...\n");
    let Some(after) = parts.next().and_then(|first| rest.strip_prefix(first)) else {
        return false;
    };
    rest = after;
    let parts: Vec<&str> = parts.collect();
    let Some((last, middle)) = parts.split_last() else {
        return rest.is_empty();
    };
    for part in middle {
        match rest.find(part) {
            Some(at) => rest = &rest[at + part.len()..],
            None => return false,
        }
    }
    rest.ends_with(last)
}

/// Whether a command is one that is not run; files that it names are there all the same.
fn is_excepted(command: &str, place: &str) -> bool {
    let excepted = exceptions::COMMANDS
        .iter()
        .any(|(start, _)| command.starts_with(start));
    if excepted {
        let paths = command.split_whitespace().filter(|word| {
            let first = word.split('/').next().unwrap_or_default();
            word.contains('/')
                && ["tests", "benches", ".ci", "fuzz", "book-example"].contains(&first)
        });
        for path in paths {
            let is_made = path.starts_with("book-example/book");
            assert!(
                is_made || repository().join(path).exists(),
                "{place}: there is no {path}"
            );
        }
    }
    excepted
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("folders");
    for entry in fs::read_dir(from).unwrap_or_else(|error| panic!("{}: {error}", from.display())) {
        let path: PathBuf = entry.expect("an entry").path();
        let target = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).expect("a copy");
        }
    }
}
