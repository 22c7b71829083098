"""Places the panes in the window: library, tabs over writing pane and preview, article form, status line."""

from __future__ import annotations

import base64
import binascii

from PySide6.QtCore import QByteArray, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMainWindow,
    QSplitter,
    QStackedWidget,
    QToolBar,
    QVBoxLayout,
    QWidget,
)

from editor.settings.options import (
    ARTICLE_OPEN,
    ARTICLE_WIDTH,
    GEOMETRY,
    LIBRARY_OPEN,
    LIBRARY_WIDTH,
    PREVIEW_OPEN,
    WRITING_SHARE,
)
from editor.settings.store import SettingsStore
from editor.ui.common.theme import ICON_SIZE, Theme
from editor.ui.window.actions import Actions
from editor.ui.window.article_tabs import ArticleTabs
from editor.ui.window.side_panels import LEAST_PREVIEW, LEAST_WRITING, NARROWEST_PREVIEW, Folding, Strip
from editor.ui.window.status_line import StatusLine

_OPEN = {"library": LIBRARY_OPEN, "preview": PREVIEW_OPEN, "article": ARTICLE_OPEN}
_WIDTHS = {"library": LIBRARY_WIDTH, "article": ARTICLE_WIDTH}


class MainWindow(QMainWindow):
    """The frame. Panels are put into their places with `place`; it knows nothing of what they do.

    Places: ``library``, ``preview``, ``article``; writing panes go onto `writing_stack`, their names onto
    `tabs`. `close_requested` is emitted instead of closing until `allow_close` is called.
    """

    close_requested = Signal()
    resized = Signal()

    def __init__(self, theme: Theme, actions: Actions, settings: SettingsStore) -> None:
        super().__init__()
        self._settings = settings
        self._may_close = False
        self._has_article = False
        self._folding = Folding()
        self.setWindowTitle("Inkstone")
        self.setMinimumSize(640, 480)
        actions.fill_menus(self.menuBar())
        self.toolbar = QToolBar(self.tr("Tools"), self)
        self.toolbar.setObjectName("tools")
        self.toolbar.setMovable(False)
        self.toolbar.setIconSize(QSize(ICON_SIZE, ICON_SIZE))
        actions.fill_toolbar(self.toolbar)
        spacer = QWidget(self.toolbar)
        spacer.setSizePolicy(spacer.sizePolicy().Policy.Expanding, spacer.sizePolicy().Policy.Preferred)
        self.toolbar.addWidget(spacer)
        for name in ("library", "preview", "article"):
            self.toolbar.addAction(actions[name])
        self.addToolBar(self.toolbar)
        self.status = StatusLine(theme, self)
        self.setStatusBar(self.status)
        self._build_panes(theme)
        self._connect_panels(actions)
        self._restore()

    def place(self, name: str, widget: QWidget) -> None:
        """Put a panel into its place; what stood there goes."""
        holder = self._places[name]
        box = holder.layout()
        assert box is not None
        while (item := box.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.deleteLater()
        box.addWidget(widget)

    def show_panel(self, name: str, wanted: bool) -> None:
        """Open or fold a panel (``library``, ``preview``, ``article``); the author's wish is remembered."""
        self._folding.ask(name, wanted)
        self._settings.set(_OPEN[name], wanted)
        self._actions[name].setChecked(wanted)
        self._fold()
        has_content = name == "library" or self._has_article
        if wanted and has_content and self._places[name].isHidden():
            self.status.show_notice(
                self.tr("There is no room for this beside the text; it shows when the window is wider.")
            )

    def make_room_for_article(self, wanted: bool) -> None:
        """Show preview and fields as the author wants them; without an article there is nothing to show in them.

        Where only one side panel has room, it is that of the fields until the author asks for the library.
        """
        if wanted != self._has_article:
            self._has_article = wanted
            self._folding.preferred = "article" if wanted else "library"
            self._fold()

    def allow_close(self) -> None:
        """Close now, without asking again."""
        self._may_close = True
        self._remember()
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._may_close:
            event.accept()
            return
        event.ignore()
        self.close_requested.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fold()
        self.resized.emit()

    def _build_panes(self, theme: Theme) -> None:
        self.tabs = ArticleTabs(self)
        self.writing_stack = QStackedWidget(self)
        self._places = {name: _Holder(name, self) for name in ("library", "preview", "article")}
        self.middle = QSplitter(Qt.Orientation.Horizontal, self)
        self.middle.addWidget(self.writing_stack)
        self.middle.addWidget(self._places["preview"])
        self.middle.setChildrenCollapsible(False)
        self.middle.setHandleWidth(1)
        centre = QWidget(self)
        column = QVBoxLayout(centre)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(self.middle, 1)
        self.centre_column = column
        self.sides = QSplitter(Qt.Orientation.Horizontal, self)
        self.sides.setChildrenCollapsible(False)
        self.sides.setHandleWidth(1)
        for widget in (self._places["library"], centre, self._places["article"]):
            self.sides.addWidget(widget)
        self.sides.setStretchFactor(1, 1)
        self._strips = {
            "library": Strip("panel-left", self.tr("Library (F7)"), theme, self),
            "article": Strip("panel-right", self.tr("Article Fields (F9)"), theme, self),
        }
        whole = QWidget(self)
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._strips["library"])
        row.addWidget(self.sides, 1)
        row.addWidget(self._strips["article"])
        self.setCentralWidget(whole)
        self.writing_stack.setMinimumWidth(LEAST_WRITING)
        self._places["preview"].setMinimumWidth(NARROWEST_PREVIEW)

    def _connect_panels(self, actions: Actions) -> None:
        self._actions = actions
        for name, strip in self._strips.items():
            strip.unfold_requested.connect(lambda panel=name: self.show_panel(panel, True))
        self.sides.splitterMoved.connect(lambda _position, _index: self._take_widths())
        self.middle.splitterMoved.connect(lambda _position, _index: self._take_widths())

    def _restore(self) -> None:
        settings = self._settings
        for name in ("library", "preview", "article"):
            self._folding.wanted[name] = settings.get(_OPEN[name])
            self._actions[name].setChecked(self._folding.wanted[name])
        for name, option in _WIDTHS.items():
            self._folding.widths[name] = settings.get(option)
        geometry = settings.get(GEOMETRY)
        if not (geometry and self.restoreGeometry(QByteArray(_decoded(geometry)))):
            screen = self.screen().availableGeometry()
            self.resize(min(1600, int(screen.width() * 0.96)), min(1000, int(screen.height() * 0.94)))

    def _remember(self) -> None:
        self._settings.set(GEOMETRY, base64.b64encode(self.saveGeometry().data()).decode())

    def _take_widths(self) -> None:
        sizes = self.sides.sizes()
        for name, index in (("library", 0), ("article", 2)):
            if self._places[name].isVisible() and sizes[index] > 0:
                width = _WIDTHS[name].nearest(sizes[index])
                self._folding.widths[name] = width
                self._settings.set(_WIDTHS[name], width)
        writing, preview = self.middle.sizes()
        if preview:
            share = WRITING_SHARE.nearest(writing / (writing + preview))
            self._settings.set(WRITING_SHARE, share)

    def _fold(self) -> None:
        for name in self._folding.least:
            place = self._places[name]
            self._folding.least[name] = max(place.minimumWidth(), place.minimumSizeHint().width())
        shown = self._folding.shown(self.width(), article=self._has_article)
        for name, visible in shown.items():
            self._places[name].setVisible(visible)
            if name in self._strips:
                self._strips[name].setVisible(not visible and (name != "article" or self._has_article))
            # A panel folded for want of room is opened, not closed, by its action.
            self._actions[name].setChecked(visible)
        left = self._folding.width_of("library") if shown["library"] else 0
        right = self._folding.width_of("article") if shown["article"] else 0
        strips = sum(strip.width() for strip in self._strips.values() if not strip.isHidden())
        middle = self.width() - strips - left - right
        self.sides.setSizes([left, middle, right])
        if shown["preview"]:
            share = self._settings.get(WRITING_SHARE)
            writing = max(LEAST_WRITING, int(middle * share))
            writing = min(writing, max(LEAST_WRITING, middle - LEAST_PREVIEW))
            self.middle.setSizes([writing, max(1, middle - writing)])


def _decoded(text: str) -> bytes:
    """Decode what a settings file holds, which may be anything."""
    try:
        return base64.b64decode(text)
    except (binascii.Error, ValueError):
        return b""


class _Holder(QWidget):
    """An empty place for one panel."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(f"place_{name}")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
