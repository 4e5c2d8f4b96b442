//! What a reader must know before the first line.

use crate::lifecycle::Color;
use crate::page::Facts;

use super::{Link, linked};

/// A line above the header.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::page) struct Banner<'a> {
    pub color: Color,
    /// What it says, up to the links.
    pub text: String,
    pub links: Vec<Link<'a>>,
}

impl<'a> Banner<'a> {
    /// None where the status says no more than a reader may assume.
    pub(super) fn of(facts: &'a Facts) -> Option<Self> {
        let superseded = !facts.superseded_by.is_empty();
        let status = facts.status.as_ref();
        // A draft may name what another one is to take the place of it.
        let incomplete = status.is_some_and(|status| status.incomplete);
        let banner = |color, text: String, links| Some(Self { color, text, links });
        if superseded && !incomplete {
            let links = linked(facts, &facts.superseded_by);
            return banner(
                Color::Warning,
                "This document is superseded by".to_owned(),
                links,
            );
        }
        if let Some(status) = status.filter(|status| status.retired) {
            let text = format!("This document is {} and no longer in force.", status.name);
            return banner(status.color, text, Vec::new());
        }
        if let Some(deadline) = &facts.expired {
            let text = format!("This document's status has expired: its deadline was {deadline}.");
            return banner(Color::Warning, text, Vec::new());
        }
        let status = status.filter(|status| status.incomplete)?;
        let text = format!("This document is {}: it may change.", article(&status.name));
        banner(status.color, text, Vec::new())
    }
}

/// `draft` is `a draft`; a name that is no noun stays as it is.
fn article(name: &str) -> String {
    if name.eq_ignore_ascii_case("draft") {
        format!("a {name}")
    } else {
        format!("“{name}”")
    }
}
