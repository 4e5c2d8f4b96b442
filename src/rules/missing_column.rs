//! `missing-column`.

use super::labelled::{Judged, judged};
use super::{Check, DocumentContext, Group, Rule};
use crate::config::Level;
use crate::diagnostics::{Diagnostic, Severity};
use crate::document::markdown::{Block, BlockKind, Table};
use crate::document::names;
use crate::template::columns::{ColumnSpec, TableSpec};
use crate::text::trimmed;

/// The rule.
pub const RULE: Rule = Rule {
    id: "missing-column",
    group: Group::Sections,
    severity: Level::At(Severity::Warning),
    fix: None,
    lenient: false,
    options: &[],
    page: include_str!("missing-column.md"),
    check: Check::Document(check),
};

/// A table of the document.
type Given<'a> = (&'a Block, &'a Table);

fn check(cx: &DocumentContext<'_>) -> Vec<Diagnostic> {
    judged(cx, |spec| !spec.tables.is_empty())
        .iter()
        .flat_map(|judged| of_section(cx, judged))
        .collect()
}

fn of_section<'a>(cx: &DocumentContext<'a>, judged: &Judged<'a>) -> Vec<Diagnostic> {
    // A table in HTML is one; what its columns are called is not read.
    let in_html = |block: &Block| {
        block.kind == BlockKind::Html && block.text().to_lowercase().contains("<table")
    };
    if judged.blocks(cx).any(in_html) {
        return Vec::new();
    }
    let given: Vec<Given<'_>> = judged
        .blocks(cx)
        .filter_map(|block| match &block.kind {
            BlockKind::Table(table) => Some((block, &**table)),
            _ => None,
        })
        .collect();
    let specs = &judged.spec.tables;
    let mut findings = Vec::new();
    for (wanted, pair) in specs.iter().zip(paired(specs, &given)) {
        match pair {
            Some(index) => {
                let (block, table) = given[index];
                let absent = absent(wanted, table).into_iter();
                findings.extend(absent.map(|column| of_column(cx, judged, block, table, column)));
            }
            None => findings.push(no_table(cx, judged, wanted)),
        }
    }
    findings
}

/// The document's table for each of the template's. Those that share a column find each other first, each
/// the one that fits it best; what is left over goes together in order.
fn paired(specs: &[TableSpec], given: &[Given<'_>]) -> Vec<Option<usize>> {
    let mut free: Vec<usize> = (0..given.len()).collect();
    let mut pairs = vec![None; specs.len()];
    for sharing in [true, false] {
        let single = specs
            .iter()
            .zip(&mut pairs)
            .filter(|(_, pair)| pair.is_none());
        for (spec, pair) in single {
            let lacks = |index: &usize| absent(spec, given[*index].1).len();
            let best = free.iter().copied().min_by_key(lacks);
            *pair = best.filter(|best| !sharing || lacks(best) < spec.columns.len());
            free.retain(|index| Some(*index) != *pair);
        }
    }
    pairs
}

/// The columns that a table lacks. A column that is nothing but a gap is any that no other is.
fn absent<'a>(wanted: &'a TableSpec, table: &Table) -> Vec<&'a ColumnSpec> {
    let mut free: Vec<String> = table
        .columns
        .iter()
        .map(|cell| names::fold(&cell.text))
        .collect();
    let mut columns: Vec<&ColumnSpec> = wanted.columns.iter().collect();
    columns.sort_by_key(|column| {
        std::cmp::Reverse((column.pattern.name().is_some(), column.pattern.fixed()))
    });
    columns.retain(|column| {
        let found = free.iter().position(|name| column.pattern.matches(name));
        if let Some(found) = found {
            free.remove(found);
        }
        found.is_none()
    });
    columns.sort_by_key(|column| column.range.start);
    columns
}

fn of_column(
    cx: &DocumentContext<'_>,
    judged: &Judged<'_>,
    block: &Block,
    table: &Table,
    column: &ColumnSpec,
) -> Diagnostic {
    let header = match (table.columns.first(), table.columns.last()) {
        (Some(first), Some(last)) => {
            let cells = first.range.start..last.range.end;
            trimmed(cx.document().as_str(), cells)
        }
        _ => block.range.clone(),
    };
    let name = trimmed(cx.template().document.as_str(), column.range.clone());
    let names: Vec<&str> = table.columns.iter().map(|cell| cell.text.trim()).collect();
    let mut finding = cx
        .finding(
            header,
            format!("the table has no column \"{}\"", column.name),
        )
        .help(format!(
            "add the column `{}`; the table has {}",
            column.name,
            names.join(", ")
        ))
        .related(cx.in_template(name), "the template's table has it");
    finding.subject = format!("{}: {}", judged.spec.name, column.name);
    finding
}

fn no_table(cx: &DocumentContext<'_>, judged: &Judged<'_>, wanted: &TableSpec) -> Diagnostic {
    let name = cx.document().section_name(judged.section);
    let columns: Vec<&str> = wanted
        .columns
        .iter()
        .map(|column| column.name.as_str())
        .collect();
    let mut finding = cx
        .finding(
            cx.heading(judged.section),
            format!(
                "\"{name}\" has no table with the columns {}",
                columns.join(", ")
            ),
        )
        .help(format!(
            "add a table that begins `| {} |`",
            columns.join(" | ")
        ))
        .related(cx.in_template(wanted.range.clone()), "the template's table");
    finding.subject = format!("{}: {}", judged.spec.name, columns.join(", "));
    finding
}
