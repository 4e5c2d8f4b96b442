//! A template from what documents share.

mod fields;
mod headings;
mod statuses;

use super::Candidate;

/// A part of some documents.
fn is_part(count: usize, of: usize, percent: usize) -> bool {
    count * 100 >= of * percent
}

/// What most have is asked for.
const MOST: usize = 80;
/// What many have is optional.
const MANY: usize = 40;
/// Fewer documents share nothing that would tell a kind.
const LEAST_DOCUMENTS: usize = 4;
/// With fewer headings and fields that most have, they share too little; one heading is among them.
const LEAST_SHARED: usize = 3;
/// Subsections are told from so many documents on: in fewer they are alike by chance.
const LEAST_FOR_SUBSECTIONS: usize = 10;

/// The text of a template with the headings and fields that documents share; none where they share too
/// little to be of one kind.
pub fn template(documents: &[&Candidate]) -> Option<String> {
    if documents.len() < LEAST_DOCUMENTS {
        return None;
    }
    let headings = headings::Shared::of(documents);
    let fields = fields::Shared::of(documents);
    let shared = headings.asked() + fields.asked();
    if headings.asked() == 0 || shared < LEAST_SHARED {
        return None;
    }
    let mut out = fields.front_matter();
    out.push_str(&headings.title());
    out.push_str(&fields.body());
    out.push_str(&headings.sections(&fields.headings()));
    out.truncate(out.trim_end().len());
    out.push('\n');
    Some(out)
}
