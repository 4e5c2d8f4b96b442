//! Why a proposal is made, with figures.

use super::Kind;
use crate::adopt::agreement::{Agreement, Share};
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
    let mut figure = format!(
        "{count} of {all} {} {place} follow it",
        if all == 1 { "file" } else { "files" }
    );
    let of_sections = |agreement: &Agreement| agreement.sections;
    let of_fields = |agreement: &Agreement| agreement.fields;
    let parts: [(&str, &dyn Fn(&Agreement) -> Share); 2] =
        [("section", &of_sections), ("field", &of_fields)];
    for (what, share) in parts {
        let asked = agreements().next().map_or(0, |first| share(first).asked);
        let whole = agreements()
            .filter(|agreement| share(agreement).is_whole())
            .count();
        match asked {
            0 => {}
            1 => figure.push_str(&format!("; {whole} have its {what}")),
            _ => figure.push_str(&format!("; {whole} have all of its {asked} {what}s")),
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
