"""Shows what cannot be merged by itself, both texts side by side, and lets the author choose or write."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from editor.articles.merge import Choice, Merged
from editor.ui.common.plain_text import PlainLabel, one_line, several_lines
from editor.ui.common.raw_reading import RawLabel
from editor.ui.documents.conflict_row import ConflictRow


class ConflictDialog(QDialog):
    """One row for each conflict. What is written into mine is told at once by `written`: (number of the hunk, my lines).

    `decided` carries the `Merged` with all choices; closing the dialog decides nothing and loses nothing. The file
    may change again under it (`show_merge`): rows of places that are still there stay, with text, cursor and choice.
    """

    written = Signal(int, str)
    decided = Signal(object)
    save_as_requested = Signal()

    def __init__(self, title: str, merged: Merged, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._merged = merged
        self._rows: dict[int, ConflictRow] = {}
        self._notes: list[RawLabel] = []
        self.setWindowTitle(self.tr("Changed on Disk"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(860, 420)
        intro = self._line(
            self.tr(
                "Another program changed “{0}” where you have unsaved text too. All other changes are merged "
                "already. Nothing is written until you save."
            ).format(one_line(title))
        )
        self._news = self._line(
            self.tr(
                "The file has just changed again. What you wrote is kept, and what you chose where nothing changed."
            )
        )
        self._news.setObjectName("conflict_news")
        self._news.hide()
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(16)
        self._column.addStretch(1)
        area = QScrollArea(self)
        area.setWidget(inner)
        area.setWidgetResizable(True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 24, 24, 16)
        box.setSpacing(16)
        box.addWidget(intro)
        box.addWidget(self._news)
        box.addWidget(area, 1)
        box.addWidget(self._buttons())
        self._show_rows()

    def merged(self) -> Merged:
        """Return the merge with what is chosen and written so far."""
        merged = self._merged
        for number, row in self._rows.items():
            merged = merged.write(number, row.mine).choose(number, row.choice)
        return merged

    def show_merge(self, merged: Merged) -> None:
        """The file, or the author's text elsewhere, has changed: take its merge over, and say what is another now."""
        before = {(row.hunk.base, row.mine, row.hunk.theirs) for row in self._rows.values()}
        fields = self._merged.fields
        self._merged = merged.with_choices_of(self.merged())
        self._show_rows()
        after = {(row.hunk.base, row.mine, row.hunk.theirs) for row in self._rows.values()}
        if before != after or fields != merged.fields:
            self._news.show()
        self.set_ready(True)

    def set_ready(self, ready: bool) -> None:
        """Whether what is shown is the present state, so that the choices can be taken."""
        self._apply.setEnabled(ready)

    def choose_all(self, choice: Choice) -> None:
        """Choose one side everywhere."""
        for row in self._rows.values():
            row.choose(choice)

    def _show_rows(self) -> None:
        for note in self._notes:
            note.deleteLater()
        self._notes = [self._note(text) for text in self._told()]
        left = list(self._rows.values())
        line = next((one.line_in_hand() for one in left if one.has_keyboard()), None)
        self._rows = {}
        for number, hunk in enumerate(self._merged.hunks):
            if not hunk.conflict:
                continue
            row = next((one for one in left if (one.hunk.base, one.mine) == (hunk.base, hunk.mine)), None)
            row = row or next((one for one in left if one.mine == hunk.mine), None)
            if row is None:
                row = ConflictRow(hunk)
            else:
                left.remove(row)
                row.follow(hunk)
                row.written.disconnect()
                self._column.removeWidget(row)
            row.written.connect(lambda text, n=number: self.written.emit(n, text))
            self._column.insertWidget(self._column.count() - 1, row)
            row.show()  # the layout does so later, and only what is shown takes the keyboard
            self._rows[number] = row
        for row in left:  # what was written there is part of the article
            # It may stand a moment longer, and its number is another's by now.
            row.written.disconnect()
            held_keyboard = row.has_keyboard()
            row.setEnabled(False)
            row.hide()
            row.deleteLater()
            if held_keyboard:
                self._go_on(line)

    def _go_on(self, line: tuple[str, int] | None) -> None:
        """Let the author write on in the row that has the line in hand now, at the same place in it."""
        if line is not None and not any(row.take_up(*line) for row in self._rows.values()):
            self._apply.setFocus()

    def _told(self) -> list[str]:
        told = []
        if self._merged.header_conflict:
            told.append(self.tr("The front matter of one side does not parse: yours is kept whole."))
        for field in self._merged.fields:
            told.append(
                self.tr("Field “{0}”: yours “{1}” is kept; on disk it is “{2}”.").format(
                    one_line(field.key), several_lines(str(field.mine)), several_lines(str(field.theirs))
                )
            )
        return told

    def _note(self, text: str) -> RawLabel:
        label = RawLabel()
        label.setText(text)
        self._column.insertWidget(len(self._notes), label)
        return label

    def _line(self, text: str) -> PlainLabel:
        label = PlainLabel(text, self)
        label.setWordWrap(True)
        return label

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(self)
        roles = QDialogButtonBox.ButtonRole
        self._apply: QPushButton = buttons.addButton(self.tr("&Take These Choices"), roles.AcceptRole)
        self._apply.setDefault(True)
        later = buttons.addButton(self.tr("&Decide Later"), roles.RejectRole)
        mine: QPushButton = buttons.addButton(self.tr("All &Mine"), roles.ActionRole)
        theirs: QPushButton = buttons.addButton(self.tr("All &On Disk"), roles.ActionRole)
        elsewhere: QPushButton = buttons.addButton(self.tr("&Save Mine As…"), roles.ActionRole)
        mine.clicked.connect(lambda: self.choose_all("mine"))
        theirs.clicked.connect(lambda: self.choose_all("theirs"))
        elsewhere.clicked.connect(self._save_elsewhere)
        self._apply.clicked.connect(self._decide)
        later.clicked.connect(self.reject)
        return buttons

    def _decide(self) -> None:
        self.decided.emit(self.merged())
        self.accept()

    def _save_elsewhere(self) -> None:
        self.save_as_requested.emit()
        self.reject()
