"""Files that were asked for and are not open yet: each is read once, beside the UI thread."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from editor.articles.storage.files import StorageError, StoredFile, read
from editor.ui.article.text_document import LARGE, Loaded, load
from editor.ui.common.tasks import Tasks


class AskedFiles(QObject):
    """Reads files in the background, and knows in which order the tabs of several are to stand."""

    arrived = Signal(object, object, bool)
    """What was read (or the path of an open article that is the same file), the path asked for, whether in front."""
    failed = Signal(str)
    """One sentence for the author."""

    def __init__(self, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._in_front: dict[Path, bool] = {}
        """The files that are being read, and whether they come to the front."""
        self._order: dict[Path, int] = {}
        """Numbers of the tabs of files that were asked for together: they are read in any order."""

    def is_reading(self) -> bool:
        """Whether a file that was asked for is not there yet."""
        return bool(self._in_front)

    def ask(self, path: Path, in_front: bool, open_paths: list[Path]) -> None:
        """Read a file, unless it is one of those that are open under another name."""
        if path in self._in_front:
            self._in_front[path] |= in_front
            return
        self._in_front[path] = in_front
        self._tasks.run(
            _read_or_find,
            path,
            open_paths,
            on_done=lambda found: self.arrived.emit(found, path, self._in_front.pop(path, True)),
            on_error=lambda error: self._could_not_read(path, error),
        )

    def keep_order(self, paths: list[Path]) -> None:
        """The tabs of these files stand in this order."""
        self._order = {path.absolute(): number for number, path in enumerate(paths)}

    def index_for(self, path: Path | None, before: list[Path | None]) -> int:
        """Where the tab of a file goes: behind the last that was to stand before it, else at the end."""
        number = self._order.get(path) if path is not None else None
        if number is None:
            return len(before)
        places = [
            index
            for index, other in enumerate(before)
            if other is not None and self._order.get(other, number) < number
        ]
        return places[-1] + 1 if places else 0

    def _could_not_read(self, path: Path, error: Exception) -> None:
        self._in_front.pop(path, None)
        self.failed.emit(str(error) if isinstance(error, StorageError) else f"{path.name}: {error}")


def _read_or_find(path: Path, open_paths: list[Path]) -> StoredFile | Loaded | Path:
    """Read a file (and make a large one's document), or return the path under which the same file (a link, another case) is open already."""
    for other in open_paths:
        if is_same_file(path, other):
            return other
    stored = read(path)
    return load(stored) if len(stored.data) > LARGE else stored


def is_same_file(one: Path, other: Path) -> bool:
    """Whether two names lead to one file on the disk; False where one of them is not there."""
    try:
        return os.path.samefile(one, other)  # noqa: PTH121 - as Path.samefile, in one call
    except (OSError, ValueError):
        return False
