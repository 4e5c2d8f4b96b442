//! Why a proposal is made, with figures.

use super::Kind;
use crate::adopt::groups::Group;
use crate::adopt::pattern::Cover;

/// So many names are told.
const NAMED: usize = 5;

/// What a proposal goes by: the first line says what, those behind it why.
pub(super) fn lines(kind: &Kind<'_>, group: &Group<'_>, cover: &Cover) -> Vec<String> {
    let template = kind.template;
    let which = match &template.path {
        Some(path) => format!("`{path}`"),
        None => format!("the built-in template `{}`", template.name),
    };
    let mut lines = vec![format!("{}: {which}", named(&cover.globs))];
    let (count, all) = (kind.members.len(), group.members.len());
    let place = match group.folder.trim_end_matches('/') {
        "" => "in this folder".to_owned(),
        folder => format!("in `{folder}`"),
    };
    let agreements = || kind.members.iter().map(|(_, agreement)| agreement);
    let asked = agreements().next().copied().unwrap_or_default();
    let mut figure = format!("{count} of {all} files {place} have most of it");
    for (share, what) in [(asked.sections, "sections"), (asked.fields, "fields")] {
        let whole = agreements().filter(|agreement| match what {
            "sections" => agreement.sections.is_whole(),
            _ => agreement.fields.is_whole(),
        });
        if share.asked > 0 {
            figure.push_str(&format!("; {} all {} {what}", whole.count(), share.asked));
        }
    }
    lines.push(figure);
    if !cover.except.is_empty() {
        lines.push(format!(
            "left out, for they share too little with it: {}",
            named(&cover.except)
        ));
    }
    lines
}

fn named(names: &[String]) -> String {
    let shown: Vec<String> = names
        .iter()
        .take(NAMED)
        .map(|name| format!("`{name}`"))
        .collect();
    match names.len().saturating_sub(NAMED) {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}
