//! The lifecycle of a template that lists its statuses by example.

use crate::fields::fold;

use super::{Lifecycle, Status};

impl Lifecycle {
    /// The statuses in that order, the first one incomplete, any transition allowed. A status that
    /// the built-in lifecycle knows by name or alias brings that one's version range, colour,
    /// questions and retirement along.
    pub fn by_example(name: &str, statuses: &[String]) -> Lifecycle {
        let builtin = Lifecycle::builtin();
        let mut listed: Vec<Status> = Vec::new();
        for written in statuses
            .iter()
            .map(|it| without_successor(&builtin, it.trim()))
        {
            let folded = fold(written);
            if folded.is_empty() || listed.iter().any(|it| fold(&it.name) == folded) {
                continue;
            }
            let mut status = Status {
                name: written.to_owned(),
                incomplete: listed.is_empty(),
                ..Status::default()
            };
            if let Some(rank) = builtin.rank(written) {
                let known = &builtin.statuses[rank];
                status.version.clone_from(&known.version);
                status.color = known.color;
                status.questions_closed = known.questions_closed;
                status.retired = known.retired;
            }
            listed.push(status);
        }
        Lifecycle {
            name: name.to_owned(),
            statuses: listed,
            free: true,
        }
    }
}

/// `superseded by ADR-0123` is the status `superseded`, with an example of what stands behind it.
fn without_successor<'a>(builtin: &Lifecycle, written: &'a str) -> &'a str {
    match builtin.find(written) {
        Some(found) if found.rest.starts_with("by ") => {
            written[..written.len() - found.rest.len()].trim_end()
        }
        _ => written,
    }
}
