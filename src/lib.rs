//! An mdBook preprocessor that holds design documents to their templates.

pub mod config;
pub mod diagnostics;
pub mod document;
pub mod fields;
pub mod keys;
pub mod lifecycle;
pub mod splice;
pub mod text;
