"""A text on one logical line, wholly visible: titles, names, slugs, and every value without a better kind."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from editor.articles.fields import Kind
from editor.site.catalogue.habits import domain_of
from editor.ui.common.palette import Palette
from editor.ui.fields.completion_list import CompletionList
from editor.ui.fields.field import Edits, Note, TypedField
from editor.ui.fields.inputs import TextInput
from editor.ui.fields.spec import FieldSpec


class TextField(TypedField):
    """An input as tall as its text; offers the values that other articles have under the same key."""

    def __init__(
        self, spec: FieldSpec, edits: Edits, palette: Palette, parent: QWidget | None = None
    ) -> None:
        super().__init__(spec, edits, palette, parent)
        text = TextInput(self, multi_line=self._is_multi_line(spec))
        if spec.path == ("title",):
            text.setProperty("role", "title")
        self.attach(text)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(text)
        self._completions = CompletionList(text, palette)
        self._completions.chosen.connect(self.use)
        text.typed.connect(self._offer)
        text.left.connect(self._completions.hide)
        self.show_spec(spec)

    def can_show(self, spec: FieldSpec) -> bool:
        """A text goes on as text while it is typed, even when it begins to look like a link or a path."""
        return isinstance(spec.value, str | int | float | None) and not isinstance(spec.value, bool)

    def notes(self) -> list[Note]:
        """The refusal; for an empty `source_name` the name that other articles give this source."""
        return [*self.error_notes(), *self._source_name_notes()]

    def _is_multi_line(self, spec: FieldSpec) -> bool:
        # A block text (`|`) keeps its line ends, whatever its key.
        return spec.kind is Kind.TEXT and isinstance(spec.value, str) and "\n" in spec.value

    def _source_name_notes(self) -> list[Note]:
        context = self.spec.context
        if self.spec.key.lower() != "source_name" or self.input.text().strip() or self.spec.locked:
            return []
        names = context.source_names.get(domain_of(str(self.spec.sibling("source_url") or "")), ())
        said = self.tr("Other articles name this source")
        return [Note(said, "hint", name, partial(self.use, name)) for name in names[:1]]

    def _offer(self) -> None:
        typed = self.input.text().strip()
        self._completions.offer(self.spec.values_in_use.matching(typed, (typed,)) if typed else [])
