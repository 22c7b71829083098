"""A frame of chips with an entry behind them: walks, drags and renames, and tells what the author did."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QWidget

from editor.ui.common.palette import Palette
from editor.ui.fields.inputs import LineInput
from editor.ui.fields.lists.chip import HEIGHT, Chip
from editor.ui.fields.lists.flow_layout import FlowLayout
from editor.ui.fields.rename_line import RenameLine

_LEAST, _LEAST_LOCKED = 72, 8
"""Least width of the entry; where nothing can be added it only takes the focus."""


class ChipRow(QFrame):
    """Shows terms in order. It changes nothing itself but the order of chips in mid-drag.

    A term keeps its chip while it is in the list, wherever another program puts it: focus, drag, menu and the
    name typed over it go on meaning this term. Indexes are told as they are at that moment.
    """

    removed = Signal(int)
    renamed = Signal(int, str)
    rename_missed = Signal(str, str)
    """A term and what was typed over it: it left the list meanwhile."""
    moved = Signal(int, int)
    """Index and the index it goes to."""
    reordered = Signal(list)
    """The old indexes in their new order, after a drag."""

    def __init__(self, palette: Palette, parent: QWidget) -> None:
        super().__init__(parent)
        self._palette = palette
        self._chips: list[Chip] = []
        self._before_drag: list[Chip] = []
        self._renaming: tuple[RenameLine, Chip] | None = None
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
        # In mid-drag the chips stand otherwise than the terms; that is no change.
        if not self._before_drag or [chip.text() for chip in self._before_drag] != terms:
            self._before_drag = []
            self._take_terms(terms)
        for index, chip in enumerate(self._chips):
            position = self.tr("{0} of {1}. Delete removes it.").format(index + 1, len(terms))
            chip.show_state(doubtful=index in doubtful, position=position)
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

    def begin_renaming(self, index: int | None) -> None:
        """Let the author type over a chip; one that has no place, such as in mid-drag, is left alone."""
        if index is None or self._locked or self._renaming is not None:
            return
        chip = self._chips[index]
        line = RenameLine(chip.text(), self.tr("Edit {0}").format(chip.text()), self)
        width = min(max(chip.width(), 120), self.width() - chip.x() - 4)
        line.setGeometry(chip.x(), chip.y(), width, chip.height())
        line.ended.connect(self._end_renaming)
        self._renaming = line, chip
        line.begin()

    def end_renaming(self) -> None:
        """Take over what is typed over a chip."""
        if self._renaming is not None:
            self._renaming[0].entered.emit()

    def _end_renaming(self, keep: bool) -> None:
        if self._renaming is None:
            return
        (line, chip), self._renaming = self._renaming, None
        text, had_focus, place = line.name(), line.hasFocus(), self._place_of(chip)
        line.go()
        if keep and text != chip.text():
            if place is None:
                self.rename_missed.emit(chip.text(), text)
            elif text:
                self.renamed.emit(place, text)
            else:
                self.removed.emit(place)
        if had_focus:
            self.focus_chip(len(self._chips) if place is None else place)

    def _place_of(self, chip: Chip) -> int | None:
        """Return a chip's place in the list; None where its term has gone, and in mid-drag, when none has its place."""
        return self._chips.index(chip) if chip in self._chips and not self._before_drag else None

    def _take_terms(self, terms: list[str]) -> None:
        """Give each term its chip, the one that it has already or a new one."""
        if terms == [chip.text() for chip in self._chips]:
            return
        former: dict[str, list[Chip]] = {}
        for chip in self._chips:
            former.setdefault(chip.text(), []).append(chip)
        focused = next((index for index, chip in enumerate(self._chips) if chip.hasFocus()), None)
        before = self._chips
        self._chips = [former[term].pop(0) if former.get(term) else self._new_chip(term) for term in terms]
        for chip in before:
            self._flow.removeWidget(chip)
        for index, chip in enumerate(self._chips):
            self._flow.insert_widget(index, chip)
            chip.show()
        if focused is not None and before[focused] not in self._chips:
            self.focus_chip(min(focused, len(self._chips) - 1) if self._chips else 0)
        for chip in before:
            if chip not in self._chips:
                chip.hide()
                chip.deleteLater()
        self._follow_chip()

    def _follow_chip(self) -> None:
        """Keep the line over the chip that is being renamed."""
        if self._renaming is not None and self._renaming[1] in self._chips:
            line, chip = self._renaming
            self._flow.activate()
            line.move(chip.pos())

    def _restyle(self) -> None:
        self.style().unpolish(self)
        self.style().polish(self)

    def _new_chip(self, term: str) -> Chip:
        chip = Chip(term, self._palette, self)
        chip.removed.connect(lambda: self._tell_removed(chip))
        chip.walked.connect(lambda step: self.focus_chip((self._place_of(chip) or 0) + step))
        chip.moved.connect(lambda step: self._move(chip, step))
        chip.edit_wanted.connect(lambda: self.begin_renaming(self._place_of(chip)))
        chip.dragged_to.connect(lambda at: self._drag(chip, at))
        chip.dropped.connect(self._drop)
        chip.drag_given_up.connect(self._give_up_drag)
        return chip

    def _tell_removed(self, chip: Chip) -> None:
        place = self._place_of(chip)
        if place is not None:
            self.removed.emit(place)

    def _move(self, chip: Chip, step: int) -> None:
        index = self._place_of(chip)
        if index is None:
            return
        target = max(0, min(index + step, len(self._chips) - 1))
        if target != index and not self._locked:
            self.moved.emit(index, target)

    def _drag(self, chip: Chip, at: QPoint) -> None:
        """Let the dragged chip take the place it is over; nothing is told before it is dropped."""
        target = next((other for other in self._chips if other.geometry().contains(at)), None)
        if target is None or target is chip or self._locked or chip not in self._chips:
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

    def _give_up_drag(self) -> None:
        """Put the chips back as they stood before the drag."""
        if self._before_drag:
            self._chips, self._before_drag = self._before_drag, []
            for index, chip in enumerate(self._chips):
                self._flow.removeWidget(chip)
                self._flow.insert_widget(index, chip)
