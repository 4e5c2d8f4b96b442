"""The programs that are measured: ours, the least that could be done, and the peers."""

import os
import shutil
import subprocess
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

# mdbook-template is not among them: it can't read what mdBook 0.5 sends.
PEERS = ["mdbook-toc", "mdbook-last-changed", "mdbook-lint", "rumdl", "eipw"]

# mdBook itself has to be the one that is built in.
MDBOOK = "0.5.4"


def build(*arguments: str, target: Path | None = None) -> Path:
    """Builds a crate in release mode; the folder of its programs."""
    target = target or Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
    subprocess.run(["cargo", "build", "--release", "--locked", "--quiet", "--target-dir", str(target), *arguments],
                   check=True, cwd=ROOT)
    return target / "release"


def ours() -> Path:
    """Our own program."""
    return build() / "mdbook-design-docs"


def baselines(work: Path) -> Path:
    """The folder with `no_op` and `read_and_parse`."""
    return build("--manifest-path", "benches/baselines/Cargo.toml", target=work / "baselines")


def install(name: str, root: Path, version: str | None = None, limit: int = 1800) -> str:
    """Installs a program by name, unless it is there; what became of it in a line."""
    program = root / "bin" / name
    if not program.exists():
        wanted = ["--version", version] if version else []
        command = ["nice", "-n", "19", "cargo", "install", "--locked", "--quiet", "--root", str(root), name, *wanted]
        environment = os.environ | {"CARGO_TARGET_DIR": str(root / "target")}
        try:
            subprocess.run(command, check=True, env=environment, timeout=limit, cwd=root)
        except subprocess.SubprocessError as error:
            return f"{name} could not be installed: {error}"
    return f"{name} {installed(root, name)}"


def installed(root: Path, name: str) -> str:
    """The version that cargo installed, else the one that the program tells of itself."""
    listed = subprocess.run(["cargo", "install", "--list", "--root", str(root)], capture_output=True, text=True)
    versions = (line.split()[1].strip("v:") for line in listed.stdout.splitlines() if line.startswith(f"{name} v"))
    if version := next(versions, None):
        return version
    told = subprocess.run([root / "bin" / name, "--version"], capture_output=True, text=True)
    return told.stdout.split()[-1] if told.stdout.split() else "of unknown version"


def find(name: str, root: Path) -> str | None:
    """A peer, where it was installed, else one on the path."""
    program = root / "bin" / name
    return str(program) if program.exists() else shutil.which(name)


def mdbook(root: Path) -> str | None:
    """mdBook of the version that is built in."""
    for program in filter(None, [shutil.which("mdbook"), str(root / "bin" / "mdbook")]):
        if Path(program).exists():
            told = subprocess.run([program, "--version"], capture_output=True, text=True)
            if told.stdout.strip() == f"mdbook v{MDBOOK}":
                return program
    return None


def clean_build(work: Path) -> float:
    """Seconds that a release build takes with nothing built before; what is downloaded doesn't count."""
    subprocess.run(["cargo", "fetch", "--locked", "--quiet"], check=True, cwd=ROOT)
    target = work / "clean-build"
    shutil.rmtree(target, ignore_errors=True)
    start = time.perf_counter()
    build(target=target)
    taken = time.perf_counter() - start
    shutil.rmtree(target)
    return taken
