//! The help of the program and of each command, in the guide.

use super::{chapter, replaced};
use crate::{book, holds, program, text};

const PAGE: &str = "src/guide/commands.md";
/// How wide the help is on the page; its style sheet makes room for so many.
const COLUMNS: usize = 100;

/// The program or one of its commands: the words that call it, and its help.
struct Command {
    words: Vec<String>,
    help: String,
}

impl Command {
    fn new(words: Vec<String>) -> Self {
        let help = help(&words, COLUMNS);
        Self { words, help }
    }

    /// The commands that its help lists.
    fn own(&self) -> Vec<Self> {
        let below = self.help.lines().skip_while(|line| *line != "Commands:");
        let listed = below.skip(1).take_while(|line| !line.is_empty());
        // The second line of a summary is set in further.
        let names = listed.filter_map(|line| {
            let line = line.strip_prefix("  ")?;
            line.split(' ').next().filter(|name| !name.is_empty())
        });
        names
            .filter(|name| *name != "help")
            .map(|name| Self::new([self.words.as_slice(), &[name.to_owned()]].concat()))
            .collect()
    }
}

/// What `--help` prints for a terminal of so many columns.
fn help(words: &[String], columns: usize) -> String {
    let mut arguments: Vec<&str> = words.iter().map(String::as_str).collect();
    arguments.push("--help");
    let mut program = program(&book(""), &arguments);
    program.env("COLUMNS", columns.to_string());
    let output = program.output().expect("the program runs");
    assert_eq!(output.status.code(), Some(0), "{arguments:?}");
    let lines = text(&output.stdout).trim_end().lines();
    lines
        .map(|line| line.trim_end().to_owned() + "\n")
        .collect()
}

/// The program and all its commands, each followed by its own.
fn commands() -> Vec<Command> {
    let mut found = Vec::new();
    let mut waiting = vec![Command::new(Vec::new())];
    while let Some(command) = waiting.pop() {
        waiting.extend(command.own().into_iter().rev());
        found.push(command);
    }
    assert!(found.len() > 12, "only {} commands were found", found.len());
    found
}

#[test]
fn the_help_of_each_command_is_that_of_the_program() {
    let mut page = chapter(PAGE);
    let mut parts = Vec::new();
    for Command { words, help } in commands() {
        let part = [&["help".to_owned()], words.as_slice()].concat().join(" ");
        page = replaced(
            &page,
            &part,
            &format!("```text columns={COLUMNS}\n{help}```"),
        );
        parts.push(part);
    }
    let marked = page.split("<!-- generated: ").skip(1);
    let marked: Vec<_> = marked.filter_map(|it| it.split(" -->").next()).collect();
    assert_eq!(
        marked, parts,
        "{PAGE} has the commands as the help lists them"
    );
    holds(PAGE, &page);
}

#[test]
fn each_command_has_a_heading_of_its_own() {
    let page = chapter(PAGE);
    for Command { words, .. } in commands() {
        let heading = match words.as_slice() {
            [] => "## The program".to_owned(),
            words => format!("{} {}", "#".repeat(words.len() + 1), words.join(" ")),
        };
        let found = page.lines().filter(|line| **line == heading).count();
        assert_eq!(found, 1, "{PAGE}: {heading}");
    }
}

/// A terminal of the usual width wraps none of them.
#[test]
fn examples_can_be_pasted() {
    let mut pasted = 0;
    for Command { words, help } in commands() {
        let Some((_, examples)) = help.split_once("\nExamples:\n") else {
            continue;
        };
        let narrow = self::help(&words, 80);
        assert!(narrow.ends_with(examples), "{words:?}: wrapped\n{narrow}");
        // A line that ends in a backslash goes on in the next one.
        for line in examples.replace("\\\n", "").lines() {
            let is_call = line.starts_with("  mdbook-design-docs ");
            assert!(is_call, "{words:?}: `{line}` is no call");
            pasted += 1;
        }
    }
    assert!(pasted > 12, "only {pasted} examples were found");
}
