//! Where a scalar stands.

use std::ops::Range;

use saphyr_parser::ScalarStyle;

/// The scalar's own bytes: the parser's span of a quoted one reaches up to the next token, and
/// that of a block one leaves its header out.
pub(super) fn of_scalar(
    whole: &str,
    style: ScalarStyle,
    text: &str,
    range: Range<usize>,
) -> Range<usize> {
    let source = &whole[range.clone()];
    match style {
        ScalarStyle::Plain if text.is_empty() && !source.starts_with(['&', '!']) => {
            range.start..range.start
        }
        ScalarStyle::Plain => range.start..range.start + source.trim_end().len(),
        ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => {
            range.start..range.start + quoted_len(source, style)
        }
        ScalarStyle::Literal | ScalarStyle::Folded => {
            let sign = if style == ScalarStyle::Literal {
                '|'
            } else {
                '>'
            };
            let before = whole[..range.start].trim_end();
            let line = before.rfind('\n').map_or(0, |at| at + 1);
            let start = before[line..]
                .find(sign)
                .map_or(range.start, |at| line + at);
            start..(range.start + source.trim_end().len()).max(start + 1)
        }
    }
}

/// Length of a quoted scalar: its tag and anchor, and from quote to quote.
fn quoted_len(source: &str, style: ScalarStyle) -> usize {
    let quote = if style == ScalarStyle::SingleQuoted {
        b'\''
    } else {
        b'"'
    };
    let bytes = source.as_bytes();
    let Some(open) = memchr::memchr(quote, bytes) else {
        return source.trim_end().len();
    };
    let mut at = open + 1;
    while at < bytes.len() {
        if quote == b'"' && bytes[at] == b'\\' {
            at += 2;
        } else if bytes[at] != quote {
            at += 1;
        } else if quote == b'\'' && bytes.get(at + 1) == Some(&quote) {
            at += 2;
        } else {
            return at + 1;
        }
    }
    source.trim_end().len()
}
