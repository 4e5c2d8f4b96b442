//! The templates of a project and the built-in ones, by the names they answer to.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use crate::diagnostics::nearest;
use crate::document::markdown::ParseOptions;
use crate::fields;
use crate::lifecycle::Lifecycle;
use crate::text::Text;

use super::builtin::{self, Builtin};
use super::{Surroundings, Template};

/// All templates there are. A project's file shadows a built-in one by its name and by its constant.
#[derive(Debug, Default)]
pub struct Templates {
    own: Vec<Arc<Template>>,
    builtin: Vec<Unread>,
}

/// A built-in template that is read when it is first asked for: most books need one or none of them.
#[derive(Debug)]
struct Unread {
    builtin: &'static Builtin,
    /// One of the project's own answers to its name.
    shadowed: bool,
    around: Arc<Known>,
    template: OnceLock<Arc<Template>>,
}

/// What reading a built-in template needs to know of the project, kept.
#[derive(Debug)]
struct Known {
    field_names: BTreeMap<String, Vec<String>>,
    lifecycles: BTreeMap<String, Arc<Lifecycle>>,
    options: ParseOptions,
}

impl Templates {
    /// Reads the project's template files, and knows of the built-in ones.
    pub fn read(files: &[Arc<Text>], around: &Surroundings<'_>) -> Self {
        let own: Vec<Arc<Template>> = files
            .iter()
            .map(|text| {
                let path = text.path().to_string();
                let name = file_name(&path);
                let template = Template::read(name, Some(path.clone()), Arc::clone(text), around);
                Arc::new(template)
            })
            .collect();
        let around = Arc::new(Known {
            field_names: around.field_names.clone(),
            lifecycles: around.lifecycles.clone(),
            options: around.options,
        });
        let builtin = builtin::ALL.iter().map(|builtin| Unread {
            builtin,
            shadowed: own.iter().any(|it| it.answers_to(builtin.name)),
            around: Arc::clone(&around),
            template: OnceLock::new(),
        });
        Self {
            builtin: builtin.collect(),
            own,
        }
    }

    /// The project's own.
    pub fn own(&self) -> &[Arc<Template>] {
        &self.own
    }

    /// The project's own and those of the built-in ones that were asked for.
    pub fn in_use(&self) -> impl Iterator<Item = &Arc<Template>> {
        let builtin = self.builtin.iter().filter_map(|it| it.template.get());
        self.own.iter().chain(builtin)
    }

    /// The templates that nothing shadows, the project's own first.
    pub fn iter(&self) -> impl Iterator<Item = &Arc<Template>> {
        self.own.iter().chain(self.seen().map(Unread::read))
    }

    /// The names of [`Self::iter`].
    pub fn names(&self) -> impl Iterator<Item = &str> {
        let own = self.own.iter().map(|template| template.name.as_str());
        own.chain(self.seen().map(|unread| unread.builtin.name))
    }

    /// The built-in ones that nothing shadows.
    fn seen(&self) -> impl Iterator<Item = &Unread> {
        self.builtin.iter().filter(|unread| !unread.shadowed)
    }

    /// The template of a name, or of a path relative to the book root.
    pub fn named(&self, name: &str) -> Option<&Arc<Template>> {
        let path = name.trim_start_matches("./");
        let at_path = |template: &&Arc<Template>| template.path.as_deref() == Some(path);
        let folded = fields::fold(name.strip_suffix(".md").unwrap_or(name));
        let called = |template: &&Arc<Template>| fields::fold(&template.name) == folded;
        (self.own.iter().find(at_path))
            .or_else(|| self.own.iter().find(called))
            .or_else(|| self.builtin(&folded))
    }

    /// The same, but an empty file does not hide a built-in one: the shell has made it already when
    /// `templates show adr > templates/adr.md` begins.
    pub fn written(&self, name: &str) -> Option<&Arc<Template>> {
        let found = self.named(name)?;
        let builtin = || self.builtin(&fields::fold(&found.name));
        match found.is_empty() {
            true => builtin().or(Some(found)),
            false => Some(found),
        }
    }

    /// Whether one of the project's own is that file, a path relative to the book root: where it is a
    /// chapter as well, its gaps are meant to be there and there is nothing to hold it to.
    pub fn has_file(&self, path: &str) -> bool {
        let own = &mut self.own.iter();
        own.any(|template| template.path.as_deref() == Some(path))
    }

    /// The template that answers to a `doc_type`.
    pub fn answering(&self, doc_type: &str) -> Option<&Arc<Template>> {
        let own = self.own.iter().find(|it| it.answers_to(doc_type));
        own.or_else(|| self.builtin(&fields::fold(doc_type)))
    }

    /// The built-in template of a name as it compares; its constant is the same.
    fn builtin(&self, folded: &str) -> Option<&Arc<Template>> {
        let called = |unread: &&Unread| fields::fold(unread.builtin.name) == folded;
        self.builtin.iter().find(called).map(Unread::read)
    }

    /// The name closest to one that no template bears.
    pub fn nearest(&self, name: &str) -> Option<&str> {
        nearest(name, self.names())
    }
}

impl Unread {
    fn read(&self) -> &Arc<Template> {
        self.template.get_or_init(|| {
            let around = Surroundings {
                field_names: &self.around.field_names,
                lifecycles: &self.around.lifecycles,
                options: self.around.options,
            };
            let text = Arc::new(self.builtin.read());
            Arc::new(Template::read(self.builtin.name, None, text, &around))
        })
    }
}

/// `templates/adr.md` is called `adr`.
fn file_name(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.strip_suffix(".md").unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_builtin_template_answers_to_nothing_but_its_name() {
        let around = Surroundings {
            field_names: &BTreeMap::new(),
            lifecycles: &BTreeMap::new(),
            options: ParseOptions::default(),
        };
        let templates = Templates::read(&[], &around);
        assert_eq!(templates.in_use().count(), 0);
        assert_eq!(templates.iter().count(), builtin::ALL.len());
        for template in templates.iter() {
            let name = fields::fold(&template.name);
            let constant = template.doc_type.as_deref().map(fields::fold);
            assert!(constant.is_none_or(|constant| constant == name), "{name}");
        }
    }
}
