//! A repository in a temporary folder, and what git says of its files.

use std::cell::Cell;
use std::ffi::OsStr;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::sync::Arc;

use mdbook_design_docs::history::{Commit, Dated, History, Terms};
use tempfile::TempDir;

/// A repository that is gone at the end of the test.
pub struct Repo {
    folder: TempDir,
    /// Where in it the repository is.
    root: PathBuf,
    /// Seconds since 1970 of the next commit; each is a day and an hour after the last.
    clock: Cell<u64>,
}

impl Repo {
    /// An empty repository, with a branch `main` that has no commits.
    pub fn new() -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        let repo = Self::at(folder, "work");
        std::fs::create_dir(&repo.root).expect("a folder");
        repo.git(&["init", "-q", "-b", "main"]);
        repo
    }

    fn at(folder: TempDir, name: &str) -> Self {
        let root = folder.path().join(name);
        Self {
            folder,
            root,
            clock: Cell::new(1_600_000_000),
        }
    }

    /// A clone of this repository by its address, with more arguments.
    pub fn cloned(&self, arguments: &[&str]) -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        let url = format!("file://{}", self.root.to_str().expect("a plain path"));
        let clone = Self::at(folder, "clone");
        let mut all = vec!["clone", "-q"];
        all.extend(arguments);
        all.extend([url.as_str(), clone.root.to_str().expect("a plain path")]);
        self.git(&all);
        clone
    }

    /// A folder beside the repository.
    pub fn beside(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn path(&self, name: impl AsRef<OsStr>) -> PathBuf {
        self.root.join(Path::new(name.as_ref()))
    }

    pub fn write(&self, name: impl AsRef<OsStr>, content: &str) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, content).expect("a file");
    }

    pub fn set_executable(&self, name: &str) {
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = std::fs::Permissions::from_mode(0o755);
            std::fs::set_permissions(self.path(name), mode).expect("a mode");
        }
        #[cfg(not(unix))]
        let _ = name;
    }

    /// Writes files and commits them, with everything else that is there.
    pub fn commit(&self, files: &[(&str, &str)]) {
        for (name, content) in files {
            self.write(name, content);
        }
        self.git(&["add", "-A"]);
        self.git(&["commit", "-q", "--allow-empty", "-m", "a change"]);
    }

    /// Commits one after another, each of which changes one of seven files.
    pub fn import_straight(&self, commits: usize) {
        let mut stream = String::new();
        for n in 0..commits {
            // The last ones leave some files alone, so that they are old.
            let file = if n < 100 { n % 7 } else { n % 3 };
            stream += &format!(
                "commit refs/heads/main\ncommitter A <a@b> {} +0000\ndata 1\nx\n\
                 M 100644 inline f{file}.md\ndata {}\n{n}\n\n",
                1_500_000_000 + n * 90_000,
                n.to_string().len(),
            );
        }
        self.feed(&["fast-import", "--quiet"], &stream);
        self.git(&["reset", "-q", "--hard"]);
    }

    /// Commits that all have one date, in two branches that are merged every ten commits; each changes
    /// files of its own.
    pub fn import_at_once(&self, commits: usize, date: &str) {
        let mut stream = String::new();
        // What each of seven files holds last, and the last commit of each branch.
        let mut held = [0; 7];
        let mut tips = [1, 1];
        for n in 1..=commits {
            let (side, other) = (n % 2, 1 - n % 2);
            stream += &format!("commit refs/heads/main\nmark :{n}\n");
            stream += &format!("committer A <a@b> {date}\ndata 1\nx\n");
            if n > 1 {
                stream += &format!("from :{}\n", tips[side]);
            }
            let merge = n > 1 && (n % 10 == 0 || n == commits);
            let all: Vec<usize> = match n {
                1 => (0..7).collect(),
                _ if merge => (other..6).step_by(2).collect(),
                // The last commits leave some files alone, so that they are old.
                _ => vec![side + 2 * (n / 2 % if n < 100 { 3 } else { 2 })],
            };
            if merge {
                stream += &format!("merge :{}\n", tips[other]);
            }
            for file in all {
                held[file] = if merge { held[file] } else { n };
                let text = held[file].to_string();
                stream += &format!("M 100644 inline f{file}.md\ndata {}\n{text}\n", text.len());
            }
            stream += "\n";
            tips = if merge { [n, n] } else { tips };
            tips[side] = n;
        }
        self.feed(&["fast-import", "--quiet"], &stream);
        self.git(&["reset", "-q", "--hard"]);
    }

    /// Writes a commit object as it is spelled, valid or not: its id.
    pub fn hash_commit(&self, text: &str) -> String {
        self.feed(
            &[
                "hash-object",
                "-t",
                "commit",
                "-w",
                "--stdin",
                "--literally",
            ],
            text,
        )
    }

    pub fn git(&self, arguments: &[&str]) {
        self.git_with(arguments, &[]);
    }

    pub fn git_with(&self, arguments: &[&str], variables: &[(&str, &str)]) {
        checked(self.command(arguments).envs(variables.iter().copied()));
    }

    /// Runs git, whether it succeeds or not.
    pub fn try_git(&self, arguments: &[&str]) {
        self.command(arguments).output().expect("git");
    }

    /// The output, without its last line break.
    pub fn ask<S: AsRef<OsStr>>(&self, arguments: &[S]) -> String {
        let output = checked(&mut self.command(arguments));
        String::from_utf8_lossy(&output.stdout)
            .trim_end()
            .to_owned()
    }

    fn feed(&self, arguments: &[&str], input: &str) -> String {
        let mut command = self.command(arguments);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn();
        let child = child.as_mut().expect("git");
        let mut stdin = child.stdin.take().expect("a pipe");
        stdin.write_all(input.as_bytes()).expect("written");
        drop(stdin);
        let mut output = String::new();
        let mut stdout = child.stdout.take().expect("a pipe");
        std::io::Read::read_to_string(&mut stdout, &mut output).expect("read");
        assert!(child.wait().expect("an end").success(), "{arguments:?}");
        output.trim_end().to_owned()
    }

    /// Git, on its own: no settings of this machine, a clock of the test's.
    fn command<S: AsRef<OsStr>>(&self, arguments: &[S]) -> Command {
        let now = self.clock.get();
        self.clock.set(now + 90_000);
        let date = format!("{now} +0100");
        let mut command = Command::new("git");
        command.current_dir(if self.root.exists() {
            &self.root
        } else {
            self.folder.path()
        });
        command.args([
            "-c",
            "protocol.file.allow=always",
            "-c",
            "merge.renames=false",
        ]);
        command.args(arguments);
        for name in ["GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"] {
            command.env_remove(name);
        }
        command
            .env("GIT_CONFIG_GLOBAL", "")
            .env("GIT_CONFIG_NOSYSTEM", "1");
        command
            .env("GIT_AUTHOR_NAME", "An Author")
            .env("GIT_AUTHOR_EMAIL", "a@example.org");
        command
            .env("GIT_COMMITTER_NAME", "C")
            .env("GIT_COMMITTER_EMAIL", "c@example.org");
        command
            .env("GIT_AUTHOR_DATE", &date)
            .env("GIT_COMMITTER_DATE", &date);
        command
    }

    /// Every file is exact, with the commit and the day that `git log -1` gives: asked for all at
    /// once, in one pass, and one by one.
    pub fn agrees_with_git<S: AsRef<OsStr>>(&self, names: &[S]) {
        assert!(
            names.len() > 3,
            "fewer files are not looked for in one pass"
        );
        let files: Vec<PathBuf> = names.iter().map(|name| self.path(name)).collect();
        let together = History::read(&files, &[], &Terms::default());
        assert_eq!(together.problem(), None);
        for (name, file) in names.iter().zip(&files) {
            let (id, day) = self.last_commit(name.as_ref());
            let alone = History::read(std::slice::from_ref(file), &[], &Terms::default());
            for dated in [together.of(file), alone.of(file)] {
                let Dated::Exact(commit) = dated else {
                    panic!("{}: {dated:?}", file.display());
                };
                assert_eq!(commit.id, id, "{}", file.display());
                assert_eq!(commit.day.to_string(), day, "{}", file.display());
            }
        }
    }

    /// Id and day, in UTC, of the commit that git names for a file.
    pub fn last_commit(&self, name: &OsStr) -> (String, String) {
        let mut arguments = ["--literal-pathspecs", "log", "-1", "--format=%H %cI", "--"]
            .map(OsStr::new)
            .to_vec();
        arguments.push(name);
        let answer = self.ask(&arguments);
        let (id, date) = answer.split_once(' ').expect("a commit");
        let moment: jiff::Timestamp = date.parse().expect("a date");
        (id.to_owned(), moment.strftime("%Y-%m-%d").to_string())
    }
}

/// One file's answer.
pub fn dated(file: &Path) -> Dated {
    History::read(&[file.to_owned()], &[], &Terms::default())
        .of(file)
        .clone()
}

/// The commit of a file that has one and is as the commit left it.
pub fn commit_of(dated: &Dated) -> Arc<Commit> {
    match dated {
        Dated::Exact(commit) => Arc::clone(commit),
        other => panic!("{other:?}"),
    }
}

fn checked(command: &mut Command) -> Output {
    let output = command.output().expect("git");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{command:?}: {said}");
    output
}
