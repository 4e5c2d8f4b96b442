//! book.toml: settings, or problems at places in it.

#![no_main]

use libfuzzer_sys::fuzz_target;
use mdbook_design_docs::config;
use mdbook_design_docs::rules;
use mdbook_design_docs::text::Text;
use mdbook_design_docs_fuzz::checks;

fuzz_target!(|data: &[u8]| {
    let written = mdbook_design_docs_fuzz::text(data);
    let toml = Text::new("book.toml", written.as_str());
    let problems = match config::from_toml(&toml, std::iter::empty()) {
        Err(problems) => problems,
        Ok((value, overrides)) => {
            let settings = config::validate(&value, Some(&toml), &overrides, &rules::known());
            settings.err().unwrap_or_default()
        }
    };
    let texts = [(toml.path().clone(), toml.into())].into();
    checks::findings_hold(&problems, &texts);
});
