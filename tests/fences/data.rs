//! Blocks of data, read by what reads such a text. Each answers whether it looked at the block.

use std::fs;
use std::process::{Command, Stdio};

use mdbook_design_docs::{config, rules, text::Text};
use saphyr::{LoadableYamlNode, Yaml};

use crate::exceptions;
use crate::page::{Fence, repository};

/// A book.toml, or another program's file, which is TOML at least.
pub fn toml(fence: &Fence) -> bool {
    if fence.is_example() {
        return false;
    }
    let place = &fence.place;
    let table: toml::Table = fence
        .text
        .parse()
        .unwrap_or_else(|error| panic!("{place}: {error}"));
    let of_book =
        |key: &String| ["book", "build", "output", "preprocessor", "rust"].contains(&&**key);
    if !table.keys().all(of_book) {
        return true;
    }
    let text = Text::new("book.toml", fence.text.as_str());
    let (value, overridden) = config::from_toml(&text, std::iter::empty())
        .unwrap_or_else(|faults| panic!("{place}\n{faults:#?}"));
    config::validate(&value, Some(&text), &overridden, &rules::known())
        .unwrap_or_else(|faults| panic!("{place}\n{faults:#?}"));
    let schema = jsonschema::draft202012::new(&config::schema(&rules::known())).expect("a schema");
    let table = value.pointer("/preprocessor/design-docs");
    let wrong: Vec<_> = table.iter().flat_map(|it| schema.iter_errors(it)).collect();
    assert!(wrong.is_empty(), "{place}\n{wrong:#?}");
    true
}

/// Our own output where it is that; else any JSON.
pub fn json(fence: &Fence) -> bool {
    let place = &fence.place;
    let value: serde_json::Value =
        serde_json::from_str(&fence.text).unwrap_or_else(|error| panic!("{place}: {error}"));
    if value.get("diagnostics").is_some() {
        let schema = include_str!("../../src/report/json/v1.schema.json");
        let schema = serde_json::from_str(schema).expect("a schema");
        let schema = jsonschema::draft202012::new(&schema).expect("a schema");
        let wrong: Vec<_> = schema.iter_errors(&value).collect();
        assert!(wrong.is_empty(), "{place}\n{wrong:#?}");
    }
    true
}

/// Names that are shown are names that there are.
pub fn rust(fence: &Fence) -> bool {
    if exceptions::has_block(&fence.text) {
        return false;
    }
    let mut sources = String::new();
    gather(&repository().join("src"), &mut sources);
    let lines = fence
        .text
        .lines()
        .map(|line| line.split("//").next().unwrap_or_default());
    for name in lines.flat_map(|line| line.split(|ch: char| !(ch.is_alphanumeric() || ch == '_'))) {
        assert!(
            sources.contains(name),
            "{}: no source has `{name}`",
            fence.place
        );
    }
    true
}

fn gather(folder: &std::path::Path, sources: &mut String) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            gather(&path, sources);
        } else if path.extension().is_some_and(|it| it == "rs") {
            sources.push_str(&fs::read_to_string(path).expect("a source"));
        }
    }
}

/// A workflow, a job, steps, hooks, or what stands in front matter.
pub fn yaml(fence: &Fence) -> bool {
    let documents = Yaml::load_from_str(&fence.text);
    let documents = documents.unwrap_or_else(|error| panic!("{}: {error}", fence.place));
    let found: usize = documents
        .iter()
        .map(|document| nodes(document, &fence.place))
        .sum();
    let ours = ["mdbook-design-docs ", ACTION];
    let ours = ours.iter().any(|name| fence.text.contains(name));
    assert!(
        !ours || found > 0,
        "{}: the command was not found",
        fence.place
    );
    true
}

/// Looks at everything in a document that names this program; returns how much that was.
fn nodes(node: &Yaml<'_>, place: &str) -> usize {
    let mut found = 0;
    if let Some(mapping) = node.as_mapping() {
        for (key, value) in mapping {
            found += match (key.as_str(), value.as_str()) {
                (Some("run" | "entry"), Some(script)) => script_of(script, place),
                (Some("uses"), Some(uses)) => action(uses, node, place),
                (Some("repo"), Some(repo)) => hooks(repo, node, place),
                _ => nodes(value, place),
            };
        }
        if let Some(template) = node.as_mapping_get("design-docs") {
            found += usize::from(template.as_mapping().is_some());
        }
    }
    for item in node.as_vec().into_iter().flatten() {
        found += item
            .as_str()
            .map_or_else(|| nodes(item, place), |line| script_of(line, place));
    }
    found
}

/// The commands of ours in a script: their names and options are known to the program.
fn script_of(script: &str, place: &str) -> usize {
    let lines = script
        .lines()
        .filter_map(|line| line.trim().strip_prefix("mdbook-design-docs "));
    lines.map(|line| invocation(line, place)).count()
}

fn invocation(line: &str, place: &str) {
    let end = line.find([';', '|', '>', '&']).unwrap_or(line.len());
    let words = line[..end]
        .split_whitespace()
        .map(|word| word.trim_matches(['"', '\'']));
    let output = Command::new(env!("CARGO_BIN_EXE_mdbook-design-docs"))
        .args(words)
        .arg("--help")
        .stdin(Stdio::null())
        .output()
        .expect("the program runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{place}: `{line}`\n{said}");
}

/// Where the guide says to copy our own action.
const ACTION: &str = "./.github/actions/design-docs";

/// Our own action is given inputs that it has.
fn action(uses: &str, step: &Yaml<'_>, place: &str) -> usize {
    if uses != ACTION {
        return 0;
    }
    let action = fs::read_to_string(repository().join("action.yml")).expect("the action");
    let action = Yaml::load_from_str(&action).expect("YAML");
    let inputs = action[0].as_mapping_get("inputs").expect("inputs");
    let given = step.as_mapping_get("with").and_then(Yaml::as_mapping);
    for (name, _) in given.into_iter().flatten() {
        let name = name.as_str().expect("a name");
        assert!(
            inputs.as_mapping_get(name).is_some(),
            "{place}: no input `{name}`"
        );
    }
    1
}

/// Hooks that are written out say what ours say.
fn hooks(repo: &str, node: &Yaml<'_>, place: &str) -> usize {
    if repo != "local" {
        return 0;
    }
    let ours = fs::read_to_string(repository().join(".pre-commit-hooks.yaml")).expect("the hooks");
    let ours = Yaml::load_from_str(&ours).expect("YAML");
    let ours = ours[0].as_vec().expect("hooks");
    let hooks = node.as_mapping_get("hooks").and_then(Yaml::as_vec);
    let hooks = hooks.expect("hooks");
    for hook in hooks {
        let id = hook.as_mapping_get("id");
        let same = ours.iter().find(|our| our.as_mapping_get("id") == id);
        let same = same.unwrap_or_else(|| panic!("{place}: no hook {id:?}"));
        for key in ["name", "entry", "types", "require_serial"] {
            let (here, there) = (hook.as_mapping_get(key), same.as_mapping_get(key));
            assert_eq!(here, there, "{place}: {key}");
        }
    }
    hooks.len()
}
