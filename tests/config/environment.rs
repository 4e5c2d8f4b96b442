//! What comes from the environment, and what is known without book.toml.

use mdbook_design_docs::config::{EnvOverride, FailOn, overrides, validate};

use super::{Env, RULES, read, shown};

#[test]
fn the_environment_overrides_as_in_mdbook() {
    let env: Env<'_> = &[
        ("MDBOOK_PREPROCESSOR__DESIGN_DOCS__FAIL_ON", "never"),
        ("MDBOOK_PREPROCESSOR__DESIGN_DOCS__TOC__MIN_LEVEL", "1"),
        (
            "MDBOOK_preprocessor__design_docs__header",
            r#"{"mode": "off"}"#,
        ),
        ("MDBOOK_BOOK__SRC", "docs"),
        ("MDBOOK_VERSION", "0.5.4"),
        ("PATH", "/bin"),
    ];
    let it = read("[preprocessor.design-docs]\nfail-on = \"note\"\n", env).expect("settings");
    assert_eq!(it.fail_on, FailOn::Never);
    assert_eq!(it.toc.min_level, 1);
    assert_eq!(format!("{:?}", it.header.mode), "Off");
    assert_eq!(it.book.src, "docs");
}

#[test]
fn a_value_from_the_environment_is_told_with_its_variable() {
    let found = |toml: &str, env: Env<'_>| -> Vec<String> {
        let found = read(toml, env).err().unwrap_or_default();
        found.iter().map(shown).collect()
    };
    let variable = "MDBOOK_PREPROCESSOR__DESIGN_DOCS__FAIL_ON";
    let toml = "[book]\n\n[preprocessor.design-docs]\nfail-on = \"note\"\n";
    let said = found(toml, &[(variable, "nevr")]);
    assert_eq!(
        said,
        [
            "1:1 `fail-on`: the text `nevr` is not one of the legal values (set by the environment \
          variable MDBOOK_PREPROCESSOR__DESIGN_DOCS__FAIL_ON) | did you mean `never`? legal: \
          error, warning, note, never"
        ]
    );
    let table = "MDBOOK_PREPROCESSOR__DESIGN_DOCS__TOC";
    let said = found(toml, &[(table, r#"{"mod": 1}"#)]);
    assert!(
        said[0].contains("unknown key `mod`") && said[0].contains(table),
        "{said:?}"
    );
    let said = found(toml, &[(variable, "null")]);
    assert!(said[0].contains(variable), "{said:?}");
    assert_eq!(
        overrides([(variable.to_owned(), String::new())].into_iter()),
        [EnvOverride {
            variable: variable.to_owned(),
            path: ["preprocessor", "design-docs", "fail-on"]
                .map(str::to_owned)
                .to_vec(),
        }]
    );
}

#[test]
fn without_the_text_of_book_toml_the_file_is_named() {
    let config = serde_json::json!({"preprocessor": {"design-docs": {"fail-on": 1}}});
    let found = validate(&config, None, &[], RULES).expect_err("a wrong type");
    assert_eq!(&*found[0].place.path, "book.toml");
    assert_eq!(found[0].place.start.line, 1);
}
