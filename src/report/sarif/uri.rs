//! Paths as addresses.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What RFC 3986 lets stand in a path as it is. A colon in the first part would make it a scheme, so none
/// stands anywhere.
const PATH: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'/')
    .remove(b'!')
    .remove(b'$')
    .remove(b'&')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b'+')
    .remove(b',')
    .remove(b';')
    .remove(b'=')
    .remove(b'@');

/// A path with `/`, relative to something that is known.
pub(super) fn relative(path: &str) -> String {
    utf8_percent_encode(path, PATH).to_string()
}

/// An absolute path with `/`; one that begins with a drive has none at its front.
pub(super) fn file(path: &str) -> String {
    let slash = if path.starts_with('/') { "" } else { "/" };
    format!("file://{slash}{}", relative(path))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_addresses() {
        assert_eq!(relative("src/a b/ü#?.md"), "src/a%20b/%C3%BC%23%3F.md");
        assert_eq!(relative("a:b%[c]\n.md"), "a%3Ab%25%5Bc%5D%0A.md");
        assert_eq!(file("/x y/a.md"), "file:///x%20y/a.md");
        assert_eq!(file("C:/a.md"), "file:///C%3A/a.md");
    }
}
