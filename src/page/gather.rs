//! What the corpus knows of a chapter, as facts for its page.

use std::collections::BTreeMap;

use crate::corpus::{Corpus, Member};
use crate::document::metadata::{Entry, Notation};
use crate::fields;
use crate::history::Dated;
use crate::lifecycle::Color;
use crate::relations::Kind;

use super::{Facts, Reference, StatusShown};

/// The facts of one chapter.
pub fn facts(corpus: &Corpus<'_>, member: &Member<'_>) -> Facts {
    let governed = member.governed();
    let text = |meaning| member.metadata.meaning(meaning).and_then(text_of);
    let relation = |kind| relations(corpus, member, kind);
    let title_entry = member
        .metadata
        .meaning("title")
        .filter(|entry| text_of(entry).is_some());
    Facts {
        document: governed.is_some(),
        chapter: member.chapter.path.clone(),
        repository_path: (member.chapter.file.as_deref())
            .and_then(|file| corpus.book.history.name_in_repository(file))
            .map(str::to_owned),
        title: member.title(),
        title_section: title_on_page(member),
        title_in_metadata: title_entry
            .is_some_and(|entry| matches!(entry.notation, Notation::FrontMatter(_))),
        metadata_left: member.metadata.left_the_page(),
        status: status(member),
        expired: member
            .expired(corpus.book.today)
            .map(|(_, day)| day.to_string()),
        version: text("version").filter(|version| !is_gap(member, version)),
        owners: words(member, "owners"),
        template: governed.map(|governed| governed.template.name.clone()),
        supersedes: relation(Kind::Supersedes),
        superseded_by: relation(Kind::SupersededBy),
        depends_on: relation(Kind::DependsOn),
        fields: all_fields(corpus, member),
    }
}

/// The title's section on the page that mdBook sent, which may not be the file's.
fn title_on_page(member: &Member<'_>) -> Option<usize> {
    let section = member.title_section()?;
    let heading = member.document.heading_text(section);
    let page = &member.page.sections.all;
    (page.len() > section && member.page.heading_text(section) == heading).then_some(section)
}

/// What a field says, in a line: its items with commas; none where it is empty.
pub fn text_of(entry: &Entry) -> Option<String> {
    let items: Vec<String> = entry
        .items()
        .into_iter()
        .map(|item| item.text.into_owned())
        .collect();
    (!items.is_empty()).then(|| items.join(", "))
}

/// A document's status: one that the lifecycle knows is shown by its name there; any other as it is
/// written.
pub fn status(member: &Member<'_>) -> Option<StatusShown> {
    let governed = member.governed()?;
    let entry = member.metadata.meaning("status")?;
    let written = text_of(entry).filter(|written| !is_gap(member, written))?;
    Some(match governed.status() {
        Some(status) => StatusShown {
            name: status.name.clone(),
            color: status.color,
            incomplete: status.incomplete,
            retired: status.retired,
        },
        None => StatusShown {
            name: written,
            color: Color::Note,
            incomplete: false,
            retired: false,
        },
    })
}

/// The parts of a field that is a list, in several lines or with commas; those that are still to be
/// filled in are left out.
pub fn words(member: &Member<'_>, meaning: &str) -> Vec<String> {
    let Some(entry) = member.metadata.meaning(meaning) else {
        return Vec::new();
    };
    let view = member.document.as_str();
    let items = entry.items();
    let parts = items.iter().flat_map(|item| item.split(view));
    let words = parts.map(|part| part.text.into_owned());
    words.filter(|word| !is_gap(member, word)).collect()
}

/// Whether a value is still the template's gap.
fn is_gap(member: &Member<'_>, value: &str) -> bool {
    let governed = member.governed();
    governed.is_some_and(|governed| governed.wording.placeholders.only(value))
}

/// All fields by their folded names and by the names of what they mean, the day of the last change as [`last_updated`] has it.
fn all_fields(corpus: &Corpus<'_>, member: &Member<'_>) -> BTreeMap<String, String> {
    let entries = member.metadata.entries.iter();
    let mut fields: BTreeMap<String, String> = entries
        .filter_map(|entry| Some((fields::fold(&entry.key), text_of(entry)?)))
        .collect();
    for known in fields::FIELDS {
        let text = member.metadata.meaning(known.name).and_then(text_of);
        fields.extend(text.map(|text| (known.name.to_owned(), text)));
    }
    fields.retain(|_, text| !is_gap(member, text));
    fields.remove(LAST_UPDATED);
    let day = last_updated(corpus, member);
    fields.extend(day.map(|day| (LAST_UPDATED.to_owned(), day)));
    fields
}

/// When a chapter was last updated: that is for git to say; what its author declared counts where
/// there is no git.
pub fn last_updated(corpus: &Corpus<'_>, member: &Member<'_>) -> Option<String> {
    match corpus.dated(member) {
        Dated::Exact(commit) | Dated::Uncommitted(Some(commit)) => Some(commit.day.to_string()),
        Dated::Uncommitted(None) | Dated::Unknown => None,
        Dated::None => member.metadata.meaning(LAST_UPDATED).and_then(text_of),
    }
}

const LAST_UPDATED: &str = "last_updated";

/// The documents that one names: by path, by id, or by the number that a file name begins with.
fn relations(corpus: &Corpus<'_>, member: &Member<'_>, kind: Kind) -> Vec<Reference> {
    corpus
        .references(member, kind)
        .into_iter()
        .map(|(reference, other)| match other {
            Some(other) => Reference {
                text: other.title(),
                target: other.chapter.path.clone(),
            },
            None => Reference {
                text: reference.written,
                target: None,
            },
        })
        .collect()
}
