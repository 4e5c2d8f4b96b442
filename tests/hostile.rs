//! Input that means harm, or that nobody thought of: whatever a book holds, the program ends, within
//! time and memory that fit the input, and says what is wrong.

mod book;

#[path = "support/spent.rs"]
mod spent;

#[path = "hostile/both.rs"]
mod both;
#[path = "hostile/growth.rs"]
mod growth;
#[path = "hostile/large.rs"]
mod large;
#[path = "hostile/line_endings.rs"]
mod line_endings;
#[path = "hostile/metadata.rs"]
mod metadata;
#[path = "hostile/neighbours.rs"]
mod neighbours;
#[cfg(unix)]
#[path = "hostile/odd_files.rs"]
mod odd_files;
#[path = "hostile/summary.rs"]
mod summary;
