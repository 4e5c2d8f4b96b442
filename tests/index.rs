//! What the directives about documents give, on pages that mdBook renders; and that nothing which
//! documents or git say becomes active there.

#[path = "support/attacks.rs"]
mod attacks;
#[path = "index/given.rs"]
mod given;
#[path = "index/hostile.rs"]
mod hostile;
#[path = "support/rendered.rs"]
mod rendered;
mod support;
#[path = "index/updates.rs"]
mod updates;

use support::Shelf;

const TEMPLATE: &str = "---\ntitle: <Title>\nstatus: draft\nversion: 0.1.0\nowners: [<Owner>]\n---\n\n## Problem\n\nWhat is wrong?\n\n<!-- optional -->\n## Open Questions\n\nWhat is open?\n";

/// A book whose first chapter holds this text, and nothing else of ours.
fn shelf(text: &str) -> Shelf {
    let mut shelf = Shelf::new()
        .template("note", TEMPLATE)
        .chapter("index.md", text);
    shelf.config = "[preprocessor.design-docs]\npage-title = false\n\
        [preprocessor.design-docs.header]\nmode = \"off\"\n\
        [preprocessor.design-docs.toc]\nmode = \"marker\"\n\
        [[preprocessor.design-docs.documents]]\npath = \"d/*.md\"\ntemplate = \"note\"\n"
        .to_owned();
    shelf
}

/// The first chapter as it leaves us.
fn page(shelf: &Shelf, renderer: &str) -> String {
    shelf.run_for(Some(renderer)).texts[0]
        .clone()
        .unwrap_or_else(|| shelf.chapters[0].1.clone())
}
