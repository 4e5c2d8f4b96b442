"""Runs of whole processes, in pairs, with the system's own account of each."""

import os
import resource
import statistics
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path


@dataclass(frozen=True)
class Command:
    """Something to run."""

    argv: list[str]
    cwd: Path | None = None
    # The file that it reads from standard input.
    stdin: Path | None = None
    env: dict[str, str] = field(default_factory=dict)
    # What is to be done before each run, and is not measured.
    before: Callable[[], None] | None = None
    # Exit codes that mean that it did its work.
    good: tuple[int, ...] = (0,)


@dataclass(frozen=True)
class Run:
    """What one run took."""

    # Seconds from start to end.
    wall: float
    # Seconds of processors, its children's too.
    cpu: float
    # The largest resident set of it or of one of its children, in bytes.
    peak: int


def run(command: Command) -> Run:
    """Runs it once. What it prints goes through a pipe and is thrown away."""
    if command.before:
        command.before()
    stdin = open(command.stdin, "rb") if command.stdin else subprocess.DEVNULL
    start = time.perf_counter()
    process = subprocess.Popen(command.argv, cwd=command.cwd, stdin=stdin, stdout=subprocess.PIPE,
                               stderr=subprocess.STDOUT, bufsize=0, env=os.environ | command.env)
    last = b""
    while block := os.read(process.stdout.fileno(), 1 << 20):
        last = block
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    process.stdout.close()
    if command.stdin:
        stdin.close()
    if process.returncode not in command.good:
        told = last[-800:].decode(errors="replace")
        raise SystemExit(f"{' '.join(command.argv)} ended with {process.returncode}:\n{told}")
    return Run(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024)


def floor() -> int:
    """Below this no peak can be seen, in bytes: a process begins as a copy of this one."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


@dataclass(frozen=True)
class Paired:
    """The same number of runs of several commands, in turn."""

    runs: list[tuple[Run, ...]]

    def median(self, of: Callable[[tuple[Run, ...]], float]) -> float:
        """The median over the rounds of something about one round."""
        return statistics.median(map(of, self.runs))

    def ratio(self, one: int = 0, other: int = 1) -> float:
        """One's time through another's, round by round."""
        return self.median(lambda round: round[one].wall / round[other].wall)

    def cpu_ratio(self, one: int = 0, other: int = 1) -> float:
        """The same of the processors' time."""
        return self.median(lambda round: round[one].cpu / max(round[other].cpu, 1e-3))

    def wall(self, place: int) -> float:
        """The median seconds of one of the commands."""
        return self.median(lambda round: round[place].wall)

    def peak(self, place: int) -> float:
        """The median peak of one of the commands, in bytes."""
        return self.median(lambda round: round[place].peak)


def paired(count: int, *commands: Command, warm_up: int = 1) -> Paired:
    """Runs the commands in turn, each round in the other order, after rounds that don't count."""
    for _ in range(warm_up):
        for command in commands:
            run(command)
    rounds = []
    for number in range(count):
        order = range(len(commands))
        taken = {place: run(commands[place]) for place in (order if number % 2 == 0 else reversed(order))}
        rounds.append(tuple(taken[place] for place in order))
    return Paired(rounds)
