//! The lines of `git diff-tree --raw`.

use std::collections::HashMap;

use super::Touched;
use crate::history::graph::Id;

/// What a commit did to a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Change {
    added: bool,
    within: Option<usize>,
    /// What the only parent had.
    pub before: Option<Id>,
    /// What the commit made of it; none where it took it away.
    pub after: Option<Id>,
}

impl Change {
    /// Reads colons, one for each parent; the parents' modes and the commit's own; ids in the same order;
    /// what happened. Where there is no file, the mode is zero.
    pub fn parse(field: &[u8]) -> Option<Self> {
        let parents = field.iter().take_while(|byte| **byte == b':').count();
        let words: Vec<&[u8]> = field[parents..].split(|byte| *byte == b' ').collect();
        let (modes, rest) = words.split_at_checked(parents + 1)?;
        let ids = rest.get(..parents + 1)?;
        let is_there = |mode: &[u8]| mode != b"000000";
        let id = |at: usize| Id::from_hex(ids[at]).filter(|_| is_there(modes[at]));
        Some(Self {
            added: !modes[..parents].iter().all(|mode| is_there(mode)),
            within: modes[..parents].iter().position(|mode| is_there(mode)),
            before: if parents == 1 { id(0) } else { None },
            after: id(parents),
        })
    }

    /// The same of a file by its number.
    pub fn of(self, file: u32) -> Touched {
        Touched {
            file,
            added: self.added,
            within: self.within,
            blob: self.after,
        }
    }
}

/// The files that are new and hold what a file held that is gone: the same name in another folder
/// before others. What two files held may be either's.
pub(super) fn moved(
    all: &[Touched],
    gone: &[(Id, Vec<u8>)],
    numbers: &HashMap<&[u8], u32>,
) -> Vec<(u32, Vec<u8>)> {
    let new = |it: &&Touched| it.within.is_none();
    if gone.is_empty() || !all.iter().any(|it| new(&it)) {
        return Vec::new();
    }
    let names: HashMap<u32, &[u8]> = numbers.iter().map(|(name, file)| (*file, *name)).collect();
    let last = |name: &[u8]| name.rsplit(|byte| *byte == b'/').next().map(<[u8]>::to_vec);
    let from = |touched: &Touched| {
        let name = names.get(&touched.file)?;
        let same = gone.iter().filter(|(blob, _)| Some(*blob) == touched.blob);
        let (_, old) = same.min_by_key(|(_, old)| (last(old) != last(name), old))?;
        Some((touched.file, old.clone()))
    };
    all.iter().filter(new).filter_map(from).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(modes: &str, ids: &[char]) -> Option<Change> {
        let ids: Vec<String> = ids.iter().map(|it| it.to_string().repeat(40)).collect();
        Change::parse(format!("{modes} {} X", ids.join(" ")).as_bytes())
    }

    #[test]
    fn a_file_is_new_where_a_parent_lacks_it() {
        let id = |digit: char| Id::from_hex(digit.to_string().repeat(40).as_bytes());
        let change = |added, within, before, after| {
            Some(Change {
                added,
                within,
                before,
                after,
            })
        };
        for (modes, ids, right) in [
            (
                ":000000 100644",
                &['0', 'a'][..],
                change(true, None, None, id('a')),
            ),
            (
                ":100644 000000",
                &['a', '0'],
                change(false, Some(0), id('a'), None),
            ),
            (
                ":100644 100755",
                &['a', 'b'],
                change(false, Some(0), id('a'), id('b')),
            ),
            (
                "::000000 100644 100644",
                &['0', 'a', 'b'],
                change(true, Some(1), None, id('b')),
            ),
            (
                "::100644 100644 000000",
                &['a', 'a', '0'],
                change(false, Some(0), None, None),
            ),
        ] {
            assert_eq!(parse(modes, ids), right, "{modes}");
        }
        assert_eq!(Change::parse(b""), None);
        assert_eq!(Change::parse(b":100644"), None);
        assert_eq!(Change::parse(b"::100644 100644 100644 a"), None);
    }
}
