"""Hands the text of the article in front to a run of Hugo's server: after a pause in typing, one writer at a time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from editor.articles.article import Article
from editor.publish.messages import Complaint
from editor.publish.run import Run
from editor.ui.common.tasks import Tasks
from editor.ui.theme_preview.timers import one_shot

QUIET = 120
"""Milliseconds without a key after which the text is written for Hugo, which waits up to 500 by itself."""
LONGEST = 1000
"""Milliseconds of unbroken typing after which it is written nevertheless."""
UNHEARD = 1500
"""Milliseconds without a rebuild after which a text is written again: Hugo misses files in folders just made."""


class OverlayText(QObject):
    """Follows one article at a time, in one run at a time."""

    page_changed = Signal(bool)
    """The article has a page in this run, or another one; and whether it shows what was written last."""
    complained = Signal(list)
    """The text could not be written, for this `Complaint`."""

    def __init__(self, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._path: Path | None = None
        self._read: Callable[[], bytes | None] = bytes
        self._run: Run | None = None
        self._written: tuple[Path, bytes] | None = None
        self._is_writing = self._is_awaited = self._is_failing = False
        self._tries = 0
        self._quiet = one_shot(QUIET, self.write, self)
        self._longest = one_shot(LONGEST, self.write, self)
        self._unheard = one_shot(UNHEARD, self._write_again, self)

    @property
    def path(self) -> Path | None:
        """The article in front."""
        return self._path

    def read(self) -> bytes | None:
        """Return the article's unsaved bytes, None once it is closed."""
        return self._read()

    def follow(self, path: Path, read: Callable[[], bytes | None]) -> None:
        """Put an article in front; `read` gives its unsaved bytes, on the UI thread, and None once it is closed."""
        self._path, self._read = path, read

    def begin(self, run: Run, path: Path, data: bytes) -> None:
        """Write into this run from now on; it was started with this text."""
        self._run, self._written = run, (path, data)

    def stop(self) -> None:
        """Write no more; what was written is forgotten with the run."""
        for timer in (self._quiet, self._longest, self._unheard):
            timer.stop()
        self._run = self._written = None
        self._is_writing = self._is_awaited = self._is_failing = False

    def text_changed(self) -> None:
        """Take note that the article's text is another."""
        self._quiet.start()
        if not self._longest.isActive():
            self._longest.start()

    def take_build(self, *, failed: bool) -> bool:
        """Take note that Hugo has built; return whether a text was waiting for that."""
        self._unheard.stop()
        self._tries = 0
        was_awaited, self._is_awaited = self._is_awaited or self._is_failing, False
        self._is_failing = failed
        return was_awaited

    def write(self) -> None:
        """Hand the text to Hugo, one writer at a time; what is typed meanwhile follows."""
        self._quiet.stop()
        self._longest.stop()
        run, path = self._run, self._path
        if run is None or path is None or self._is_writing or not run.overlay.covers(path):
            return
        data = self._read()
        if data is None or self._written == (path, data):
            return
        former = self._written[0] if self._written is not None and self._written[0] != path else None
        self._written = (path, data)
        self._is_writing = self._is_awaited = True
        self._unheard.start()
        self._tasks.run(
            run.lay,
            path,
            data,
            former,
            on_done=lambda _nothing: self._wrote(run),
            on_error=lambda error: self._explain(run, error),
        )
        header = Article.from_bytes(data).header
        known = run.permalinks.get(path)
        if known is None or known[0] != header:
            self._tasks.run(
                run.permalink_of,
                path,
                header,
                on_done=lambda found: self._take_permalink(run, path, header, found),
                # Broken front matter: Hugo's build says so, with the line.
                on_error=lambda _error: None,
            )
        elif former is not None:
            self.page_changed.emit(False)

    def _wrote(self, run: Run) -> None:
        # What ends after its run says nothing of the next one.
        if run is self._run:
            self._is_writing = False
            self.write()

    def _explain(self, run: Run, error: Exception) -> None:
        if run is self._run:
            self._is_writing = False
            self.complained.emit([Complaint(str(error))])

    def _write_again(self) -> None:
        run, written = self._run, self._written
        if run is None or written is None or self._tries >= 2:
            return
        self._tries += 1
        self._unheard.start()
        self._tasks.run(run.overlay.write, *written)

    def _take_permalink(self, run: Run, path: Path, header: str, permalink: str | None) -> None:
        former = run.permalinks.get(path)
        run.permalinks[path] = (header, permalink)
        if run is self._run and path == self._path and (former is None or former[1] != permalink):
            self.page_changed.emit(not self._is_awaited)
