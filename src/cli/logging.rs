//! What mdBook logs while it builds, for people: its warnings and errors, all of it on request.

use std::fmt::Write as _;

use tracing_core::dispatcher::{self, Dispatch};
use tracing_core::field::{Field, Visit};
use tracing_core::span::{Attributes, Id, Record};
use tracing_core::{Event, Level, Metadata, Subscriber};

use super::options::Options;
use super::output;
use crate::report::neutral;

/// Sends what mdBook logs to standard error from here on.
pub(super) fn install(options: &Options) {
    let least = match (options.quiet, options.verbose) {
        (true, _) => Level::ERROR,
        (_, true) => Level::INFO,
        _ => Level::WARN,
    };
    // It fails where another one is installed, which then does the job.
    let _ = dispatcher::set_global_default(Dispatch::new(Log { least }));
}

/// Prints events and knows nothing of spans, which mdBook has none of.
struct Log {
    least: Level,
}

impl Subscriber for Log {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        *metadata.level() <= self.least && metadata.target().starts_with("mdbook")
    }

    fn event(&self, event: &Event<'_>) {
        let level = match *event.metadata().level() {
            Level::ERROR => "error",
            Level::WARN => "warning",
            _ => "note",
        };
        let mut message = Message(String::new());
        event.record(&mut message);
        output::stderr(|_, out| writeln!(out, "{level}: mdBook: {}", neutral(&message.0)));
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

/// The text of an event; its other fields follow by name.
struct Message(String);

impl Visit for Message {
    fn record_debug(&mut self, field: &Field, value: &dyn std::fmt::Debug) {
        let _ = match field.name() {
            "message" => write!(self.0, "{value:?}"),
            name => write!(self.0, " {name}={value:?}"),
        };
    }
}
