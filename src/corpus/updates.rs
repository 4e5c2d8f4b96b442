//! The latest updates of the chapters that show them.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use super::{Corpus, Member};
use crate::history::{Commit, Updates};

/// What the directive that shows them begins with.
const DIRECTIVE: &str = "#history";
/// As many updates as a page may show.
pub const MOST_UPDATES: usize = 1000;

/// What git was asked, once, as soon as the first page needed it.
#[derive(Debug, Default)]
pub(super) struct Asked(OnceLock<HashMap<PathBuf, Updates>>);

impl Corpus<'_> {
    /// A chapter's latest updates, the newest first; of one whose page does not hold the directive that
    /// shows them, none.
    pub fn updates(&self, member: &Member<'_>) -> &[Arc<Commit>] {
        let asked = self.updates.0.get_or_init(|| self.ask());
        let file = member.chapter.file.as_ref();
        file.and_then(|file| asked.get(file))
            .map_or(&[], Vec::as_slice)
    }

    fn ask(&self) -> HashMap<PathBuf, Updates> {
        let shows = |member: &&Member<'_>| member.page.as_str().contains(DIRECTIVE);
        let files: Vec<&Path> = self
            .chapters
            .iter()
            .filter(shows)
            .filter_map(|member| member.chapter.file.as_deref())
            .collect();
        self.book.history.updates(&files, MOST_UPDATES)
    }
}
