"""One term of a list field: shown, removed, renamed and moved by mouse and keyboard."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QSizePolicy, QWidget

from editor.ui.common.menus import show_menu
from editor.ui.common.palette import Palette
from editor.ui.common.plain_text import one_line, tooltip

HEIGHT = 24
_CROSS = 20
_PAD = 8

# What takes the mouse away without a release: a dialog, another window, the page that turns.
_TAKES_THE_MOUSE = {QEvent.Type.WindowBlocked, QEvent.Type.WindowDeactivate, QEvent.Type.Hide}


class Chip(QAbstractButton):
    """A term, and never another one: what is done with a chip is done with the term that the author sees on it.

    Arrows walk, Delete and Backspace remove, F2 and Enter edit, Alt with arrows moves, Escape gives up
    a drag.
    """

    removed = Signal()
    edit_wanted = Signal()
    walked = Signal(int)
    moved = Signal(int)
    dragged_to = Signal(QPoint)
    dropped = Signal()
    drag_given_up = Signal()

    def __init__(self, text: str, palette: Palette, parent: QWidget) -> None:
        super().__init__(parent)
        self._palette = palette
        self._doubtful = False
        self._pressed_at: QPoint | None = None
        self._dragging = False
        self.setText(text)
        # "&" in a term is no key: Qt would take Alt+F from the File menu for "&Fruit".
        self.setShortcut(QKeySequence())
        self.setToolTip(tooltip(text))
        self.setAccessibleName(one_line(text))
        # Reached by the arrow keys from the entry: Tab goes through fields, not through their terms.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)

    def show_state(self, *, doubtful: bool, position: str) -> None:
        """Underline a doubtful term (a near-duplicate). `position` is read out."""
        self._doubtful = doubtful
        self.setAccessibleDescription(position)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(one_line(self.text())) + _PAD + _CROSS, HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(_PAD + _CROSS, HEIGHT)

    def event(self, event: QEvent) -> bool:
        """Give a drag up whose end will never be told."""
        locked = event.type() == QEvent.Type.EnabledChange and not self.isEnabled()
        if locked or event.type() in _TAKES_THE_MOUSE:
            self._give_up_drag()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, alt = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            step = -1 if key == Qt.Key.Key_Left else 1
            (self.moved if alt else self.walked).emit(step)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            if self.isEnabled():
                self.removed.emit()
        elif key in (Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.edit_wanted.emit()
        elif key == Qt.Key.Key_End:
            self.walked.emit(10_000)
        elif key == Qt.Key.Key_Home:
            self.walked.emit(-10_000)
        elif key == Qt.Key.Key_Escape and self._dragging:
            self._give_up_drag()
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed_at = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        self.update()
        far = (
            self._pressed_at is not None
            and (at - self._pressed_at).manhattanLength() > QApplication.startDragDistance()
        )
        if far and event.buttons() & Qt.MouseButton.LeftButton:
            self._dragging = True
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.dragged_to.emit(self.mapToParent(at))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        pressed, self._pressed_at = self._pressed_at, None
        dragging, self._dragging = self._dragging, False
        super().mouseReleaseEvent(event)
        if dragging:
            self.unsetCursor()
            self.dropped.emit()
        elif pressed is not None and self._cross().contains(pressed) and self._cross().contains(at):
            self.removed.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if not self._cross().contains(event.position().toPoint()):
            self.edit_wanted.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        menu = QMenu(self)
        menu.addAction(self.tr("&Edit\tF2")).triggered.connect(self.edit_wanted)
        menu.addAction(self.tr("&Remove\tDel")).triggered.connect(self.removed)
        menu.addAction(self.tr("Move &left\tAlt+Left")).triggered.connect(lambda: self.moved.emit(-1))
        menu.addAction(self.tr("Move &right\tAlt+Right")).triggered.connect(lambda: self.moved.emit(1))
        menu.setEnabled(self.isEnabled())
        show_menu(menu, event.globalPos())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = self._palette.colour
        focused = self.hasFocus()
        painter.setPen(QPen(colour("accent"), 1) if focused else Qt.PenStyle.NoPen)
        painter.setBrush(
            colour("selection") if focused else colour("warn_soft") if self._doubtful else colour("hover")
        )
        painter.drawRoundedRect(self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        room = self.width() - _PAD - _CROSS
        shown = self.fontMetrics().elidedText(one_line(self.text()), Qt.TextElideMode.ElideMiddle, room + 1)
        text_rect = QRect(_PAD, 0, room + 2, self.height())
        painter.setPen(colour("warn") if self._doubtful else colour("ink"))
        painter.drawText(text_rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        if self.isEnabled():
            near = self._cross().contains(self.mapFromGlobal(self.cursor().pos()))
            painter.setPen(QPen(colour("ink") if near or focused else colour("ink_faint"), 1.2))
            centre = self._cross().center()
            for slope in (1, -1):
                painter.drawLine(centre + QPoint(-3, -3 * slope), centre + QPoint(3, 3 * slope))

    def _give_up_drag(self) -> None:
        self._pressed_at = None
        if self._dragging:
            self._dragging = False
            self.unsetCursor()
            self.drag_given_up.emit()

    def _cross(self) -> QRect:
        return QRect(self.width() - _CROSS, 0, _CROSS, self.height())
