"""The tabs of the open articles: where room is short, long titles give way before short ones do."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QTabBar, QWidget

_LEAST = 160  # pixels: a title of one or two words, the mark of unsaved text, the button to close


class ArticleTabs(QTabBar):
    """Tabs that can be moved; those that have no room at their least width are reached by arrows at the end."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDocumentMode(True)
        self.setDrawBase(False)
        self.setMovable(True)
        self.setExpanding(False)
        self.setElideMode(Qt.TextElideMode.ElideRight)
        self.setUsesScrollButtons(True)
        self.setAccessibleName(self.tr("Open articles"))
        self.setObjectName("article_tabs")

    def minimumTabSizeHint(self, index: int) -> QSize:
        """A short title is never cut; a long one keeps its beginning (asked by Qt)."""
        whole = self.tabSizeHint(index)
        return QSize(min(whole.width(), _LEAST), whole.height())
