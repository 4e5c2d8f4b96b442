//! Templates.

pub mod builtin;
