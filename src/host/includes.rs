//! What chapters include and that is no file: whoever opens a pipe waits for ever, and a device has no
//! end. mdBook opens it, so that it has to be told before.

use std::fs;
use std::path::Path;

use rayon::prelude::*;

use super::chapters::{Unreadable, is_file};
use super::folders::Folders;
use super::summary;
use crate::book::Chapter;
use crate::diagnostics::{Diagnostic, Severity};
use crate::document::include;
use crate::paths;

/// The `{{#include …}}` of chapters that lead to something which is there and neither a file nor a folder.
pub(super) fn endless(folders: &Folders, chapters: &[Chapter]) -> Vec<Diagnostic> {
    let found = chapters
        .par_iter()
        .flat_map_iter(|chapter| of_chapter(folders, chapter));
    found.collect()
}

fn of_chapter(folders: &Folders, chapter: &Chapter) -> Vec<Diagnostic> {
    let (Some(text), Some(path)) = (&chapter.source, &chapter.path) else {
        return Vec::new();
    };
    let path = folders.src.join(path);
    let folder = path.parent().unwrap_or(&folders.src);
    let finding = |directive: include::Directive<'_>| {
        let named = directive.include?.path;
        let included = folder.join(named);
        let metadata = fs::metadata(&included).ok()?;
        let Err(Unreadable::Special) = is_file(&metadata) else {
            return None;
        };
        let name = folders.name(Path::new(&paths::normal(&included)));
        let message = format!("`{name}` is included, which is no regular file");
        let place = text.place(directive.range);
        let finding = Diagnostic::new(summary::RULE, Severity::Error, place, message);
        let mut finding = finding.help("mdBook would wait for its end; include a file");
        finding.subject = name;
        Some(finding)
    };
    let directives = include::find(text.as_str(), 0).into_iter();
    directives.filter_map(finding).collect()
}
