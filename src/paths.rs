//! Paths as messages and links write them: relative, with `/`, nothing superfluous.

mod real;

use std::path::{Component, Path};

pub use real::RealFolders;

/// A path with `/` between its parts, without `.`, and without `..` where a folder goes before it.
/// Works on the letters alone: symbolic links are not looked at.
pub fn normal(path: &Path) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut absolute = String::new();
    for component in path.components() {
        match component {
            Component::Prefix(prefix) => absolute = prefix.as_os_str().to_string_lossy().into(),
            Component::RootDir => absolute.push('/'),
            Component::CurDir => {}
            Component::ParentDir => match parts.last() {
                Some(last) if last != ".." => drop(parts.pop()),
                None if !absolute.is_empty() => {}
                _ => parts.push("..".to_owned()),
            },
            Component::Normal(part) => parts.push(part.to_string_lossy().into_owned()),
        }
    }
    absolute + &parts.join("/")
}

/// The way from the folder `base` to `target`, both absolute. Where there is none (another drive),
/// `target` itself.
pub fn relative(base: &Path, target: &Path) -> String {
    if let Ok(inside) = target.strip_prefix(base) {
        return normal(inside);
    }
    let common = base
        .components()
        .zip(target.components())
        .take_while(|(a, b)| a == b)
        .count();
    if common == 0 {
        return normal(target);
    }
    let up = base.components().skip(common).map(|_| Component::ParentDir);
    let path = up
        .chain(target.components().skip(common))
        .collect::<std::path::PathBuf>();
    normal(&path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn superfluous_parts_go() {
        for (written, expected) in [
            ("./a.md", "a.md"),
            ("a/./b//c.md", "a/b/c.md"),
            ("a/../b.md", "b.md"),
            ("../../b.md", "../../b.md"),
            ("/a/../../b.md", "/b.md"),
            ("", ""),
        ] {
            assert_eq!(normal(Path::new(written)), expected, "{written}");
        }
    }

    #[test]
    fn the_way_may_lead_up() {
        let way = |target| relative(Path::new("/a/b"), Path::new(target));
        assert_eq!(way("/a/b/src/c.md"), "src/c.md");
        assert_eq!(way("/a/c/d.md"), "../c/d.md");
        assert_eq!(way("/x.md"), "../../x.md");
        assert_eq!(way("/a/b"), "");
    }
}
