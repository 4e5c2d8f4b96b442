//! The templates of a project and the built-in ones, by the names they answer to.

use std::sync::Arc;

use crate::diagnostics::nearest;
use crate::fields;
use crate::text::Text;

use super::{Surroundings, Template, builtin};

/// All templates there are. A project's file shadows a built-in one by its name and by its constant.
#[derive(Debug, Default)]
pub struct Templates {
    /// The project's own first.
    all: Vec<Arc<Template>>,
}

impl Templates {
    /// Reads the project's template files and the built-in ones.
    pub fn read(files: &[Arc<Text>], around: &Surroundings<'_>) -> Self {
        let own = files.iter().map(|text| {
            let path = text.path().to_string();
            Template::read(
                file_name(&path),
                Some(path.clone()),
                Arc::clone(text),
                around,
            )
        });
        let builtin = builtin::ALL.iter().map(|builtin| {
            let text = Arc::new(builtin.read());
            Template::read(builtin.name, None, text, around)
        });
        Self {
            all: own.chain(builtin).map(Arc::new).collect(),
        }
    }

    /// The templates that nothing shadows, the project's own first.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<Template>> {
        self.all.iter().enumerate().filter_map(|(index, template)| {
            let shadowed = template.is_builtin()
                && self.all[..index]
                    .iter()
                    .any(|other| other.answers_to(&template.name));
            (!shadowed).then_some(template)
        })
    }

    /// The template of a name, or of a path relative to the book root.
    pub fn named(&self, name: &str) -> Option<&Arc<Template>> {
        let path = name.trim_start_matches("./");
        self.all
            .iter()
            .find(|template| template.path.as_deref() == Some(path))
            .or_else(|| {
                let folded = fields::fold(name.strip_suffix(".md").unwrap_or(name));
                self.all
                    .iter()
                    .find(|template| fields::fold(&template.name) == folded)
            })
    }

    /// The template that answers to a `doc_type`.
    pub fn answering(&self, doc_type: &str) -> Option<&Arc<Template>> {
        self.all
            .iter()
            .find(|template| template.answers_to(doc_type))
    }

    /// The name closest to one that no template bears.
    pub fn nearest(&self, name: &str) -> Option<&str> {
        nearest(name, self.iter().map(|template| template.name.as_str()))
    }
}

/// `templates/adr.md` is called `adr`.
fn file_name(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.strip_suffix(".md").unwrap_or(name)
}
