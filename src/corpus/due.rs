//! How far a document has come, and which of the template's sections are asked of it by now.

use super::Governed;
use crate::document::metadata::{Entry, Metadata};
use crate::fields::fold;
use crate::template::annotations::Phase;
use crate::template::{SectionSpec, Statuses, Template};

/// What a document says of how far it has come.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Stage {
    /// Its status, known or not, folded.
    pub status: Option<String>,
    /// The phase that it is in.
    pub phase: Option<u32>,
    /// Its quality level, folded.
    pub quality: Option<String>,
}

impl Stage {
    /// Reads it from a document's metadata.
    pub(super) fn of(metadata: &Metadata, template: &Template) -> Self {
        let text = |meaning| metadata.meaning(meaning).and_then(Entry::text);
        let phases: Vec<&Phase> = template
            .sections
            .iter()
            .flat_map(|spec| &spec.annotations.phases)
            .collect();
        let quality = text("quality").map(|quality| fold(&quality));
        let status = metadata.meaning("status");
        let status = status.filter(|entry| !entry.is_blank());
        Self {
            status: status.map(|entry| fold(&entry.text().unwrap_or_default())),
            phase: text("phase").and_then(|phase| number(&phase, &phases)),
            quality: quality.and_then(|quality| level(&quality, &phases)),
        }
    }
}

/// `2`, `Phase 2`, `Phase 2: Production`, `Production Readiness`.
fn number(text: &str, phases: &[&Phase]) -> Option<u32> {
    let start = text.find(|ch: char| ch.is_ascii_digit());
    let digits = start.map(|start| {
        let rest = &text[start..];
        let end = rest.find(|ch: char| !ch.is_ascii_digit());
        &rest[..end.unwrap_or(rest.len())]
    });
    let named = || {
        let name = fold(text);
        let mut same = phases.iter().filter(|phase| phase.name == name);
        (!name.is_empty()).then(|| same.next()).flatten()
    };
    match digits {
        Some(digits) => digits.parse().ok(),
        None => named().map(|phase| phase.number),
    }
}

/// The level that a text names; one that no annotation speaks of is a level all the same. A list to
/// choose from names none.
fn level(text: &str, phases: &[&Phase]) -> Option<String> {
    if text.is_empty() || text.contains(['|', '<', '[', '/']) {
        return None;
    }
    let begins = |level: &&String| {
        let rest = text.strip_prefix(level.as_str());
        rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    };
    let known = phases.iter().flat_map(|phase| &phase.levels).find(begins);
    Some(known.cloned().unwrap_or_else(|| text.to_owned()))
}

impl Governed {
    /// Whether what is required from a status on is required of the document now. A document without
    /// a status is judged in full; a status that the lifecycle does not have asks for nothing. Where statuses
    /// have no order, what is required from one on is required in that one.
    pub fn has_reached(&self, status: &str) -> bool {
        let own = self.stage.status.as_deref();
        let Some(lifecycle) = &self.lifecycle else {
            // Of a lifecycle that is not there, which the template is told, nobody knows what comes
            // when.
            let is_there = !matches!(self.template.statuses, Statuses::Named(..));
            return is_there && own.is_none_or(|own| own == fold(status));
        };
        match (self.rank, lifecycle.rank(status)) {
            (Some(now), Some(from)) => lifecycle.reached(now, from),
            (None, Some(_)) => own.is_none(),
            (_, None) => false,
        }
    }

    /// Whether the document is past the point from which a section of the template is judged: its own
    /// status and phase, and those of the sections around it.
    pub fn is_due(&self, spec: &SectionSpec) -> bool {
        let annotations = &spec.annotations;
        let status = annotations
            .required_from
            .as_ref()
            .is_none_or(|(status, _)| self.has_reached(status));
        let parent = spec.parent.map(|parent| &self.template.sections[parent]);
        status
            && self.is_in_phase(&annotations.phases)
            && parent.is_none_or(|parent| self.is_due(parent))
    }

    /// Whether the lowest phase that applies has come. A phase bound to quality levels applies to
    /// documents of these levels. One that does not say its level falls to the phase that is bound to
    /// none, as everybody does who is not named; where each is bound to some, there is nothing to fall
    /// to, and it is held to them: as with the phase and the status, saying nothing is no way out.
    fn is_in_phase(&self, phases: &[Phase]) -> bool {
        let all_bound = phases.iter().all(|phase| !phase.levels.is_empty());
        let applies = |phase: &&Phase| match &self.stage.quality {
            _ if phase.levels.is_empty() => true,
            Some(quality) => phase.levels.contains(quality),
            None => all_bound,
        };
        let from = phases
            .iter()
            .filter(applies)
            .map(|phase| phase.number)
            .min();
        match (from, self.stage.phase) {
            (Some(from), Some(now)) => from <= now,
            (Some(_), None) => true,
            (None, _) => phases.is_empty(),
        }
    }
}
