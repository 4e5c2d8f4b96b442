//! `template-error`.

use std::ops::Range;
use std::sync::Arc;

use super::{Check, Group, ProjectContext, Rule};
use crate::config::{Level, TemplateChoice};
use crate::diagnostics::{Diagnostic, Severity, nearest};
use crate::lifecycle::{DEFAULT, Lifecycle};
use crate::template::{Mistake, Statuses, Template};

/// The rule.
pub const RULE: Rule = Rule {
    id: "template-error",
    group: Group::Project,
    severity: Level::At(Severity::Error),
    fix: None,
    lenient: false,
    options: &[],
    page: include_str!("template-error.md"),
    check: Check::Project(check),
};

fn check(cx: &ProjectContext<'_>) -> Vec<Diagnostic> {
    cx.corpus
        .templates
        .own()
        .iter()
        .flat_map(|template| of_template(cx, template))
        .collect()
}

fn of_template(cx: &ProjectContext<'_>, template: &Template) -> Vec<Diagnostic> {
    let mut findings: Vec<Diagnostic> = template
        .mistakes
        .iter()
        .map(|mistake| of_mistake(cx, template, mistake))
        .collect();
    match unknown_lifecycle(cx, template) {
        Some(finding) => findings.push(finding),
        None => findings.extend(unknown_statuses(cx, template)),
    }
    findings
}

fn finding(
    cx: &ProjectContext<'_>,
    template: &Template,
    range: &Range<usize>,
    message: &str,
) -> Diagnostic {
    cx.finding(template.document.place(range.clone()).0, message)
}

fn of_mistake(cx: &ProjectContext<'_>, template: &Template, mistake: &Mistake) -> Diagnostic {
    let mut finding = finding(cx, template, &mistake.range, &mistake.message).help(&mistake.help);
    // Messages may count lines, which move.
    let text = template
        .document
        .slice(mistake.range.clone())
        .lines()
        .next();
    if let Some(text) = text.map(str::trim).filter(|text| !text.is_empty()) {
        let what = mistake.message.replace(|ch: char| ch.is_ascii_digit(), "");
        finding.subject = format!("{text}: {what}");
    }
    match &mistake.also {
        Some((range, message)) => {
            finding.related(template.document.place(range.clone()).0, message.as_str())
        }
        None => finding,
    }
}

/// The template names a lifecycle that there is not.
fn unknown_lifecycle(cx: &ProjectContext<'_>, template: &Template) -> Option<Diagnostic> {
    let Statuses::Named(name, range) = &template.statuses else {
        return None;
    };
    let lifecycles = &cx.corpus.book.settings.lifecycles;
    if lifecycles.contains_key(name) {
        return None;
    }
    let names: Vec<&str> = lifecycles.keys().map(String::as_str).collect();
    let help = help(nearest(name, names.iter().copied()), &names);
    Some(
        finding(
            cx,
            template,
            range,
            &format!("no lifecycle is called `{name}`"),
        )
        .help(help),
    )
}

/// Sections and fields that are required from a status on which the template's documents never come to.
fn unknown_statuses(cx: &ProjectContext<'_>, template: &Template) -> Vec<Diagnostic> {
    let lifecycles = lifecycles(cx, template);
    let names: Vec<&str> = lifecycles.iter().flat_map(|it| it.names()).collect();
    let by_field = template
        .fields
        .iter()
        .filter_map(|spec| spec.constraints.required_from.as_ref());
    template
        .sections
        .iter()
        .filter_map(|spec| spec.annotations.required_from.as_ref())
        .chain(by_field)
        .filter(|(status, _)| lifecycles.iter().all(|it| it.rank(status).is_none()))
        .map(|(status, range)| {
            let closest = lifecycles.iter().find_map(|it| it.nearest(status));
            let help = help(closest.map(|status| status.name.as_str()), &names);
            let message = format!("no status is called `{status}`");
            finding(cx, template, range, &message).help(help)
        })
        .collect()
}

/// The lifecycles that the template's documents may have; all there are where it names none and no
/// `documents` entry does.
fn lifecycles<'a>(cx: &ProjectContext<'a>, template: &'a Template) -> Vec<&'a Lifecycle> {
    let settings = &cx.corpus.book.settings;
    let all = &settings.lifecycles;
    match &template.statuses {
        Statuses::Named(name, _) => return all.get(name).map(|it| &**it).into_iter().collect(),
        Statuses::Own(lifecycle) => return vec![lifecycle],
        _ => {}
    }
    let names_it = |name: &str| {
        let named = cx.corpus.templates.named(name);
        named.is_some_and(|it| std::ptr::eq(Arc::as_ptr(it), template))
    };
    let by_entry = settings.documents.iter().filter_map(|entry| {
        let bound = match &entry.template {
            Some(TemplateChoice::Name(name)) => names_it(name),
            Some(TemplateChoice::NotADocument) => false,
            None => true,
        };
        let lifecycle = entry.lifecycle.as_ref().filter(|_| bound)?;
        all.get(lifecycle).map(|it| &**it)
    });
    let mut found: Vec<&Lifecycle> = by_entry.collect();
    match &template.statuses {
        Statuses::Listed(lifecycle) => found.insert(0, lifecycle),
        Statuses::Default => found.extend(all.get(DEFAULT).map(|it| &**it)),
        Statuses::Named(..) | Statuses::Own(_) | Statuses::Any => {}
    }
    if found.is_empty() {
        found.extend(all.values().map(|it| &**it));
    }
    found
}

fn help(closest: Option<&str>, names: &[&str]) -> String {
    let mut quoted: Vec<String> = Vec::new();
    for name in names {
        let name = format!("`{name}`");
        if !quoted.contains(&name) {
            quoted.push(name);
        }
    }
    let legal = format!("there are {}", quoted.join(", "));
    match closest {
        Some(closest) => format!("did you mean `{closest}`? {legal}"),
        None => legal,
    }
}
