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
        .map_or(String::new(), |help| format!(" ({})", words(help)));
    format!(
        "<li><strong>{}</strong> {} <code>{}</code> {}:{}:{}{help}</li>",
        problem.severity,
        words(&problem.message),
        escape::html(problem.rule),
        escape::html(&problem.place.path),
        start.line,
        start.column,
    )
}

/// A message for the page: what it has between backticks is code.
fn words(message: &str) -> String {
    let mut out = String::with_capacity(message.len() + 16);
    let mut rest = message;
    while let Some((before, code, behind)) = rest
        .split_once('`')
        .and_then(|(before, behind)| Some((before, behind.split_once('`')?)))
        .map(|(before, (code, behind))| (before, code, behind))
    {
        out.push_str(&escape::html(before));
        out.push_str(&format!("<code>{}</code>", escape::html(code)));
        rest = behind;
    }
    out + &escape::html(rest)
}

#[cfg(test)]
mod tests {
    use super::words;

    #[test]
    fn what_stands_between_backticks_is_code() {
        for (message, html) in [
            (
                "add `## A & B` behind `C`",
                "add <code>## A &amp; B</code> behind <code>C</code>",
            ),
            ("one ` alone <b>", "one ` alone &lt;b&gt;"),
            ("``", "<code></code>"),
            ("`{`{#include x}}", "<code>&#123;</code>&#123;#include x}}"),
        ] {
            assert_eq!(words(message), html);
        }
    }
}
