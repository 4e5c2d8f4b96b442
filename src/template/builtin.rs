//! The templates that come with the program.

/// Name, text, and what it is for.
pub fn all() -> &'static [(&'static str, &'static str, &'static str)] {
    &[("adr", "# {title}\n", "A decision and its reasons")]
}
