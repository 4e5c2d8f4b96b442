//! Where a fragment lies.

use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use crate::document::view::{Files, normal};
use crate::text::Text;

/// The folders that fragments may lie in.
#[derive(Debug, Clone)]
pub struct Shelves {
    /// The book root.
    pub root: PathBuf,
    /// The folder `fragments` of the templates' folder.
    pub fragments: PathBuf,
}

/// What became of looking for a fragment.
#[derive(Debug, Clone)]
pub enum Lookup {
    /// Its text, and its path.
    Found(Arc<Text>, PathBuf),
    /// It is nowhere: the paths that were tried.
    Missing(Vec<PathBuf>),
    /// It would lie outside the book: in what way.
    Outside(&'static str),
}

impl Shelves {
    /// Looks for a file that is named in a file of `folder`: beside it, then among the fragments.
    pub fn find(&self, name: &str, folder: &Path, files: &dyn Files) -> Lookup {
        if let Some(way) = leaves(name) {
            return Lookup::Outside(way);
        }
        let mut tried = Vec::new();
        for folder in [folder, &self.fragments] {
            let path = normal(&folder.join(name));
            if tried.contains(&path) {
                continue;
            }
            let root = [&self.root, &self.fragments];
            let Some(inside) = root.into_iter().find(|root| path.starts_with(normal(root))) else {
                return Lookup::Outside("it leads out of the book's folder through `..`");
            };
            if !files.is_inside(&path, inside) {
                return Lookup::Outside("a symbolic link leads out of the book's folder");
            }
            if let Some(text) = files.read(&path) {
                return Lookup::Found(text, path);
            }
            tried.push(path);
        }
        Lookup::Missing(tried)
    }
}

/// Names that Windows keeps for devices, whatever follows the first dot.
const DEVICES: [&str; 6] = ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"];

/// Why a name is no relative path on every system; in a book it means the same on each of them.
fn leaves(name: &str) -> Option<&'static str> {
    let path = Path::new(name);
    let rooted = path.has_root() || matches!(path.components().next(), Some(Component::Prefix(_)));
    if rooted || name.starts_with(['/', '\\', '~']) {
        return Some("its path is absolute");
    }
    if name.as_bytes().get(1) == Some(&b':') {
        return Some("it begins with a drive");
    }
    if name.contains('\\') {
        return Some("`\\` parts folders on Windows alone: write `/`");
    }
    if name.contains([':', '\0']) {
        return Some("`:` has a meaning of its own on Windows");
    }
    let device = |part: &str| {
        let stem = part.split('.').next().unwrap_or_default().trim_end();
        let numbered = stem.len() == 4
            && stem.is_char_boundary(3)
            && ["COM", "LPT"]
                .iter()
                .any(|it| stem[..3].eq_ignore_ascii_case(it))
            && stem.ends_with(|ch: char| ch.is_ascii_digit());
        numbered || DEVICES.iter().any(|it| stem.eq_ignore_ascii_case(it))
    };
    name.split('/')
        .any(device)
        .then_some("it is a device's name on Windows")
}
