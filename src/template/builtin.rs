//! The templates that the program brings along.

use crate::text::Text;

/// A template that the program brings along.
#[derive(Debug, Clone, Copy)]
pub struct Builtin {
    /// Its name.
    pub name: &'static str,
    /// The file.
    pub text: &'static str,
}

/// All of them, in the order in which they are listed.
pub const ALL: &[Builtin] = &[
    Builtin {
        name: "five-pager",
        text: include_str!("builtin/five-pager.md"),
    },
    Builtin {
        name: "technical-design",
        text: include_str!("builtin/technical-design.md"),
    },
    Builtin {
        name: "feature-design",
        text: include_str!("builtin/feature-design.md"),
    },
    Builtin {
        name: "design-doc",
        text: include_str!("builtin/design-doc.md"),
    },
    Builtin {
        name: "design-proposal",
        text: include_str!("builtin/design-proposal.md"),
    },
    Builtin {
        name: "adr",
        text: include_str!("builtin/adr.md"),
    },
    Builtin {
        name: "rfc",
        text: include_str!("builtin/rfc.md"),
    },
];

/// What the path of a built-in template begins with in messages: no file is called so.
const FOLDER: &str = "<built-in>/";

impl Builtin {
    /// Its text, called by a path that says where it comes from.
    pub fn read(&self) -> Text {
        Text::new(format!("{FOLDER}{}.md", self.name), self.text)
    }
}

/// Whether a path is that of a built-in template.
pub fn is_path(path: &str) -> bool {
    path.starts_with(FOLDER)
}

/// The built-in template that messages call by this path.
pub fn text(path: &str) -> Option<Text> {
    ALL.iter()
        .map(Builtin::read)
        .find(|text| &**text.path() == path)
}
