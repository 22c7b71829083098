"""The window's title: the article in front, by the name its tab has, with a star while it is unsaved."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from editor.ui.article.open_article import OpenArticle
from editor.ui.documents.desk import Desk

_PLACE_OF_STAR = "[*]"
_LONGEST = 200  # characters: a title bar shows fewer


class WindowTitle(QObject):
    """Keeps the title bar in step with the desk: another article in front, another title, a change, a save."""

    def __init__(self, desk: Desk, window: QWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._window = desk, window
        desk.front_changed.connect(self._show)
        desk.unsaved_changed.connect(self._show)
        desk.title_changed.connect(self._show_if_front)
        self._show()

    def _show_if_front(self, article: OpenArticle) -> None:
        if article is self._desk.front():
            self._show()

    def _show(self, _article: object = None) -> None:
        article = self._desk.front()
        if article is None:
            self._window.setWindowModified(False)
            self._window.setWindowTitle("Inkstone")
            return
        title = " ".join(self._desk.title(article)[: 2 * _LONGEST].split())
        if len(title) > _LONGEST:
            title = title[: _LONGEST - 1] + "…"
        # Qt's mark for the star's place stands for itself where it is doubled.
        title = title.replace(_PLACE_OF_STAR, 2 * _PLACE_OF_STAR)
        self._window.setWindowTitle(f"{title}{_PLACE_OF_STAR} — Inkstone")
        self._window.setWindowModified(article.is_dirty())
