//! `version-not-bumped`.

use super::asked::Gaps;
use super::{Check, Group, PairContext, Rule, asked, pair};
use crate::config::Level;
use crate::diagnostics::{Diagnostic, Safety, Severity};
use crate::lifecycle::step;

/// The rule.
pub const RULE: Rule = Rule {
    id: "version-not-bumped",
    group: Group::Lifecycle,
    severity: Level::At(Severity::Warning),
    fix: Some(Safety::Unsafe),
    lenient: false,
    options: &[],
    page: include_str!("version-not-bumped.md"),
    check: Check::Pair(check),
};

fn check(cx: &PairContext<'_>) -> Option<Diagnostic> {
    let now = cx.now?;
    let status = now.status().filter(|status| status.versioned)?;
    cx.before.status().filter(|status| status.versioned)?;
    let (old, new) = (pair::version_of(&cx.before)?, pair::version_of(&now)?);
    if old != new || !cx.has_new_content() {
        return None;
    }
    let entry = now.metadata().meaning("version")?;
    let next = step::next(&new);
    let message = format!(
        "the text changed and the version is still `{new}`, though the document is {}",
        status.name
    );
    let help = format!("write `{next}`, or a larger step where what was decided changed");
    let mut finding = now.finding(entry.value_range.clone(), message).help(help);
    finding.subject = format!("version {new}");
    if let Some(given) = asked::version(&now)
        && let [item] = given.scalars(&Gaps::of(&now)).as_slice()
        && item.text.trim() == new.to_string()
    {
        finding.fix = now.fix(Safety::Unsafe, item.range.clone(), next.to_string());
    }
    Some(finding)
}
