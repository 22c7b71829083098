"""A line in place of a name while the author types another."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from editor.ui.fields.inputs import LineInput


class RenameLine(LineInput):
    """Enter and leaving keep what is typed, Escape does not. The owner puts it in its place and calls `begin`."""

    ended = Signal(bool)
    """Whether what is typed is kept."""

    def __init__(self, name: str, said: str, parent: QWidget) -> None:
        """`said` names the line for screen readers."""
        super().__init__(parent)
        self.setProperty("role", "rename")
        self.setAccessibleName(said)
        self.put_text(name)
        self.entered.connect(lambda: self.ended.emit(True))
        self.left.connect(lambda: self.ended.emit(True))
        self.reverted.connect(lambda: self.ended.emit(False))

    def begin(self) -> None:
        """Show the line with its text selected."""
        self.show()
        self.selectAll()
        self.setFocus()

    def name(self) -> str:
        """What is typed, without spaces around it."""
        return self.text().strip()

    def go(self) -> None:
        """The renaming is over."""
        self.hide()
        self.deleteLater()
