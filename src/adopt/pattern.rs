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
        Some((cost, cover)) if cost <= wanted.len() => cover,
        _ => Cover {
            globs: wanted
                .iter()
                .map(|file| globset::escape(&file.path))
                .collect(),
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
        let folder = match folder {
            "" => String::new(),
            folder => format!("{}/", globset::escape(folder)),
        };
        globs.push(match stems.as_slice() {
            [stem] => format!("{folder}{stem}.md"),
            stems => format!("{folder}{{{}}}.md", stems.join(",")),
        });
    }
    globs
}

/// From the narrowest to the widest.
fn globs(group: &Group<'_>, wanted: &[&Candidate]) -> Vec<String> {
    let names: Vec<&str> = wanted.iter().map(|file| file.name()).collect();
    let same = names.first().filter(|_| group.is_spread);
    let same = same.filter(|first| names.iter().all(|name| name == *first));
    let same = same.map(|name| globset::escape(name));
    let prefix = prefix(&names).map(|prefix| format!("{}[0-9]*.md", globset::escape(&prefix)));
    let fixed = ["[0-9]*.md", "*.md"].map(str::to_owned);
    let [numbered, all] = fixed;
    let names = [same, Some(numbered), prefix, Some(all)]
        .into_iter()
        .flatten();
    names
        .map(|name| format!("{}{name}", group.folder))
        .collect()
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
    (is_plain && is_safe && length <= 12).then_some((prefix, digits, separator))
}
