"""What stands in the middle while no article is open: ways to begin."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QFont, QIcon
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from editor.resources import resource_path
from editor.ui.common.palette import Palette
from editor.ui.common.plain_text import PlainLabel, button_text, tooltip

_WIDTH = 320


class StartPage(QWidget):
    """Offers to open a folder, write an article, take the tour, or go on with something recent."""

    folder_requested = Signal()
    new_requested = Signal()
    tour_requested = Signal()
    path_requested = Signal(Path)

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._palette = palette
        self.setObjectName("start_page")
        self.setAutoFillBackground(True)
        self._column = QVBoxLayout()
        self._column.setSpacing(8)
        self._words = PlainLabel(self.tr("Choose an article in the library, or begin here."), self)
        self._words.setWordWrap(True)
        self._add_head()
        self._buttons: list[tuple[QPushButton, str]] = []
        self._add_button("folder-open", self.tr("Open a &Site or Folder…"), self.folder_requested)
        self._add_button("file-plus", self.tr("&New Article…"), self.new_requested)
        self._add_button("footprints", self.tr("Take the To&ur"), self.tour_requested)
        self._recent_title = PlainLabel(self.tr("Recent"), self)
        self._column.addSpacing(16)
        self._column.addWidget(self._recent_title)
        self._recent = QVBoxLayout()
        self._recent.setSpacing(0)
        self._column.addLayout(self._recent)
        self._put_in_the_middle()
        self.show_recent(())
        palette.changed.connect(self._draw)
        self._draw()

    def show_recent(self, paths: Sequence[Path]) -> None:
        """List sites and articles opened lately, newest first; at most five are shown."""
        while (item := self._recent.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for path in paths[:5]:
            button = QPushButton(button_text(path.name, 40), self)
            button.setObjectName("recent")
            button.setToolTip(tooltip(str(path)))
            button.clicked.connect(lambda _checked=False, p=path: self.path_requested.emit(p))
            self._recent.addWidget(button)
        self._recent_title.setVisible(bool(paths))

    def _add_head(self) -> None:
        mark = PlainLabel(self)
        mark.setPixmap(QIcon(str(resource_path("icons/inkstone.svg"))).pixmap(QSize(64, 64)))
        title = PlainLabel("Inkstone", self)
        font = QFont(self.font())
        font.setPixelSize(24)
        title.setFont(font)
        self._column.addWidget(mark)
        self._column.addSpacing(8)
        self._column.addWidget(title)
        self._column.addWidget(self._words)
        self._column.addSpacing(16)

    def _put_in_the_middle(self) -> None:
        holder = QWidget(self)
        holder.setFixedWidth(_WIDTH)
        holder.setLayout(self._column)
        box = QVBoxLayout(self)
        box.addStretch(2)
        box.addWidget(holder, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addStretch(3)

    def _add_button(self, icon: str, text: str, pressed: SignalInstance) -> None:
        button = QPushButton(text, self)
        button.setObjectName("start")
        button.setIconSize(QSize(18, 18))
        button.clicked.connect(pressed)
        self._buttons.append((button, icon))
        self._column.addWidget(button)

    def _draw(self) -> None:
        ink, soft = self._palette.colour("ink").name(), self._palette.colour("ink_soft").name()
        paper = self._palette.colour("paper").name()
        self.setStyleSheet(
            f"#start_page {{ background: {paper}; }} "
            f"QPushButton {{ text-align: left; padding: 7px 12px; }} "
            f"QPushButton#recent {{ border: none; background: transparent; color: {soft}; padding: 4px 0; }} "
            f"QPushButton#recent:hover {{ color: {ink}; text-decoration: underline; }}"
        )
        self._words.setStyleSheet(f"color: {soft};")
        self._recent_title.setStyleSheet(f"color: {soft}; font-weight: 600;")
        for button, icon in self._buttons:
            button.setIcon(self._palette.icon(icon))
