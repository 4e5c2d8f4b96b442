//! How files are called from outside the book: by their paths in the repository that holds it.

use std::path::{Path, PathBuf};

use crate::paths::normal;
use crate::template::builtin;

/// Where a book lies, to call its files by.
#[derive(Debug, Clone)]
pub struct Names {
    /// The book's folder, absolute, symbolic links resolved.
    root: PathBuf,
    /// The same in its repository, with `/`; empty where it is the top, or where there is no repository.
    folder: String,
}

/// What a path of a finding stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Name {
    /// A file of the repository: its path there, with `/`. Without a repository, its path in the book.
    Inside(String),
    /// A file that lies elsewhere: its absolute path.
    Elsewhere(String),
    /// A template that the program brings along: no file.
    Builtin(String),
}

impl Names {
    /// Of the book in `root`, which is called `folder` in its repository; none where there is none.
    pub fn new(root: &Path, folder: Option<&str>) -> Self {
        Self {
            root: root.to_owned(),
            folder: folder.unwrap_or_default().to_owned(),
        }
    }

    /// What a path that is relative to the book's folder stands for.
    pub fn of(&self, path: &str) -> Name {
        if builtin::is_path(path) {
            return Name::Builtin(path.to_owned());
        }
        let inside = normal(&Path::new(&self.folder).join(path));
        let leads_out = inside == ".." || inside.starts_with("../");
        if leads_out || Path::new(&inside).is_absolute() {
            return Name::Elsewhere(normal(&self.root.join(path)));
        }
        Name::Inside(inside)
    }
}

impl Name {
    /// The name, whatever it stands for.
    pub fn as_str(&self) -> &str {
        match self {
            Name::Inside(name) | Name::Elsewhere(name) | Name::Builtin(name) => name,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_called_by_their_paths_in_the_repository() {
        let names = Names::new(Path::new("/home/team/docs/book"), Some("docs/book"));
        let inside = |name: &str| Name::Inside(name.to_owned());
        assert_eq!(names.of("src/a.md"), inside("docs/book/src/a.md"));
        assert_eq!(names.of("../shared/a.md"), inside("docs/shared/a.md"));
        assert_eq!(
            names.of("../../../a.md"),
            Name::Elsewhere("/home/a.md".to_owned())
        );
        let alone = Names::new(Path::new("/book"), None);
        assert_eq!(alone.of("src/a.md"), inside("src/a.md"));
        assert_eq!(alone.of("../a.md"), Name::Elsewhere("/a.md".to_owned()));
        assert!(matches!(alone.of("<built-in>/adr.md"), Name::Builtin(_)));
    }
}
