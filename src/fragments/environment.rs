//! MiniJinja as fragments have it: its syntax, what it may do, and how values leave it.

use std::io::{self, Write as _};
use std::sync::atomic::{AtomicUsize, Ordering};

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Value;
use minijinja::{AutoEscape, Environment, Error, ErrorKind, UndefinedBehavior};

use super::render::Call;
use super::source::COMMENT;
use super::{bounds, held, marks};
use crate::sealed;

/// MiniJinja for one call of a fragment: values come sealed, and nothing grows without bounds.
pub(super) fn environment<'s>(call: &Call<'_>) -> Environment<'s> {
    let mut environment = Environment::new();
    let most = call.most_bytes;
    let syntax = SyntaxConfig::builder()
        .comment_delimiters(COMMENT[0], COMMENT[1])
        .keep_trailing_newline(true)
        .build();
    if let Ok(syntax) = syntax {
        environment.set_syntax(syntax);
    }
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_fuel(Some(call.most_steps));
    environment.set_recursion_limit(50);
    environment.set_debug(true);
    // So that what macros and blocks give is not taken for a value.
    environment.set_auto_escape_callback(|_| AutoEscape::Custom("markdown".into()));
    // A value is never markup, whoever says so; and a name that grows from round to round of a loop
    // has no bounds.
    bounds::bound(&mut environment, most);
    held::bound(&mut environment);
    environment.remove_filter("safe");
    environment.remove_global("namespace");
    environment.remove_global("debug");
    let said = AtomicUsize::new(0);

    environment.set_formatter(move |out, _state, value| {
        let text = match value.as_str() {
            Some(text) => text.to_owned(),
            None if value.is_none() || value.is_undefined() => return Ok(()),
            // A list of lists of itself is small until it is written.
            None => written(value, most)?,
        };
        if said.fetch_add(text.len(), Ordering::Relaxed) + text.len() > most {
            return Err(Error::new(ErrorKind::WriteFailure, TOO_LONG));
        }
        if value.is_safe() {
            out.write_str(&text)?;
        } else {
            let plain = sealed::open_plain(&marks::strip(&text));
            out.write_str(&sealed::seal(&plain))?;
        }
        Ok(())
    });
    environment
}

const TOO_LONG: &str = "too long";

/// A value as text, as long as that is no longer than it may be.
fn written(value: &Value, most: usize) -> Result<String, Error> {
    let mut out = Bounded {
        bytes: Vec::new(),
        most,
    };
    write!(out, "{value}").map_err(|_| Error::new(ErrorKind::WriteFailure, TOO_LONG))?;
    Ok(String::from_utf8_lossy(&out.bytes).into_owned())
}

/// Takes so much and no more.
pub(super) struct Bounded {
    pub bytes: Vec<u8>,
    /// How many it takes.
    pub most: usize,
}

impl io::Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.bytes.len() + bytes.len() > self.most {
            return Err(io::Error::other(TOO_LONG));
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
