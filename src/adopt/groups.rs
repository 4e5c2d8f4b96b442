//! Files that may be of one kind, and templates that lie among them.

use std::collections::BTreeMap;

use super::pattern::folder_glob;
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
    let mut few: BTreeMap<Alike<'_>, Vec<&Candidate>> = BTreeMap::new();
    for (folder, members) in folders {
        if members.len() >= FEW || folder.is_empty() {
            groups.push(Group {
                folder: folder_glob(folder),
                is_spread: false,
                members,
            });
            continue;
        }
        let first = folder.split('/').next().unwrap_or_default();
        for file in members {
            let depth = folder.split('/').count();
            let key = (first, depth, is_index(file.name()));
            few.entry(key).or_default().push(file);
        }
    }
    let mut spread: BTreeMap<Alike<'_>, Vec<&Candidate>> = BTreeMap::new();
    for ((first, depth, is_index), members) in few {
        let first = if members.len() >= FEW { first } else { "" };
        let key = (first, depth, is_index);
        spread.entry(key).or_default().extend(members);
    }
    groups.extend(spread.into_values().map(|members| {
        let folder = members[0].folder();
        Group {
            folder: shape(&members),
            is_spread: members.iter().any(|file| file.folder() != folder),
            members,
        }
    }));
    groups
}

/// What files have in common that lie few to a folder: the first folder on their way where enough of
/// them lie in it, how deep they lie, and whether they are their folder's page.
type Alike<'a> = (&'a str, usize, bool);

/// `keps/*/*/` for what lies in `keps/node/1234-pods` and `keps/api/17-x`.
fn shape(files: &[&Candidate]) -> String {
    let mut folders = files.iter().map(|file| file.folder().split('/'));
    let Some(first) = folders.next() else {
        return String::new();
    };
    let first: Vec<&str> = first.collect();
    let same = folders
        .map(|other| first.iter().zip(other).take_while(|(a, b)| *a == b).count())
        .min();
    let same = same.unwrap_or(first.len());
    let stars = "*/".repeat(first.len() - same);
    format!("{}{stars}", folder_glob(&first[..same].join("/")))
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

/// Whether a file is a template: it is called so, and has gaps as templates have them. One that is
/// called nothing else needs none: its headings may be all that it gives.
pub fn is_template(file: &Candidate) -> bool {
    has_template_name(&file.path) && (is_named_plainly(file.name()) || has_gaps(file))
}

/// More than one, or one in the title: a page about templates may show one too.
fn has_gaps(file: &Candidate) -> bool {
    let document = &file.document;
    let known = Known::for_template(BTreeMap::new());
    let metadata = document.notes.metadata(&known);
    let gaps = Placeholders::of_template(document, &metadata.entries);
    let count = gaps.strings().len() + gaps.words().count();
    let title = document.markdown.headings.first();
    let title = title.map(|heading| document.slice(heading.content.clone()));
    let in_title = title.is_some_and(|title| gaps.find(title).next().is_some());
    count > 1 || in_title
}

fn is_named_plainly(name: &str) -> bool {
    let name = name.to_lowercase();
    let stem = name.strip_suffix(".md").unwrap_or(&name);
    stem.trim_matches(|ch: char| !ch.is_alphabetic()) == "template"
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::document::markdown::ParseOptions;
    use crate::text::Text;

    #[test]
    fn a_template_has_gaps_unless_it_is_called_nothing_else() {
        let is = |path: &str, text: &str| {
            let text = Arc::new(Text::new(path, text));
            is_template(&Candidate::read(path, &text, ParseOptions::default()))
        };
        assert!(is("template.md", "# Plan\n"));
        assert!(is("adr-template.md", "# <Title>\n"));
        assert!(is("adr-template.md", "# Plan\n\nBy <Owner> of <Team>.\n"));
        assert!(is(
            "adr-template.md",
            "# Plan\n\nBy <Owner>, on YYYY-MM-DD.\n"
        ));
        // A page about templates may show one gap.
        assert!(!is("adr-template.md", "# Plan\n\nBy <Owner>.\n"));
        assert!(!is("adr-template.md", "# Plan\n\nBy all of us.\n"));
        assert!(!is("adr.md", "# <Title>\n"));
    }

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
