//! Books made in memory, for tests that look at findings and pages.

#![allow(dead_code, reason = "each test uses the part that it needs")]

pub mod damage;
pub mod examples;
pub mod form;
pub mod holds;
pub mod made;
pub mod shed;
mod shelf;

pub use shelf::Shelf;
