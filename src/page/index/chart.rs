//! How many documents stand in which status: a bar, and in words.

use super::arrange::Arranged;
use crate::diagnostics::counted;
use crate::page::{StatusShown, escape, header};

/// The bar's length, in units of its own; it is as long as the page is wide.
const LENGTH: usize = 1000;
const HEIGHT: usize = 12;
/// A status with a document is never too short to be seen.
const LEAST: usize = 6;
const GAP: usize = 3;

/// `7 documents: 3 draft, 4 approved`, without markup.
pub(super) fn in_words(arranged: &Arranged<'_>) -> String {
    let parts: Vec<String> = arranged
        .tally
        .iter()
        .map(|(status, count)| format!("{count} {}", name(*status)))
        .collect();
    format!("{}: {}", documents(arranged.count), parts.join(", "))
}

/// `1 document`, `7 documents`.
pub(super) fn documents(count: usize) -> String {
    counted(count, "document")
}

/// The bar with its legend, which says the same in words and in the same order.
pub(super) fn html(arranged: &Arranged<'_>) -> String {
    let counts: Vec<usize> = arranged.tally.iter().map(|(_, count)| *count).collect();
    let label = escape::html(&in_words(arranged));
    let mut bar = String::new();
    let mut legend = String::new();
    for ((status, count), (start, length)) in arranged.tally.iter().zip(shares(&counts)) {
        let name = escape::html(name(*status));
        let color = status.map_or(String::new(), |status| header::colored(status.color));
        bar.push_str(&format!(
            "<rect{color} x=\"{start}\" width=\"{length}\" height=\"{HEIGHT}\"><title>{count} {name}</title></rect>\n"
        ));
        legend.push_str(&format!("<li{color}>{count} {name}</li>\n"));
    }
    format!(
        "<svg class=\"design-doc-chart\" role=\"img\" aria-label=\"{label}\" viewBox=\"0 0 {LENGTH} {HEIGHT}\" preserveAspectRatio=\"none\">\n<title>{label}</title>\n{bar}</svg>\n<ul class=\"design-doc-legend\" aria-label=\"Documents by status\">\n{legend}</ul>\n"
    )
}

fn name(status: Option<&StatusShown>) -> &str {
    status.map_or("without a status", |status| status.name.as_str())
}

/// Where each part of the bar begins, and how long it is: in proportion to its count, but for the
/// shortest.
fn shares(counts: &[usize]) -> Vec<(usize, usize)> {
    let total: usize = counts.iter().sum();
    let room = LENGTH.saturating_sub(counts.len() * (LEAST + GAP));
    let mut start = 0;
    let mut shares = Vec::new();
    for count in counts {
        let length = LEAST + room * count / total.max(1);
        shares.push((start, length));
        start += length + GAP;
    }
    // What rounding left over goes to the last.
    if let Some((start, length)) = shares.last_mut() {
        *length = LENGTH.saturating_sub(*start).max(*length);
    }
    shares
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_fill_the_bar_and_none_is_lost() {
        for counts in [vec![1], vec![1, 1999], vec![3, 0, 4], vec![1; 60]] {
            let shares = shares(&counts);
            let ends = shares.iter().map(|(start, length)| start + length);
            assert!(shares.iter().all(|(_, length)| *length >= LEAST));
            assert_eq!(ends.max(), Some(LENGTH), "{counts:?}");
        }
        assert!(shares(&[]).is_empty());
    }
}
