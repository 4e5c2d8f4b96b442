//! Files that hold what is expected, and are written anew where somebody asks for it.

#![allow(dead_code, reason = "each test file takes what it needs")]

use std::fs;
use std::path::Path;

/// Whether expected output is to be written rather than compared.
pub fn is_written() -> bool {
    std::env::var_os("SNAPSHOTS").is_some_and(|value| value == "overwrite")
}

/// Holds a file of the checkout to what was found, or writes it; `how` is the command that does.
pub fn holds(file: &Path, found: &str, how: &str) {
    let expected = fs::read_to_string(file).unwrap_or_default();
    // Other tests read such files meanwhile: what is up to date is not written again.
    if expected == found {
        return;
    }
    if is_written() {
        fs::create_dir_all(file.parent().expect("a folder")).expect("folders");
        fs::write(file, found).expect("the file can be written");
        return;
    }
    panic!(
        "{} is not what was found; where that is right, `SNAPSHOTS=overwrite {how}` writes it\n\
         --- expected\n{expected}\n--- found\n{found}",
        file.display()
    );
}
