"""Sends every change of every open article to its journal, within a second and beside the UI thread."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QTextCursor

from editor.articles.recovery import (
    SUFFIX,
    BodyChange,
    Change,
    HeaderChange,
    Journal,
    JournalError,
    Start,
)
from editor.ui.open_article import OpenArticle
from editor.ui.text_patch import utf16_length

PAUSE_MS = 400
"""Longest time between a key and the write of its change."""
MOST_CHANGES = 4000
"""After this many changes a journal begins anew: reading it back replays every one."""


class JournalKeeper(QObject):
    """Journals the unsaved text of open articles into one folder.

    A clean article has no journal; the first change makes one, a save or an undo to the saved text ends it.
    `failed` is one sentence, told once until writing works again.
    """

    failed = Signal(str)
    _told = Signal(str)

    def __init__(self, folder: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._folder = folder
        # One thread: changes must reach the disk in their order.
        self._writer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="journal")
        self._records: dict[OpenArticle, _Record] = {}
        self._complained = False
        self._closed = False
        self._last: Future[None] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PAUSE_MS)
        self._timer.timeout.connect(self.flush)
        self._told.connect(self._tell)

    def watch(self, article: OpenArticle) -> None:
        """Keep an article's unsaved text from now on."""
        if article in self._records:
            return
        record = _Record(article, Journal(self._folder / f"{uuid.uuid4().hex}{SUFFIX}"))
        self._records[article] = record
        article.document.contentsChange.connect(record.take_body)
        article.header_changed.connect(record.take_header)
        article.header_changed.connect(self._start_timer)
        article.document.contentsChange.connect(lambda _at, _removed, _added: self._start_timer())
        article.dirty_changed.connect(lambda _dirty: self._start_timer())
        article.saved.connect(lambda: self._begin_again(record))
        article.reloaded.connect(lambda: self._begin_again(record))
        article.rebased.connect(lambda: self._begin_again(record))
        article.moved.connect(lambda _path: self._begin_again(record))
        if article.is_dirty():
            self._begin_again(record)

    def forget(self, article: OpenArticle) -> None:
        """The article is closed, its text saved or given up by the author."""
        record = self._records.pop(article, None)
        if record is not None:
            self._submit(record.journal.remove)

    def flush(self) -> None:
        """Hand all pending changes to the writing thread now."""
        self._timer.stop()
        for article, record in self._records.items():
            if not article.is_dirty():
                if record.started:
                    record.started = False
                    record.changes = []
                    self._submit(record.journal.remove)
                record.changes = []
                continue
            if not record.started or record.total > MOST_CHANGES or record.journal.is_full:
                self._begin(record)
            elif record.changes:
                changes, record.changes = record.changes, []
                record.total += len(changes)
                self._submit(partial(record.journal.append, changes))

    def flush_and_wait(self, seconds: float = 3.0) -> bool:
        """As `flush`, and wait until all is on the disk; False when that took too long."""
        self.flush()
        last = self._last
        if last is None:
            return True
        end = time.monotonic() + seconds
        while not last.done() and time.monotonic() < end:
            try:
                last.result(timeout=max(0.01, end - time.monotonic()))
            except TimeoutError:
                return False
        return last.done()

    def close(self, *, keep: bool = False) -> None:
        """End writing. `keep` leaves the journals for the next start, as when the session is cut off."""
        if keep:
            self.flush_and_wait()
        for record in list(self._records.values()):
            self._submit(record.journal.leave if keep else record.journal.remove)
        self._records.clear()
        self._closed = True
        self._writer.shutdown(wait=True)

    def _start_timer(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    def _begin_again(self, record: _Record) -> None:
        """The base moved (saved, reloaded, renamed): what is unsaved now is told from the new base."""
        record.started = False
        record.changes = []
        if record.article.is_dirty():
            self._begin(record)
        else:
            self._submit(record.journal.remove)

    def _begin(self, record: _Record) -> None:
        article = record.article
        base = article.base
        start = Start(article.path, article.fingerprint, base.editor_header, base.editor_body)
        changes: list[Change] = []
        body = article.body()
        if body != start.body:
            changes.append(BodyChange(0, utf16_length(start.body), body))
        if article.header != start.header:
            changes.append(HeaderChange(article.header))
        record.changes = []
        record.started = True
        record.total = len(changes)

        def write() -> None:
            record.journal.begin(start)
            record.journal.append(changes)

        record.length = article.document.characterCount() - 1
        self._submit(write)

    def _submit(self, work: Callable[[], None]) -> None:
        if self._closed:
            return  # the save that agreed to leaving is told to us last

        def run() -> None:
            try:
                work()
            except JournalError as error:
                self._told.emit(str(error))
            else:
                self._told.emit("")

        self._last = self._writer.submit(run)

    def _tell(self, problem: str) -> None:
        if problem and not self._complained:
            self.failed.emit(problem)
        if problem:
            # What was not written is told again from the base with the next change.
            for record in self._records.values():
                record.started = False
        self._complained = bool(problem)


class _Record:
    """What one article has still to tell its journal."""

    def __init__(self, article: OpenArticle, journal: Journal) -> None:
        self.article = article
        self.journal = journal
        self.changes: list[Change] = []
        self.started = False
        self.total = 0
        self.length = 0  # of the body as journalled, in UTF-16 units

    def take_body(self, position: int, removed: int, added: int) -> None:
        """Note a change of the text document; only what was added is read from it."""
        if not self.started:
            return
        document = self.article.document
        length = document.characterCount() - 1
        # Qt counts the document's last separator in when everything is replaced.
        added = min(added, length - position)
        removed = min(removed, self.length - position)
        self.length += added - removed
        cursor = QTextCursor(document)
        cursor.setPosition(position)
        cursor.setPosition(position + added, QTextCursor.MoveMode.KeepAnchor)
        self.changes.append(BodyChange(position, removed, cursor.selectedText().replace("\u2029", "\n")))

    def take_header(self) -> None:
        """Note a change of the front matter block."""
        if self.started:
            self.changes.append(HeaderChange(self.article.header))
