"""A value that no input fits, such as a list of lists: shown as it is, edited in the source."""

from __future__ import annotations

import json

from PySide6.QtWidgets import QVBoxLayout, QWidget

from editor.ui.common.palette import Palette
from editor.ui.fields.field import Edits, FieldEditor, Note
from editor.ui.fields.inputs import TextInput
from editor.ui.fields.spec import FieldSpec

_MOST_CHARACTERS = 400


class RawField(FieldEditor):
    """Read-only; its note leads to the source."""

    def __init__(
        self, spec: FieldSpec, edits: Edits, palette: Palette, parent: QWidget | None = None
    ) -> None:
        super().__init__(spec, edits, palette, parent)
        self._text = TextInput(self, multi_line=True)
        self._text.setReadOnly(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._text)
        self.show_spec(spec)

    def show_spec(self, spec: FieldSpec) -> None:
        """Show the value as JSON, cut where it is long."""
        super().show_spec(spec)
        text = json.dumps(spec.value, ensure_ascii=False, default=str)
        self._text.put_text(text if len(text) <= _MOST_CHARACTERS else text[:_MOST_CHARACTERS] + "…")

    def inputs(self) -> list[QWidget]:
        """The text, to read and copy."""
        return [self._text]

    def notes(self) -> list[Note]:
        """The way to the source."""
        to_source = self.tr("Edit in source")
        return [
            *self.error_notes(),
            Note("", "hint", to_source, lambda: self.edits.open_source(self.spec.path)),
        ]
