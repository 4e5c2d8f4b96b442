//! A document that fills a built-in template, made of the template's own lines, so that a test can
//! take it apart.

use mdbook_design_docs::template::builtin::{self, Builtin};
use regex::{Captures, Regex};

/// Where a kind of document keeps its metadata, and what a filled one has there.
pub struct Kind {
    /// The template's name.
    pub name: &'static str,
    /// Front matter for a document that keeps all of it there.
    pub front_matter: &'static str,
    /// Of that what stands in front matter where the template has it so.
    pub front_matter_as_shown: &'static str,
    /// The template's lines in the text that hold fields, by how they begin, and what takes their
    /// place.
    pub lines: &'static [(&'static str, &'static str)],
}

/// All kinds, in the order of the list.
pub const KINDS: [Kind; 7] = [
    Kind {
        name: "five-pager",
        front_matter: "author: Ada\ndate: 2025-12-30\npurpose: Less waiting\nownership: The cache team\nstatus: In Progress\n",
        front_matter_as_shown: "",
        lines: &[
            ("- Author:", "- Author: Ada"),
            ("- Date:", "- Date: 2025-12-30"),
            ("- Purpose:", "- Purpose: Less waiting"),
            ("- Ownership:", "- Ownership: The cache team"),
            ("- Status:", "- Status: In Progress"),
        ],
    },
    Kind {
        name: "technical-design",
        front_matter: "phase: 3\nquality: production\nstatus: in-review\n",
        front_matter_as_shown: "status: in-review\n",
        lines: &[
            ("- Phase:", "- Phase: 3"),
            ("- Quality Level:", "- Quality Level: production"),
        ],
    },
    Kind {
        name: "feature-design",
        front_matter: "status: in-review\n",
        front_matter_as_shown: "",
        lines: &[],
    },
    Kind {
        name: "design-doc",
        front_matter: "title: A cache\ndoc_type: design_doc\nstatus: in-review\nversion: 1.0.0\nowners:\n  - ada@example.org\nlast_updated: 2025-12-31\ntags:\n  - cache\n",
        front_matter_as_shown: "title: A cache\ndoc_type: design_doc\nstatus: in-review\nversion: 1.0.0\nowners:\n  - ada@example.org\nlast_updated: 2025-12-31\ntags:\n  - cache\n",
        lines: &[],
    },
    Kind {
        name: "design-proposal",
        front_matter: "type: New system\nstatus: approved\nversion: 1.0.0\n",
        front_matter_as_shown: "",
        lines: &[(
            "**Type**",
            "**Type**: New system · **Status**: approved · **Version**: 1.0.0",
        )],
    },
    Kind {
        name: "adr",
        front_matter: "",
        front_matter_as_shown: "",
        lines: &[("proposed | ", "accepted")],
    },
    Kind {
        name: "rfc",
        front_matter: "status: in-review\nauthors:\n  - Ada\ncreated: 2025-12-30\n",
        front_matter_as_shown: "status: in-review\nauthors:\n  - Ada\ncreated: 2025-12-30\n",
        lines: &[],
    },
];

/// One section: its heading and what stands directly below.
#[derive(Debug, Clone)]
pub struct Section {
    /// The heading's line.
    pub heading: String,
    /// The template's.
    pub wanted: String,
    /// 1 to 6.
    pub level: usize,
    /// The text, filled.
    pub body: Vec<String>,
    /// The template's text, without lines that hold fields.
    pub guidance: Vec<String>,
    /// The template says that it may be absent.
    pub optional: bool,
}

impl Section {
    /// What the template says of it is a gap and nothing else: only its place can tell what it is.
    pub fn is_gap(&self) -> bool {
        let name = self.wanted.trim_start_matches(['#', ' ']);
        let rest = gaps().replace_all(name, "");
        !rest
            .trim_matches(|ch: char| ch.is_ascii_digit())
            .chars()
            .any(char::is_alphanumeric)
    }

    /// The template gives it text of its own.
    pub fn has_guidance(&self) -> bool {
        self.guidance
            .iter()
            .any(|line| !matches!(line.trim(), "" | "---"))
    }

    /// It is a contents list, which needs no text.
    pub fn is_contents(&self) -> bool {
        self.wanted.contains("Contents")
    }

    /// What the heading is with its number and its gaps taken out: equal for repetitions.
    pub fn stem(&self) -> String {
        let bare = gaps().replace_all(&self.wanted, "").into_owned();
        bare.chars().filter(|ch| !ch.is_ascii_digit()).collect()
    }
}

/// A document.
#[derive(Debug, Clone)]
pub struct Paper {
    /// Which kind.
    pub name: &'static str,
    /// Front matter and title.
    pub head: Vec<String>,
    /// The sections in order.
    pub sections: Vec<Section>,
}

/// The built-in template of a name.
pub fn template(name: &str) -> Builtin {
    *builtin::ALL
        .iter()
        .find(|builtin| builtin.name == name)
        .expect("a built-in template")
}

impl Paper {
    /// One that keeps all metadata in front matter, so that no section takes any along, and leaves its
    /// contents list to the tool.
    pub fn of(kind: &Kind) -> Self {
        Self::read(kind, kind.front_matter, false)
    }

    /// One that keeps its metadata where the template does.
    pub fn as_shown(kind: &Kind) -> Self {
        Self::read(kind, kind.front_matter_as_shown, true)
    }

    fn read(kind: &Kind, front_matter: &str, as_shown: bool) -> Self {
        let text = template(kind.name).text;
        let (_, body) = text.split_once("\n---\n").expect("front matter");
        let mut head: Vec<String> = match front_matter {
            "" => Vec::new(),
            fields => format!("---\n{fields}---")
                .lines()
                .map(str::to_owned)
                .collect(),
        };
        let mut sections: Vec<Section> = Vec::new();
        let (mut fenced, mut optional, mut count) = (false, false, 0);
        for line in body.lines() {
            count += 1;
            let level = line.chars().take_while(|&ch| ch == '#').count();
            let field = kind.lines.iter().find(|(start, _)| line.starts_with(start));
            if line.starts_with("<!--") {
                optional = line.contains("optional");
            } else if level > 0 && !fenced {
                let heading = gaps()
                    .replace_all(line, format!("Cache {count}"))
                    .into_owned();
                if level == 1 && kind.name != "design-doc" {
                    head.push(heading);
                    continue;
                }
                sections.push(Section {
                    heading,
                    wanted: line.to_owned(),
                    level,
                    body: Vec::new(),
                    guidance: Vec::new(),
                    optional: std::mem::take(&mut optional),
                });
            } else if let Some((_, value)) = field.filter(|_| as_shown || kind.name == "adr") {
                sections
                    .last_mut()
                    .map_or(&mut head, |it| &mut it.body)
                    .push((*value).to_owned());
            } else if field.is_none() {
                fenced ^= line.trim_start().starts_with("```");
                let filled = match sections.last().is_some_and(Section::is_contents) {
                    true if as_shown => line.to_owned(),
                    true => String::new(),
                    false => filled(line, fenced, count),
                };
                match sections.last_mut() {
                    Some(section) => {
                        section.guidance.push(line.to_owned());
                        section.body.push(filled);
                    }
                    None => head.push(filled),
                }
            }
        }
        Self {
            name: kind.name,
            head,
            sections,
        }
    }

    /// Its text, and the line of each heading.
    pub fn text(&self) -> (String, Vec<usize>) {
        let mut lines = self.head.clone();
        let mut headings = Vec::new();
        for section in &self.sections {
            lines.push(String::new());
            lines.push(section.heading.clone());
            headings.push(lines.len());
            lines.push(String::new());
            lines.extend(section.body.iter().cloned());
        }
        (lines.join("\n") + "\n", headings)
    }

    /// The line of each heading.
    pub fn headings(&self) -> Vec<usize> {
        self.text().1
    }

    /// Where a finding on the document as a whole is told: at its title, else at the top.
    pub fn top(&self) -> usize {
        self.head
            .iter()
            .position(|line| line.starts_with("# "))
            .map_or(1, |at| at + 1)
    }

    /// The section that one stands in.
    pub fn parent(&self, at: usize) -> Option<usize> {
        (0..at)
            .rev()
            .find(|&other| self.sections[other].level < self.sections[at].level)
    }

    /// The siblings before and behind one, in order.
    pub fn siblings(&self, at: usize) -> (Vec<usize>, Vec<usize>) {
        let parent = self.parent(at);
        (0..self.sections.len())
            .filter(|&other| other != at && self.parent(other) == parent)
            .partition(|&other| other < at)
    }

    /// One and everything below it.
    pub fn tree(&self, at: usize) -> std::ops::Range<usize> {
        let level = self.sections[at].level;
        let end = (at + 1..self.sections.len()).find(|&it| self.sections[it].level <= level);
        at..end.unwrap_or(self.sections.len())
    }

    /// Whether another section beside this one is a repetition of the same.
    pub fn repeats(&self, at: usize) -> bool {
        let (before, behind) = self.siblings(at);
        let same = |&other: &usize| self.sections[other].stem() == self.sections[at].stem();
        before.iter().chain(&behind).any(same)
    }
}

/// `<Somebody>` and `[something]`, but no link and no task.
fn gaps() -> Regex {
    Regex::new(r"<[^>]+>|\[[^\]]{2,}\]").expect("a pattern")
}

/// A line of the template's text as an author would write it: list marks and labels stay.
fn filled(line: &str, fenced: bool, count: usize) -> String {
    let parts = Regex::new(
        r"^(\s*(?:[-*] (?:\[ \] )?|\d+\. |> )?)((?:\*\*[^*]+:\*\*|\*\*[^*]+\*\*(?: \([^)]*\))?:?)(?: |$))?(.*)$",
    );
    let parts = parts.expect("a pattern");
    if line.contains("](<PLACEHOLDER") {
        return gaps_in_address(line);
    }
    if line.trim().is_empty() || line.trim_start().starts_with("```") || line == "---" {
        return line.to_owned();
    }
    if fenced {
        return format!("what holds for us {count}");
    }
    let parts: Captures<'_> = parts.captures(line).expect("any line fits");
    let part = |at: usize| parts.get(at).map_or("", |part| part.as_str());
    let label = gaps()
        .replace_all(part(2), format!("Cache {count}"))
        .into_owned();
    let mark = part(1).replace("[ ]", "[x]");
    match part(3) {
        "" => format!("{mark}{label}"),
        _ => format!("{mark}{label}Ada, 2025-12-30, says that {count}"),
    }
}

fn gaps_in_address(line: &str) -> String {
    let address = Regex::new(r"<PLACEHOLDER_\w+>").expect("a pattern");
    address
        .replace_all(line, "https://example.org/figure.svg")
        .into_owned()
}
