//! Books in temporary folders, and the program run on them.

#![allow(dead_code, reason = "each test file takes what it needs")]

#[path = "../support/quiet.rs"]
mod quiet;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

pub use quiet::NO_INSERTIONS;

/// A folder that goes when the test ends.
pub struct TestBook {
    folder: TempDir,
}

/// What the program said, and how it ended.
#[derive(Debug)]
pub struct Said {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl TestBook {
    /// An empty folder, in a repository without commits: books outside of one are told so.
    pub fn empty() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let mut git = Command::new("git");
        git.args(["init", "-q", "-b", "main"])
            .current_dir(folder.path());
        assert!(git.status().expect("git runs").success());
        Self { folder }
    }

    /// A book with that table of contents; its chapters are not there yet.
    pub fn new(summary: &str) -> Self {
        Self::empty()
            .file("book.toml", NO_INSERTIONS)
            .file("src/SUMMARY.md", summary)
    }

    /// With one more file.
    pub fn file(self, path: &str, content: impl AsRef<[u8]>) -> Self {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
        fs::write(path, content).expect("a file");
        self
    }

    /// A path in the folder.
    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// The program, standing in the book's folder.
    pub fn command(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_mdbook-design-docs"));
        command.current_dir(self.folder.path()).env_clear();
        command.env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.env("GIT_CEILING_DIRECTORIES", std::env::temp_dir());
        command.stdin(Stdio::null());
        command
    }

    /// Runs the program with arguments.
    pub fn run(&self, arguments: &[&str]) -> Said {
        said(&self.command().args(arguments).output().expect("it runs"))
    }

    /// Runs git, whoever the user is; what it writes is of noon of that day.
    pub fn git(&self, day: &str, arguments: &[&str]) -> String {
        let mut command = Command::new("git");
        command.args(["-c", "user.name=A", "-c", "user.email=a@corp.test"]);
        command.args(arguments).current_dir(self.folder.path());
        for name in ["GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"] {
            command.env(name, "/dev/null");
        }
        for role in ["AUTHOR", "COMMITTER"] {
            command.env(format!("GIT_{role}_DATE"), format!("{day}T12:00:00Z"));
        }
        let output = command.output().expect("git runs");
        assert!(output.status.success(), "{arguments:?}: {output:?}");
        String::from_utf8_lossy(&output.stdout).trim().to_owned()
    }

    /// Commits everything on that day, and says what the commit is called.
    pub fn commit(&self, day: &str) -> String {
        self.git(day, &["add", "--all"]);
        self.git(day, &["commit", "--quiet", "--message", "x"]);
        self.git(day, &["rev-parse", "HEAD"])
    }

    /// Sends the program what mdBook would send, all of it before anything is read.
    pub fn preprocess(&self, input: &[u8]) -> Said {
        let mut command = self.command();
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().expect("it starts");
        let mut stdin = child.stdin.take().expect("a pipe");
        // It may have gone away before it read everything.
        let _ = stdin.write_all(input);
        drop(stdin);
        said(&child.wait_with_output().expect("it ends"))
    }

    /// mdBook's context for this book, with the configuration that leaves pages as they are.
    pub fn context(&self) -> Value {
        json!({
            "root": self.folder.path(),
            "config": {
                "book": {"src": "src", "title": "T", "authors": [], "language": "en"},
                "preprocessor": {"design-docs": {
                    "before": ["links"],
                    "page-title": false,
                    "header": {"mode": "off"},
                    "toc": {"mode": "off"},
                    "footer": {"mode": "off"},
                }},
            },
            "renderer": "html",
            "mdbook_version": "0.5.4",
        })
    }

    /// All files of the folder, for comparison.
    pub fn listing(&self) -> Vec<PathBuf> {
        let mut files = Vec::new();
        list(self.folder.path(), &mut files);
        files.sort();
        files
    }
}

fn list(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            list(&path, files);
        }
        files.push(path);
    }
}

fn said(output: &Output) -> Said {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).expect("the program prints UTF-8");
    Said {
        code: output.status.code().expect("no signal"),
        stdout: text(&output.stdout),
        stderr: text(&output.stderr),
    }
}

/// A chapter as mdBook 0.5 sends it.
pub fn chapter(name: &str, path: &str, content: &str) -> Value {
    json!({"Chapter": {"name": name, "content": content, "number": [1], "sub_items": [],
        "path": path, "source_path": path, "parent_names": []}})
}
