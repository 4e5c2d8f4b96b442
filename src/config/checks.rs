//! What makes sense as a glob, a zone, a pattern: the kinds of text that the tables ask for, and
//! the values that they stand for.

use globset::{GlobBuilder, GlobMatcher};
use jiff::tz::TimeZone;
use regex::Regex;

use crate::diagnostics::nearest;
use crate::keys::{Kind, Wrong};
use crate::lifecycle::Age;

use super::{BadFileName, FileName, Timezone};

pub(super) const GLOB: Kind = Kind::Parsed {
    what: "a glob such as \"designs/**/*.md\"",
    check: |text| glob(text).map(drop),
};

pub(super) const FILE_NAME: Kind = Kind::Parsed {
    what: "a path such as \"designs/{number:04}-{slug}.md\"",
    check: check_file_name,
};

pub(super) const TIMEZONE: Kind = Kind::Parsed {
    what: "UTC, commit, or an IANA name such as Europe/Berlin",
    check: |text| timezone(text).map(drop),
};

pub(super) const DAYS: Kind = Kind::Parsed {
    what: "a number of days or weeks such as \"1d\" or \"2w\"",
    check: |text| days(text).map(drop),
};

pub(super) const PATTERN: Kind = Kind::Parsed {
    what: "a regular expression",
    check: |text| pattern(text).map(drop),
};

pub(super) const FRAGMENT: Kind = Kind::Parsed {
    what: "a MiniJinja template",
    check: check_fragment,
};

pub(super) const WEB_ADDRESS: Kind = Kind::Parsed {
    what: "an address that begins with https:// or http://",
    check: check_web_address,
};

/// The matcher of a glob over paths relative to the book's `src`: `*` stays within a folder, `**`
/// goes through any number of them, none included.
pub(crate) fn glob(written: &str) -> Result<GlobMatcher, Wrong> {
    let help = "a path relative to the book's src; `*` stands for anything within a folder, `**` for \
                any number of folders, `{a,b}` for either";
    let path = written.strip_prefix("./").unwrap_or(written);
    if path.is_empty() || path.starts_with('/') {
        return Err(Wrong::new("matches no path within the book's src", help));
    }
    GlobBuilder::new(path)
        .literal_separator(true)
        .backslash_escape(true)
        .build()
        .map(|glob| glob.compile_matcher())
        .map_err(|error| Wrong::new(format!("is no glob: {}", error.kind()), help))
}

pub(super) fn timezone(written: &str) -> Result<Timezone, Wrong> {
    if written == "commit" {
        return Ok(Timezone::Commit);
    }
    if written.eq_ignore_ascii_case("UTC") {
        return Ok(Timezone::Utc);
    }
    let error = match TimeZone::get(written) {
        Ok(zone) => return Ok(Timezone::Named(zone)),
        Err(error) => error,
    };
    let database = jiff::tz::db();
    if database.is_definitively_empty() {
        return Err(Wrong::new(
            format!("can't be looked up: {error}"),
            "install the system's time zone data (often a package called tzdata), or use UTC or \
             commit",
        ));
    }
    let names: Vec<String> = database
        .available()
        .map(|name| name.as_str().to_owned())
        .collect();
    let legal = "legal: UTC, commit, or an IANA name such as Europe/Berlin";
    let help = match nearest_zone(written, &names) {
        Some(name) => format!("did you mean `{name}`? {legal}"),
        None => legal.to_owned(),
    };
    Err(Wrong::new("is no time zone", help))
}

/// The closest zone, also where only the city was given.
fn nearest_zone<'a>(written: &str, names: &'a [String]) -> Option<&'a str> {
    let all = || {
        ["commit", "UTC"]
            .into_iter()
            .chain(names.iter().map(String::as_str))
    };
    let city = |name: &str| name.rsplit('/').next() == Some(written);
    names
        .iter()
        .map(String::as_str)
        .find(|name| city(name))
        .or_else(|| nearest(written, all()))
}

pub(super) fn days(written: &str) -> Result<u32, Wrong> {
    written
        .parse::<Age>()
        .ok()
        .and_then(Age::days)
        .ok_or_else(|| {
            Wrong::new(
                "is no number of days",
                "a whole number and d (days) or w (weeks), such as \"1d\"",
            )
        })
}

pub(super) fn pattern(written: &str) -> Result<Regex, Wrong> {
    Regex::new(written).map_err(|error| {
        // The last line says what is wrong; those above draw the pattern.
        let reason = error.to_string();
        let reason = reason.lines().last().unwrap_or_default();
        Wrong::new(
            format!(
                "is no regular expression: {}",
                reason.trim_start_matches("error: ")
            ),
            "the syntax of Rust's regex crate; in TOML, single quotes keep backslashes",
        )
    })
}

fn check_file_name(written: &str) -> Result<(), Wrong> {
    let legal = "legal: {number}, {number:04} (filled with zeros to that width), {slug}, in a path \
                 relative to the book's src";
    written.parse::<FileName>().map(drop).map_err(|error| {
        let closest = match &error {
            BadFileName::Name(name) => nearest(name, ["number", "slug"]),
            BadFileName::Format(format) if format.bytes().all(|byte| byte.is_ascii_digit()) => {
                return Wrong::new(
                    error.to_string(),
                    format!("did you mean `{{number:0{format}}}`? {legal}"),
                );
            }
            _ => None,
        };
        let meant = closest.map_or(String::new(), |name| format!("did you mean `{{{name}}}`? "));
        Wrong::new(error.to_string(), format!("{meant}{legal}"))
    })
}

fn check_fragment(written: &str) -> Result<(), Wrong> {
    let environment = minijinja::Environment::new();
    environment
        .template_from_str(written)
        .map(drop)
        .map_err(|error| {
            let reason = error.detail().unwrap_or("syntax error").to_owned();
            Wrong::new(
                format!("is no MiniJinja template: {reason}"),
                "a line such as \"Last updated {{ date }}\"; it knows date, state, commit, \
                 commit_url, author, edit_url, history_url",
            )
        })
}

fn check_web_address(written: &str) -> Result<(), Wrong> {
    let host = written
        .strip_prefix("https://")
        .or_else(|| written.strip_prefix("http://"));
    match host {
        Some(host) if !host.is_empty() && !host.contains(char::is_whitespace) => Ok(()),
        _ => Err(Wrong::new(
            "is no address of a page",
            "an address that a browser opens, such as \"https://example.org/designs\"",
        )),
    }
}
