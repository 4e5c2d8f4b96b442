//! What git calls a content: the hash of it, with its kind and its length before it.
//!
//! `hash-object` in git's documentation, and "Git Objects" in the book Pro Git, say how it is made.

use sha1::Sha1;
use sha2::{Digest, Sha256};

/// Whether `name`, in hexadecimal digits, is what git calls a file of this content; by SHA-1 or by
/// SHA-256, whichever the repository is kept in.
pub(super) fn is(name: &str, content: &[u8]) -> bool {
    match name.len() {
        40 => name == hashed::<Sha1>(content),
        64 => name == hashed::<Sha256>(content),
        _ => false,
    }
}

fn hashed<D: Digest>(content: &[u8]) -> String {
    let mut digest = D::new();
    digest.update(format!("blob {}\0", content.len()));
    digest.update(content);
    let bytes = digest.finalize();
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Of `git hash-object --stdin`, in repositories of either kind.
    #[test]
    fn git_calls_a_content_by_its_hash() {
        let empty = "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391";
        let line = "ce013625030ba8dba906f756967f9e9ca394464a";
        let in_sha256 = "473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813";
        assert!(is(empty, b"") && is(line, b"hello\n") && is(in_sha256, b""));
        assert!(!is(empty, b"hello\n") && !is(in_sha256, b"\n") && !is("", b""));
    }
}
