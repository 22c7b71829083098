"""What is typed in a form and is no value of it, such as half a date: where it stands, so that it can be asked about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from editor.ui.fields.form.field_list import FieldList
from editor.ui.fields.form.group_field import GroupField
from editor.ui.fields.inputs import LineInput, TextInput


@dataclass(frozen=True, slots=True)
class HalfTyped:
    """A text that no file would get; `at` is the input that holds it."""

    name: str
    text: str
    at: QWidget


def half_typed_in(fields: FieldList, within: str = "") -> Iterator[HalfTyped]:
    """Find the texts that were not taken over, from top to bottom."""
    for row in fields.rows:
        if not row.editor.is_pending():
            continue
        name = f"{within}{row.label.text()}"
        if isinstance(row.editor, GroupField) and row.editor.fields is not None:
            yield from half_typed_in(row.editor.fields, f"{name} › ")
            continue
        inputs = [one for one in row.editor.inputs() if isinstance(one, LineInput | TextInput)]
        if inputs:
            text = " ".join(one.text() for one in inputs if not one.isHidden()).strip()
            yield HalfTyped(name, text, inputs[0])
