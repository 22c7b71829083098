"""Sends every change of every open article to its journal, within a second and beside the UI thread."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from editor.articles.storage.journal import (
    SUFFIX,
    BodyChange,
    Change,
    HeaderChange,
    Journal,
    JournalError,
    Start,
)
from editor.ui.article.open_article import OpenArticle
from editor.ui.common.raw_text import raw_part
from editor.ui.common.text_patch import edits_between, utf16_length

PAUSE_MS = 400
"""Longest time between a key and the write of its change."""
AGAIN_MS = 5000
"""From a write that failed to the next attempt, without any key."""
MOST_CHANGES = 4000
"""After this many changes a journal begins anew: reading it back replays every one."""


class JournalKeeper(QObject):
    """Journals the unsaved text of open articles into one folder.

    A clean article has no journal; the first change makes one, a save or an undo to the saved text ends it.
    `failed` is one sentence, told once until writing works again.
    """

    failed = Signal(str)
    _told = Signal(object, str)

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
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(AGAIN_MS)
        self._again.timeout.connect(self.flush)
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
            self._submit(record, record.journal.remove)

    def flush(self) -> None:
        """Hand all pending changes to the writing thread now."""
        self._timer.stop()
        for article, record in self._records.items():
            if not article.is_dirty():
                if record.started:
                    record.started = False
                    self._submit(record, record.journal.remove)
                record.is_traced = True
                record.changes = []
                continue
            if not record.started or record.total > MOST_CHANGES or record.journal.is_full:
                self._begin(record)
            elif record.changes:
                changes, record.changes = record.changes, []
                record.total += len(changes)
                self._submit(record, partial(record.journal.append, changes))

    def flush_and_wait(self, seconds: float = 3.0) -> bool:
        """As `flush`, and wait until all is on the disk; False when that took too long or could not be written."""
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
        return last.done() and not any(record.problem for record in self._records.values())

    def is_writing(self) -> bool:
        """Whether something that was handed on is still on its way to the disk."""
        return self._last is not None and not self._last.done()

    def shut_down(self, *, keep: bool = False) -> None:
        """End writing. `keep` leaves the journals for the next start, as when the session is cut off."""
        if keep:
            self.flush_and_wait()
        for record in list(self._records.values()):
            self._submit(record, record.journal.leave if keep else record.journal.remove)
        self._records.clear()
        self._again.stop()
        self._closed = True
        self._writer.shutdown(wait=True)

    def _start_timer(self) -> None:
        if not self._timer.isActive():
            self._timer.start()

    def _begin_again(self, record: _Record) -> None:
        """The base moved (saved, reloaded, renamed): what is unsaved now is told from the new base."""
        record.started = False
        record.changes = []
        record.is_traced = not record.article.is_dirty()
        if record.article.is_dirty():
            self._begin(record)
        else:
            self._submit(record, record.journal.remove)

    def _begin(self, record: _Record) -> None:
        article, base = record.article, record.article.base
        path, fingerprint = article.path, article.fingerprint
        changes, record.changes = record.changes, []
        # Where all changes since the base are known there is no need to look at the whole text, which may be long.
        whole = None
        if not record.is_traced or len(changes) > MOST_CHANGES:
            whole = (article.header, article.document.toRawText())
            record.length = article.document.characterCount() - 1
        record.started, record.is_traced = True, False
        record.total = len(changes) if whole is None else 0

        def write() -> None:
            start = Start(path, fingerprint, base.editor_header, base.editor_body)
            record.journal.begin(start, changes if whole is None else _whole_changes(start, *whole))

        self._submit(record, write)

    def _submit(self, record: _Record, work: Callable[[], None]) -> None:
        if self._closed:
            return  # the save that agreed to leaving is told to us last

        def run() -> None:
            try:
                work()
            except JournalError as error:
                record.problem = str(error)
            else:
                record.problem = ""
            self._told.emit(record, record.problem)

        self._last = self._writer.submit(run)

    def _tell(self, record: _Record, problem: str) -> None:
        if problem:
            # What was not written is told again, whole: with the next change, or soon without one.
            record.started = record.is_traced = False
            self._again.start()
            if not self._complained:
                self.failed.emit(problem)
        self._complained = any(record.problem for record in self._records.values())


def _whole_changes(start: Start, header: str, raw: str) -> list[Change]:
    """Return what turns the start into a header and a body as its document gives it."""
    changes: list[Change] = []
    moved = 0
    for at, removed, added in edits_between(start.body, raw.replace("\u2029", "\n")):
        changes.append(BodyChange(at + moved, removed, added))
        moved += utf16_length(added) - removed
    if header != start.header:
        changes.append(HeaderChange(header))
    return changes


class _Record:
    """What one article has still to tell its journal."""

    def __init__(self, article: OpenArticle, journal: Journal) -> None:
        self.article = article
        self.journal = journal
        self.changes: list[Change] = []
        self.started = False
        self.is_traced = not article.is_dirty() and not article.read_only_reason
        """Not begun, and `changes` holds every change since the base."""
        self.total = 0
        self.problem = ""
        """Why the last write of the journal failed; set by the writing thread."""
        self.length = article.document.characterCount() - 1  # of the body as told, in UTF-16 units

    def take_body(self, position: int, removed: int, added: int) -> None:
        """Note a change of the text document; only what was added is read from it."""
        document = self.article.document
        length = document.characterCount() - 1
        # Qt counts the document's last separator in when everything is replaced.
        added = min(added, length - position)
        removed = min(removed, self.length - position)
        self.length += added - removed
        if self.length != length:
            # Not to be made out from what Qt told: the whole text is.
            self.length = length
            self.started = self.is_traced = False
        if not self.started and not self.is_traced:
            return
        self.changes.append(BodyChange(position, removed, raw_part(document, position, added)))

    def take_header(self) -> None:
        """Note a change of the front matter block."""
        if self.started or self.is_traced:
            self.changes.append(HeaderChange(self.article.header))
