//! Reads every Markdown file below a folder and goes through its events once, on as many threads as there
//! are processors. What is counted keeps the work from being optimised away.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use pulldown_cmark::{Options, Parser};
use rayon::prelude::*;

fn main() -> Result<(), Box<dyn Error>> {
    let folder = std::env::args().nth(1).ok_or("usage: read_and_parse FOLDER")?;
    let mut files = Vec::new();
    collect(Path::new(&folder), &mut files)?;
    let events: usize = files.par_iter().map(|file| events(file)).sum();
    println!("{} files, {events} events", files.len());
    Ok(())
}

fn events(file: &Path) -> usize {
    let text = fs::read_to_string(file).unwrap_or_default();
    // What mdBook switches on.
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_SMART_PUNCTUATION
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_GFM;
    Parser::new_ext(&text, options).into_offset_iter().count()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let path = entry.path();
        if entry.file_type()?.is_dir() {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "md") {
            files.push(path);
        }
    }
    Ok(())
}
