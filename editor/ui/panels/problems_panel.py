"""The problems of the article in front: what is wrong, where, and the way to mend it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from editor.articles.problems import Problem
from editor.ui.common.empty_page import EmptyPage
from editor.ui.common.palette import Palette
from editor.ui.common.plain_text import one_line, several_lines
from editor.ui.common.tokens import Token
from editor.ui.library.delegate import small_font
from editor.ui.panels.problem_rows import PROBLEM_ROLE, ProblemRows

_EDGE, _ICON, _GAP = 12, 16, 8
_HIGHEST = 240  # pixels: the height of the longest message that is shown whole
_SIGNS: dict[str, tuple[str, Token]] = {
    "error": ("circle-alert", "accent"),
    "warning": ("triangle-alert", "warn"),
    "hint": ("info", "ink_faint"),
}
_Index = QModelIndex | QPersistentModelIndex
_WRAP = Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


class ProblemsPanel(QWidget):
    """Lists problems; a click or Enter asks for the line, the offered fix (or Alt+Enter) for its fix.

    `place_requested` carries the problem's file and line, `fix_requested` its number in the list and the number of
    the fix.
    """

    left = Signal()
    """Escape was pressed: the author wants back to the text."""
    place_requested = Signal(object, int)
    fix_requested = Signal(int, int)

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_fixing = False
        self._model = ProblemRows(self)
        self._delegate = _Delegate(palette, self._model, self)
        self.list = _ProblemList(self)
        self.list.setModel(self._model)
        self.list.setItemDelegate(self._delegate)
        self.list.setAccessibleName(self.tr("Problems"))
        self._empty = EmptyPage(
            palette,
            "circle-check",
            self.tr("No article"),
            self.tr("Problems are those of the article in front."),
        )
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self._empty)
        self._pages.addWidget(self.list)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._pages)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        # Given to the constructor it is passed over, and the key is the whole window's.
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(self.left)
        self.list.clicked.connect(self._go)
        self.list.activated.connect(self._go)
        self._delegate.fix_clicked.connect(self._click_fix)
        self.list.fix_wanted.connect(lambda index: self._fix(index.row(), 0))
        palette.changed.connect(self.list.viewport().update)

    def show_problems(self, problems: Sequence[Problem], article: Path | None = None) -> None:
        """Show the problems of an article; those of another file are shown with its name."""
        place = self.list.verticalScrollBar().value()
        self._model.take(tuple(problems), article)
        self._pages.setCurrentWidget(self.list if problems else self._empty)
        self.list.verticalScrollBar().setValue(place)
        if self.hasFocus():
            # They came after the keyboard.
            self._enter_list(Qt.FocusReason.OtherFocusReason)

    def show_outlook(self, title: str, text: str) -> None:
        """Say what it means that there are no problems."""
        self._empty.set_title(title)
        self._empty.set_text(text)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._enter_list(event.reason())

    def _enter_list(self, reason: Qt.FocusReason) -> None:
        if self._pages.currentWidget() is self.list:
            if not self.list.currentIndex().isValid():
                # Before the focus comes: Qt would make the first row current without selecting it.
                self.list.setCurrentIndex(self._model.index(0))
            self.list.setFocus(reason)

    def problems(self) -> tuple[Problem, ...]:
        """Return the problems now shown."""
        return self._model.problems

    def _click_fix(self, row: int, fix: int) -> None:
        # Qt tells of the click on the row after this; by then the fix may have changed the list.
        self._is_fixing = True
        self._fix(row, fix)

    def _go(self, index: QModelIndex) -> None:
        if self._is_fixing:
            self._is_fixing = False
            return
        problem = self._model.problems[index.row()]
        self.place_requested.emit(problem.path, problem.line)

    def _fix(self, row: int, fix: int) -> None:
        if fix < len(self._model.problems[row].fixes):
            self.fix_requested.emit(row, fix)


class _ProblemList(QListView):
    """A list whose rows are as high as their text needs at its width."""

    fix_wanted = Signal(QModelIndex)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setMouseTracking(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and event.modifiers() & Qt.KeyboardModifier.AltModifier and self.currentIndex().isValid():
            self.fix_wanted.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)


class _Delegate(QStyledItemDelegate):
    """Draws one problem: sign, message on some lines, then where it is and its fixes."""

    fix_clicked = Signal(int, int)

    def __init__(self, palette: Palette, model: ProblemRows, parent: QObject) -> None:
        super().__init__(parent)
        self._palette, self._model = palette, model

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        view = option.widget
        width = view.viewport().width() if isinstance(view, QAbstractItemView) else option.rect.width()
        message = self._message_rect(option, QRect(0, 0, width, 0), index.data(PROBLEM_ROLE))
        foot = QFontMetrics(small_font(option.font)).height()
        return QSize(width, -(-(2 * _GAP + message.height() + 4 + foot) // 4) * 4)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        problem: Problem = index.data(PROBLEM_ROLE)
        rect: QRect = option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected and option.state & QStyle.StateFlag.State_HasFocus:
            painter.fillRect(rect, self._palette.colour("selection"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, self._palette.colour("hover"))
        message = self._message_rect(option, rect, problem)
        sign, token = _SIGNS[problem.severity]
        first_line = QFontMetrics(option.font).height()
        top = message.top() + (first_line - _ICON) // 2
        self._palette.icon(sign, token).paint(painter, QRect(_EDGE, top, _ICON, _ICON))
        painter.setFont(option.font)
        painter.setPen(self._palette.colour("ink"))
        painter.setClipRect(message)
        painter.drawText(message, _WRAP, several_lines(problem.message))
        painter.setClipping(False)
        painter.setFont(small_font(option.font))
        painter.setPen(self._palette.colour("ink_faint"))
        foot = self._foot_rect(option, message)
        painter.drawText(
            foot, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, self._model.line_label(problem)
        )
        painter.setPen(self._palette.colour("accent"))
        for place, label in self._fix_places(option, foot, problem):
            painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, label)
        painter.restore()

    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: _Index
    ) -> bool:
        if not isinstance(event, QMouseEvent) or event.type() != QEvent.Type.MouseButtonRelease:
            return False
        problem: Problem = index.data(PROBLEM_ROLE)
        foot = self._foot_rect(option, self._message_rect(option, option.rect, problem))
        for number, (place, _label) in enumerate(self._fix_places(option, foot, problem)):
            if place.contains(event.position().toPoint()):
                self.fix_clicked.emit(index.row(), number)
                return True
        return False

    def _message_rect(self, option: QStyleOptionViewItem, rect: QRect, problem: Problem) -> QRect:
        metrics = QFontMetrics(option.font)
        left = rect.left() + _EDGE + _ICON + _GAP
        room = QRect(left, rect.top() + _GAP, rect.right() - left - _GAP, 100_000)
        used = metrics.boundingRect(room, int(_WRAP), several_lines(problem.message))
        return QRect(room.left(), room.top(), room.width(), min(used.height(), _HIGHEST))

    def _foot_rect(self, option: QStyleOptionViewItem, message: QRect) -> QRect:
        height = QFontMetrics(small_font(option.font)).height()
        return QRect(message.left(), message.bottom() + 1 + 4, message.width(), height)

    def _fix_places(
        self, option: QStyleOptionViewItem, foot: QRect, problem: Problem
    ) -> list[tuple[QRect, str]]:
        metrics = QFontMetrics(small_font(option.font))
        left = foot.left() + metrics.horizontalAdvance(self._model.line_label(problem)) + 2 * _GAP
        places = []
        for fix in problem.fixes:
            room = foot.right() - left
            if room < 24:
                break
            label = metrics.elidedText(one_line(fix.label), Qt.TextElideMode.ElideRight, room)
            width = metrics.horizontalAdvance(label)
            places.append((QRect(left, foot.top(), width, foot.height()), label))
            left += width + 2 * _GAP
        return places
