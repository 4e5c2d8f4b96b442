//! Which files a `documents` entry is to match.

use std::collections::BTreeMap;

use super::Candidate;
use super::groups::Group;
use crate::config;

/// Globs for some files of a group, and what has to be taken out again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cover {
    /// The globs.
    pub globs: Vec<String>,
    /// Globs for the files that those match and should not.
    pub except: Vec<String>,
    /// The path that a new document gets.
    pub file_name: Option<String>,
}

/// What matches the `wanted` files of a group with the least to take out. `all` are the files that
/// there are; those that are spoken for elsewhere (`taken`) are not matched at all.
pub fn cover(
    group: &Group<'_>,
    wanted: &[&Candidate],
    all: &[&Candidate],
    taken: &[&Candidate],
) -> Cover {
    let is_in = |file: &Candidate, all: &[&Candidate]| all.iter().any(|it| it.path == file.path);
    let mut best: Option<(usize, Cover)> = None;
    for glob in globs(group, wanted) {
        let Ok(matcher) = config::glob(&glob) else {
            continue;
        };
        let matched = all.iter().filter(|file| matcher.is_match(&file.path));
        let wrong = matched.filter(|file| !is_in(file, wanted));
        let wrong: Vec<&Candidate> = wrong.copied().collect();
        let missed = wanted.iter().filter(|file| !matcher.is_match(&file.path));
        let missed: Vec<&Candidate> = missed.copied().collect();
        let cost = wrong.len() + missed.len();
        let is_better = best.as_ref().is_none_or(|(least, _)| cost < *least);
        if is_better && missed.len() < wanted.len() && !wrong.iter().any(|file| is_in(file, taken))
        {
            let cover = Cover {
                globs: std::iter::once(glob).chain(by_name(&missed)).collect(),
                except: by_name(&wrong),
                file_name: file_name(group, wanted),
            };
            best = Some((cost, cover));
        }
    }
    match best {
        Some((cost, cover)) if cost < wanted.len() => cover,
        _ => Cover {
            globs: by_name(wanted),
            except: Vec::new(),
            file_name: file_name(group, wanted),
        },
    }
}

/// Globs for files by their names, one a folder: `adr/{cache,queue}.md`.
fn by_name(files: &[&Candidate]) -> Vec<String> {
    let mut folders: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut globs = Vec::new();
    for file in files {
        let stem = file.name().strip_suffix(".md");
        match stem.filter(|stem| !stem.contains(['{', '}', ',', '[', ']', '*', '?', '!', '\\'])) {
            Some(stem) => folders.entry(file.folder()).or_default().push(stem),
            None => globs.push(globset::escape(&file.path)),
        }
    }
    for (folder, stems) in folders {
        let folder = folder_glob(folder);
        globs.push(match stems.as_slice() {
            [stem] => format!("{folder}{stem}.md"),
            stems => format!("{folder}{{{}}}.md", stems.join(",")),
        });
    }
    globs
}

/// What the paths of a folder's files begin with, as a glob.
pub(super) fn folder_glob(folder: &str) -> String {
    match folder {
        "" => String::new(),
        folder => format!("{}/", globset::escape(folder)),
    }
}

/// From the narrowest to the widest.
fn globs(group: &Group<'_>, wanted: &[&Candidate]) -> Vec<String> {
    let names: Vec<&str> = wanted.iter().map(|file| file.name()).collect();
    let first = wanted.first().map_or("", |file| file.folder());
    let is_one = wanted.iter().all(|file| file.folder() == first);
    let folder = match is_one {
        true => folder_glob(first),
        false => group.folder.clone(),
    };
    let same = names.first().filter(|_| group.is_spread && !is_one);
    let same = same.filter(|first| names.iter().all(|name| name == *first));
    let same = same.map(|name| globset::escape(name));
    let prefix = prefix(&names).map(|prefix| format!("{}[0-9]*.md", globset::escape(&prefix)));
    let fixed = ["[0-9]*.md", "*.md"].map(str::to_owned);
    let [numbered, all] = fixed;
    let names = [same, Some(numbered), prefix, Some(all)]
        .into_iter()
        .flatten();
    names.map(|name| format!("{folder}{name}")).collect()
}

/// The letters in front of the number that all names have: `rfc-`.
fn prefix(names: &[&str]) -> Option<String> {
    let digits = |name: &&str| name.find(|ch: char| ch.is_ascii_digit());
    let first = names.iter().find(|name| digits(name).is_some())?;
    let prefix = &first[..digits(first)?];
    let with = names.iter().filter(|name| name.starts_with(prefix)).count();
    (!prefix.is_empty() && with * 5 >= names.len() * 4).then(|| prefix.to_owned())
}

/// The pattern of numbered names: `designs/{number:04}-{slug}.md`. None where the names follow none.
fn file_name(group: &Group<'_>, wanted: &[&Candidate]) -> Option<String> {
    let folder = wanted.first()?.folder();
    if group.is_spread || folder.contains(['{', '}', '\\']) {
        return None;
    }
    let names: Vec<&str> = wanted.iter().map(|file| file.name()).collect();
    let parts: Vec<(&str, &str, char)> = names.iter().filter_map(|name| numbered(name)).collect();
    let &(prefix, digits, separator) = parts.first()?;
    let alike = |(other, _, mark): &&(&str, &str, char)| *other == prefix && *mark == separator;
    if parts.len() < 2 || parts.iter().filter(alike).count() * 5 < names.len() * 4 {
        return None;
    }
    let width = digits.len();
    let is_padded = parts.iter().any(|(_, digits, _)| digits.starts_with('0'))
        && parts
            .iter()
            .all(|(_, digits, _)| digits.len() >= width.min(4));
    let number = match is_padded && width > 1 {
        true => format!("{{number:0{width}}}"),
        false => "{number}".to_owned(),
    };
    let folder = match folder {
        "" => String::new(),
        folder => format!("{folder}/"),
    };
    Some(format!("{folder}{prefix}{number}{separator}{{slug}}.md"))
}

/// `rfc-0012-cache.md`: what stands before the number, the number, and what stands behind it.
fn numbered(name: &str) -> Option<(&str, &str, char)> {
    let start = name.find(|ch: char| ch.is_ascii_digit())?;
    let length = name[start..].find(|ch: char| !ch.is_ascii_digit())?;
    let (prefix, rest) = name.split_at(start);
    let (digits, rest) = rest.split_at(length);
    let separator = rest.chars().next().filter(|ch| matches!(ch, '-' | '_'))?;
    let is_plain = prefix.is_empty() || prefix.ends_with(['-', '_']);
    let is_safe = !prefix.contains(['{', '}', '\\', ':']);
    let counts = length <= 12 && !is_day(digits);
    (is_plain && is_safe && counts).then_some((prefix, digits, separator))
}

/// `20260518` is a day, and the next document does not bear the next one.
fn is_day(digits: &str) -> bool {
    digits.len() == 8 && digits.parse::<jiff::civil::Date>().is_ok()
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::adopt::groups;
    use crate::document::markdown::ParseOptions;
    use crate::text::Text;

    /// The cover of the files whose names begin with `+`, which is not part of the name; those with `-`
    /// are spoken for elsewhere.
    fn covered(names: &[&str]) -> Cover {
        let bare = |name: &&str| name.trim_start_matches(['+', '-']).to_owned();
        let all: Vec<Candidate> = names
            .iter()
            .map(bare)
            .map(|path| {
                let text = Arc::new(Text::new(path.as_str(), ""));
                Candidate::read(&path, &text, ParseOptions::default())
            })
            .collect();
        let files: Vec<&Candidate> = all.iter().collect();
        let marked = |mark: char| -> Vec<&Candidate> {
            let marked = names
                .iter()
                .zip(&files)
                .filter(|(name, _)| name.starts_with(mark));
            marked.map(|(_, file)| *file).collect()
        };
        let groups = groups::of(&files);
        let wanted = marked('+');
        let is_here = |group: &&groups::Group<'_>| {
            group.members.iter().any(|file| file.path == wanted[0].path)
        };
        let group = groups.iter().find(is_here).expect("a group");
        cover(group, &wanted, &files, &marked('-'))
    }

    #[test]
    fn the_narrowest_glob_that_fits_is_taken() {
        for (names, globs, except) in [
            (
                &["+a/1-x.md", "+a/2-y.md", "a/README.md"][..],
                &["a/[0-9]*.md"][..],
                &[][..],
            ),
            (&["+a/x.md", "+a/y.md", "+a/z.md"], &["a/*.md"], &[]),
            (
                &["+a/x.md", "+a/y.md", "a/README.md"],
                &["a/*.md"],
                &["a/README.md"],
            ),
            (
                &["+rfc-1.md", "+rfc-2.md", "rfc.md"],
                &["rfc-[0-9]*.md"],
                &[],
            ),
            (&["+a.md", "b.md", "c.md"], &["a.md"], &[]),
            (
                &["+a/x.md", "-a/y.md", "+a/z,1.md"],
                &["a/z,1.md", "a/x.md"],
                &[],
            ),
            (
                &["+k/a/p/README.md", "+k/b/q/README.md", "k/b/q/x.md"],
                &["k/*/*/README.md"],
                &[],
            ),
            (&["+k/a/one.md", "k/b/two.md"], &["k/a/*.md"], &[]),
            (
                &["+[x]/a.md", "+[x]/b.md", "+[x]/c.md"],
                &["[[]x[]]/*.md"],
                &[],
            ),
            (
                &["+a/1-x.md", "a/2-y.md", "a/3-z.md", "+a/4-z.md"],
                &["a/{1-x,4-z}.md"],
                &[],
            ),
        ] {
            let cover = covered(names);
            assert_eq!(cover.globs, globs, "{names:?}");
            assert_eq!(cover.except, except, "{names:?}");
        }
    }

    #[test]
    fn names_with_numbers_say_how_new_ones_are_named() {
        for (names, expected) in [
            (
                &["+a/0001-x.md", "+a/0002-y.md"][..],
                Some("a/{number:04}-{slug}.md"),
            ),
            (
                &["+1-x.md", "+12_y.md", "+3-z.md", "+4-z.md", "+5-z.md"],
                Some("{number}-{slug}.md"),
            ),
            (
                &["+rfc-001-x.md", "+rfc-002-y.md"],
                Some("rfc-{number:03}-{slug}.md"),
            ),
            (&["+x.md", "+y.md"], None),
            (&["+2024-01-01-x.md"], None),
            (&["+20240101-x.md", "+20240219-y.md"], None),
        ] {
            assert_eq!(covered(names).file_name.as_deref(), expected, "{names:?}");
        }
    }
}
