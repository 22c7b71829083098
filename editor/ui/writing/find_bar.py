"""Find and replace in the article in front: a bar above the writing pane."""

from __future__ import annotations

import time

from PySide6.QtCore import QEvent, QObject, QRegularExpression, QSize, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QToolButton,
    QWidget,
)

from editor.ui.common.document_search import (
    Match,
    first_match,
    last_match,
    matches,
    replaced,
    runs_of,
    with_groups,
)
from editor.ui.common.palette import Palette
from editor.ui.common.plain_text import PlainLabel, tooltip
from editor.ui.common.raw_text import ExtraSelection, RawLineEdit, raw_selection
from editor.ui.common.text_patch import utf16_length
from editor.ui.writing.writing_pane import WritingPane

MOST_MARKED = 2000
"""Matches beyond this many are neither marked nor counted: the number gets a plus."""
MARKING_S = 0.1
"""Seconds that marking takes at most: it runs while the author types."""


class FindBar(QWidget):
    """Searches one writing pane as the author types; Enter goes on, Shift+Enter back, Escape closes.

    With the pattern option the search is a Perl-compatible regular expression, and ``\\1`` in the replacement
    stands for its first group, ``\\0`` for the match, ``\\n`` for a line end. Matches lie within a line; empty ones
    are passed over.
    """

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._palette = palette
        self._pane: WritingPane | None = None
        self._build()
        self._lay_out()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(120)
        self._timer.timeout.connect(self._mark)
        palette.changed.connect(self._draw)
        palette.changed.connect(self._mark)
        self._draw()
        self.hide()

    def open(self, pane: WritingPane, text: str) -> None:
        """Show the bar for a pane; `text` is what to begin with."""
        self.follow(pane)
        if text:
            self._search.setText(text)
        self.show()
        self._search.setFocus()
        self._search.selectAll()
        self._mark()

    def follow(self, pane: WritingPane | None) -> None:
        """Search in another pane from now on."""
        if pane is self._pane:
            return
        if self._pane is not None:
            self._pane.setExtraSelections([])
            self._pane.textChanged.disconnect(self._timer.start)
            self._pane.destroyed.disconnect(self._forget)
        self._pane = pane
        if pane is None:
            self.hide()
            return
        pane.textChanged.connect(self._timer.start)
        pane.destroyed.connect(self._forget)
        if self.isVisible():
            self._mark()

    def seek(self, *, backward: bool = False) -> bool:
        """Select the next match, from the other end when there is none on this side."""
        pattern = self._pattern()
        if self._pane is None or pattern is None:
            return False
        document, cursor = self._pane.document(), self._pane.textCursor()
        if backward:
            found = last_match(document, pattern, cursor.selectionStart()) or last_match(document, pattern)
        else:
            found = first_match(document, pattern, cursor.selectionEnd()) or first_match(document, pattern)
        if found is None:
            return False
        self._pane.setTextCursor(found.cursor(document))
        if not self._pane.viewport().rect().adjusted(0, 40, 0, -40).contains(self._pane.cursorRect()):
            self._pane.centerCursor()
        return True

    def replace(self) -> None:
        """Replace the selected match and go to the next."""
        pattern = self._pattern()
        if self._pane is None or pattern is None or self._pane.isReadOnly():
            return
        cursor = self._pane.textCursor()
        # Matched in its line, not alone: a pattern may look at what stands around.
        found = first_match(self._pane.document(), pattern, cursor.selectionStart())
        if found is not None and (found.start, found.end) == (cursor.selectionStart(), cursor.selectionEnd()):
            cursor.insertText(self._filled(found.groups))
        self.seek()

    def replace_all(self) -> int:
        """Replace every match as one undo step; returns how many."""
        pattern = self._pattern()
        if self._pane is None or pattern is None or self._pane.isReadOnly():
            return 0
        document = self._pane.document()
        found = list(matches(document, pattern))
        edit = QTextCursor(document)
        caret = self._pane.textCursor()
        place = self._place_after(found, caret.position())
        edit.beginEditBlock()
        # From the end: what is replaced moves no match that is still to come.
        for run in reversed(list(runs_of(found))):
            edit.setPosition(run[0].start)
            edit.setPosition(run[-1].end, QTextCursor.MoveMode.KeepAnchor)
            edit.insertText(replaced(raw_selection(edit), run, self._filled))
        edit.endEditBlock()
        # Within text replaced together Qt knows no place for it.
        caret.setPosition(place)
        self._pane.setTextCursor(caret)
        self._mark()
        self._count.setText(self.tr("%n replaced", "", len(found)))
        return len(found)

    def _place_after(self, found: list[Match], position: int) -> int:
        """Where a position of the document is once all matches are replaced; within one, at its beginning."""
        moved = 0
        for match in found:
            if match.start >= position:
                break
            if match.end > position:
                return match.start + moved
            moved += utf16_length(self._filled(match.groups)) - (match.end - match.start)
        return position + moved

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._close()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter in the fields searches on, with Shift backwards."""
        enter = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() in enter:
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            if watched is self._replacement and not back:
                self.replace()
            else:
                self.seek(backward=back)
            return True
        return super().eventFilter(watched, event)

    def _build(self) -> None:
        self._search = RawLineEdit(self)
        self._search.setPlaceholderText(self.tr("Find"))
        self._search.setAccessibleName(self.tr("Find"))
        self._search.setClearButtonEnabled(True)
        self._replacement = RawLineEdit(self)
        self._replacement.setPlaceholderText(self.tr("Replace with"))
        self._replacement.setAccessibleName(self.tr("Replace with"))
        for field in (self._search, self._replacement):
            field.installEventFilter(self)
        self._search.textChanged.connect(lambda _text: self._timer.start())
        self._count = PlainLabel(self)
        self._count.setMinimumWidth(76)
        self._case = self._toggle("case-sensitive", self.tr("Match case"))
        self._word = self._toggle("whole-word", self.tr("Whole words"))
        self._regex = self._toggle("regex", self.tr("Regular expression"))
        self._previous = self._button("chevron-up", self.tr("Previous (Shift+Enter)"))
        self._next = self._button("chevron-down", self.tr("Next (Enter)"))
        self._shut = self._button("x", self.tr("Close (Esc)"))
        self._previous.clicked.connect(lambda: self.seek(backward=True))
        self._next.clicked.connect(lambda _checked: self.seek())
        self._shut.clicked.connect(self._close)

    def _lay_out(self) -> None:
        one = QPushButton(self.tr("&Replace"), self)
        one.clicked.connect(self.replace)
        every = QPushButton(self.tr("Replace &All"), self)
        every.clicked.connect(self.replace_all)
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 8, 8, 8)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(8)
        grid.addWidget(self._search, 0, 0)
        grid.addWidget(self._replacement, 1, 0)
        tools = QHBoxLayout()
        tools.setSpacing(2)
        for widget in (self._case, self._word, self._regex, self._previous, self._next):
            tools.addWidget(widget)
        tools.addWidget(self._count)
        tools.addStretch(1)
        tools.addWidget(self._shut)
        grid.addLayout(tools, 0, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(one)
        buttons.addWidget(every)
        buttons.addStretch(1)
        grid.addLayout(buttons, 1, 1)
        grid.setColumnStretch(0, 1)

    def _button(self, icon: str, name: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(icon)
        button.setToolTip(tooltip(name))
        button.setAccessibleName(name)
        button.setIconSize(QSize(16, 16))
        return button

    def _toggle(self, icon: str, name: str) -> QToolButton:
        button = self._button(icon, name)
        button.setCheckable(True)
        button.toggled.connect(lambda _on: self._mark())
        return button

    def _draw(self) -> None:
        for button in self.findChildren(QToolButton):
            if button.objectName():
                button.setIcon(self._palette.icon(button.objectName()))

    def _pattern(self) -> QRegularExpression | None:
        text = self._search.text()
        if not text:
            return None
        source = text if self._regex.isChecked() else QRegularExpression.escape(text)
        if self._word.isChecked():
            source = rf"\b(?:{source})\b"
        options = QRegularExpression.PatternOption.UseUnicodePropertiesOption
        if not self._case.isChecked():
            options |= QRegularExpression.PatternOption.CaseInsensitiveOption
        pattern = QRegularExpression(source, options)
        if not pattern.isValid():
            self._count.setText(self.tr("Not a pattern"))
            self._count.setToolTip(tooltip(pattern.errorString()))
            return None
        return pattern

    def _filled(self, groups: list[str]) -> str:
        text = self._replacement.text()
        if not self._regex.isChecked():
            return text
        return with_groups(text, groups)

    def _mark(self) -> None:
        """Mark all matches and count them."""
        if self._pane is None or not self.isVisible():
            return
        pattern = self._pattern()
        if pattern is None:
            self._pane.setExtraSelections([])
            if not self._search.text():
                self._count.setText("")
            return
        document = self._pane.document()
        marks: list[ExtraSelection] = []
        end = time.perf_counter() + MARKING_S
        more = ""
        for found in matches(document, pattern, until=end):
            if len(marks) == MOST_MARKED:
                more = "+"
                break
            mark = ExtraSelection()
            mark.cursor = found.cursor(document)
            mark.format.setBackground(self._palette.colour("warn_soft"))
            marks.append(mark)
        if time.perf_counter() > end:
            more = "+"
        self._pane.setExtraSelections(marks)
        self._count.setText(f"{len(marks)}{more}" if marks or more else self.tr("no match"))
        self._count.setToolTip("")

    def _forget(self) -> None:
        self._pane = None
        self.hide()

    def _close(self) -> None:
        if self._pane is not None:
            self._pane.setExtraSelections([])
            self._pane.setFocus()
        self.hide()
