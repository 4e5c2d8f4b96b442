//! How many there are of something, in words.

/// `2 errors`, `1 error`: of what has its plural with an `s`.
pub fn counted(count: usize, what: &str) -> String {
    format!("{count} {}", plural(count, what))
}

/// The word alone: `errors`, `error`.
pub fn plural(count: usize, what: &str) -> String {
    let ending = if count == 1 { "" } else { "s" };
    format!("{what}{ending}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_alone_is_singular() {
        let shown = [0, 1, 2].map(|count| counted(count, "file"));
        assert_eq!(shown, ["0 files", "1 file", "2 files"]);
    }
}
