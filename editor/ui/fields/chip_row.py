"""A frame of chips with an entry behind them: walks, drags and renames, and tells what the author did."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QWidget

from editor.ui.fields.chip import HEIGHT, Chip
from editor.ui.fields.flow_layout import FlowLayout
from editor.ui.fields.inputs import LineInput
from editor.ui.theme import Theme

_LEAST, _LEAST_LOCKED = 72, 8
"""Least width of the entry; where nothing can be added it only takes the focus."""


class ChipRow(QFrame):
    """Shows terms in order. It changes nothing itself but the order of chips in mid-drag."""

    removed = Signal(int)
    renamed = Signal(int, str)
    moved = Signal(int, int)
    """Index and the index it goes to."""
    reordered = Signal(list)
    """The old indexes in their new order, after a drag."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._chips: list[Chip] = []
        self._before_drag: list[Chip] = []
        self._renaming: LineInput | None = None
        self._locked = False
        self.setProperty("role", "chips")
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self._flow = FlowLayout(self, spacing=4, fill_last=True)
        self._flow.setContentsMargins(4, 4, 4, 4)
        self.entry = LineInput(self)
        self.entry.setProperty("role", "bare")
        self.entry.setFixedHeight(HEIGHT)
        self.entry.setMinimumWidth(_LEAST)
        self.entry.installEventFilter(self)
        self._flow.addWidget(self.entry)

    @property
    def chips(self) -> list[Chip]:
        """The chips from first to last."""
        return list(self._chips)

    def show_terms(self, terms: list[str], doubtful: set[int], *, locked: bool) -> None:
        """Show these terms; the indexes in `doubtful` are marked. The entry is left alone."""
        if locked != self._locked:
            self._locked = locked
            self.setProperty("locked", locked)
            self.entry.setMinimumWidth(_LEAST_LOCKED if locked else _LEAST)
            self._restyle()
        while len(self._chips) > len(terms):
            self._drop_last()
        while len(self._chips) < len(terms):
            self._append()
        for index, (chip, term) in enumerate(zip(self._chips, terms, strict=True)):
            position = self.tr("{0} of {1}. Delete removes it.").format(index + 1, len(terms))
            chip.show_term(term, doubtful=index in doubtful, position=position)
            chip.setEnabled(not locked)
        self._flow.invalidate()
        self.updateGeometry()

    def focus_chip(self, index: int) -> None:
        """Put the focus on a chip; behind the last one stands the entry."""
        if index >= len(self._chips):
            self.entry.setFocus()
        else:
            self._chips[max(index, 0)].setFocus()

    def refresh_colours(self) -> None:
        """Paint the chips anew."""
        for chip in self._chips:
            chip.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.entry.setFocus()
        event.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Walk from the entry's beginning into the chips; look focused while the entry is."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.setProperty("active", event.type() == QEvent.Type.FocusIn)
            self._restyle()
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            backwards = event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Backspace)
            at_start = self.entry.cursorPosition() == 0 and not self.entry.hasSelectedText()
            if backwards and at_start and self._chips and not self.entry.composing:
                self._chips[-1].setFocus()
                return True
        return super().eventFilter(watched, event)

    def begin_renaming(self, index: int) -> None:
        """Let the author type over a chip."""
        if self._locked or self._renaming is not None:
            return
        chip = self._chips[index]
        line = LineInput(self)
        line.setProperty("role", "rename")
        line.setAccessibleName(self.tr("Edit {0}").format(chip.text()))
        line.put_text(chip.text())
        width = min(max(chip.width(), 120), self.width() - chip.x() - 4)
        line.setGeometry(chip.x(), chip.y(), width, chip.height())
        line.entered.connect(lambda: self._end_renaming(index, keep=True))
        line.left.connect(lambda: self._end_renaming(index, keep=True))
        line.reverted.connect(lambda: self._end_renaming(index, keep=False))
        self._renaming = line
        line.show()
        line.selectAll()
        line.setFocus()

    def end_renaming(self) -> None:
        """Take over what is typed over a chip."""
        if self._renaming is not None:
            self._renaming.entered.emit()

    def _end_renaming(self, index: int, *, keep: bool) -> None:
        line, self._renaming = self._renaming, None
        if line is None:
            return
        text, had_focus = line.text().strip(), line.hasFocus()
        line.hide()
        line.deleteLater()
        if keep and index < len(self._chips) and text != self._chips[index].text():
            if text:
                self.renamed.emit(index, text)
            else:
                self.removed.emit(index)
        if had_focus:
            self.focus_chip(index)

    def _restyle(self) -> None:
        self.style().unpolish(self)
        self.style().polish(self)

    def _append(self) -> None:
        chip = Chip("", self._theme, self)
        chip.removed.connect(lambda: self.removed.emit(self._chips.index(chip)))
        chip.walked.connect(lambda step: self.focus_chip(self._chips.index(chip) + step))
        chip.moved.connect(lambda step: self._move(self._chips.index(chip), step))
        chip.edit_wanted.connect(lambda: self.begin_renaming(self._chips.index(chip)))
        chip.dragged_to.connect(lambda at: self._drag(chip, at))
        chip.dropped.connect(self._drop)
        self._flow.insert_widget(len(self._chips), chip)
        self._chips.append(chip)
        chip.show()

    def _drop_last(self) -> None:
        chip = self._chips.pop()
        if chip.hasFocus():
            self.focus_chip(len(self._chips) - 1 if self._chips else 0)
        self._flow.removeWidget(chip)
        chip.hide()
        chip.deleteLater()

    def _move(self, index: int, step: int) -> None:
        target = max(0, min(index + step, len(self._chips) - 1))
        if target != index and not self._locked:
            self.moved.emit(index, target)

    def _drag(self, chip: Chip, at: QPoint) -> None:
        """Let the dragged chip take the place it is over; nothing is told before it is dropped."""
        target = next((other for other in self._chips if other.geometry().contains(at)), None)
        if target is None or target is chip or self._locked:
            return
        self._before_drag = self._before_drag or list(self._chips)
        here, there = self._chips.index(chip), self._chips.index(target)
        self._chips.insert(there, self._chips.pop(here))
        self._flow.removeWidget(chip)
        self._flow.insert_widget(there, chip)

    def _drop(self) -> None:
        before, self._before_drag = self._before_drag, []
        order = [before.index(chip) for chip in self._chips] if before else []
        if order != sorted(order):
            self.reordered.emit(order)
