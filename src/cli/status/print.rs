//! What `status` says.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};

use crate::advance::{Advance, Changed, Step, Target};
use crate::cli::options::Options;
use crate::cli::output;
use crate::corpus::Member;
use crate::diagnostics::{Diagnostic, Severity};
use crate::report::{neutral, neutral_line};

/// Where a document stands, and what is between it and each status that may come next.
pub(super) fn outlook(
    advance: &Advance<'_>,
    member: &Member<'_>,
    options: &Options,
) -> anyhow::Result<()> {
    let mut steps = Vec::new();
    for target in advance.next() {
        steps.push(advance.step(&target, None)?);
    }
    output::stdout(|_, out| {
        writeln!(out, "{}", standing(advance, member))?;
        if steps.is_empty() {
            let status = advance.written();
            let rest = match advance.lifecycle() {
                Some(_) => format!("nothing follows `{status}`"),
                None => "its template has no lifecycle: any status may follow".to_owned(),
            };
            writeln!(out, "\n{}", neutral_line(&rest))?;
        }
        for step in &steps {
            writeln!(out)?;
            write_step(step, options, out)?;
        }
        Ok(())
    })
}

/// That the document stands there already.
pub(super) fn already(
    member: &Member<'_>,
    target: &Target,
    options: &Options,
) -> anyhow::Result<()> {
    say(
        member,
        &format!("has the status `{}` already", target.status),
        options,
    )
}

/// What keeps a document from a status.
pub(super) fn refused(step: &Step, options: &Options) -> anyhow::Result<()> {
    output::stdout(|_, out| write_step(step, options, out))
}

/// What a step changed.
pub(super) fn done(member: &Member<'_>, step: &Step, options: &Options) -> anyhow::Result<()> {
    let changes: Vec<String> = step.changed.iter().map(change).collect();
    say(member, &changes.join(", "), options)
}

fn say(member: &Member<'_>, what: &str, options: &Options) -> anyhow::Result<()> {
    if options.quiet {
        return Ok(());
    }
    let path = member.document.text().path();
    output::stdout(|_, out| writeln!(out, "{}: {}", neutral_line(path), neutral_line(what)))
}

/// `src/a.md stands at draft, version 0.3.0`.
fn standing(advance: &Advance<'_>, member: &Member<'_>) -> String {
    let status = match advance.written() {
        status if status.is_empty() => "has no status yet".to_owned(),
        status if advance.rank().is_none() && advance.lifecycle().is_some() => {
            format!("says `{status}`, which is no status of its lifecycle")
        }
        status => format!("stands at `{status}`"),
    };
    let facts = advance.facts().into_iter();
    let facts: String = facts.map(|(key, text)| format!(", {key} {text}")).collect();
    let line = format!("{} {status}{facts}", member.document.text().path());
    neutral_line(&line).into_owned()
}

/// The step, and what is in its way, a line each, with what to do about it.
fn write_step(step: &Step, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let bold = Style::new().bold();
    let others: Vec<String> = step.changed.iter().skip(1).map(change).collect();
    let others = match others.is_empty() {
        true => String::new(),
        false => format!(" ({})", others.join(", ")),
    };
    let way = match step.obstacles.len() {
        0 => "nothing is in the way".to_owned(),
        count => format!("{count} in the way"),
    };
    let (name, others) = (neutral_line(&step.status), neutral_line(&others));
    writeln!(out, "{bold}{name}{bold:#}{others}: {way}")?;
    let mut all = step.obstacles.iter();
    all.try_for_each(|finding| write_obstacle(finding, options, out))
}

fn write_obstacle(finding: &Diagnostic, options: &Options, out: &mut dyn Write) -> io::Result<()> {
    let style = match finding.severity {
        Severity::Error => AnsiColor::Red.on_default().bold(),
        Severity::Warning => AnsiColor::Yellow.on_default().bold(),
        Severity::Note => Style::new(),
    };
    let (place, start) = (&finding.place, finding.place.start);
    writeln!(
        out,
        "  {}:{}:{}: {style}{}[{}]{style:#}: {}",
        neutral_line(&place.path),
        start.line,
        start.column,
        finding.severity,
        finding.rule,
        neutral_line(&finding.message)
    )?;
    if options.quiet {
        return Ok(());
    }
    if let Some(help) = &finding.help {
        let help = neutral(help).replace('\n', "\n      ");
        writeln!(out, "    help: {help}")?;
    }
    let related = finding.related.iter().filter(|_| options.verbose);
    for related in related {
        let (place, start) = (&related.place, related.place.start);
        let (path, message) = (neutral_line(&place.path), neutral_line(&related.message));
        writeln!(out, "    {path}:{}:{}: {message}", start.line, start.column)?;
    }
    Ok(())
}

/// `version 0.3.0 → 1.0.0`.
fn change(changed: &Changed) -> String {
    let Changed { key, from, to } = changed;
    match from.is_empty() {
        true => format!("{key} {to}"),
        false => format!("{key} {from} \u{2192} {to}"),
    }
}
