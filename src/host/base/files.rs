//! The base's files, for chapters that include them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use crate::document::view::Files;
use crate::history::BaseTree;
use crate::host::chapters;
use crate::host::folders::Folders;
use crate::text::Text;

/// The base's files for whoever includes them.
#[derive(Debug)]
pub(super) struct TreeFiles {
    folders: Folders,
    tree: BaseTree,
    read: Mutex<BTreeMap<String, Option<Arc<Text>>>>,
}

impl TreeFiles {
    /// Of a book in `folders`.
    pub fn new(folders: Folders, tree: BaseTree) -> Self {
        Self {
            folders,
            tree,
            read: Mutex::default(),
        }
    }
}

impl TreeFiles {
    /// What the base has of a path, from the repository's top, symbolic links followed.
    fn resolve(&self, path: &Path) -> Option<String> {
        let name = PathBuf::from(self.folders.name(path));
        let real = fs::canonicalize(&self.folders.root).ok()?.join(name);
        self.tree.resolve(&real)
    }
}

impl Files for TreeFiles {
    fn read(&self, path: &Path) -> Option<Arc<Text>> {
        let file = self.resolve(path)?;
        let mut read = match self.read.lock() {
            Ok(read) => read,
            Err(poisoned) => poisoned.into_inner(),
        };
        let text = read.entry(file).or_insert_with_key(|file| {
            let bytes = self.tree.blob(file)?;
            let text = chapters::decoded(&bytes).ok()?;
            let name = self.folders.real_name(&self.tree.top().join(file));
            Some(Arc::new(Text::new(name, text)))
        });
        text.clone()
    }

    fn is_inside(&self, path: &Path, folder: &Path) -> bool {
        let Some(file) = self.resolve(path) else {
            return true;
        };
        let name = PathBuf::from(self.folders.name(folder));
        let root = fs::canonicalize(&self.folders.root);
        root.is_ok_and(|root| self.tree.top().join(file).starts_with(root.join(name)))
    }
}
