//! JSON that can be shown on a terminal: what would be active there is written as its number, which means
//! the same to every reader.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{Formatter, PrettyFormatter, Serializer};

use crate::report::neutral::is_active;

/// Writes a value as indented JSON, with a line ending behind it.
///
/// # Errors
/// Where the output can't be written.
pub fn write(value: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    let formatter = Harmless(PrettyFormatter::new());
    value.serialize(&mut Serializer::with_formatter(&mut *out, formatter))?;
    writeln!(out)
}

struct Harmless(PrettyFormatter<'static>);

impl Formatter for Harmless {
    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        out: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let mut written = 0;
        for (at, ch) in fragment.char_indices().filter(|(_, ch)| is_active(*ch)) {
            out.write_all(&fragment.as_bytes()[written..at])?;
            // All of them are below U+10000.
            write!(out, "\\u{:04x}", u32::from(ch))?;
            written = at + ch.len_utf8();
        }
        out.write_all(&fragment.as_bytes()[written..])
    }

    fn begin_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.begin_array(out)
    }

    fn end_array<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_array(out)
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_array_value(out, first)
    }

    fn end_array_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_array_value(out)
    }

    fn begin_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.begin_object(out)
    }

    fn end_object<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_object(out)
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, out: &mut W, first: bool) -> io::Result<()> {
        self.0.begin_object_key(out, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.begin_object_value(out)
    }

    fn end_object_value<W: ?Sized + Write>(&mut self, out: &mut W) -> io::Result<()> {
        self.0.end_object_value(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    #[test]
    fn the_same_value_and_nothing_active() {
        let value =
            json!({"a\u{9b}": ["x\u{202e}y\u{7f}\u{1b}", "ünï日本🐙", ""], "b": {}, "c": []});
        let mut out = Vec::new();
        write(&value, &mut out).expect("memory takes it");
        let text = String::from_utf8(out).expect("text");
        assert!(!text.contains(|ch| is_active(ch) && ch != '\n'), "{text:?}");
        assert!(text.contains("ünï日本🐙"), "{text}");
        let read: Value = serde_json::from_str(&text).expect("JSON");
        assert_eq!(read, value);
        let plain = json!({"b": {}, "c": [1, {"d": null}]});
        let mut out = Vec::new();
        write(&plain, &mut out).expect("memory takes it");
        let pretty = serde_json::to_string_pretty(&plain).expect("JSON");
        assert_eq!(String::from_utf8(out).expect("text"), pretty + "\n");
    }
}
