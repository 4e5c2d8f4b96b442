//! `date-mismatch`.

use jiff::civil::Date;

use super::asked::{Gaps, Given};
use super::{Check, DocumentContext, Group, Rule, asked, future_date, run};
use crate::config::Level;
use crate::corpus::changed::{self, Change};
use crate::diagnostics::{Diagnostic, Safety, Severity};
use crate::document::metadata::Item;
use crate::history::Dated;
use crate::values::day;

/// The rule.
pub const RULE: Rule = Rule {
    id: "date-mismatch",
    group: Group::Lifecycle,
    severity: Level::At(Severity::Warning),
    fix: Some(Safety::Safe),
    lenient: false,
    options: &[],
    page: include_str!("date-mismatch.md"),
    check: Check::Among(check),
};

fn check(cx: &DocumentContext<'_>) -> Vec<Diagnostic> {
    let Some(entry) = cx.metadata().meaning("last_updated") else {
        return Vec::new();
    };
    let given = asked::days(cx)
        .into_iter()
        .find(|it| it.range == entry.value_range);
    let (Some(given), Some(change)) = (given, cx.corpus.last_change(cx.member)) else {
        return Vec::new();
    };
    let items = given.scalars(&Gaps::of(cx)).into_iter();
    items
        .filter_map(|item| finding(cx, &given, &item, change))
        .collect()
}

fn finding(
    cx: &DocumentContext<'_>,
    given: &Given<'_>,
    item: &Item<'_>,
    change: Change<'_>,
) -> Option<Diagnostic> {
    let today = cx.corpus.book.today;
    let declared = day::of(&item.text)?;
    let right = match change {
        Change::Committed(commit, _) => commit.day,
        Change::Now => today,
    };
    let is_told = declared > today && !run::is_off(cx.corpus, cx.member, &future_date::RULE);
    if is_told || agrees(cx, declared, change) {
        return None;
    }
    let message = match change {
        Change::Committed(commit, passed) => format!(
            "`{}` is {declared}, but {} last changed on {right}, in commit {}",
            given.name,
            match passed {
                [] => "the document",
                _ => "what the document says",
            },
            commit.id.get(..12).unwrap_or(&commit.id)
        ),
        Change::Now => format!(
            "`{}` is {declared}, but the document has changes that are not committed yet",
            given.name
        ),
    };
    let mut finding = cx
        .finding(item.range.clone(), message)
        .help(format!("write `{right}`"));
    finding.subject = asked::subject(&given.name, &item.text);
    let written = item.text.trim();
    // A time of day or a remark behind it was about the day that stood there.
    if written.len() == declared.to_string().len() {
        let right = right.to_string();
        finding.fix = asked::respelled(cx, &item.range, given.notation, written, &right);
    }
    Some(finding)
}

/// Whether a day is that of the last change of the content, or of a later commit that changed none of
/// it, give or take the tolerance.
fn agrees(cx: &DocumentContext<'_>, declared: Date, change: Change<'_>) -> bool {
    let book = cx.corpus.book;
    let near_today = || changed::is_near(book, declared, book.today, book.today);
    // Whoever changes only metadata may keep the day of the text, or write that of the commit to come.
    let is_changed = || matches!(cx.corpus.dated(cx.member), Dated::Uncommitted(_));
    match change {
        Change::Committed(commit, passed) => {
            let mut commits = passed.iter().map(|passed| &**passed).chain([commit]);
            commits.any(|commit| changed::agrees(book, declared, commit))
                || is_changed() && near_today()
        }
        Change::Now => near_today(),
    }
}
