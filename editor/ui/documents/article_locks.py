"""Tells when an article is open in another window of the program too."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from filelock import FileLock, Timeout
from PySide6.QtCore import QObject, Signal

from editor.ui.article.open_article import OpenArticle
from editor.ui.common.lifetimes import Always
from editor.ui.common.tasks import Tasks
from editor.ui.documents.open_articles import OpenArticles


class ArticleLocks(QObject):
    """One lock an open article, named after its real file, in the user's state folder.

    A lock forbids nothing: whoever saves second is merged or asked, as content decides. It only lets the second
    window tell. The system lets go the locks of a process that ends, however it ends.
    """

    shared = Signal(object)
    """An `OpenArticle` whose file another window has open."""

    def __init__(self, folder: Path, open_articles: OpenArticles, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._folder, self._open_articles, self._tasks = folder, open_articles, tasks
        self._held: dict[OpenArticle, tuple[Path, FileLock]] = {}
        open_articles.opened.connect(self._watch)
        open_articles.closed.connect(self._release)
        for article in open_articles.articles():
            self._watch(article)

    def look_again(self) -> None:
        """Take the locks that another window may have let go, without a word about those it has not."""
        for article in self._open_articles.articles():
            if article not in self._held:
                self._take(article, tell=False)

    def shut_down(self) -> None:
        """Let go of all."""
        for article in list(self._held):
            self._release(article)

    def _watch(self, article: OpenArticle) -> None:
        article.moved.connect(lambda _path: self._follow(article))
        self._take(article)

    def _follow(self, article: OpenArticle) -> None:
        self._release(article)
        self._take(article)

    def _take(self, article: OpenArticle, *, tell: bool = True) -> None:
        path = article.path
        if path is None:
            return
        self._tasks.run(
            _acquire,
            self._folder,
            path,
            # A lock that comes for an article closed meanwhile must be let go.
            on_done=Always(lambda lock: self._was_taken(article, path, lock, tell)),
            # No lock can be had in this folder: the journal, which lies beside it, complains already.
            on_error=lambda _error: None,
        )

    def _was_taken(self, article: OpenArticle, path: Path, lock: FileLock | None, tell: bool) -> None:
        if article not in self._open_articles.articles() or article.path != path or article in self._held:
            if lock is not None:
                lock.release()
        elif lock is not None:
            self._held[article] = (path, lock)
        elif tell:
            self.shared.emit(article)

    def _release(self, article: OpenArticle) -> None:
        held = self._held.pop(article, None)
        if held is not None:
            held[1].release()


def lock_file(folder: Path, path: Path) -> Path:
    """Return the lock of an article: links to one file share it."""
    real = os.fsencode(os.path.realpath(path))
    return folder / f"{hashlib.blake2b(real, digest_size=12).hexdigest()}.lock"


def _acquire(folder: Path, path: Path) -> FileLock | None:
    """Take an article's lock; None when another process holds it. Raises OSError."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    # Taken in a thread of the pool, let go in the UI thread.
    lock = FileLock(lock_file(folder, path), thread_local=False)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return None
    return lock
