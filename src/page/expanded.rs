//! What a directive brings onto a page.

use std::ops::Range;

use super::Block;
use super::contents::Request;

/// What comes in the place of a directive that has its line for itself.
#[derive(Debug, Clone)]
pub struct Expanded {
    /// The directive, in bytes of the document's view.
    pub range: Range<usize>,
    /// The marks of quotes and lists before it on its line.
    pub marks: Range<usize>,
    /// What comes.
    pub gives: Given,
}

/// What comes in a directive's place.
#[derive(Debug, Clone)]
pub enum Given {
    /// A block; none takes the directive off the page.
    Block(Option<Block>),
    /// A contents list; none where what is asked for can't be had, and the directive stays as it is
    /// written. Either way the page has no list where nobody asked for one.
    Contents(Option<Request>),
}
