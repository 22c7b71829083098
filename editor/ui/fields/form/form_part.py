"""A part of the form below the article's own fields, under a heading."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from editor.ui.common.plain_text import PlainLabel


class FormPart(QWidget):
    """Heading and `content`; its owner hides it while there is nothing to show."""

    def __init__(self, heading: str, parent: QWidget) -> None:
        super().__init__(parent)
        label = PlainLabel(heading, self)
        label.setProperty("role", "heading")
        self.content = QWidget(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(label)
        column.addWidget(self.content)
