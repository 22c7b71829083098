"""A listener for watcher tests that waits for what it is told, and the threads that must end."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from editor.site.watching.changes import FileChange
from editor.site.watching.watcher import Watcher
from tests.limits import PATIENCE_S


class Heard:
    """Collects what a watcher reports; `wait_for` returns as soon as it holds."""

    def __init__(self) -> None:
        self.changes: list[FileChange] = []
        self.batches: list[list[FileChange]] = []
        self.notices: list[str] = []
        self._condition = threading.Condition()

    def __call__(self, changes: list[FileChange]) -> None:
        with self._condition:
            self.changes += changes
            self.batches.append(changes)
            self._condition.notify_all()

    def notice(self, sentence: str) -> None:
        with self._condition:
            self.notices.append(sentence)
            self._condition.notify_all()

    def wait_for(self, holds: Callable[[], bool]) -> None:
        with self._condition:
            assert self._condition.wait_for(holds, PATIENCE_S), f"heard only {self.changes} {self.notices}"

    def wait_for_change(self, kind: str, path: Path, old_path: Path | None = None) -> None:
        self.wait_for(lambda: FileChange(kind, path, old_path) in self.changes)  # type: ignore[arg-type]

    def of(self, path: Path) -> list[str]:
        """The kinds of the changes heard of a path, in order."""
        return [change.kind for change in self.changes if change.path == path]

    def forget(self) -> None:
        with self._condition:
            self.changes.clear()
            self.batches.clear()


@contextmanager
def watching(folder: Path, **options: object) -> Iterator[Heard]:
    """Watch a folder while the block runs; afterwards no thread may be left."""
    before = set(threading.enumerate())
    heard = Heard()
    watcher = Watcher([folder], heard, notice=heard.notice, **options)  # type: ignore[arg-type]
    watcher.start()
    try:
        assert watcher.ready.wait(PATIENCE_S)
        heard.watcher = watcher  # type: ignore[attr-defined]
        yield heard
    finally:
        watcher.stop()
        left = _left(before)
        assert not left, f"threads left: {left}"


def settle(heard: Heard, folder: Path) -> None:
    """Return when everything done in `folder` so far has been reported: a marker written last is heard last."""
    marker = folder / f"marker-{time.monotonic_ns()}.txt"
    marker.write_text("x")
    heard.wait_for_change("created", marker)


def _left(before: set[threading.Thread]) -> list[threading.Thread]:
    deadline = time.monotonic() + PATIENCE_S
    for thread in set(threading.enumerate()) - before:
        thread.join(max(deadline - time.monotonic(), 0))
    return [thread for thread in set(threading.enumerate()) - before if thread.is_alive()]
