//! What runs the program elsewhere: the steps of `action.yml` and of the release, run as the runner would
//! run them, in repositories of their own.

#![cfg(unix)]

mod book;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use book::{NO_INSERTIONS, TestBook};
use saphyr::{LoadableYamlNode, Yaml};

fn source(path: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn parsed(text: &str) -> Yaml<'_> {
    let mut documents = Yaml::load_from_str(text).expect("YAML");
    documents.pop().expect("a document")
}

fn get<'y>(yaml: &'y Yaml<'y>, path: &[&str]) -> &'y Yaml<'y> {
    path.iter().fold(yaml, |yaml, key| {
        yaml.as_mapping_get(key)
            .unwrap_or_else(|| panic!("no `{key}` in {yaml:?}"))
    })
}

fn steps<'y>(yaml: &'y Yaml<'y>, path: &[&str]) -> Vec<&'y Yaml<'y>> {
    get(yaml, path).as_vec().expect("steps").iter().collect()
}

fn script(steps: &[&Yaml<'_>], id: &str) -> String {
    let named = |step: &&&Yaml<'_>| step.as_mapping_get("id").and_then(Yaml::as_str) == Some(id);
    let step = steps
        .iter()
        .find(named)
        .unwrap_or_else(|| panic!("no step {id}"));
    get(step, &["run"]).as_str().expect("a script").to_owned()
}

/// A runner: a repository, and the files that a step writes to.
struct Runner {
    test: TestBook,
    variables: BTreeMap<String, String>,
}

impl Runner {
    fn new(test: TestBook) -> Self {
        let test = test.file("runner/empty", "");
        let mut variables = BTreeMap::new();
        for (name, file) in [
            ("RUNNER_TEMP", "runner"),
            ("GITHUB_OUTPUT", "runner/output"),
            ("GITHUB_STEP_SUMMARY", "runner/summary"),
        ] {
            variables.insert(name.to_owned(), test.path(file).display().to_string());
        }
        Self { test, variables }
    }

    fn with(mut self, name: &str, value: &str) -> Self {
        self.variables.insert(name.to_owned(), value.to_owned());
        self
    }

    /// Runs a script as GitHub's runner does where the shell is bash.
    fn run(&self, script: &str) -> Output {
        let mut command = Command::new("bash");
        command.args(["--noprofile", "--norc", "-eo", "pipefail", "-c", script]);
        command
            .current_dir(self.test.path(""))
            .env_clear()
            .envs(&self.variables);
        command.env("GIT_CEILING_DIRECTORIES", std::env::temp_dir());
        command
            .env("PATH", path_with(&[program_folder()]))
            .stdin(Stdio::null());
        command.output().expect("bash runs")
    }

    fn written(&self, file: &str) -> String {
        fs::read_to_string(self.test.path("runner").join(file)).unwrap_or_default()
    }
}

fn program_folder() -> PathBuf {
    let program = Path::new(env!("CARGO_BIN_EXE_mdbook-design-docs"));
    program.parent().expect("a folder").to_owned()
}

fn path_with(folders: &[PathBuf]) -> std::ffi::OsString {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders = folders.iter().cloned().chain(std::env::split_paths(&path));
    std::env::join_paths(folders).expect("a path")
}

/// A document; its findings are a status that there is not, and what the text has.
fn document(title: &str, owner: &str, text: &str) -> String {
    format!("---\ntitle: {title}\nstatus: in-review\nowner: {owner}\n---\n# {title}\n\n{text}\n")
}

/// A repository with a book in `docs`, two documents in it.
fn repository() -> TestBook {
    let binding = "[[preprocessor.design-docs.documents]]\npath = \"[ab].md\"\ntemplate = \"t\"\n";
    TestBook::empty()
        .file("docs/book.toml", format!("{NO_INSERTIONS}{binding}"))
        .file("docs/src/SUMMARY.md", "- [A](a.md)\n- [B](b.md)\n")
        .file(
            "docs/templates/t.md",
            "---\nstatus: draft\nowner: <Name>\n---\n# <Title>\n",
        )
        .file("docs/src/a.md", document("Cache", "\"@ann\"", "TODO"))
        .file(
            "docs/src/b.md",
            document("Queue", "\"@bob, @ann\"", "Text."),
        )
        .file(".gitignore", "runner\n")
}

fn action() -> String {
    source("action.yml")
}

#[test]
fn the_gate_tells_what_a_pull_request_brings() {
    let test = repository();
    let base = test.commit("2026-01-01");
    let test = test.file(
        "docs/src/b.md",
        document("Queue", "\"@bob\"", "TODO: `50%`"),
    );
    test.commit("2026-01-02");
    let text = action();
    let script = script(&steps(&parsed(&text), &["runs", "steps"]), "check");
    let runner = Runner::new(test)
        .with("BOOK", "docs")
        .with("BASE", &base)
        .with("FAIL_ON", "")
        .with("SARIF_FILE", "runner/found.sarif");
    let output = runner.run(&script);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    let printed = String::from_utf8(output.stdout).expect("text");
    assert!(
        printed.starts_with("::error file=docs/src/b.md,line=8,"),
        "{printed}"
    );
    assert_eq!(printed.lines().count(), 1, "{printed}");
    assert_eq!(runner.written("output"), "exit-code=1\n");
    let summary = runner.written("summary");
    assert!(summary.contains("### `docs/src/b.md`"), "{summary}");
    assert!(!summary.contains("a.md"), "{summary}");
    let sarif: serde_json::Value =
        serde_json::from_str(&runner.written("found.sarif")).expect("JSON");
    assert_eq!(
        sarif["runs"][0]["results"].as_array().map(Vec::len),
        Some(1)
    );
    // The level can be another one; and without a base everything is told.
    let runner = runner.with("FAIL_ON", "never").with("BASE", "none");
    let output = runner.run(&script);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert!(String::from_utf8_lossy(&output.stdout).contains("docs/src/a.md"));
}

/// A base that is no commit, or a book that is none, is told once and fails the job.
#[test]
fn the_gate_fails_where_it_is_set_up_wrongly() {
    let test = repository();
    test.commit("2026-01-01");
    let text = action();
    let script = script(&steps(&parsed(&text), &["runs", "steps"]), "check");
    let hostile = "x'; touch runner/owned; echo `touch runner/owned` $(touch runner/owned)";
    let runner = Runner::new(test)
        .with("BOOK", "docs")
        .with("BASE", hostile)
        .with("FAIL_ON", "")
        .with("SARIF_FILE", "");
    let output = runner.run(&script);
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    let complaint = String::from_utf8(output.stderr).expect("text");
    assert_eq!(complaint.matches("error: ").count(), 1, "{complaint}");
    let runner = runner
        .with("BASE", "--output=runner/owned")
        .with("BOOK", "no such book");
    let output = runner.run(&script);
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    assert_eq!(runner.written("output"), "exit-code=2\nexit-code=2\n");
    assert_eq!(runner.written("summary"), "");
    assert!(!runner.test.path("runner/owned").exists());
}

#[test]
fn the_program_is_installed_once() {
    let text = action();
    let script = script(&steps(&parsed(&text), &["runs", "steps"]), "install");
    let runner = Runner::new(TestBook::empty());
    let said = |output: Output| String::from_utf8(output.stdout).expect("text");
    let mine = env!("CARGO_PKG_VERSION");
    for version in ["", mine] {
        let output = runner.run(&format!("VERSION='{version}'\n{script}"));
        assert_eq!(
            said(output),
            format!("mdbook-design-docs {mine} is there\n")
        );
    }
    // Another version is asked of cargo, with its name in one piece.
    let other = "VERSION='1.2.3 --x'\ncargo() { printf '<%s>' \"$@\"; }\n";
    let with_binstall = "command() { [ \"$2\" = cargo-binstall ]; }\n";
    let output = runner.run(&format!("{other}{with_binstall}{script}"));
    let expected = "<binstall><--no-confirm><mdbook-design-docs@1.2.3 --x>";
    assert_eq!(said(output), expected);
    let output = runner.run(&format!("{other}command() {{ return 1; }}\n{script}"));
    assert_eq!(
        said(output),
        "<install><--locked><mdbook-design-docs@1.2.3 --x>"
    );
}

/// Every expression of a workflow stands outside of scripts: what somebody else wrote (the name of a
/// branch, a title) reaches them as a variable and is never run.
#[test]
fn no_script_has_an_expression_in_it() {
    let mut scripts = 0;
    for path in [
        "action.yml",
        ".github/workflows/release.yml",
        ".github/workflows/ci.yml",
    ] {
        let text = source(path);
        let yaml = parsed(&text);
        let all = match yaml.as_mapping_get("runs") {
            Some(_) => steps(&yaml, &["runs", "steps"]),
            None => {
                let jobs = get(&yaml, &["jobs"]).as_mapping().expect("jobs");
                jobs.values()
                    .flat_map(|job| steps(job, &["steps"]))
                    .collect()
            }
        };
        for step in all {
            if let Some(script) = step.as_mapping_get("run") {
                let script = script.as_str().expect("a script");
                assert!(!script.contains("${{"), "{path}: {script}");
                scripts += 1;
            }
        }
    }
    assert!(scripts > 8, "{scripts}");
}

/// Every input and output is described, and every variable that stands for an input has one.
#[test]
fn the_action_is_documented() {
    let text = action();
    let yaml = parsed(&text);
    for kind in ["inputs", "outputs"] {
        let described = get(&yaml, &[kind]).as_mapping().expect("a mapping");
        assert!(described.len() > 2);
        for (name, it) in described {
            let words = get(it, &["description"]).as_str().unwrap_or_default();
            assert!(words.len() > 20, "{name:?}");
        }
    }
    let inputs = get(&yaml, &["inputs"]).as_mapping().expect("a mapping");
    let named = inputs.keys().filter_map(Yaml::as_str).collect::<Vec<_>>();
    let used = text
        .match_indices("inputs.")
        .map(|(at, word)| &text[at + word.len()..]);
    for rest in used {
        let end = rest.find(|ch: char| !(ch.is_ascii_lowercase() || ch == '-'));
        let name = &rest[..end.unwrap_or(rest.len())];
        assert!(named.contains(&name), "{name} is no input");
    }
}

#[test]
fn a_release_has_what_binstall_looks_for() {
    let manifest: toml::Table = source("Cargo.toml").parse().expect("TOML");
    let binstall = &manifest["package"]["metadata"]["binstall"];
    let text = source(".github/workflows/release.yml");
    let yaml = parsed(&text);
    let build = steps(&yaml, &["jobs", "build", "steps"]);
    let (pack, version) = (script(&build, "pack"), script(&build, "version"));
    let test = TestBook::empty();
    let test = [
        "README.md",
        "CHANGELOG.md",
        "LICENSE-MIT",
        "LICENSE-APACHE",
        "Cargo.toml",
    ]
    .iter()
    .fold(test, |test, file| test.file(file, source(file)));
    let target = "x86_64-unknown-linux-musl";
    let test = test.file(
        &format!("target/{target}/release/mdbook-design-docs"),
        "program",
    );
    let tag = format!("v{}", env!("CARGO_PKG_VERSION"));
    let runner = Runner::new(test).with("TARGET", target).with("TAG", &tag);
    assert!(runner.run(&version).status.success());
    let output = runner.run(&pack);
    assert!(output.status.success(), "{output:?}");
    let fill = |key: &str| {
        let pattern = binstall[key].as_str().expect("a pattern");
        pattern
            .replace("{ name }", "mdbook-design-docs")
            .replace("{ bin }", "mdbook-design-docs")
            .replace("{ version }", env!("CARGO_PKG_VERSION"))
            .replace("{ target }", target)
            .replace("{ archive-suffix }", ".tar.gz")
            .replace("{ binary-ext }", "")
    };
    let url = fill("pkg-url");
    let archive = url.rsplit('/').next().expect("a file");
    assert_eq!(url, format!("{{ repo }}/releases/download/{tag}/{archive}"));
    let list = runner.run(&format!("tar -tzf dist/{archive}"));
    let list = String::from_utf8(list.stdout).expect("text");
    assert!(list.lines().any(|file| file == fill("bin-dir")), "{list}");
    let release = steps(&yaml, &["jobs", "release", "steps"]);
    let output = runner.run(&script(&release, "checksums"));
    assert!(output.status.success(), "{output:?}");
    let output = runner.run("cd dist && sha256sum --check SHA256SUMS");
    let printed = String::from_utf8(output.stdout).expect("text");
    assert_eq!(printed, format!("{archive}: OK\n"));
    // A tag that is not the version's makes no release.
    let output = runner.with("TAG", "v0.0.1").run(&version);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
}

#[test]
fn a_release_says_what_is_new() {
    let text = source(".github/workflows/release.yml");
    let yaml = parsed(&text);
    let notes = script(&steps(&yaml, &["jobs", "release", "steps"]), "notes");
    let changelog = "# Changelog\n\n## [Unreleased]\n\nx\n\n## [1.2.0] - 2026-01-01\n\n- A\n\n## [1.1.0]\n\n- B\n";
    let runner =
        Runner::new(TestBook::empty().file("CHANGELOG.md", changelog)).with("TAG", "v1.2.0");
    assert!(runner.run(&notes).status.success());
    let written = fs::read_to_string(runner.test.path("notes.md")).expect("notes");
    assert_eq!(written, "## [1.2.0] - 2026-01-01\n\n- A\n\n");
    assert_eq!(
        runner.with("TAG", "v3.0.0").run(&notes).status.code(),
        Some(1)
    );
}

/// Hooks hand over file names and run commands that there are.
#[test]
fn hooks_run_commands_that_there_are() {
    let text = source(".pre-commit-hooks.yaml");
    let yaml = parsed(&text);
    let hooks = yaml.as_vec().expect("hooks");
    assert_eq!(hooks.len(), 2);
    let test = repository();
    test.commit("2026-01-01");
    for hook in hooks {
        let entry = get(hook, &["entry"]).as_str().expect("a command");
        let mut words = entry.split(' ');
        assert_eq!(words.next(), Some("mdbook-design-docs"));
        assert_eq!(get(hook, &["language"]).as_str(), Some("rust"));
        // pre-commit stands at the repository's top, above the book.
        let arguments: Vec<&str> = words.chain(["docs/src/a.md", "docs/src/b.md"]).collect();
        let said = test.run(&arguments);
        assert_eq!(said.code, 1, "{entry}: {} {}", said.stdout, said.stderr);
        assert!(
            said.stdout.contains("src/a.md:8:1"),
            "{entry}: {}",
            said.stdout
        );
    }
}

/// What the scheduled workflow shows a team: what is due for review, by owner.
#[test]
fn the_report_says_what_is_due_by_owner() {
    let test = repository();
    test.commit("2026-01-01");
    let test = test.file(
        "docs/src/b.md",
        document("Queue", "\"@bob, @ann\"", "More text."),
    );
    test.commit("2026-03-01");
    let text = action();
    let script = script(&steps(&parsed(&text), &["runs", "steps"]), "report");
    let runner = Runner::new(test)
        .with("BOOK", "docs")
        .with("REPORT_FILE", "")
        .with("SOURCE_DATE_EPOCH", "1777593600"); // 2026-05-01
    let output = runner.run(&script);
    assert!(output.status.success(), "{output:?}");
    let expected = "\
# Design documents due for review: 1

## `@ann` (1)

| document | status | owners | updated | review due | findings | file |
|---|---|---|---|---|---|---|
| Cache | in-review | `@ann` | 2026-01-01 | 2026-04-02 | 1 error, 1 warning | `docs/src/a.md` |
";
    assert_eq!(runner.written("summary"), expected);
    assert_eq!(runner.written("design-docs-due.md"), expected);
    let file = runner.test.path("runner/design-docs-due.md");
    let written = format!("count=1\nreport-file={}\n", file.display());
    assert_eq!(runner.written("output"), written);
    // A year later the other one is due too, with both of its owners.
    let runner = runner
        .with("SOURCE_DATE_EPOCH", "1809129600")
        .with("REPORT_FILE", "runner/due.md");
    assert!(runner.run(&script).status.success());
    let report = runner.written("due.md");
    let headings: Vec<&str> = report
        .lines()
        .filter(|line| line.starts_with('#'))
        .collect();
    let due = "# Design documents due for review: 2";
    assert_eq!(headings, [due, "## `@ann` (2)", "## `@bob` (1)"]);
}

#[test]
fn the_report_wants_the_whole_history() {
    let test = repository();
    test.commit("2026-01-01");
    let test = test.file("docs/src/b.md", "");
    let head = test.commit("2026-03-01");
    let test = test.file(".git/shallow", format!("{head}\n"));
    let text = action();
    let script = script(&steps(&parsed(&text), &["runs", "steps"]), "report");
    let runner = Runner::new(test)
        .with("BOOK", "docs")
        .with("REPORT_FILE", "");
    let output = runner.run(&script);
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    assert!(String::from_utf8_lossy(&output.stdout).contains("fetch-depth: 0"));
    assert_eq!(runner.written("output"), "");
}
