"""Decides what a change on disk means for the articles on the desk."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from editor.site.changes import Change
from editor.ui.desk import Desk
from editor.ui.open_article import OpenArticle


class DiskChanges(QObject):
    """Takes the watcher's settled changes: a clean article is read again, a moved one followed.

    Content decides: an article whose file holds what was last read or written is left alone, which is how
    the program's own saves pass without an echo.
    """

    noticed = Signal(str)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        desk.opened.connect(self._watch)
        for article in desk.articles():
            self._watch(article)

    def take(self, changes: Iterable[Change]) -> None:
        """Go through settled changes."""
        for change in changes:
            if change.kind == "moved" and change.old_path is not None:
                self._follow(change.old_path, change.path)
            elif change.kind == "rescan":
                self._reread_below(change.path)
            else:
                self._reread_below(change.path)

    def look_at_all(self) -> None:
        """Compare every open article with its file: after a rescan and when the window comes to the front."""
        for article in self._desk.articles():
            article.reread()

    def _watch(self, article: OpenArticle) -> None:
        article.unreadable_on_disk.connect(
            lambda reason: self.noticed.emit(
                self.tr("“{0}” cannot be read any more; its text is still here. {1}").format(
                    self._desk.title(article), reason
                )
            )
        )
        article.removed_on_disk.connect(
            lambda: self.noticed.emit(
                self.tr(
                    "“{0}” is no longer on disk; its text is still here, and saving writes it again."
                ).format(self._desk.title(article))
            )
        )

    def _reread_below(self, path: Path) -> None:
        for article in self._desk.articles():
            if article.path is not None and (article.path == path or path in article.path.parents):
                article.reread()

    def _follow(self, old: Path, new: Path) -> None:
        for article in self._desk.articles():
            if article.path is None:
                continue
            if article.path == old:
                article.follow_move(new)
            elif old in article.path.parents:
                article.follow_move(new / article.path.relative_to(old))
            elif article.path == new:
                # An atomic save by another program: a temporary file renamed over ours.
                article.reread()
