//! What a long work is at, for somebody who waits for it at a terminal.

use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::options::Options;

/// Whatever takes less is not worth a word.
const PATIENCE: Duration = Duration::from_millis(500);
/// How often the clock moves on.
const TICK: Duration = Duration::from_millis(100);

/// Does some work. Where it takes long and standard error is a terminal, a line there says what is being
/// done and for how long; it is gone when the work is done.
pub(super) fn during<T>(options: &Options, what: &'static str, work: impl FnOnce() -> T) -> T {
    if options.quiet || ProgressDrawTarget::stderr().is_hidden() {
        return work();
    }
    thread::scope(|scope| {
        let (done, wait) = mpsc::channel::<()>();
        scope.spawn(move || {
            if wait.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
                show(what, &wait);
            }
        });
        // It is dropped when the work ends, however it ends; the thread sees that.
        let _done = done;
        work()
    })
}

fn show(what: &'static str, wait: &mpsc::Receiver<()>) {
    let bar = ProgressBar::new_spinner().with_message(what);
    if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} ({elapsed})") {
        bar.set_style(style);
    }
    while wait.recv_timeout(TICK) == Err(RecvTimeoutError::Timeout) {
        bar.tick();
    }
    bar.finish_and_clear();
}
