"""Checks all articles of a site in a process of its own, and again those that a change on disk can concern."""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple, TypeVar

from editor.articles.problems import Problem
from editor.frames import receive, send
from editor.own_programs import python_command
from editor.problems.frames import Found, Order, Request
from editor.programs import Child, start

PATIENCE = 60.0
"""Seconds that one article may take, or the reading of all front matter; then the process is ended."""
_MOST_FAILURES = 5
_POLL = 0.1  # seconds between two looks at `cancelled`

_Answer = TypeVar("_Answer", Order, Found)


class Looked(NamedTuple):
    """What was found in one article, None for one that is gone, and how far the work is."""

    path: Path
    problems: tuple[Problem, ...] | None
    done: int
    total: int


class SiteCheck:
    """One site under watch. For one thread at a time; `close` may come from any."""

    def __init__(self, place: Path) -> None:
        """`place` is what `Site.find` takes to find the site."""
        self._place = place
        self._process: Child | None = None
        self._answers: queue.SimpleQueue[Order | Found | None] = queue.SimpleQueue()
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
            try:
                if self._process is None:
                    names = None
                    self._start()
                yield from self._run(names, cancelled)
                return
            except (EOFError, OSError, ValueError):
                self._end()
        raise ChildProcessError("the program that looks for problems ended again and again")

    def close(self) -> None:
        """End the process."""
        self._is_closed = True
        self._end()

    def _run(self, names: list[str] | None, cancelled: Callable[[], bool]) -> Iterator[Looked]:
        process = self._process
        if process is None or process.stdin is None:
            raise EOFError
        send(process.stdin, Request(names, sorted(self._too_slow)))
        order = self._receive(cancelled, Order)
        if order is None:
            return
        wanted, gone = order
        total = len(wanted)
        for name in gone:
            yield Looked(Path(name), None, 0, total)
        for number, name in enumerate(wanted, 1):
            if name in self._too_slow:
                yield Looked(Path(name), (_too_slow(Path(name)),), number, total)
                continue
            try:
                found = self._receive(cancelled, Found)
                if found is not None and found.name != name:
                    raise EOFError(name)
            except (TimeoutError, EOFError):
                self._too_slow.add(name)
                raise
            if found is None:
                return
            yield Looked(Path(name), found.problems, number, total)

    def _receive(self, cancelled: Callable[[], bool], kind: type[_Answer]) -> _Answer | None:
        """The next answer, which must be of the kind expected; None when cancelled, which ends the process."""
        end = time.monotonic() + PATIENCE
        while True:
            if cancelled() or self._is_closed:
                self._end()
                return None
            try:
                answer = self._answers.get(timeout=_POLL)
            except queue.Empty:
                if time.monotonic() > end:
                    raise TimeoutError from None
                continue
            if not isinstance(answer, kind):
                raise EOFError
            return answer

    def _start(self) -> None:
        process = start(python_command("editor.problems.worker"))
        # One queue for each process: what an earlier one still says is nobody's.
        self._answers = queue.SimpleQueue()
        threading.Thread(target=_listen, args=(process, self._answers), name="problems", daemon=True).start()
        self._process = process
        assert process.stdin is not None
        send(process.stdin, self._place)

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            for stream in (process.stdin, process.stdout):
                if stream is not None:
                    with suppress(OSError, ValueError):
                        stream.close()


def _listen(process: Child, answers: queue.SimpleQueue[Order | Found | None]) -> None:
    """Hand on what the process says, and at last that it is gone; runs in a thread."""
    assert process.stdout is not None
    try:
        while True:
            answer = receive(process.stdout, tuple)
            answers.put(answer if isinstance(answer, Order | Found) else None)
    except (EOFError, OSError, ValueError):
        answers.put(None)


def _too_slow(path: Path) -> Problem:
    return Problem.of_file(
        path, "warning", "too-slow", f"It takes longer than {PATIENCE:.0f} seconds to look at."
    )
