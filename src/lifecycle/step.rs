//! Which version a document has after a step from one status to another.

use semver::{Prerelease, Version};

use super::{Lifecycle, Status};

/// The part of a version that moves on; those behind it begin anew.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bump {
    /// The first number.
    Major,
    /// The second one.
    Minor,
    /// The third one.
    Patch,
}

impl Lifecycle {
    /// The version of a document of `version` that goes from rank `from` (none where it has no status
    /// yet) to rank `to`.
    ///
    /// With a bump it is what that makes of it, as a prerelease where the status asks for one. Without,
    /// it is the smallest version from `version` on that the status allows, but
    /// - a document that is versioned no longer starts on its next version, as a prerelease;
    /// - one that comes to a finished status which asks for versions leaves its prerelease behind.
    ///
    /// Where the status allows no later version, it stays as it is.
    pub fn version_after(
        &self,
        from: Option<usize>,
        to: usize,
        version: &Version,
        bump: Option<Bump>,
    ) -> Version {
        let Some(status) = self.statuses.get(to) else {
            return version.clone();
        };
        let reopened = from
            .and_then(|from| self.statuses.get(from))
            .is_some_and(|old| old.versioned && !status.versioned && !status.retired);
        let stage = Stage { status, reopened };
        match bump {
            Some(bump) => stage.bumped(version, bump),
            None => stage.smallest(version),
        }
    }
}

/// A status that a document comes to.
struct Stage<'a> {
    status: &'a Status,
    /// Work on it has begun again.
    reopened: bool,
}

impl Stage<'_> {
    fn bumped(&self, version: &Version, bump: Bump) -> Version {
        let release = bump.apply(version);
        let draft = self.draft_of(&release);
        let choices = match self.reopened {
            true => [draft, release.clone()],
            false => [release.clone(), draft],
        };
        let allowed = choices
            .into_iter()
            .find(|choice| self.status.allows(choice));
        allowed.unwrap_or(release)
    }

    fn smallest(&self, version: &Version) -> Version {
        let release = release_of(version);
        let is_release = version.pre.is_empty();
        if self.reopened && is_release {
            let draft = self.draft_of(&next(version));
            if self.status.allows(&draft) {
                return draft;
            }
        }
        let finished = !self.status.incomplete && !self.status.retired;
        let asks = !self.status.version.is_empty();
        if finished && asks && !is_release && self.status.allows(&release) {
            return release;
        }
        if self.status.allows(version) {
            return version.clone();
        }
        let later = self
            .candidates(version)
            .into_iter()
            .filter(|it| it.cmp_precedence(version).is_gt() && self.status.allows(it));
        later
            .min_by(Version::cmp_precedence)
            .unwrap_or_else(|| version.clone())
    }

    /// Versions among which the smallest one is that some alternative allows: at, and right behind,
    /// each number that matters. Prereleases are taken only where one is asked for.
    fn candidates(&self, version: &Version) -> Vec<Version> {
        let mut found = Vec::new();
        for alternative in &self.status.version {
            for number in std::iter::once(version).chain(alternative.bounds()) {
                let release = release_of(number);
                let releases = [release, next(number)];
                if alternative.wants_prerelease() {
                    found.extend(releases.iter().map(|it| self.draft_of(it)));
                } else {
                    found.extend(releases);
                }
                found.push(number.clone());
            }
        }
        found
    }

    /// The first prerelease of a version, which is called after the status.
    fn draft_of(&self, release: &Version) -> Version {
        let name: String = (self.status.name.chars())
            .map(|ch| match ch {
                ch if ch.is_ascii_alphanumeric() => ch.to_ascii_lowercase(),
                _ => '-',
            })
            .collect();
        let name = name.trim_matches('-');
        let named = Prerelease::new(&format!("{name}.1"));
        let plain = || Prerelease::new("draft.1").unwrap_or(Prerelease::EMPTY);
        Version {
            pre: named.unwrap_or_else(|_| plain()),
            ..release_of(release)
        }
    }
}

impl Bump {
    /// The release that follows a version. The one that a prerelease leads to counts where it moves
    /// this part.
    fn apply(self, version: &Version) -> Version {
        let Version {
            major,
            minor,
            patch,
            ..
        } = *version;
        let to_come = !version.pre.is_empty();
        let up = |number: u64, stays: bool| number.saturating_add(u64::from(!stays));
        match self {
            Bump::Major => Version::new(up(major, to_come && minor == 0 && patch == 0), 0, 0),
            Bump::Minor => Version::new(major, up(minor, to_come && patch == 0), 0),
            Bump::Patch => Version::new(major, minor, up(patch, to_come)),
        }
    }
}

/// A version without what makes it a prerelease or a build.
fn release_of(version: &Version) -> Version {
    Version::new(version.major, version.minor, version.patch)
}

/// The next patch; of a prerelease, the release.
pub fn next(version: &Version) -> Version {
    Bump::Patch.apply(version)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(from: &str, to: &str, version: &str, bump: Option<Bump>) -> String {
        let lifecycle = Lifecycle::builtin();
        let rank = |name| lifecycle.rank(name).expect(name);
        let version = Version::parse(version).expect(version);
        let new = lifecycle.version_after(Some(rank(from)), rank(to), &version, bump);
        new.to_string()
    }

    #[test]
    fn the_smallest_version_that_the_status_allows() {
        for (from, to, version, expected) in [
            ("draft", "in-review", "0.3.0", "0.3.0"),
            ("in-review", "approved", "0.3.0", "1.0.0"),
            ("in-review", "approved", "1.0.0-rc.1", "1.0.0"),
            ("in-review", "approved", "1.2.1-draft.1", "1.2.1"),
            ("in-review", "approved", "0.9.9+build.3", "1.0.0"),
            ("approved", "implemented", "1.4.2", "1.4.2"),
            ("approved", "implemented", "1.4.2+b.3", "1.4.2+b.3"),
            ("in-review", "draft", "0.4.0-rc.1", "0.4.0-rc.1"),
            ("approved", "draft", "1.2.0", "1.2.1-draft.1"),
            ("implemented", "draft", "2.0.0", "2.0.1-draft.1"),
            ("approved", "in-review", "1.2.0", "1.2.1-in-review.1"),
            (
                "in-review",
                "draft",
                "1.2.1-in-review.1",
                "1.2.1-in-review.1",
            ),
            ("in-review", "draft", "0.4.0", "0.4.0"),
            ("in-review", "draft", "1.4.0", "1.4.1-draft.1"),
            ("approved", "superseded", "1.2.0", "1.2.0"),
            ("approved", "draft", "1.3.0-rc.1", "1.3.0-rc.1"),
            ("draft", "withdrawn", "0.1.0-draft.2", "0.1.0-draft.2"),
        ] {
            let told = format!("{version} from {from} to {to}");
            assert_eq!(after(from, to, version, None), expected, "{told}");
        }
    }

    #[test]
    fn a_bump_that_was_chosen() {
        use Bump::{Major, Minor, Patch};
        for (from, to, version, bump, expected) in [
            ("approved", "draft", "1.2.0", Patch, "1.2.1-draft.1"),
            ("approved", "draft", "1.2.0", Minor, "1.3.0-draft.1"),
            ("approved", "draft", "1.2.0", Major, "2.0.0-draft.1"),
            ("approved", "in-review", "1.2.0", Minor, "1.3.0-in-review.1"),
            ("in-review", "approved", "0.3.0", Major, "1.0.0"),
            ("in-review", "approved", "0.3.0", Minor, "0.4.0"),
            ("in-review", "approved", "1.3.0-draft.1", Minor, "1.3.0"),
            ("in-review", "approved", "1.2.1-draft.1", Minor, "1.3.0"),
            ("in-review", "approved", "1.2.1-draft.1", Patch, "1.2.1"),
            ("in-review", "approved", "2.0.0-draft.1", Major, "2.0.0"),
            ("in-review", "approved", "2.1.0-draft.1", Major, "3.0.0"),
            ("approved", "implemented", "1.2.0", Minor, "1.3.0"),
            ("draft", "in-review", "0.2.0", Minor, "0.3.0"),
        ] {
            let told = format!("{version} from {from} to {to}");
            assert_eq!(after(from, to, version, Some(bump)), expected, "{told}");
        }
    }

    fn lifecycle(name: &str, requirements: &[&str]) -> Lifecycle {
        let status = Status {
            name: name.to_owned(),
            version: (requirements.iter())
                .map(|it| it.parse().expect("a requirement"))
                .collect(),
            ..Status::default()
        };
        Lifecycle {
            name: String::new(),
            statuses: vec![status],
            free: true,
        }
    }

    fn smallest(requirements: &[&str], version: &str) -> String {
        let version = Version::parse(version).expect(version);
        let lifecycle = lifecycle("early", requirements);
        lifecycle.version_after(None, 0, &version, None).to_string()
    }

    #[test]
    fn any_requirement_is_met_if_it_can_be() {
        for (requirements, version, expected) in [
            (&[">0.5.0"] as &[&str], "0.3.0", "0.5.1"),
            (&[">=2.0.0-beta.1"], "1.4.0", "2.0.0-beta.1"),
            (&["=3.0.0", ">=5.0.0"], "1.0.0", "3.0.0"),
            (&["=3.0.0", ">=5.0.0"], "4.0.0", "5.0.0"),
            (&["prerelease, >=2.0.0"], "1.0.0", "2.0.1-early.1"),
            (&["prerelease"], "1.0.0", "1.0.1-early.1"),
            (
                &["<1.0.0", "prerelease", ">=3.0.0"],
                "1.2.0",
                "1.2.1-early.1",
            ),
            (&[">=1.0.0, <2.0.0"], "2.5.0", "2.5.0"),
        ] {
            let told = format!("{version} to {requirements:?}");
            assert_eq!(smallest(requirements, version), expected, "{told}");
        }
    }

    #[test]
    fn a_prerelease_is_called_after_its_status() {
        let named = |name: &str| {
            let lifecycle = lifecycle(name, &["prerelease"]);
            let version = Version::new(1, 0, 0);
            lifecycle.version_after(None, 0, &version, None).to_string()
        };
        assert_eq!(named("In Review"), "1.0.1-in-review.1");
        assert_eq!(named("Entwurf (früh)"), "1.0.1-entwurf--fr-h.1");
        assert_eq!(named("草案"), "1.0.1-draft.1");
        assert_eq!(named("007"), "1.0.1-draft.1");
    }
}
