//! Why a proposal is made, with figures.

use super::Kind;
use crate::adopt::agreement::Share;
use crate::adopt::groups::Group;
use crate::adopt::pattern::Cover;
use crate::diagnostics::plural;

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
    let mut figure = format!("{count} of {all} {} {place} follow it", plural(all, "file"));
    let members = || kind.members.iter().map(|(_, agreement)| agreement);
    figure.push_str(&part("section", members().map(|it| it.sections).collect()));
    figure.push_str(&part("field", members().map(|it| it.fields).collect()));
    lines.push(figure);
    if !cover.except.is_empty() {
        lines.push(format!(
            "left out by an entry of their own, for they share too little with it: {}",
            named(&cover.except)
        ));
    }
    lines
}

/// How many have all of it.
fn part(what: &str, shares: Vec<Share>) -> String {
    let whole = shares.iter().filter(|share| share.is_whole()).count();
    match shares.first().map_or(0, |share| share.asked) {
        0 => String::new(),
        1 => format!("; {whole} have its {what}"),
        asked => format!("; {whole} have all of its {asked} {what}s"),
    }
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
