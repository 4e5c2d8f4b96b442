//! Which documents an index has.

use super::Row;
use crate::fields::fold;

/// Which documents an index has: each list is of alternatives, all lists must be met; none asks for
/// nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Names of statuses.
    pub statuses: Option<Vec<String>>,
    /// Names of templates.
    pub templates: Option<Vec<String>>,
    /// People or teams, as [`Filter::admits`] compares them.
    pub owners: Option<Vec<String>>,
    /// Tags.
    pub tags: Option<Vec<String>>,
}

impl Filter {
    /// Whether a document is one of those.
    pub fn admits(&self, row: &Row) -> bool {
        let facts = &row.facts;
        let status = facts.status.as_ref().map(|status| &status.name);
        any(&self.statuses, |wanted| {
            status.is_some_and(|name| fold(name) == fold(wanted))
        }) && any(&self.templates, |wanted| {
            facts.template.as_deref() == Some(wanted)
        }) && any(&self.owners, |wanted| {
            facts.owners.iter().any(|it| is_owner(it, wanted))
        }) && any(&self.tags, |wanted| {
            row.tags.iter().any(|it| fold(it) == fold(wanted))
        })
    }
}

fn any(wanted: &Option<Vec<String>>, fits: impl Fn(&str) -> bool) -> bool {
    wanted
        .as_ref()
        .is_none_or(|all| all.iter().any(|it| fits(it)))
}

/// Whether an owner is the one that is meant: by all that is written of them, by their name or by their
/// address; case and the `@` of a handle do not matter.
fn is_owner(owner: &str, wanted: &str) -> bool {
    let plain = |text: &str| text.trim().trim_start_matches('@').to_lowercase();
    let (name, address) = owner.split_once('<').unwrap_or((owner, ""));
    let address = address.trim_end().trim_end_matches('>');
    let wanted = plain(wanted);
    [owner, name, address].iter().any(|it| plain(it) == wanted)
}

#[cfg(test)]
mod tests {
    use super::is_owner;

    #[test]
    fn an_owner_is_found_by_name_handle_or_address() {
        for wanted in ["Ada Lovelace", "ADA@x.org", "ada lovelace <ada@x.org>"] {
            assert!(is_owner("Ada Lovelace <ada@x.org>", wanted), "{wanted}");
        }
        assert!(is_owner("@ada", "ada"));
        assert!(is_owner("ada", "@Ada"));
        assert!(!is_owner("@adam", "ada"));
        assert!(!is_owner("Ada <ada@x.org>", "x.org"));
    }
}
