//! One writer at a time in a book.

use std::fs::{File, TryLockError};
use std::path::Path;

/// A book that nobody else of us writes in, until this is dropped or the program ends.
#[derive(Debug)]
#[must_use]
pub struct Lock {
    _folder: Option<File>,
}

impl Lock {
    /// Takes the lock of a book's folder. Where somebody has it `waiting` is called, and then waited for as
    /// long as it takes.
    ///
    /// Some file systems have no locks, and Windows has none for folders. There nobody waits, and what
    /// another wrote meanwhile is found only when a file is replaced ([`super::write`]).
    pub fn take(folder: &Path, waiting: impl FnOnce()) -> Self {
        let held = |folder: File| match folder.try_lock() {
            Ok(()) => Some(folder),
            Err(TryLockError::WouldBlock) => {
                waiting();
                folder.lock().ok().map(|()| folder)
            }
            Err(TryLockError::Error(_)) => None,
        };
        Self {
            _folder: File::open(folder).ok().and_then(held),
        }
    }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::cell::Cell;
    use std::sync::mpsc;
    use std::thread;

    #[test]
    fn the_second_waits_for_the_first() {
        let folder = tempfile::tempdir().expect("a folder");
        let waited = Cell::new(false);
        let first = Lock::take(folder.path(), || waited.set(true));
        assert!(!waited.get());
        let (tell, told) = mpsc::channel();
        let at = folder.path();
        thread::scope(|scope| {
            let tell_end = tell.clone();
            scope.spawn(move || {
                let second = Lock::take(at, move || tell.send("waits").expect("heard"));
                tell_end.send("has it").expect("heard");
                drop(second);
            });
            assert_eq!(told.recv(), Ok("waits"));
            assert!(told.try_recv().is_err());
            drop(first);
            assert_eq!(told.recv(), Ok("has it"));
        });
        let third = Lock::take(folder.path(), || waited.set(true));
        assert!(!waited.get());
        drop(third);
    }

    #[test]
    fn what_can_not_be_locked_is_not_waited_for() {
        drop(Lock::take(Path::new("no such folder"), || {
            panic!("nobody has it")
        }));
    }
}
