//! Fragments: what they may do, what they may not, and what they give.

#[path = "fragments/attacks.rs"]
mod attacks;
#[path = "fragments/faults.rs"]
mod faults;
#[path = "fragments/moving.rs"]
mod moving;
#[path = "fragments/page.rs"]
mod page;
#[path = "support/rendered.rs"]
mod rendered;
#[path = "fragments/sections.rs"]
mod sections;
#[path = "fragments/shelf.rs"]
mod shelf;
mod support;
