//! `invalid-date`.

use super::asked::{Gaps, Given};
use super::{Check, DocumentContext, Group, Rule, asked};
use crate::config::Level;
use crate::diagnostics::{Diagnostic, Safety, Severity};
use crate::document::metadata::{Item, Value};
use crate::values;
use crate::values::day::{self, NoDay, Why};

/// The rule.
pub const RULE: Rule = Rule {
    id: "invalid-date",
    group: Group::Metadata,
    severity: Level::At(Severity::Error),
    fix: Some(Safety::Safe),
    lenient: false,
    options: &[],
    page: include_str!("invalid-date.md"),
    check: Check::Document(check),
};

fn check(cx: &DocumentContext<'_>) -> Vec<Diagnostic> {
    let gaps = Gaps::of(cx);
    let mut findings = Vec::new();
    for given in asked::days(cx) {
        if let Value::Map(_) = given.value
            && !gaps.hold_all_of(&given.range)
        {
            findings.push(mapping(cx, &given));
        }
        for item in given.scalars(&gaps) {
            if let Err(no_day) = day::read(&item.text) {
                findings.push(finding(cx, &given, &item, &no_day));
            }
        }
    }
    findings
}

fn finding(
    cx: &DocumentContext<'_>,
    given: &Given<'_>,
    item: &Item<'_>,
    no_day: &NoDay,
) -> Diagnostic {
    let written = &item.text[no_day.written.clone()];
    let mut finding = cx
        .finding(item.range.clone(), message(written, no_day.why))
        .help(help(cx, no_day));
    if let Some(spec) = given.spec {
        finding = finding.related(
            cx.in_template(spec.range.clone()),
            "the template shows it here",
        );
    }
    finding.subject = asked::subject(&given.name, &item.text);
    // Words around a day are the author's: they are not for us to throw away.
    let meant = no_day.meant.filter(|_| no_day.why != Why::NotADay);
    finding.fix = meant.and_then(|day| {
        asked::respelled(cx, &item.range, given.notation, written, &day.to_string())
    });
    finding
}

fn message(written: &str, why: Why) -> String {
    let written = values::short(written);
    match why {
        Why::NoSuchMonth(month) => format!("`{written}` is no day: there is no month {month:02}"),
        Why::NoSuchDay { year, month, days } => {
            format!("`{written}` is no day: {year}-{month:02} has {days} days")
        }
        Why::Notation => format!("`{written}` is not written as YYYY-MM-DD"),
        Why::Ambiguous(one, other) => format!("`{written}` can mean {one} or {other}"),
        Why::Several => format!("more than one day stands here, from `{written}` on"),
        Why::NotADay => format!("`{written}` is no day"),
    }
}

fn help(cx: &DocumentContext<'_>, no_day: &NoDay) -> String {
    match (no_day.meant, no_day.why) {
        (Some(day), _) => format!("write `{day}`"),
        (None, Why::Ambiguous(..)) => "write the one that is meant".to_owned(),
        (None, Why::Several) => "keep the one that is meant".to_owned(),
        (None, _) => format!(
            "write a day as YYYY-MM-DD, such as `{}`",
            cx.corpus.book.today
        ),
    }
}

fn mapping(cx: &DocumentContext<'_>, given: &Given<'_>) -> Diagnostic {
    let today = cx.corpus.book.today;
    let mut finding = cx
        .finding(
            given.key_range.clone(),
            format!(
                "`{}` holds keys of its own where a day is meant",
                given.name
            ),
        )
        .help(format!("write `{}: {today}`", given.name));
    finding.subject = asked::subject(&given.name, "a mapping");
    finding
}
