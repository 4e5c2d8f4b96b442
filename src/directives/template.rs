//! `{{#template FILE key=value …}}`: a fragment, set into the chapter.

use super::{Directive, Gives, nothing_more};

/// The directive.
pub const DIRECTIVE: Directive = Directive {
    name: "template",
    summary: "the fragment of that name, expanded with the arguments that it asks for",
    keys: &[],
    words: &["the name of a fragment's file"],
    flags: &[],
    check: nothing_more,
    gives: Gives::Fragment,
};
