//! Metadata in all notations: whatever a file begins with, each range lies in it.

#![no_main]

use libfuzzer_sys::fuzz_target;
use mdbook_design_docs_fuzz::checks::metadata_holds;

fuzz_target!(|data: &[u8]| {
    let text = mdbook_design_docs_fuzz::text(data);
    metadata_holds(&text);
    // A fuzzer finds delimiters, but seldom both.
    if !text.starts_with(['-', '+', '\u{feff}']) {
        metadata_holds(&format!("---\n{text}\n---\n"));
        metadata_holds(&format!("+++\n{text}\n+++\n"));
        metadata_holds(&format!("# T\n\n{text}\n"));
    }
});
