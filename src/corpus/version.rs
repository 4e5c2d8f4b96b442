//! Which of a document's fields is its semantic version.

use super::Governed;
use crate::document::metadata::{Entry, Metadata};
use crate::lifecycle::Lifecycle;
use crate::template::{FieldType, Statuses};

impl Governed {
    /// The document's version, where it must be a semantic one and is not empty. A template that shows
    /// other text there (`1.0`) means that, unless it names a lifecycle that asks for more.
    pub fn version<'m>(&self, metadata: &'m Metadata) -> Option<&'m Entry> {
        let entry = metadata.meaning("version")?;
        let spec = self.template.field_for(&entry.key, Some("version"));
        let asks =
            |lifecycle: &Lifecycle| lifecycle.statuses.iter().any(|it| !it.version.is_empty());
        let by_lifecycle = self.lifecycle.as_deref().is_some_and(asks);
        let must = match spec.map(|spec| &spec.kind) {
            Some(FieldType::Version) => true,
            None | Some(FieldType::Filled) => by_lifecycle,
            Some(_) => {
                let statuses = &self.template.statuses;
                by_lifecycle && matches!(statuses, Statuses::Named(..) | Statuses::Own(_))
            }
        };
        (must && !entry.is_blank()).then_some(entry)
    }
}
