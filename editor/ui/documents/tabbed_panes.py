"""The writing panes in the order of their tabs: which is in front, what each tab shows."""

from __future__ import annotations

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QStackedWidget, QTabBar, QToolButton

from editor.ui.article.open_article import OpenArticle
from editor.ui.common.palette import Palette
from editor.ui.common.plain_text import button_text, tooltip
from editor.ui.documents.titles import Titles
from editor.ui.writing.writing_pane import WritingPane

_SHORT = 24  # characters of a title in its tab
_BUTTON_SIDE = QTabBar.ButtonPosition.RightSide


class TabbedPanes(QObject):
    """One tab and one writing pane for each article, with the article's title, its seal while unsaved and a way to close it."""

    front_changed = Signal(object)
    """The article now in front."""
    order_changed = Signal()
    close_requested = Signal(object)

    def __init__(
        self, tabs: QTabBar, stack: QStackedWidget, titles: Titles, palette: Palette, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._tabs, self._stack, self._titles, self._palette = tabs, stack, titles, palette
        self._panes: list[WritingPane] = []
        tabs.currentChanged.connect(self._show_tab)
        tabs.tabMoved.connect(self._move_tab)
        palette.changed.connect(self._refresh_all)
        tabs.setVisible(False)

    def panes(self) -> list[WritingPane]:
        """All panes in the order of their tabs."""
        return list(self._panes)

    def pane(self) -> WritingPane | None:
        """The pane in front."""
        index = self._tabs.currentIndex()
        return self._panes[index] if 0 <= index < len(self._panes) else None

    def pane_of(self, article: OpenArticle) -> WritingPane | None:
        """The pane of an article."""
        return next((pane for pane in self._panes if pane.article is article), None)

    def insert(self, index: int, pane: WritingPane) -> None:
        """Put in a pane with its tab."""
        article = pane.article
        self._panes.insert(index, pane)
        self._stack.addWidget(pane)
        self._tabs.insertTab(index, button_text(self._titles.title(article), _SHORT))
        self._tabs.setTabButton(index, _BUTTON_SIDE, self._close_button(article))
        self._tabs.setTabToolTip(index, tooltip(str(article.path or "")))
        self._tabs.setVisible(True)

    def remove(self, pane: WritingPane) -> None:
        """Take out a pane with its tab, and forget the title of its article."""
        index = self._panes.index(pane)
        self._panes.remove(pane)
        self._stack.removeWidget(pane)
        self._titles.forget(pane.article)
        self._tabs.removeTab(index)
        self._tabs.setVisible(bool(self._panes))

    def bring_to_front(self, article: OpenArticle) -> None:
        """Show an article and give it the keyboard."""
        pane = self.pane_of(article)
        if pane is not None:
            self._tabs.setCurrentIndex(self._panes.index(pane))
            pane.setFocus()

    def step(self, by: int) -> None:
        """Go `by` tabs on, around the end."""
        if self._panes:
            self._tabs.setCurrentIndex((self._tabs.currentIndex() + by) % len(self._panes))

    def refresh(self, pane: WritingPane) -> None:
        """Show an article's title, and whether it is saved, in its tab."""
        index, article = self._panes.index(pane), pane.article
        title = self._titles.title(article)
        self._tabs.setTabText(index, button_text(title, _SHORT))
        self._tabs.setTabToolTip(index, tooltip(f"{title}\n{article.path or ''}"))
        self._tabs.setTabIcon(index, _seal(self._palette.colour("accent")) if article.is_dirty() else QIcon())

    def _refresh_all(self) -> None:
        for index, pane in enumerate(self._panes):
            self.refresh(pane)
            button = self._tabs.tabButton(index, _BUTTON_SIDE)
            if isinstance(button, QToolButton):
                button.setIcon(self._palette.icon("x"))

    def _show_tab(self, index: int) -> None:
        if 0 <= index < len(self._panes):
            self._stack.setCurrentWidget(self._panes[index])
            self.front_changed.emit(self._panes[index].article)

    def _move_tab(self, source: int, target: int) -> None:
        self._panes.insert(target, self._panes.pop(source))
        self.order_changed.emit()

    def _close_button(self, article: OpenArticle) -> QToolButton:
        button = QToolButton(self._tabs)
        button.setIcon(self._palette.icon("x"))
        button.setIconSize(QSize(14, 14))
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setToolTip(self.tr("Close"))
        button.setAccessibleName(self.tr("Close this article"))
        button.clicked.connect(lambda: self.close_requested.emit(article))
        return button


def _seal(colour: QColor) -> QIcon:
    """The small seal that marks unsaved text."""
    pixmap = QPixmap(16, 16)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(5, 5, 7, 7)
    painter.end()
    return QIcon(pixmap)
