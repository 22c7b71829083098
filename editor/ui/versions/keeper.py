"""Keeps what is saved, and what a save replaced, as versions that can be taken back."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from editor.articles.storage import versions
from editor.ui.article.open_article import OpenArticle
from editor.ui.common.tasks import Tasks
from editor.ui.documents.open_articles import OpenArticles


class VersionKeeper(QObject):
    """Writes versions in the background, one after the other so that their order is that of the saves.

    `failed` is one sentence, told once until keeping works again.
    """

    failed = Signal(str)
    kept = Signal(object)
    """The path of an article that has a new version."""

    def __init__(self, store: Path, open_articles: OpenArticles, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self.store = store
        self._tasks = tasks
        self._paths: dict[OpenArticle, Path | None] = {}
        self._waiting: list[tuple[Path, bytes | None, bytes, datetime]] = []
        self._moves: list[tuple[Path, Path]] = []
        self._busy = self._closed = False
        self._complained = False
        self._order = threading.Lock()
        open_articles.opened.connect(self._watch)
        open_articles.closed.connect(lambda article: self._paths.pop(article, None))
        for article in open_articles.articles():
            self._watch(article)

    def _watch(self, article: OpenArticle) -> None:
        self._paths[article] = article.path
        article.moved.connect(lambda path: self._follow(article, path))
        article.saved.connect(lambda: self._was_saved(article))

    def _follow(self, article: OpenArticle, path: Path) -> None:
        old, self._paths[article] = self._paths.get(article), path
        if old is not None and old != path:
            self._moves.append((old, path))
            self._work()

    def _was_saved(self, article: OpenArticle) -> None:
        if article.path is None:
            return
        replaced = article.saver.replaced
        self._waiting.append(
            (
                article.path,
                replaced.to_bytes() if replaced is not None else None,
                article.base.to_bytes(),
                datetime.now(UTC),
            )
        )
        self._work()

    def keep_discarded(self, article: OpenArticle) -> None:
        """Keep the unsaved text of an article that its author gives up: minds change."""
        if article.path is not None and not article.read_only_reason:
            base = article.base.to_bytes()
            self._waiting.append((article.path, base, article.snapshot().to_bytes(), datetime.now(UTC)))
            self._work()

    def shut_down(self) -> None:
        """The program ends, and nobody hears any more what becomes of a write: what waits no longer waits for it."""
        self._closed = True
        self._work()

    def _work(self) -> None:
        if (self._busy and not self._closed) or not (self._waiting or self._moves):
            return
        self._busy = True
        waiting, self._waiting = self._waiting, []
        moves, self._moves = self._moves, []
        self._tasks.run(
            _keep,
            self._order,
            self.store,
            moves,
            waiting,
            on_done=self._done,
            on_error=self._failed,
        )

    def _done(self, paths: list[Path]) -> None:
        self._busy = False
        self._complained = False
        for path in paths:
            self.kept.emit(path)
        self._work()

    def _failed(self, error: Exception) -> None:
        self._busy = False
        if not self._complained:
            self._complained = True
            reason = getattr(error, "strerror", None) or error
            self.failed.emit(
                self.tr("Earlier versions cannot be kept in {0}: {1}.").format(self.store, reason)
            )
        self._work()


def _keep(
    order: threading.Lock,
    store: Path,
    moves: list[tuple[Path, Path]],
    saves: list[tuple[Path, bytes | None, bytes, datetime]],
) -> list[Path]:
    with order:
        for old, new in moves:
            if not old.exists():  # else the article was saved under another name, and the old file goes on
                versions.follow_move(store, old, new)
        paths = []
        for path, replaced, data, moment in saves:
            if replaced:
                # Kept already after a save of our own; new where another program wrote the file, or at the first.
                versions.keep(store, path, replaced, moment - timedelta(microseconds=1))
            if versions.keep(store, path, data, moment) is not None:
                paths.append(path)
        return paths
