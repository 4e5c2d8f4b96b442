//! Arguments in, exit code out.

use std::process::ExitCode;

fn main() -> ExitCode {
    mdbook_design_docs::cli::run(std::env::args_os())
}
