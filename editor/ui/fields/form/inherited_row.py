"""A value that reaches the article by cascade: shown as inherited, written only when the author does."""

from __future__ import annotations

import json

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from editor.articles.values import Value
from editor.ui.common.plain_text import PlainLabel, one_line
from editor.ui.fields.context import InheritedValue
from editor.ui.fields.labels import label_of

_MOST_CHARACTERS = 160


class InheritedRow(QWidget):
    """Label, value and source of an inherited field, with a button that writes it into the article."""

    taken = Signal(str, object)
    """Key and value to write."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = ""
        self._value: Value = None
        self._label, self._text = PlainLabel(self), PlainLabel(self)
        self._label.setProperty("role", "label")
        self._text.setProperty("role", "note")
        self._text.setWordWrap(True)
        self.take = QPushButton(self)
        self.take.setProperty("role", "link")
        self.take.setText(self.tr("Set here"))
        self.take.clicked.connect(lambda: self.taken.emit(self._key, self._value))
        head = QHBoxLayout()
        head.addWidget(self._label, 1)
        head.addWidget(self.take)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self._text)

    def show_inherited(self, key: str, inherited: InheritedValue, *, locked: bool) -> None:
        """Show a value by cascade; `locked` where the article may not be edited."""
        if key != self._key:
            # Pressed for another key.
            self.take.setDown(False)
        self._key, self._value = key, inherited.value
        name = one_line(label_of(key), 60)
        self._label.setText(name)
        self._text.setText(self.tr("{0}\nfrom {1}").format(value_text(inherited.value), inherited.source))
        self.take.setAccessibleName(self.tr("Set {0} in this article").format(name))
        self.take.setToolTip(self.tr("Write this value into the article, to change it there"))
        self.take.setVisible(not locked)


def value_text(value: Value) -> str:
    """Return a value as people read it, on one line, cut where it is long."""
    if isinstance(value, bool):
        text = "true" if value else "false"
    elif isinstance(value, dict | list):
        text = json.dumps(value, ensure_ascii=False, default=str)
    else:
        text = str(value)
    return text if len(text) <= _MOST_CHARACTERS else text[:_MOST_CHARACTERS] + "…"
