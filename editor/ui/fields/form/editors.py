"""Makes the input for a field's kind."""

from __future__ import annotations

from typing import assert_never

from PySide6.QtWidgets import QWidget

from editor.articles.fields import Kind
from editor.ui.common.palette import Palette
from editor.ui.fields.dates.date_field import DateField
from editor.ui.fields.field import Edits, FieldEditor
from editor.ui.fields.form.group_field import GroupField
from editor.ui.fields.kinds.image_field import ImageField
from editor.ui.fields.kinds.link_field import LinkField
from editor.ui.fields.kinds.long_text_field import LongTextField
from editor.ui.fields.kinds.number_field import NumberField
from editor.ui.fields.kinds.raw_field import RawField
from editor.ui.fields.kinds.text_field import TextField
from editor.ui.fields.kinds.yes_no_field import YesNoField
from editor.ui.fields.lists.list_field import ListField
from editor.ui.fields.spec import MOST_DEPTH, FieldSpec


class Editors:
    """Makes inputs that share one `Edits` and one palette."""

    def __init__(self, edits: Edits, palette: Palette) -> None:
        self._edits = edits
        self._palette = palette

    def make(self, spec: FieldSpec, parent: QWidget | None = None) -> FieldEditor:
        """Return a new input for the field."""
        if len(spec.path) > MOST_DEPTH and isinstance(spec.value, dict | list):
            return RawField(spec, self._edits, self._palette, parent)
        editor: type[FieldEditor]
        match spec.kind:
            case Kind.TEXT:
                editor = TextField
            case Kind.LONG_TEXT:
                editor = LongTextField
            case Kind.DATE:
                editor = DateField
            case Kind.YES_NO:
                editor = YesNoField
            case Kind.NUMBER:
                editor = NumberField
            case Kind.LIST:
                editor = ListField
            case Kind.IMAGE:
                editor = ImageField
            case Kind.LINK:
                editor = LinkField
            case Kind.MAP | Kind.MAP_LIST:
                return GroupField(spec, self._edits, self._palette, self.make, parent)
            case unknown:
                assert_never(unknown)
        return editor(spec, self._edits, self._palette, parent)
