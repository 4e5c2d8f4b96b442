//! The panel that shows a chapter's findings while the book is being served.

use crate::diagnostics::Diagnostic;

use super::escape;
use super::style::{self, Styled};

/// None without findings.
pub(super) fn panel(problems: &[Diagnostic]) -> Option<Styled> {
    if problems.is_empty() {
        return None;
    }
    let items: Vec<String> = problems.iter().map(item).collect();
    let html = format!(
        "<div class=\"design-doc-problems\" role=\"note\" aria-label=\"Findings\">\n<ul>\n{}\n</ul>\n</div>",
        items.join("\n")
    );
    Some(Styled::new(html, style::PROBLEMS))
}

fn item(problem: &Diagnostic) -> String {
    let start = problem.place.start;
    let help = problem
        .help
        .as_ref()
        .map_or(String::new(), |help| format!(" ({})", escape::html(help)));
    format!(
        "<li><strong>{}</strong> {} <code>{}</code> {}:{}:{}{help}</li>",
        problem.severity,
        escape::html(&problem.message),
        escape::html(problem.rule),
        escape::html(&problem.place.path),
        start.line,
        start.column,
    )
}
