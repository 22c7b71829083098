"""A line below an input: the words of a note and the one thing to do about it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from editor.ui.common.plain_text import PlainLabel, one_line, several_lines, tooltip
from editor.ui.fields.field import Note
from editor.ui.fields.style import set_tone


class NoteLine(QWidget):
    """Shows a note; its action is a link-like button that the keyboard reaches."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._note = Note("")
        self._text = PlainLabel(self)
        self._text.setProperty("role", "note")
        self._text.setWordWrap(True)
        self.action = QPushButton(self)
        self.action.setProperty("role", "link")
        self.action.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.action.clicked.connect(self._act)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._text)
        layout.addWidget(self.action, 0, Qt.AlignmentFlag.AlignLeft)

    def show_note(self, note: Note) -> None:
        """Show another note; a press on the action of the one before means nothing any more."""
        if (note.text, note.action) != (self._note.text, self._note.action):
            self.action.setDown(False)
        self._note = note
        self._text.setText(note.text)
        self._text.setVisible(bool(note.text))
        set_tone(self._text, note.tone)
        metrics = self.action.fontMetrics()
        self.action.setText(
            metrics.elidedText(one_line(note.action), Qt.TextElideMode.ElideMiddle, 240).replace("&", "&&")
        )
        self.action.setToolTip(tooltip(note.action))
        said = f"{note.action}: {note.text}" if note.text else note.action
        self.action.setAccessibleName(several_lines(said))
        self.action.setVisible(bool(note.action))

    @property
    def note(self) -> Note:
        """The note on show."""
        return self._note

    def _act(self) -> None:
        if self._note.do is not None:
            self._note.do()
