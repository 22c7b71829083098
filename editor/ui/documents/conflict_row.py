"""One place that both the author and another program changed: both texts side by side, and the choice."""

from __future__ import annotations

import difflib

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QFontDatabase, QPalette, QTextCursor
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QRadioButton, QWidget

from editor.articles.merge import Choice, Hunk
from editor.ui.common.plain_text import PlainLabel
from editor.ui.common.raw_text import ExtraSelection, RawTextEdit
from editor.ui.common.text_patch import utf16_length
from editor.ui.common.text_width import display_width

_LONGEST_MARKED = 8000  # characters; beyond, comparing letter by letter takes too long
_MOST_LINES = 12
"""Height of a text in lines; a longer one scrolls."""
_CHOICES: tuple[Choice, ...] = ("mine", "theirs", "both")


class ConflictRow(QWidget):
    """Mine may be edited: `written` carries my lines as they stand then, and mine is the choice."""

    written = Signal(str)

    def __init__(self, hunk: Hunk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hunk = hunk
        self._mine = hunk.mine
        self._showing = False
        self._group = QButtonGroup(self)
        self._own = self._text(hunk.mine, self.tr("My text; may be edited"))
        self._other = self._text(hunk.theirs, self.tr("Text on disk"))
        self._other.setReadOnly(True)
        self._again = PlainLabel(self.tr("Changed again on disk: choose anew."), self)
        self._again.hide()
        self._fit()
        self._lay_out()
        self._own.textChanged.connect(self._write)
        self._mark()
        self.choose(hunk.choice or "mine")

    @property
    def hunk(self) -> Hunk:
        """The place as it was merged last."""
        return self._hunk

    @property
    def mine(self) -> str:
        """My lines as they stand, with their line ends."""
        return self._mine

    @property
    def choice(self) -> Choice:
        """Which side is taken."""
        return _CHOICES[self._group.checkedId()]

    def choose(self, choice: Choice) -> None:
        """Choose a side."""
        self._group.button(_CHOICES.index(choice)).setChecked(True)

    def follow(self, hunk: Hunk) -> bool:
        """The same place, merged again; whether the other program has changed it, so that it is to be chosen anew."""
        changed = hunk.theirs != self._hunk.theirs
        self._hunk = hunk
        if changed:
            self._other.setPlainText(hunk.theirs.removesuffix("\n"))
            self.choose("mine")
            self._again.show()
            self._fit()
            self._mark()
        return changed

    def has_keyboard(self) -> bool:
        """Whether the author is writing in mine."""
        return self._own.hasFocus()

    def line_in_hand(self) -> tuple[str, int]:
        """Return the line of mine with the cursor, and the cursor's place in it (UTF-16 units)."""
        cursor = self._own.textCursor()
        return cursor.block().text(), cursor.positionInBlock()

    def take_up(self, line: str, place: int) -> bool:
        """Put cursor and keyboard at a place (UTF-16 units) of a line of mine; False where there is no such line."""
        block = self._own.document().begin()
        while block.isValid() and block.text() != line:
            block = block.next()
        if block.isValid():
            cursor = QTextCursor(block)
            cursor.setPosition(block.position() + place)
            self._own.setTextCursor(cursor)
            self._own.setFocus()
        return block.isValid()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self.isVisible():
            self._mark()

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        labels = (self.tr("Mine"), self.tr("On disk"), self.tr("Both, mine first"))
        for index, (label, row, column) in enumerate(zip(labels, (0, 0, 2), (0, 1, 0), strict=True)):
            button = QRadioButton(label, self)
            self._group.addButton(button, index)
            grid.addWidget(button, row, column)
        grid.addWidget(self._own, 1, 0)
        grid.addWidget(self._other, 1, 1)
        grid.addWidget(self._again, 2, 1)
        for column in (0, 1):
            grid.setColumnStretch(column, 1)

    def _text(self, text: str, name: str) -> RawTextEdit:
        edit = RawTextEdit(self)
        edit.setPlainText(text.removesuffix("\n"))
        edit.setAccessibleName(name)
        edit.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont))
        edit.setObjectName("conflict_text")
        edit.setTabChangesFocus(True)
        return edit

    def _fit(self) -> None:
        """Give both texts the height of the longer one, so that they stand beside each other line by line."""
        lines = max(_lines_in(self._hunk.mine), _lines_in(self._hunk.theirs))
        for edit in (self._own, self._other):
            edit.setFixedHeight(edit.fontMetrics().lineSpacing() * lines + 24)

    def _write(self) -> None:
        # The last line of a file may have no end; every other has one.
        before = self._hunk.mine or self._hunk.theirs or self._hunk.base
        text = self._own.text()
        mine = text + "\n" if text and before.endswith("\n") else text
        if mine != self._mine:
            self._mine = mine
            self.choose("mine")
            self.written.emit(mine)

    def _mark(self) -> None:
        mine, theirs = self._own.text(), self._other.text()
        _mark_differences(self._own, mine, theirs)
        _mark_differences(self._other, theirs, mine)


def _lines_in(text: str) -> int:
    """About how many lines a text takes beside another one, within what is shown of it."""
    # No more is looked at than fits in: a conflict may hold megabytes.
    begin = text[: 56 * _MOST_LINES].split("\n")[:_MOST_LINES]
    return min(_MOST_LINES, max(3, sum(1 + display_width(line) // 56 for line in begin)))


def _mark_differences(edit: RawTextEdit, text: str, other: str) -> None:
    """Underlay what the other side does not have."""
    marks = []
    colour = edit.palette().color(QPalette.ColorRole.Highlight)
    short = len(text) + len(other) <= _LONGEST_MARKED
    matcher = difflib.SequenceMatcher(None, text, other, autojunk=False)
    for op, start, end, _from, _to in matcher.get_opcodes() if short else ():
        if op in ("replace", "delete"):
            mark = ExtraSelection()
            cursor = edit.textCursor()
            cursor.setPosition(utf16_length(text[:start]))
            cursor.setPosition(utf16_length(text[:end]), QTextCursor.MoveMode.KeepAnchor)
            mark.cursor = cursor
            mark.format.setBackground(colour)
            marks.append(mark)
    edit.setExtraSelections(marks)
