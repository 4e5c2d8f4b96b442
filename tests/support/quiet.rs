//! A configuration by which pages gain nothing.

/// No title, header, contents or footer is added: pages stay as they are, but for what directives in them bring.
pub const NO_INSERTIONS: &str = "\
[preprocessor.design-docs]
before = [\"links\"]
page-title = false
[preprocessor.design-docs.header]
mode = \"off\"
[preprocessor.design-docs.toc]
mode = \"off\"
[preprocessor.design-docs.footer]
mode = \"off\"
";
