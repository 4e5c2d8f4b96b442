//! `Phase 2: Production Readiness`: the phases from which a section is needed.

use crate::fields::fold;

use super::split;

/// Needed from a phase on, perhaps only at some quality levels.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Phase {
    /// The phase.
    pub number: u32,
    /// What it is called, folded; empty where it has a number alone.
    pub name: String,
    /// The quality levels for which it holds, folded; for all where there are none.
    pub levels: Vec<String>,
}

/// `Phase 2`, perhaps with quality levels in brackets behind it.
pub(super) fn phase_number(name: &str) -> Option<u32> {
    let rest = name
        .trim()
        .get(..5)
        .filter(|word| word.eq_ignore_ascii_case("phase"))
        .map(|_| name.trim()[5..].trim_start())?;
    let digits = rest
        .find(|ch: char| !ch.is_ascii_digit())
        .unwrap_or(rest.len());
    let behind = rest[digits..].trim();
    (behind.is_empty() || behind.starts_with('('))
        .then(|| rest[..digits].parse().ok())
        .flatten()
}

/// `Phase 1: Core (production/secure) | Phase 2: Production Readiness`.
pub(super) fn phases(part: &str) -> Result<Vec<Phase>, String> {
    part.split('|')
        .map(|alternative| {
            let (name, label) = split(alternative);
            let number = phase_number(name)
                .ok_or_else(|| format!("`{}` is no phase; write `Phase 2`", alternative.trim()))?;
            let text = label.unwrap_or(name);
            if text.contains('(') != text.trim_end().ends_with(')') {
                return Err(format!(
                    "`{}`: quality levels stand in brackets at the end: `Phase 1: Core (production/secure)`",
                    alternative.trim()
                ));
            }
            let levels: Vec<String> = match (text.rfind('('), text.trim_end().ends_with(')')) {
                (Some(open), true) => text.trim_end()[open + 1..]
                    .trim_end_matches(')')
                    .split(['/', ',', '|'])
                    .map(fold)
                    .filter(|level| !level.is_empty())
                    .collect(),
                _ => Vec::new(),
            };
            let name = text.split('(').next().unwrap_or_default();
            let name = label.map_or(String::new(), |_| fold(name));
            Ok(Phase {
                number,
                name,
                levels,
            })
        })
        .collect()
}
