"""A number, written as the author types it; the arrow keys count."""

from __future__ import annotations

import math
import re

from PySide6.QtWidgets import QVBoxLayout, QWidget

from editor.articles.values import Value
from editor.ui.common.palette import Palette
from editor.ui.fields.field import Edits, Note, TypedField
from editor.ui.fields.inputs import LineInput
from editor.ui.fields.spec import FieldSpec

_INTEGER = re.compile(r"[+-]?\d+")
_MOST_DIGITS = 20
_DECIMAL = re.compile(r"[+-]?(\d+\.\d*|\.\d+|\d+)([eE][+-]?\d+)?")


def read_number(text: str) -> int | float | None:
    """Return the number in `text`; None where there is none. Whole numbers stay whole: no digit is rounded away."""
    text = text.strip()
    if _INTEGER.fullmatch(text):
        # More than Hugo's 64 bits would be read as text.
        number = int(text) if len(text.lstrip("+-")) <= _MOST_DIGITS else 1 << 64
        return number if -(1 << 63) <= number < 1 << 64 else None
    if _DECIMAL.fullmatch(text):
        real = float(text)
        return real if math.isfinite(real) else None
    return None


class NumberField(TypedField):
    """A number; anything else stays in the input with a word about it and is not taken over."""

    def __init__(
        self, spec: FieldSpec, edits: Edits, palette: Palette, parent: QWidget | None = None
    ) -> None:
        super().__init__(spec, edits, palette, parent)
        line = LineInput(self)
        self.attach(line)
        line.stepped.connect(self._step)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(line)
        self.show_spec(spec)

    def can_show(self, spec: FieldSpec) -> bool:
        """Only numbers and nothing at all."""
        return spec.value is None or (
            isinstance(spec.value, int | float) and not isinstance(spec.value, bool)
        )

    def value_of(self, text: str) -> Value:
        """Return the number; nothing typed is no value."""
        if not text.strip():
            return None
        number = read_number(text)
        if number is None:
            raise ValueError(self.tr("This is not a number: it stays as it was in the file."))
        return number

    def notes(self) -> list[Note]:
        """The word about what is not taken over."""
        return [Note(note.text, note.tone) for note in self.error_notes()]

    def _step(self, by: int) -> None:
        number = read_number(self.input.text() or "0")
        if number is not None and not self.spec.locked:
            self.use(str(number + by if isinstance(number, int) else round(number + by, 10)))
