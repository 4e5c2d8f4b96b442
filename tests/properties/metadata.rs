//! Whatever a file begins with, what is read of it as metadata lies in it.

use proptest::prelude::*;

use crate::support::damage::cases;
use crate::support::holds::metadata_holds;

/// Pieces of which metadata is made, in any order.
const PIECES: &[&str] = &[
    "---\n",
    "+++\n",
    "...\n",
    "\n",
    "\r\n",
    "a: ",
    "status: ",
    "Status",
    "**",
    "*",
    "_",
    ":",
    " ",
    "  ",
    "- ",
    "* ",
    "|",
    "|-|-|\n",
    "# ",
    "## Status\n\n",
    "```\n",
    "`",
    "[",
    "]",
    "{",
    "}",
    ",",
    "\"",
    "'",
    "&a ",
    "*a",
    "!!str ",
    "<<: ",
    "= ",
    "\t",
    "é",
    "🐙",
    "\u{feff}",
    "\u{a0}",
    "<Your Name>",
    "<!-- c -->",
    "<br>",
    "&amp;",
    "\\",
    "...",
    "--",
    "> ",
    "1",
    "x",
    "](y)",
    "\u{85}",
    "\u{2028}",
    "Phase: 2",
    "===\n",
    "|\n  x\n",
    ">-\n  x\n",
    "\"\"\"",
    "# c\n",
    "%",
    "@",
    "? ",
    "\0",
    "{{#title é}}",
];

proptest! {
    #![proptest_config(cases(512))]

    #[test]
    fn any_text_is_survived(text in "\\PC{0,200}") {
        metadata_holds(&text);
    }

    #[test]
    fn any_metadata_is_survived(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..60)) {
        let text = pieces.concat();
        metadata_holds(&text);
        metadata_holds(&format!("---\n{text}\n---\n"));
        metadata_holds(&format!("+++\n{text}\n+++\n"));
        metadata_holds(&format!("# T\n\n{text}\n"));
    }
}
