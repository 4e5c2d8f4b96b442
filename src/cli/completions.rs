//! `completions`: a script by which a shell completes commands and options.

use clap::Args;
use clap_complete::Shell;

use super::{Exit, output};

/// Print a script that makes a shell complete commands and options.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// The shell
    #[arg(value_name = "SHELL")]
    shell: Shell,
}

const EXAMPLES: &str = "\
Examples:
  mdbook-design-docs completions bash \\
    > ~/.local/share/bash-completion/completions/mdbook-design-docs
  mdbook-design-docs completions zsh > ~/.zfunc/_mdbook-design-docs
  mdbook-design-docs completions fish \\
    > ~/.config/fish/completions/mdbook-design-docs.fish";

/// Prints it.
pub(super) fn run(arguments: &Arguments, command: &mut clap::Command) -> anyhow::Result<Exit> {
    let name = command.get_name().to_owned();
    // Writing to a pipe that is closed would end the program: the script is made first.
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, command, name, &mut script);
    output::stdout(|_, out| out.write_all(&script))?;
    Ok(Exit::Clean)
}
