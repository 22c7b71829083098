"""A long job over many files, split over processes: parsing keeps one processor busy, and the others are idle."""

from __future__ import annotations

import os
import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")


def split_over_processes(
    items: Sequence[Item], job: Callable[[Sequence[Item]], Iterable[Result]], least: int
) -> Iterator[Result]:
    """Run a job on parts of `items`, each of at least `least`, side by side; yields the results in order.

    For a program without threads of its own (a forked copy has only the one that forked). Where there is no fork,
    one processor or little to do, the job runs here. Raises ChildProcessError when a part ended before its time.
    """
    parts = min(_processors(), len(items) // least)
    if parts < 2 or not hasattr(os, "fork"):
        yield from job(items)
        return
    size = -(-len(items) // parts)
    running = [_start(items[start : start + size], job) for start in range(0, len(items), size)]
    for process, pipe in running:
        with os.fdopen(pipe, "rb") as stream:
            written = stream.read()
        _, status = os.waitpid(process, 0)
        if status:
            raise ChildProcessError("a part of the work was ended from outside")
        # What our own forked copy wrote, a line above.
        yield from pickle.loads(written)  # noqa: S301


def _start(items: Sequence[Item], job: Callable[[Sequence[Item]], Iterable[Result]]) -> tuple[int, int]:
    """Fork a process for a part; returns its id and the pipe its results will come through."""
    reading, writing = os.pipe()
    process = os.fork()
    if process:
        os.close(writing)
        return process, reading
    status = 1
    try:
        os.close(reading)
        results = list(job(items))
        with os.fdopen(writing, "wb") as stream:
            pickle.dump(results, stream)
        status = 0
    finally:
        # Not sys.exit: the rest of the program belongs to the process that forked.
        os._exit(status)


def _processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
