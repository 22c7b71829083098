"""Decides what a change on disk means for the open articles."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from editor.articles.storage.files import StorageError, read
from editor.site.watching.changes import FileChange
from editor.ui.article.open_article import OpenArticle
from editor.ui.common.tasks import Tasks
from editor.ui.documents.open_articles import OpenArticles

_MOST_LOOKED_AT = 50


class DiskChanges(QObject):
    """Takes the watcher's settled changes: a clean article is read again, a moved one followed.

    Content decides: an article whose file holds what was last read or written is left alone, which is how
    the program's own saves pass without an echo.
    """

    said = Signal(object, str)
    """An article, and one sentence about it."""

    def __init__(self, open_articles: OpenArticles, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._open_articles, self._tasks = open_articles, tasks
        open_articles.opened.connect(self._watch)
        for article in open_articles.articles():
            self._watch(article)

    def take(self, changes: Iterable[FileChange]) -> None:
        """Go through settled changes."""
        changes = list(changes)
        near = self._names()
        created: list[Path] | None = None
        # A checkout brings thousands, and this is the UI thread: most are told apart from ours by their name alone.
        for change in changes:
            old = change.old_path
            if os.path.normcase(change.path) not in near and (
                old is None or os.path.normcase(old) not in near
            ):
                continue
            if old is not None:
                self._follow(old, change.path)
                near = self._names()
            elif change.kind == "removed":
                if created is None:
                    # A rename whose name before is not ours may be the last of several: ours was between.
                    created = [change.path for change in changes if change.kind in ("created", "moved")]
                self._look_for(change.path, created)
            else:
                self._reread_below(change.path)

    def _names(self) -> set[str]:
        """The files of the open articles, and all folders above them."""
        paths = [article.path for article in self._open_articles.articles() if article.path is not None]
        return {os.path.normcase(name) for path in paths for name in (path, *path.parents)}

    def look_at_all(self) -> None:
        """Compare every open article with its file: after a rescan and when the window comes to the front."""
        for article in self._open_articles.articles():
            article.reread()

    def _watch(self, article: OpenArticle) -> None:
        article.unreadable_on_disk.connect(
            lambda reason: self.said.emit(
                article,
                self.tr("“{0}” cannot be read any more; its text is still here. {1}").format(
                    self._open_articles.name_in_words(article), reason
                ),
            )
        )
        article.removed_on_disk.connect(
            lambda: self.said.emit(
                article,
                self.tr(
                    "“{0}” is no longer on disk; its text is still here, and saving writes it again."
                ).format(self._open_articles.name_in_words(article)),
            )
        )

    def _look_for(self, path: Path, created: list[Path]) -> None:
        """A file went and others came: the one that holds what was last read or written is ours, renamed.

        The watcher knows a rename by the file's identity, which a save just before has changed.
        """
        article = self._open_articles.find(path) if created else None
        if article is None or article.fingerprint is None:
            self._reread_below(path)
            return
        self._tasks.run(
            _holding,
            path,
            created,
            article.fingerprint,
            on_done=lambda found: self._found(article, path, found),
            on_error=lambda _error: self._reread_below(path),
        )

    def _found(self, article: OpenArticle, path: Path, found: Path | None) -> None:
        if article not in self._open_articles.articles() or article.path != path:
            return
        if found is None or path.exists() or self._open_articles.find(found) is not None:
            article.reread()
        else:
            article.follow_move(found)

    def _reread_below(self, path: Path) -> None:
        for article in self._open_articles.articles():
            if article.path is not None and (article.path == path or path in article.path.parents):
                article.reread()

    def _follow(self, old: Path, new: Path) -> None:
        for article in self._open_articles.articles():
            if article.path is None:
                continue
            if article.path == old:
                article.follow_move(new)
            elif old in article.path.parents:
                article.follow_move(new / article.path.relative_to(old))
            elif article.path == new:
                # An atomic save by another program: a temporary file renamed over ours.
                article.reread()


def _holding(gone: Path, created: list[Path], fingerprint: str) -> Path | None:
    """Return which of the new files holds the content of this hash; None where none does."""
    # Far more came than a rename makes, as in a checkout: the likely ones only.
    near = sorted(created, key=lambda one: (one.parent != gone.parent, one.name != gone.name))
    for path in near[:_MOST_LOOKED_AT]:
        try:
            if read(path).fingerprint == fingerprint:
                return path
        except StorageError:
            continue
    return None
