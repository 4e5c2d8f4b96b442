//! What of the pages is not run, and why.

/// Languages of blocks that are shown and not run.
pub const SHOWN: &[(&str, &str)] = &[
    (
        "",
        "metadata in fenced blocks, which have no language: those of documents",
    ),
    ("text", "what programs print, and trees of folders"),
    ("css", "styles: the browser check looks at them"),
    ("diff", "what a mend changes: the rule's examples show it"),
    (
        "jinja",
        "fragments: they are those that the book itself uses",
    ),
];

/// Commands that are not run, by how they begin. Files of the repository that they name must exist.
pub const COMMANDS: &[(&str, &str)] = &[
    (
        "cargo ",
        "it builds, or asks the network; `.ci/run` runs those of the readme",
    ),
    ("bash .ci/", "it is what runs these tests"),
    ("benches/", "it takes minutes, and installs the peers"),
    (
        "MDBOOK_PREPROCESSOR__",
        "it runs mdBook itself, which need not be installed",
    ),
];

/// Blocks that are not read, by how they begin.
pub const BLOCKS: &[(&str, &str)] = &[
    ("git init -q -b main .\npython3 -", "it makes 8,000 commits"),
    ("time git ls-files", "it measures in that repository"),
];

/// Whether a block is one of those.
pub fn has_block(text: &str) -> bool {
    BLOCKS.iter().any(|(start, _)| text.starts_with(start))
}
