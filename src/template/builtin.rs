//! The templates that the program brings along.

/// A template that the program brings along.
#[derive(Debug, Clone, Copy)]
pub struct Builtin {
    /// Its name.
    pub name: &'static str,
    /// The file.
    pub text: &'static str,
}

/// All of them, in the order in which they are listed.
pub const ALL: &[Builtin] = &[Builtin {
    name: "design-doc",
    text: include_str!("builtin/design-doc.md"),
}];
