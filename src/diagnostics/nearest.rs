//! The name that was probably meant.

/// No name is as long: to compare longer ones takes time that grows with both.
const LONGEST: usize = 200;

/// The candidate closest to `wanted`, if one is close enough to be a slip of the keyboard: at most a
/// third of its characters differ (Damerau-Levenshtein over case-folded characters), and at least
/// one edit is always allowed.
pub fn nearest<'a>(wanted: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let folded = wanted.to_lowercase();
    let length = folded.chars().count();
    let allowed = (length / 3).max(1);
    let comparable = |candidate: &&str| {
        length <= LONGEST && candidate.chars().count().abs_diff(length) <= allowed
    };
    candidates
        .into_iter()
        .filter(comparable)
        .map(|candidate| {
            (
                strsim::damerau_levenshtein(&folded, &candidate.to_lowercase()),
                candidate,
            )
        })
        .filter(|&(distance, _)| distance <= allowed)
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, candidate)| candidate)
}

/// The only candidate that one edit (insertion, deletion, substitution, or swap of neighbours)
/// turns `wanted` into; none when it is one already, or when two are as close.
pub fn one_edit_away<'a>(
    wanted: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let mut found = None;
    let comparable = |candidate: &&str| {
        wanted.len() <= LONGEST && candidate.len().abs_diff(wanted.len()) <= char::MAX.len_utf8()
    };
    for candidate in candidates.into_iter().filter(comparable) {
        match strsim::damerau_levenshtein(wanted, candidate) {
            0 => return None,
            1 if found.is_some_and(|other| other != candidate) => return None,
            1 => found = Some(candidate),
            _ => {}
        }
    }
    found
}

/// The end of a message, where one of the names is close to what was written.
pub fn did_you_mean<'a>(written: &str, names: impl IntoIterator<Item = &'a str>) -> String {
    let meant = nearest(written, names);
    meant.map_or(String::new(), |meant| format!("; did you mean `{meant}`?"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_closest_name_within_a_third() {
        let names = ["placeholder", "missing-field", "missing-section"];
        assert_eq!(nearest("placeholde", names), Some("placeholder"));
        assert_eq!(nearest("mising-feild", names), Some("missing-field"));
        assert_eq!(nearest("something-else", names), None);
    }

    #[test]
    fn one_edit_is_one_edit() {
        assert_eq!(
            one_edit_away("imlpemented", ["implemented", "draft"]),
            Some("implemented")
        );
        assert_eq!(one_edit_away("draft", ["draft", "drafts"]), None);
        assert_eq!(one_edit_away("dratfs", ["draft"]), None);
    }
}
