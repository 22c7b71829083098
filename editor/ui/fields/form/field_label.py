"""A field's label: its mnemonic, the handle to drag it by, and the place where it is renamed."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeySequence, QMouseEvent, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QApplication, QMainWindow, QPushButton, QWidget

from editor.ui.common.plain_text import PlainLabel


class FieldLabel(PlainLabel):
    """A label that can be clicked and dragged. Its mnemonic letter is underlined faintly."""

    clicked = Signal()
    dragged = Signal(QPoint)
    """Global place of the mouse while the label is dragged."""
    dropped = Signal(QPoint)
    mnemonic_used = Signal()

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setProperty("role", "label")
        self._letter = ""
        self._shortcut: QShortcut | None = None
        self._pressed_at: QPoint | None = None
        self._dragging = False
        self.draggable = True

    @property
    def mnemonic(self) -> str:
        """The letter that leads here with Alt, upper case; empty without one."""
        return self._letter

    def set_mnemonic(self, letter: str) -> None:
        """Make Alt with `letter` lead to the field; "" takes it away."""
        if letter == self._letter:
            return
        self._letter = letter
        if self._shortcut is not None:
            self._shortcut.setEnabled(False)
            self._shortcut.deleteLater()
            self._shortcut = None
        if letter:
            self._shortcut = QShortcut(QKeySequence(f"Alt+{letter}"), self)
            self._shortcut.activated.connect(self.mnemonic_used)
            self._shortcut.activatedAmbiguously.connect(self.mnemonic_used)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        at = self.text().upper().find(self._letter) if self._letter else -1
        if at < 0:
            return
        metrics = self.fontMetrics()
        left = metrics.horizontalAdvance(self.text()[:at])
        y = (self.height() + metrics.ascent() - metrics.descent()) // 2 + 2
        painter = QPainter(self)
        colour = self.palette().color(self.foregroundRole())
        colour.setAlphaF(0.45)
        painter.setPen(colour)
        painter.drawLine(left, y, left + metrics.horizontalAdvance(self.text()[at]) - 1, y)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed_at = event.globalPosition().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.globalPosition().toPoint()
        if self._pressed_at is None or not self.draggable:
            return
        if self._dragging or (at - self._pressed_at).manhattanLength() > QApplication.startDragDistance():
            self._dragging = True
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.dragged.emit(at)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        dragging, self._dragging = self._dragging, False
        pressed, self._pressed_at = self._pressed_at, None
        self.unsetCursor()
        if dragging:
            self.dropped.emit(event.globalPosition().toPoint())
        elif pressed is not None:
            self.clicked.emit()


def choose_mnemonics(labels: list[str], reserved: str) -> list[str]:
    """Return a letter for each label, "" where none is left: its first free letter, none from `reserved`."""
    taken = set(reserved.upper())
    letters = []
    for label in labels:
        starts = [word[0] for word in label.split() if word]
        letter = next(
            (c for c in [*starts, *label] if c.isascii() and c.isalpha() and c.upper() not in taken), ""
        )
        taken.add(letter.upper())
        letters.append(letter.upper())
    return letters


def reserved_letters(within: QWidget) -> str:
    """Return the letters that the window's menus and its other buttons answer to, whether or not they show now.

    Where two answer to one letter, it presses neither.
    """
    window = within.window()
    if not isinstance(window, QMainWindow):
        return ""
    titles = [action.text() for action in window.menuBar().actions()]
    titles += [
        button.text()
        for button in window.findChildren(QPushButton)
        if button.window() is window and not within.isAncestorOf(button)
    ]
    keys = [QKeySequence.mnemonic(title) for title in titles]
    return "".join(key.toString()[-1] for key in keys if not key.isEmpty())
