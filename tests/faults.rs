//! A world that fails: disks that are full, folders that are closed, readers that go away, a git that is
//! missing or talks nonsense, others at work at the same time. Nothing is lost, nothing is half written,
//! and what went wrong is said.

#![cfg(unix)]

mod book;

#[path = "support/spent.rs"]
mod spent;

#[path = "hostile/both.rs"]
#[allow(dead_code, reason = "the input's tests use the rest")]
mod both;

#[path = "faults/clock.rs"]
mod clock;
#[path = "faults/disk.rs"]
mod disk;
#[path = "faults/git.rs"]
mod git;
#[path = "faults/together.rs"]
mod together;
