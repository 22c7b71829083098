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

from editor.settings.options import GEOMETRY, WRITING_SHARE
from editor.settings.store import SettingsStore
from editor.ui.common.palette import ICON_SIZE, Palette
from editor.ui.window.actions import Actions
from editor.ui.window.article_tabs import ArticleTabs
from editor.ui.window.panel_areas import PanelArea
from editor.ui.window.side_panels import LEAST_PREVIEW, LEAST_WRITING, NARROWEST_PREVIEW, Folding, Strip
from editor.ui.window.status_line import StatusLine


class MainWindow(QMainWindow):
    """The frame. Panels are put into their places with `place`; it knows nothing of what they do.

    Writing panes go onto `writing_stack`, their names onto `tabs`. `close_requested` is emitted instead of closing until
    `allow_close` is called.
    """

    close_requested = Signal()
    resized = Signal()

    def __init__(self, palette: Palette, actions: Actions, settings: SettingsStore) -> None:
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
        for place in PanelArea:
            self.toolbar.addAction(actions[place])
        self.addToolBar(self.toolbar)
        self.status = StatusLine(palette, self)
        self.setStatusBar(self.status)
        self._build_panes(palette, actions)
        self._connect_panels(actions)
        self._restore()

    def place(self, place: PanelArea, widget: QWidget) -> None:
        """Put a panel into its place; what stood there goes."""
        holder = self._places[place]
        box = holder.layout()
        assert box is not None
        while (item := box.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.deleteLater()
        box.addWidget(widget)

    def show_panel(self, place: PanelArea, wanted: bool) -> None:
        """Open or fold a place; the author's wish is remembered."""
        self._folding.ask(place, wanted)
        self._settings.set(place.opened, wanted)
        self._actions[place].setChecked(wanted)
        self._fold()
        has_content = self._has_article or not place.is_for_article
        if wanted and has_content and self._places[place].isHidden():
            self.status.show_notice(
                self.tr("There is no room for this beside the text; it shows when the window is wider.")
            )

    def make_room_for_article(self, wanted: bool) -> None:
        """Show preview and fields as the author wants them; without an article there is nothing to show in them.

        Where only one side panel has room, it is that of the fields until the author asks for the library.
        """
        if wanted != self._has_article:
            self._has_article = wanted
            self._folding.preferred = PanelArea.ARTICLE if wanted else PanelArea.LIBRARY
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

    def _build_panes(self, palette: Palette, actions: Actions) -> None:
        self.tabs = ArticleTabs(self)
        self.writing_stack = QStackedWidget(self)
        self._places = {place: _Holder(place, self) for place in PanelArea}
        self.middle = QSplitter(Qt.Orientation.Horizontal, self)
        self.middle.addWidget(self.writing_stack)
        self.middle.addWidget(self._places[PanelArea.PREVIEW])
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
        for widget in (self._places[PanelArea.LIBRARY], centre, self._places[PanelArea.ARTICLE]):
            self.sides.addWidget(widget)
        self.sides.setStretchFactor(1, 1)
        self._strips = {
            place: Strip(actions.row(place).icon, actions.title_with_keys(place), palette, self)
            for place in (PanelArea.LIBRARY, PanelArea.ARTICLE)
        }
        whole = QWidget(self)
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._strips[PanelArea.LIBRARY])
        row.addWidget(self.sides, 1)
        row.addWidget(self._strips[PanelArea.ARTICLE])
        self.setCentralWidget(whole)
        self.writing_stack.setMinimumWidth(LEAST_WRITING)
        self._places[PanelArea.PREVIEW].setMinimumWidth(NARROWEST_PREVIEW)

    def _connect_panels(self, actions: Actions) -> None:
        self._actions = actions
        for place, strip in self._strips.items():
            strip.unfold_requested.connect(lambda of=place: self.show_panel(of, True))
        self.sides.splitterMoved.connect(lambda _position, _index: self._take_widths())
        self.middle.splitterMoved.connect(lambda _position, _index: self._take_widths())

    def _restore(self) -> None:
        settings = self._settings
        for place in PanelArea:
            self._folding.wanted[place] = settings.get(place.opened)
            self._actions[place].setChecked(self._folding.wanted[place])
            if place.width is not None:
                self._folding.widths[place] = settings.get(place.width)
        geometry = settings.get(GEOMETRY)
        if not (geometry and self.restoreGeometry(QByteArray(_decoded(geometry)))):
            screen = self.screen().availableGeometry()
            self.resize(min(1600, int(screen.width() * 0.96)), min(1000, int(screen.height() * 0.94)))

    def _remember(self) -> None:
        self._settings.set(GEOMETRY, base64.b64encode(self.saveGeometry().data()).decode())

    def _take_widths(self) -> None:
        sizes = self.sides.sizes()
        for place, size in ((PanelArea.LIBRARY, sizes[0]), (PanelArea.ARTICLE, sizes[2])):
            if place.width is not None and self._places[place].isVisible() and size > 0:
                width = place.width.nearest(size)
                self._folding.widths[place] = width
                self._settings.set(place.width, width)
        writing, preview = self.middle.sizes()
        if preview:
            share = WRITING_SHARE.nearest(writing / (writing + preview))
            self._settings.set(WRITING_SHARE, share)

    def _fold(self) -> None:
        for place in PanelArea:
            holder = self._places[place]
            self._folding.least[place] = max(holder.minimumWidth(), holder.minimumSizeHint().width())
        shown = self._folding.shown(self.width(), article=self._has_article)
        for place, visible in shown.items():
            self._places[place].setVisible(visible)
            if place in self._strips:
                self._strips[place].setVisible(
                    not visible and (self._has_article or not place.is_for_article)
                )
            # A panel folded for want of room is opened, not closed, by its action.
            self._actions[place].setChecked(visible)
        left = self._folding.width_of(PanelArea.LIBRARY) if shown[PanelArea.LIBRARY] else 0
        right = self._folding.width_of(PanelArea.ARTICLE) if shown[PanelArea.ARTICLE] else 0
        strips = sum(strip.width() for strip in self._strips.values() if not strip.isHidden())
        middle = self.width() - strips - left - right
        self.sides.setSizes([left, middle, right])
        if shown[PanelArea.PREVIEW]:
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
