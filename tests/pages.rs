//! What stands on a page in the end: insertions made by the library, applied, and rendered by mdBook.

#[path = "support/attacks.rs"]
mod attacks;
#[path = "pages/contents.rs"]
mod contents;
#[path = "pages/footer.rs"]
mod footer;
#[path = "pages/header.rs"]
mod header;
#[path = "pages/hostile.rs"]
mod hostile;
#[path = "pages/includes.rs"]
mod includes;
#[path = "support/rendered.rs"]
mod rendered;
#[path = "pages/stale.rs"]
mod stale;
#[path = "pages/support.rs"]
mod support;
#[path = "pages/whole.rs"]
mod whole;
