//! `stale-toc`.

use super::{Check, DocumentContext, Group, Rule, blocks};
use crate::config::Level;
use crate::diagnostics::{Diagnostic, Fix, Safety, Severity};
use crate::page::contents::{Difference, Stale, stale};

/// The rule.
pub const RULE: Rule = Rule {
    id: "stale-toc",
    group: Group::Text,
    severity: Level::At(Severity::Warning),
    fix: Some(Safety::Safe),
    lenient: false,
    options: &[],
    page: include_str!("stale-toc.md"),
    check: Check::Document(check),
};

/// So many differences are told one by one.
const TOLD: usize = 3;

fn check(cx: &DocumentContext<'_>) -> Vec<Diagnostic> {
    stale(cx.document(), cx.member.title_section())
        .iter()
        .map(|list| finding(cx, list))
        .collect()
}

/// One finding a list, at the first item that is wrong.
fn finding(cx: &DocumentContext<'_>, list: &Stale) -> Diagnostic {
    let mut told: Vec<String> = list
        .differences
        .iter()
        .take(TOLD)
        .map(|difference| in_words(cx, difference))
        .collect();
    match list.differences.len().saturating_sub(TOLD) {
        0 => {}
        1 => told.push("one more difference".to_owned()),
        more => told.push(format!("{more} more differences")),
    }
    let at = list.differences.iter().find_map(|it| match it {
        Difference::Missing(_) => None,
        Difference::Extra { range, .. }
        | Difference::Dead { range, .. }
        | Difference::Order { range, .. } => Some(range.clone()),
    });
    let first = cx.document().slice(list.range.clone());
    let line = first.lines().next().map_or(0, str::len);
    let at = at.unwrap_or(list.range.start..list.range.start + line);
    let mut finding = cx
        .finding(
            at,
            format!(
                "the contents list does not agree with the headings: {}",
                told.join("; ")
            ),
        )
        .help("write it anew, or put `<!-- toc -->` in its place and leave it to this tool");
    for difference in list.differences.iter().take(TOLD) {
        if let Difference::Missing(heading) = difference {
            let heading = cx.document().markdown.headings[*heading].range.clone();
            finding = finding.related(cx.place(heading), "the heading that the list lacks");
        }
    }
    "contents list".clone_into(&mut finding.subject);
    if list.plain {
        finding.fix = fix(cx, list);
    }
    finding
}

/// The list as it would be today. Where there is nothing to list and nothing behind it, the file ends with
/// what stands above, in the way it ended.
fn fix(cx: &DocumentContext<'_>, list: &Stale) -> Option<Fix> {
    let behind = &cx.document().as_str()[list.range.end..];
    if list.expected.is_empty() && behind.trim().is_empty() {
        let edits = vec![blocks::take_out(cx, list.range.clone())?];
        let safety = Safety::Safe;
        return Some(Fix { safety, edits });
    }
    let text = blocks::with_endings(&list.expected, cx.document().text().line_ending());
    cx.fix(Safety::Safe, list.range.clone(), text)
}

fn in_words(cx: &DocumentContext<'_>, difference: &Difference) -> String {
    let headings = &cx.document().markdown.headings;
    let name = |heading: &usize| headings[*heading].text.trim();
    match difference {
        Difference::Missing(heading) => format!(
            "\"{}\", at `#{}`, is not in it",
            name(heading),
            headings[*heading].id
        ),
        Difference::Extra { text, .. } if headings.iter().any(|it| it.text.trim() == text) => {
            format!("a second item leads to the same \"{text}\"")
        }
        Difference::Extra { text, .. } => format!("\"{text}\" is no heading after it"),
        Difference::Dead {
            anchor,
            meant: Some(heading),
            ..
        } => format!(
            "`#{anchor}` leads nowhere, \"{}\" is at `#{}`",
            name(heading),
            headings[*heading].id
        ),
        Difference::Dead { anchor, .. } => format!("`#{anchor}` leads nowhere"),
        Difference::Order { text, .. } => format!("\"{text}\" comes earlier in the text"),
    }
}
