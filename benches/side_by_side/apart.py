"""Work in a process of its own, so that this one stays small: what it starts can't show a smaller peak."""

import multiprocessing
from collections.abc import Callable


def apart(make: Callable, *arguments):
    """Calls a function that leaves its result on disk, in another process, then here, where it is found."""
    process = multiprocessing.get_context("fork").Process(target=make, args=arguments)
    process.start()
    process.join()
    if process.exitcode != 0:
        raise SystemExit(f"{make.__name__} failed")
    return make(*arguments)
