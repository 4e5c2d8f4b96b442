//! Where a new document goes.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use crate::config::FileName;
use crate::paths;

/// Where a new document goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Destination {
    /// Its path relative to the chapters' folder, with `/`.
    pub path: String,
    /// Its file, absolute.
    pub file: PathBuf,
    /// Its number, where it has one.
    pub number: Option<u64>,
}

/// Why a document can't go where it was meant to.
#[derive(Debug, thiserror::Error)]
pub enum DestinationError {
    /// Not below the chapters' folder.
    #[error("`{}` is not in the book's `{src}`, where its chapters lie{}", path.display(), meant(instead.as_deref()))]
    Outside {
        /// Where it was meant to go.
        path: PathBuf,
        /// The chapters' folder, relative to the book.
        src: String,
        /// The same path below that folder, from where one stands.
        instead: Option<String>,
    },
    /// A name that is no text.
    #[error("`{}` is no name that SUMMARY.md could list", .0.display())]
    Name(PathBuf),
    /// There is a file already.
    #[error("`{}` exists already", .0.display())]
    Exists(PathBuf),
    /// The number belongs to another document.
    #[error("the number {number} is taken by `{name}`")]
    Taken {
        /// The number.
        number: u64,
        /// The file that has it.
        name: String,
    },
    /// There is no number above the highest.
    #[error("there is no number left")]
    NoNumber,
}

fn meant(instead: Option<&str>) -> String {
    instead.map_or_else(String::new, |path| format!("; `{path}` would be"))
}

/// Where one says: `path` counts from `cwd` or, where it leads to a folder only from there, from the
/// chapters' folder; `.md` is added where the name ends otherwise, and a folder gets a file named by the slug.
/// Without a number given, that of the file's name counts.
///
/// # Errors
/// Where that is no free place among the book's chapters.
pub fn named(
    (root, src): (&Path, &str),
    cwd: &Path,
    path: &Path,
    number: Option<u64>,
    slug: &str,
) -> Result<Destination, DestinationError> {
    let folder = root.join(src);
    let mut wanted = file_of(cwd, path, slug)?;
    let mut found = inside(&folder, &wanted);
    if found.is_none() {
        let below = file_of(&folder, path, slug)?;
        let has_folder = |file: &Path| file.parent().is_some_and(Path::is_dir);
        let inside = inside(&folder, &below);
        if inside.is_none() || !has_folder(&below) || has_folder(&wanted) {
            return Err(DestinationError::Outside {
                path: path.to_owned(),
                src: src.to_owned(),
                instead: inside.map(|_| paths::relative(cwd, &below)),
            });
        }
        (found, wanted) = (inside, below);
    }
    let inside = found.unwrap_or_default();
    let name = inside.rsplit('/').next().unwrap_or_default();
    let digits = name
        .find(|ch: char| !ch.is_ascii_digit())
        .unwrap_or(name.len());
    let destination = Destination {
        number: number.or_else(|| name[..digits].parse().ok()),
        path: inside,
        file: wanted,
    };
    free(destination)
}

/// The file that a path means, which counts from `base`.
fn file_of(base: &Path, path: &Path, slug: &str) -> Result<PathBuf, DestinationError> {
    let mut wanted = base.join(path);
    if wanted.is_dir() || path.as_os_str().as_encoded_bytes().ends_with(b"/") {
        wanted.push(slug);
    }
    if !wanted
        .extension()
        .is_some_and(|it| it.eq_ignore_ascii_case("md"))
    {
        let mut name = wanted.file_name().map(OsStr::to_owned).unwrap_or_default();
        name.push(".md");
        wanted.set_file_name(name);
    }
    let wanted = PathBuf::from(paths::normal(&wanted));
    if wanted
        .to_str()
        .is_none_or(|it| it.chars().any(char::is_control))
    {
        return Err(DestinationError::Name(wanted));
    }
    Ok(wanted)
}

/// Where the pattern says, with the next number that is free in its folder, or the one given;
/// without a pattern right in the chapters' folder.
///
/// # Errors
/// Where there is a file already, or the number is taken.
pub fn by_pattern(
    (root, src): (&Path, &str),
    pattern: Option<&FileName>,
    number: Option<u64>,
    slug: &str,
) -> Result<Destination, DestinationError> {
    let src = root.join(src);
    let (path, number) = match pattern {
        None => (format!("{slug}.md"), number),
        Some(pattern) if !pattern.has_number() => (pattern.fill(0, slug), number),
        Some(pattern) => {
            let number = free_number(&src, pattern, number)?;
            (pattern.fill(number, slug), Some(number))
        }
    };
    let file = PathBuf::from(paths::normal(&src.join(&path)));
    free(Destination { path, file, number })
}

fn free(destination: Destination) -> Result<Destination, DestinationError> {
    match fs::symlink_metadata(&destination.file) {
        Ok(_) => Err(DestinationError::Exists(destination.file)),
        Err(_) => Ok(destination),
    }
}

fn free_number(
    src: &Path,
    pattern: &FileName,
    wanted: Option<u64>,
) -> Result<u64, DestinationError> {
    let entries = fs::read_dir(src.join(pattern.folder()))
        .into_iter()
        .flatten();
    let mut taken: Vec<(u64, String)> = entries
        .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
        .filter_map(|name| Some((pattern.number_of(&name)?, name)))
        .collect();
    taken.sort_unstable();
    match (wanted, taken.last()) {
        (None, None) => Ok(1),
        (None, Some((last, _))) => last.checked_add(1).ok_or(DestinationError::NoNumber),
        (Some(number), _) => match taken.into_iter().find(|(other, _)| *other == number) {
            Some((number, name)) => Err(DestinationError::Taken { number, name }),
            None => Ok(number),
        },
    }
}

/// A file's path relative to a folder that it lies in, symbolic links followed as far as there are
/// folders already.
fn inside(folder: &Path, file: &Path) -> Option<String> {
    let real = fs::canonicalize(folder).ok()?;
    let there = file.ancestors().skip(1).find(|it| it.exists())?;
    let rest = file.strip_prefix(there).ok()?;
    let whole = fs::canonicalize(there).ok()?.join(rest);
    whole.strip_prefix(&real).ok().map(paths::normal)
}
