//! Which fields a step changes, and how they are written.

use std::ops::Range;
use std::sync::Arc;

use semver::Version;

use super::{Advance, Changed, NoStep, Target};
use crate::diagnostics::Edit;
use crate::document::metadata::Entry;
use crate::document::metadata::written::{New, written};
use crate::fields::fold;
use crate::lifecycle::step::Bump;
use crate::template::placeholders::is_gap;
use crate::values::day::{self, Why};

/// What a field comes to hold.
struct Wanted {
    /// The canonical name of the field.
    field: &'static str,
    /// Its new value.
    new: New,
    /// The part of an entry's text that goes; all of it where it can't be told apart.
    part: fn(&Advance<'_>, &str) -> Option<Range<usize>>,
}

/// The fields that a step changes, and the edits for it.
pub(super) fn changes(
    advance: &Advance<'_>,
    target: &Target,
    bump: Option<Bump>,
) -> Result<(Vec<Changed>, Vec<Edit>), NoStep> {
    let version = version(advance, target, bump);
    if bump.is_some() && version.is_none() {
        let path = advance.path();
        return Err(NoStep::NoVersion { path });
    }
    let status = Wanted {
        field: "status",
        new: New::Text(target.status.clone()),
        part: named,
    };
    let mut changed = Vec::new();
    let mut edits = Vec::new();
    for wanted in [Some(status), version, date(advance)].into_iter().flatten() {
        changed.extend(change(advance, &wanted, &mut edits)?);
    }
    Ok((changed, edits))
}

/// The part of a text that names the status, where a remark stands behind it.
fn named(advance: &Advance<'_>, text: &str) -> Option<Range<usize>> {
    let rank = advance.governed.rank?;
    let found = advance.lifecycle()?.find(text)?;
    let head = text[..text.len() - found.rest.len()].trim_end();
    (found.rank == rank).then_some(0..head.len())
}

/// The version that the lifecycle asks for, where the document has one.
fn version(advance: &Advance<'_>, target: &Target, bump: Option<Bump>) -> Option<Wanted> {
    let entry = advance.governed.version(&advance.member.metadata)?;
    let old = Version::parse(entry.text()?.trim()).ok()?;
    let from = advance.governed.rank;
    let new = (advance.lifecycle()?).version_after(from, target.rank?, &old, bump);
    Some(Wanted {
        field: "version",
        new: New::Text(new.to_string()),
        part: |_, _| None,
    })
}

/// Today, where the document says when it was last changed.
fn date(advance: &Advance<'_>) -> Option<Wanted> {
    let entry = advance.member.metadata.meaning("last_updated")?;
    let text = entry.text().unwrap_or_default();
    let is_day = || match day::read(&text) {
        Ok(_) => true,
        Err(no) => !matches!(no.why, Why::NotADay | Why::Several),
    };
    (entry.is_blank() || is_gap(&text) || is_day()).then(|| Wanted {
        field: "last_updated",
        new: New::Bare(advance.corpus.book.today.to_string()),
        part: |_, text| dated(text),
    })
}

/// The part of a text that is the day: a time of day goes with it, a remark behind it stays.
fn dated(text: &str) -> Option<Range<usize>> {
    match day::read(text) {
        Ok(_) => {
            let behind = text[10..].trim_start_matches(['T', 't', ' ']);
            let is_time = behind.starts_with(|ch: char| ch.is_ascii_digit());
            Some(0..if is_time { text.len() } else { 10 })
        }
        Err(no) => Some(no.written),
    }
}

/// Writes a field wherever the document says the same of it: two notations that agree go on agreeing.
fn change(
    advance: &Advance<'_>,
    wanted: &Wanted,
    edits: &mut Vec<Edit>,
) -> Result<Option<Changed>, NoStep> {
    let metadata = &advance.member.metadata;
    let Some(first) = metadata.meaning(wanted.field) else {
        return Ok(None);
    };
    let from = says(first);
    if from == wanted.new.text() {
        return Ok(None);
    }
    write(advance, first, wanted, edits)?;
    let same = |&index: &usize| {
        let other = &metadata.entries[index];
        metadata.meaning_of(index) == Some(wanted.field)
            && other.value_range != first.value_range
            && !other.is_blank()
            && fold(&says(other)) == fold(&from)
    };
    for index in (0..metadata.entries.len()).filter(same) {
        write(advance, &metadata.entries[index], wanted, edits)?;
    }
    Ok(Some(Changed {
        key: first.key.clone(),
        to: wanted.new.text().to_owned(),
        from,
    }))
}

/// What an entry holds, as people read it; nothing for a list.
fn says(entry: &Entry) -> String {
    entry.text().unwrap_or_default().trim().to_owned()
}

fn write(
    advance: &Advance<'_>,
    entry: &Entry,
    wanted: &Wanted,
    edits: &mut Vec<Edit>,
) -> Result<(), NoStep> {
    let document = &advance.member.document;
    let view = document.as_str();
    let whole = &entry.value_range;
    let part = part(advance, entry, wanted).filter(|_| is_plain(wanted.new.text()));
    let (range, text) = match part {
        // Within the value, whatever quotes stand around it.
        Some(part) => (part, wanted.new.text().to_owned()),
        None => (whole.clone(), written(view, entry, whole, &wanted.new)),
    };
    let own = document.view.own_range(&range);
    let range = own.ok_or_else(|| NoStep::Included {
        path: advance.path(),
        key: entry.key.clone(),
    })?;
    edits.push(Edit {
        path: Arc::clone(document.text().path()),
        range,
        text,
    });
    Ok(())
}

/// The part of an entry's value that goes, where something stays; as a range of the view.
fn part(advance: &Advance<'_>, entry: &Entry, wanted: &Wanted) -> Option<Range<usize>> {
    let text = says(entry);
    let part = (wanted.part)(advance, &text).filter(|part| part.len() < text.len())?;
    let value = advance.member.document.slice(entry.value_range.clone());
    let start = entry.value_range.start + value.find(&text)?;
    Some(start + part.start..start + part.end)
}

/// Whether a text means itself in any notation.
fn is_plain(text: &str) -> bool {
    text.chars()
        .all(|ch| ch.is_alphanumeric() || matches!(ch, ' ' | '-' | '_'))
}
