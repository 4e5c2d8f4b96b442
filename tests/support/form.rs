//! How a file is written, whatever it says.

/// Whether line endings, byte order mark and the end of the file stayed as they were. A file without text
/// ends in no way that could stay.
pub fn same_form(before: &str, after: &str) -> bool {
    let lone = |text: &str| text.matches('\n').count() - text.matches("\r\n").count();
    let endings = match before.contains("\r\n") {
        true => lone(after) == 0,
        false => !after.contains('\r'),
    };
    let is_bare = |text: &str| text.trim_start_matches('\u{feff}').is_empty();
    let same_end = before.ends_with('\n') == after.ends_with('\n');
    endings
        && before.starts_with('\u{feff}') == after.starts_with('\u{feff}')
        && (same_end || is_bare(before) || is_bare(after))
}

/// Whether all lines of a text end in one way, so that it has a form to keep.
pub fn has_form(text: &str) -> bool {
    let carriage = text.matches('\r').count();
    carriage == 0
        || (carriage == text.matches("\r\n").count() && carriage == text.matches('\n').count())
}
