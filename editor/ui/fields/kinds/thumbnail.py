"""A small picture of an image file, read beside the UI thread and bounded in size."""

from __future__ import annotations

import stat
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QImage, QImageReader, QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

from editor.ui.common.palette import Palette
from editor.ui.common.tasks import Latest, Tasks

_MOST_BYTES = 64 * 1024 * 1024
_SIZE = QSize(560, 280)
_HEIGHT = 120
_FORMATS = (b"png", b"jpeg", b"jpg", b"gif", b"webp", b"bmp", b"ico", b"tiff", b"avif")


def _load(source: str, find: Callable[[str], Path | None]) -> tuple[bool, QImage]:
    """Find and read one image: whether there is such a file, and the image."""
    try:
        path = find(source)
        return path is not None, read_image(path) if path is not None else QImage()
    except (OSError, ValueError):
        return False, QImage()


def read_image(path: Path) -> QImage:
    """Return the image at thumbnail size; a null image for anything that is no picture file of sane size."""
    facts = path.stat()
    if not stat.S_ISREG(facts.st_mode) or facts.st_size > _MOST_BYTES:
        return QImage()
    reader = QImageReader(str(path))
    reader.setAutoTransform(True)
    # SVG is left out: it may name other files, and its drawing cannot be bounded.
    if reader.format().data() not in _FORMATS:
        return QImage()
    size = reader.size()
    if size.isValid():
        reader.setScaledSize(
            size.scaled(_SIZE, Qt.AspectRatioMode.KeepAspectRatio) if _is_larger(size) else size
        )
    return reader.read()


def _is_larger(size: QSize) -> bool:
    return size.width() > _SIZE.width() or size.height() > _SIZE.height()


class Thumbnail(QWidget):
    """Shows the picture that a reference means; `known` tells whether there is such a file."""

    found = Signal(bool)

    def __init__(self, palette: Palette, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._palette = palette
        # The same words mean another file in another folder: what an earlier look-up brings late is of no use.
        self._look_up = Latest(tasks, self)
        self._sought: tuple[str, Path | None] = ("", None)
        self._there = False
        self._pixmap = QPixmap()
        self.hide()

    def show_source(
        self, source: str, find: Callable[[str], Path | None] | None, folder: Path | None = None
    ) -> bool:
        """Look up what a reference means to an article in `folder`, and show its picture when it is there.

        False where there is nothing to look up: no reference, an address on the web, or a site not known yet.
        """
        sought = (source, folder)
        known = self._there and sought == self._sought
        self._sought = sought
        if find is None or not source or "://" in source:
            self._look_up.stop()
            self._there, self._pixmap = False, QPixmap()
            self.hide()
            return False
        # A picture that was missing may have come meanwhile.
        if not known:
            self._there = False
            self._look_up.run(_load, source, find, on_done=self._take)
        return True

    def sizeHint(self) -> QSize:
        return QSize(200, _HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        shown = self._pixmap.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        shown = shown.boundedTo(self._pixmap.size())
        clip = QPainterPath()
        clip.addRoundedRect(0, 0, shown.width(), shown.height(), 4, 4)
        painter.setClipPath(clip)
        painter.drawPixmap(0, 0, shown.width(), shown.height(), self._pixmap)

    def _take(self, found: tuple[bool, QImage]) -> None:
        self._there, image = found
        self._pixmap = QPixmap.fromImage(image)
        self.setFixedHeight(min(_HEIGHT, image.height()) if not image.isNull() else 0)
        self.setVisible(not image.isNull())
        self.found.emit(self._there)
