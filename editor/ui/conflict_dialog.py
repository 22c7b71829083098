"""Shows what cannot be merged by itself, both texts side by side, and lets the author choose or write."""

from __future__ import annotations

import difflib

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontDatabase, QPalette, QTextCursor
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QLabel,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from editor.articles.merge import Choice, Merged
from editor.ui.fields.text_width import display_width
from editor.ui.raw_text import ExtraSelection, RawLabel, RawTextEdit
from editor.ui.text_patch import utf16_length

_LONGEST_MARKED = 8000  # characters; beyond, comparing letter by letter takes too long
_MOST_LINES = 12
"""Height of a text in lines; a longer one scrolls."""
_CHOICES: tuple[Choice, ...] = ("mine", "theirs", "both")


class ConflictDialog(QDialog):
    """One block for each conflict. Mine may be edited: what is written there is taken then.

    `decided` carries the `Merged` with all choices; closing the dialog decides nothing and loses nothing.
    """

    decided = Signal(object)
    save_as_requested = Signal()

    def __init__(self, title: str, merged: Merged, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._merged = merged
        self._groups: list[tuple[int, QButtonGroup]] = []
        self.setWindowTitle(self.tr("Changed on Disk"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(860, 420)
        intro = QLabel(
            self.tr(
                "Another program changed “{0}” where you have unsaved text too. All other changes are merged "
                "already. Nothing is written until you save."
            ).format(title),
            self,
        )
        intro.setWordWrap(True)
        inner = QWidget()
        self._grid = QGridLayout(inner)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(8)
        self._add_fields(merged)
        for number, hunk in enumerate(merged.hunks):
            if hunk.conflict:
                self._add_hunk(number, hunk.mine, hunk.theirs)
        self._grid.setRowStretch(self._grid.rowCount(), 1)
        area = QScrollArea(self)
        area.setWidget(inner)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 24, 24, 16)
        box.setSpacing(16)
        box.addWidget(intro)
        box.addWidget(area, 1)
        box.addWidget(self._buttons())

    def choose_all(self, choice: Choice) -> None:
        """Choose one side everywhere."""
        for _number, group in self._groups:
            group.button(_CHOICES.index(choice)).setChecked(True)
            self._take(_number, choice)

    def _add_fields(self, merged: Merged) -> None:
        if merged.header_conflict:
            self._note(self.tr("The front matter of one side does not parse: yours is kept whole."))
        for field in merged.fields:
            self._note(
                self.tr("Field “{0}”: yours “{1}” is kept; on disk it is “{2}”.").format(
                    field.key, field.mine, field.theirs
                )
            )

    def _note(self, text: str) -> None:
        label = RawLabel()
        label.setText(text)
        self._grid.addWidget(label, self._grid.rowCount(), 0, 1, 2)

    def _add_hunk(self, number: int, mine: str, theirs: str) -> None:
        row = self._grid.rowCount()
        group = QButtonGroup(self)
        labels = (self.tr("Mine"), self.tr("On disk"), self.tr("Both, mine first"))
        for index, label in enumerate(labels):
            button = QRadioButton(label, self)
            group.addButton(button, index)
            self._grid.addWidget(button, row if index < 2 else row + 2, index if index < 2 else 0)
        group.button(0).setChecked(True)
        group.idClicked.connect(lambda index, n=number: self._take(n, _CHOICES[index]))
        own = self._text(mine, self.tr("My text; may be edited"))
        other = self._text(theirs, self.tr("Text on disk"))
        other.setReadOnly(True)
        own.textChanged.connect(lambda n=number, edit=own, g=group: self._write(n, edit.text(), g))
        for edit, text, against in ((own, mine, theirs), (other, theirs, mine)):
            _mark_differences(edit, text.removesuffix("\n"), against.removesuffix("\n"))
        self._grid.addWidget(own, row + 1, 0)
        self._grid.addWidget(other, row + 1, 1)
        self._groups.append((number, group))

    def _text(self, text: str, name: str) -> RawTextEdit:
        edit = RawTextEdit(self)
        edit.setPlainText(text.removesuffix("\n"))
        edit.setAccessibleName(name)
        edit.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont))
        edit.setObjectName("conflict_text")
        # No more is looked at than fits in: a conflict may hold megabytes.
        begin = text[: 56 * _MOST_LINES].split("\n")[:_MOST_LINES]
        lines = min(_MOST_LINES, max(3, sum(1 + display_width(line) // 56 for line in begin)))
        edit.setFixedHeight(edit.fontMetrics().lineSpacing() * lines + 24)
        edit.setTabChangesFocus(True)
        return edit

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(self)
        roles = QDialogButtonBox.ButtonRole
        apply = buttons.addButton(self.tr("&Take These Choices"), roles.AcceptRole)
        apply.setDefault(True)
        later = buttons.addButton(self.tr("&Decide Later"), roles.RejectRole)
        mine: QPushButton = buttons.addButton(self.tr("All &Mine"), roles.ActionRole)
        theirs: QPushButton = buttons.addButton(self.tr("All &On Disk"), roles.ActionRole)
        elsewhere: QPushButton = buttons.addButton(self.tr("&Save Mine As…"), roles.ActionRole)
        mine.clicked.connect(lambda: self.choose_all("mine"))
        theirs.clicked.connect(lambda: self.choose_all("theirs"))
        elsewhere.clicked.connect(self._save_elsewhere)
        apply.clicked.connect(self._decide)
        later.clicked.connect(self.reject)
        return buttons

    def _take(self, number: int, choice: Choice) -> None:
        self._merged = self._merged.choose(number, choice)

    def _write(self, number: int, text: str, group: QButtonGroup) -> None:
        group.button(0).setChecked(True)
        self._merged = self._merged.write(number, text + "\n" if text else "")

    def _decide(self) -> None:
        self.decided.emit(self._merged)
        self.accept()

    def _save_elsewhere(self) -> None:
        self.save_as_requested.emit()
        self.reject()


def _mark_differences(edit: RawTextEdit, text: str, other: str) -> None:
    """Underlay what the other side does not have."""
    if len(text) + len(other) > _LONGEST_MARKED:
        return
    marks = []
    colour = edit.palette().color(QPalette.ColorRole.Highlight)
    for op, start, end, _from, _to in difflib.SequenceMatcher(
        None, text, other, autojunk=False
    ).get_opcodes():
        if op in ("replace", "delete"):
            mark = ExtraSelection()
            cursor = edit.textCursor()
            cursor.setPosition(utf16_length(text[:start]))
            cursor.setPosition(utf16_length(text[:end]), QTextCursor.MoveMode.KeepAnchor)
            mark.cursor = cursor
            mark.format.setBackground(colour)
            marks.append(mark)
    edit.setExtraSelections(marks)
