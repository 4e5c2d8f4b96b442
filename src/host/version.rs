//! Which mdBook is calling, and whether that works.

use semver::Version;

use super::HostError;

/// The oldest mdBook that sends what is understood here.
const OLDEST: Version = Version::new(0, 4, 0);
/// The first one that nobody has tried this with.
const UNTRIED: Version = Version::new(0, 6, 0);

/// What works, for messages.
const WORKS: &str = "mdBook 0.4 and 0.5 work";

/// Reads the version that mdBook says it is; one that is too old is an error.
pub(super) fn check(written: &str) -> Result<Version, HostError> {
    let version = Version::parse(written).map_err(|error| {
        HostError::Version(format!(
            "mdBook calls its version `{}`, which is no version number ({error}); {WORKS}",
            written.escape_debug()
        ))
    })?;
    if version < OLDEST {
        return Err(HostError::Version(format!(
            "mdBook {version} is too old for this preprocessor; {WORKS}"
        )));
    }
    Ok(version)
}

/// What to tell about a version that is newer than any this was tried with.
pub(super) fn warning(version: &Version) -> Option<String> {
    (*version >= UNTRIED).then(|| {
        format!(
            "mdBook {version} is newer than what this preprocessor was made for ({WORKS}); links to headings may miss their targets"
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_ones_are_refused_and_new_ones_remarked_on() {
        let warns = |written| {
            check(written)
                .map(|version| warning(&version).is_some())
                .ok()
        };
        assert_eq!(warns("0.3.7"), None);
        assert_eq!(warns("0.4.52"), Some(false));
        assert_eq!(warns("0.5.4"), Some(false));
        assert_eq!(warns("0.6.0"), Some(true));
        assert_eq!(warns("1.0.0"), Some(true));
        assert_eq!(warns("five"), None);
    }
}
