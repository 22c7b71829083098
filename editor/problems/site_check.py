"""Checks all articles of a site in a process of its own, and again those that a change on disk can concern."""

from __future__ import annotations

import multiprocessing
import os
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import NamedTuple

from editor.markup.limits import limit_memory
from editor.problems.changing_site import ChangingSite
from editor.site.findings import Finding

PATIENCE = 60.0
"""Seconds that one article may take, or the reading of all front matter; then the process is ended."""
MEMORY = 4 * 1024**3
_MOST_FAILURES = 5
_POLL = 0.1  # seconds between two looks at `cancelled`

_Answer = tuple[str, object]


class Looked(NamedTuple):
    """What was found in one article, None for one that is gone, and how far the work is."""

    path: Path
    findings: tuple[Finding, ...] | None
    done: int
    total: int


class SiteCheck:
    """One site under watch. For one thread at a time; `close` may come from any."""

    def __init__(self, place: Path) -> None:
        """`place` is what `Site.find` takes to find the site."""
        # A fresh interpreter: a copy of a process with a window and threads would not be safe.
        self._context = multiprocessing.get_context("spawn")
        self._place = place
        self._process: BaseProcess | None = None
        self._connection: Connection | None = None
        self._too_slow: set[str] = set()
        self._is_closed = False

    def look(self, changed: Sequence[Path] | None, cancelled: Callable[[], bool]) -> Iterator[Looked]:
        """Look at all articles, or at those that changed files concern; ends early when `cancelled` says so.

        An article that takes too long is ended, told and from then on left out. Raises ChildProcessError when the
        process ends again and again.
        """
        names = None if changed is None else [str(path) for path in changed]
        for _ in range(_MOST_FAILURES):
            if cancelled() or self._is_closed:
                return
            if self._process is None:
                self._start()
                names = None
            try:
                yield from self._run(names, cancelled)
                return
            except (EOFError, OSError, TimeoutError):
                self._end()
        raise ChildProcessError("the program that looks for problems ended again and again")

    def close(self) -> None:
        """End the process."""
        self._is_closed = True
        self._end()

    def _run(self, names: list[str] | None, cancelled: Callable[[], bool]) -> Iterator[Looked]:
        connection = self._connection
        assert connection is not None
        connection.send((names, sorted(self._too_slow)))
        wanted, gone = self._receive(connection, cancelled, "order") or ((), ())
        total = len(wanted)
        for name in gone:
            yield Looked(Path(name), None, 0, total)
        for number, name in enumerate(wanted, 1):
            if name in self._too_slow:
                yield Looked(Path(name), (_too_slow(Path(name)),), number, total)
                continue
            try:
                findings = self._receive(connection, cancelled, name)
            except (TimeoutError, EOFError, OSError):
                self._too_slow.add(name)
                raise
            if findings is None:
                return
            yield Looked(Path(name), findings, number, total)

    def _receive(self, connection: Connection, cancelled: Callable[[], bool], expected: str) -> tuple | None:  # type: ignore[type-arg]
        """The next answer, which must be the one expected; None when cancelled, which ends the process."""
        end = time.monotonic() + PATIENCE
        while not connection.poll(_POLL):
            if cancelled() or self._is_closed:
                self._end()
                return None
            if time.monotonic() > end:
                raise TimeoutError(expected)
        answer: tuple[str, tuple] = connection.recv()  # type: ignore[type-arg]
        if answer[0] != expected:
            raise EOFError(expected)
        return answer[1]

    def _start(self) -> None:
        ours, theirs = self._context.Pipe()
        process = self._context.Process(target=serve, args=(theirs, self._place), daemon=True)
        process.start()
        theirs.close()
        self._process, self._connection = process, ours

    def _end(self) -> None:
        process, self._process = self._process, None
        connection, self._connection = self._connection, None
        if process is not None:
            process.kill()
            process.join(5)
        if connection is not None:
            connection.close()


def serve(connection: Connection, place: Path) -> None:
    """Answer each request with the findings of the articles it concerns; runs in the process."""
    # Ctrl-C reaches every process of the terminal; the window ends this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    limit_memory(MEMORY)
    if hasattr(os, "nice"):
        with suppress(OSError):
            os.nice(19)
    site = ChangingSite(place)
    while True:
        try:
            changed, left_out = connection.recv()
            wanted, gone = site.concerned(changed)
            connection.send(("order", (wanted, gone)))
            for name in wanted:
                if name not in left_out:
                    connection.send((name, site.findings_of(name)))
        except (EOFError, OSError):
            return


def _too_slow(path: Path) -> Finding:
    return Finding(path, "warning", "too-slow", f"It takes longer than {PATIENCE:.0f} seconds to look at.")
