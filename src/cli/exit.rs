//! How a command ended.

use std::process::ExitCode;

use crate::config::FailOn;
use crate::diagnostics::{Diagnostic, Severity};

/// How a command ended, as the exit code says it. Errors are exit code 2.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Exit {
    /// 0: nothing at or above the level.
    Clean,
    /// 1: findings at or above the level.
    Findings,
    /// 2: wrong usage or configuration, or a file that can't be read.
    Wrong,
}

impl Exit {
    /// A file that can't be read is worse than any finding: nobody knows what is in it.
    pub fn of(diagnostics: &[Diagnostic], fail_on: FailOn) -> Self {
        let unread = |finding: &Diagnostic| {
            finding.rule == "unreadable-chapter" && finding.severity == Severity::Error
        };
        if diagnostics.iter().any(unread) {
            Self::Wrong
        } else if diagnostics
            .iter()
            .any(|finding| fail_on.fails(finding.severity))
        {
            Self::Findings
        } else {
            Self::Clean
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        match exit {
            Exit::Clean => ExitCode::SUCCESS,
            Exit::Findings => ExitCode::from(1),
            Exit::Wrong => ExitCode::from(2),
        }
    }
}
