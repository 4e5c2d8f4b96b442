//! `version-out-of-range`.

use semver::{Prerelease, Version};

use super::asked::Gaps;
use super::{Check, DocumentContext, Group, Rule, asked};
use crate::config::Level;
use crate::diagnostics::{Diagnostic, Severity};
use crate::lifecycle::Status;

/// The rule.
pub const RULE: Rule = Rule {
    id: "version-out-of-range",
    group: Group::Metadata,
    severity: Level::At(Severity::Error),
    fix: None,
    lenient: false,
    options: &[],
    page: include_str!("version-out-of-range.md"),
    check: Check::Document(check),
};

fn check(cx: &DocumentContext<'_>) -> Vec<Diagnostic> {
    let (Some(status), Some(given)) = (cx.status(), asked::version(cx)) else {
        return Vec::new();
    };
    let items = given.scalars(&Gaps::of(cx));
    let [item] = items.as_slice() else {
        return Vec::new();
    };
    let version = Version::parse(item.text.trim());
    let Some(version) = version.ok().filter(|version| !status.allows(version)) else {
        return Vec::new();
    };
    let message = format!(
        "the version `{version}` does not go with the status `{}`, which allows {}",
        status.name,
        ranges(status)
    );
    let mut finding = cx
        .finding(item.range.clone(), message)
        .help(help(cx, status, &version));
    if let Some(entry) = cx.metadata().meaning("status") {
        finding = finding.related(cx.place(entry.value_range.clone()), "the status");
    }
    finding.subject = asked::subject(&given.name, &version.to_string());
    vec![finding]
}

/// The requirements in words: `<1.0.0` or a prerelease.
fn ranges(status: &Status) -> String {
    let ranges: Vec<String> = status
        .version
        .iter()
        .map(|requirement| match requirement.to_string().as_str() {
            "prerelease" => "a prerelease".to_owned(),
            written => format!("`{written}`"),
        })
        .collect();
    ranges.join(" or ")
}

fn help(cx: &DocumentContext<'_>, status: &Status, version: &Version) -> String {
    let others: Vec<&str> = cx
        .lifecycle()
        .into_iter()
        .flat_map(|lifecycle| &lifecycle.statuses)
        .filter(|other| !other.retired && other.allows(version))
        .map(|other| other.name.as_str())
        .collect();
    let version =
        near(status, version).map(|version| format!("write a version such as `{version}`"));
    match (version, others.is_empty()) {
        (Some(version), true) => version,
        (Some(version), false) => {
            format!(
                "{version}, or a status that allows it: {}",
                others.join(", ")
            )
        }
        (None, true) => "write a version that the status allows".to_owned(),
        (None, false) => format!("write a status that allows it: {}", others.join(", ")),
    }
}

/// A version close by that the status allows: the release of a prerelease, a draft of a release, the
/// next one of weight.
fn near(status: &Status, version: &Version) -> Option<Version> {
    let release = Version::new(version.major, version.minor, version.patch);
    let draft = Version {
        pre: Prerelease::new("draft.1").unwrap_or(Prerelease::EMPTY),
        ..release.clone()
    };
    let candidates = [
        release,
        draft,
        Version::new(
            version.major,
            version.minor,
            version.patch.saturating_add(1),
        ),
        Version::new(version.major, version.minor.saturating_add(1), 0),
        Version::new(version.major.saturating_add(1), 0, 0),
        Version::new(1, 0, 0),
        Version::new(0, 1, 0),
    ];
    candidates
        .into_iter()
        .find(|candidate| candidate != version && status.allows(candidate))
}
