//! Files that may be of one kind, and templates that lie among them.

use std::collections::BTreeMap;

use super::{Candidate, is_index};
use crate::document::metadata::Known;
use crate::template::placeholders::Placeholders;

/// Files that may be of one kind.
#[derive(Debug)]
pub struct Group<'a> {
    /// What the paths of all of them begin with, as a glob, with `/` at its end; empty at the top.
    pub folder: String,
    /// Whether each has a folder of its own, so that the glob above holds more than one.
    pub is_spread: bool,
    /// The files, in order.
    pub members: Vec<&'a Candidate>,
}

/// Fewer files in a folder are looked at with those of the folders beside it.
const FEW: usize = 3;

/// The groups: the files of each folder; those of folders with few files together, by how deep they lie
/// and whether they are their folder's page.
pub fn of<'a>(files: &[&'a Candidate]) -> Vec<Group<'a>> {
    let mut folders: BTreeMap<&str, Vec<&Candidate>> = BTreeMap::new();
    for file in files {
        folders.entry(file.folder()).or_default().push(file);
    }
    let mut groups = Vec::new();
    let mut spread: BTreeMap<(String, bool), Vec<&Candidate>> = BTreeMap::new();
    for (folder, members) in folders {
        if members.len() >= FEW || folder.is_empty() {
            groups.push(Group {
                folder: glob(folder),
                is_spread: false,
                members,
            });
            continue;
        }
        for file in members {
            let key = (shape(folder), is_index(file.name()));
            spread.entry(key).or_default().push(file);
        }
    }
    for ((folder, _), members) in spread {
        let own = members[0].folder();
        let is_one = members.iter().all(|file| file.folder() == own);
        groups.push(Group {
            folder: if is_one { glob(own) } else { folder },
            is_spread: !is_one,
            members,
        });
    }
    groups
}

fn glob(folder: &str) -> String {
    match folder {
        "" => String::new(),
        folder => format!("{}/", globset::escape(folder)),
    }
}

/// `keps/*/*/` for `keps/node/1234-pods`.
fn shape(folder: &str) -> String {
    let mut parts = folder.split('/');
    let first = parts.next().unwrap_or_default();
    let deeper = parts.count();
    match deeper {
        0 => "*/".to_owned(),
        deeper => format!("{}/{}", globset::escape(first), "*/".repeat(deeper)),
    }
}

/// Whether a file is called a template: `template.md`, `0000-template.md`, `adr-template.md`,
/// `NNNN-title.md`, or lies in a folder of that name. A document about templates has a number.
pub fn has_template_name(path: &str) -> bool {
    let mut parts = path.rsplit('/');
    let name = parts.next().unwrap_or(path).to_lowercase();
    let stem = name.strip_suffix(".md").unwrap_or(&name);
    is_template_name(stem)
        || parts.next().is_some_and(|folder| {
            let folder = folder.to_lowercase();
            matches!(
                folder.as_str(),
                "templates" | "_templates" | "template" | "_template"
            ) || is_index(&name) && is_template_name(&folder)
        })
}

fn is_template_name(stem: &str) -> bool {
    let words: Vec<&str> = stem
        .split(|ch: char| !ch.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect();
    let is_word = |word: &&str| matches!(*word, "template" | "tmpl" | "boilerplate");
    match words.as_slice() {
        [] => false,
        [first, ..] if matches!(*first, "nnnn" | "xxxx" | "nnn" | "xxx" | "yyyymmdd") => true,
        [first, rest @ ..] if first.bytes().all(|byte| byte.is_ascii_digit()) => {
            let is_zero = first.bytes().all(|byte| byte == b'0');
            is_zero && rest.iter().any(is_word)
        }
        [first, .., last] => is_word(first) || is_word(last),
        [only] => is_word(only),
    }
}

/// Whether a file is a template: it is called so, and has gaps or little text; or a number of zeros is
/// all that its name lacks, and its gaps are many.
pub fn is_template(file: &Candidate) -> bool {
    has_template_name(&file.path) && (has_gaps(file) || is_named_only_so(file))
}

fn has_gaps(file: &Candidate) -> bool {
    let known = Known::for_template(BTreeMap::new());
    let metadata = file.document.notes.metadata(&known);
    let gaps = Placeholders::of_template(&file.document, &metadata.entries);
    !gaps.strings().is_empty() || gaps.words().next().is_some()
}

/// `template.md` needs no gap to be one: its headings may be all that it gives.
fn is_named_only_so(file: &Candidate) -> bool {
    let stem = file.name().to_lowercase();
    let stem = stem.trim_end_matches(".md");
    let words: Vec<&str> = stem
        .split(|ch: char| !ch.is_alphabetic())
        .filter(|word| !word.is_empty())
        .collect();
    words == ["template"] || words.last() == Some(&"template")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn templates_are_known_by_name() {
        for path in [
            "template.md",
            "TEMPLATE.md",
            "_template.md",
            "a/0000-template.md",
            "adr-template.md",
            "template-long.md",
            "NNNN-title.md",
            "templates/x.md",
            "keps/NNNN-kep-template/README.md",
            "0000_rfc_template.md",
        ] {
            assert!(has_template_name(path), "{path}");
        }
        for path in [
            "0012-template-engine.md",
            "0012-rfc-template.md",
            "0000-use-adrs.md",
            "a.md",
            "temple.md",
            "12.md",
            "-.md",
        ] {
            assert!(!has_template_name(path), "{path}");
        }
    }
}
