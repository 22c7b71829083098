"""Keeps this session's journals, and brings back the unsaved text of a session that was cut off."""

from __future__ import annotations

import contextlib
import shutil
import uuid
from pathlib import Path

from filelock import FileLock, Timeout
from PySide6.QtCore import QObject, Signal

from editor.articles.storage.files import StorageError, StoredFile, read
from editor.articles.storage.journal import Recovered, find_journals
from editor.ui.common.tasks import Tasks
from editor.ui.documents.journal_keeper import JournalKeeper
from editor.ui.documents.open_articles import OpenArticles

_LOCK = "session.lock"


class Restoring(QObject):
    """One folder of journals a session, held by a lock that the system lets go when the process ends.

    Journals of sessions that no process holds are what a crash left: their text comes back as unsaved text of
    open articles, one undo step over what the files hold. The old journals go only once the text is journalled
    anew. `restored` tells how many articles came back; `said` is one sentence.
    """

    restored = Signal(int)
    said = Signal(str)

    def __init__(self, folder: Path, open_articles: OpenArticles, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._folder, self._open_articles, self._tasks = folder, open_articles, tasks
        self._session = folder / uuid.uuid4().hex
        self._lock: FileLock | None = None
        self._in_front = True
        self._kept: list[_Left] = []
        """What stays because this session could not journal it anew (a full disk)."""
        self.keeper = JournalKeeper(self._session, self)
        self.keeper.failed.connect(self.said)
        open_articles.opened.connect(self.keeper.watch)
        open_articles.closed.connect(self.keeper.forget)
        for article in open_articles.articles():
            self.keeper.watch(article)

    def look(self, *, in_front: bool = True) -> None:
        """Take this session's folder and look for what other sessions left, beside the UI thread.

        Without `in_front` an article that the author asked for stays in front of those that come back.
        """
        self._in_front = in_front
        self._hold()
        self._tasks.run(_collect, self._folder, self._session, on_done=self._take, on_error=self._tell)

    def shut_down(self, *, keep: bool = False) -> None:
        """End journalling. `keep` leaves unsaved text for the next start; else the author has decided on it."""
        self.keeper.shut_down(keep=keep)
        if self._lock is not None:
            self._lock.release()
            self._lock = None
        if not keep:
            for left in self._kept:
                left.finish()
            shutil.rmtree(self._session, ignore_errors=True)

    def _hold(self) -> None:
        try:
            self._session.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._lock = FileLock(self._session / _LOCK)
            self._lock.acquire(timeout=0)
        except (OSError, Timeout) as error:
            self._lock = None
            self._tell(error)

    def _tell(self, error: Exception) -> None:
        self.said.emit(
            self.tr("Unsaved text cannot be kept safe in {0}: {1}. Save often until this is mended.").format(
                self._folder, getattr(error, "strerror", None) or error
            )
        )

    def _take(self, found: list[_Left]) -> None:
        if not found:
            return
        count = 0
        for left in found:
            for item, stored in left.articles:
                if self._bring_back(item, stored):
                    count += 1
        # Only now that this session holds the text may the old journals go.
        if self.keeper.flush_and_wait():
            for left in found:
                left.finish()
        else:
            self._kept += found
        if count:
            self.restored.emit(count)

    def _bring_back(self, item: Recovered, stored: StoredFile | None) -> bool:
        is_gone = item.path is not None and item.fingerprint is not None and not item.path.exists()
        if not item.differs and not is_gone:
            return False
        article = (
            self._open_articles.find(item.path) if item.path is not None and stored is not None else None
        )
        if article is not None and article.is_dirty():
            if (article.header, article.body()) != (item.header, item.body):
                # Two windows had it, or the author has begun to write: neither text may replace the other.
                self._bring_back_apart(item)
            return True
        if article is None:
            article = self._open_articles.place(
                stored, in_front=self._in_front or self._open_articles.front() is None
            )
            if stored is None and item.path is not None:
                # The file is gone: the text comes back under its old name, and a save makes the file again.
                article.follow_move(item.path)
        if article.read_only_reason:
            # What is in its place now cannot take the text.
            self._bring_back_apart(item)
        elif item.fingerprint is None or (stored is not None and item.fingerprint == stored.fingerprint):
            article.restore(item.header, item.body)
        else:
            article.rereader.recover(
                (item.header, item.body), (item.base_header, item.base_body), item.fingerprint
            )
        return True

    def _bring_back_apart(self, item: Recovered) -> None:
        """Bring text back as an article without a file, in a tab of its own."""
        self._open_articles.place(None, in_front=False).restore(item.header, item.body)


class _Left:
    """What one ended session left: its journals with the files as they are now, held until `finish`."""

    def __init__(self, folder: Path, lock: FileLock) -> None:
        self._folder, self._lock = folder, lock
        found, self.broken = find_journals(folder)
        self.articles = [(item, _stored(item.path)) for item in found]

    def finish(self) -> None:
        """Remove the journals; what could not be read stays for a person to look at."""
        self._lock.release()
        if not self.broken:
            shutil.rmtree(self._folder, ignore_errors=True)
            return
        for item, _file in self.articles:
            with contextlib.suppress(OSError):
                item.journal.unlink(missing_ok=True)


def _collect(folder: Path, own: Path) -> list[_Left]:
    left = []
    for session in sorted(folder.iterdir()) if folder.is_dir() else []:
        if session == own or not session.is_dir():
            continue
        lock = FileLock(session / _LOCK)
        try:
            lock.acquire(timeout=0)
        except (Timeout, OSError):
            continue  # another window's, and alive
        left.append(_Left(session, lock))
    return left


def _stored(path: Path | None) -> StoredFile | None:
    if path is None:
        return None
    try:
        return read(path)
    except StorageError:
        return None
