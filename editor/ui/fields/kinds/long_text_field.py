"""A longer text such as the description, with a meter of its width beside the label."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from editor.ui.common.palette import Palette
from editor.ui.common.plain_text import PlainLabel
from editor.ui.common.text_width import display_width, is_mostly_wide
from editor.ui.fields.field import Edits, Note, TypedField
from editor.ui.fields.inputs import TextInput
from editor.ui.fields.spec import FieldSpec
from editor.ui.fields.style import set_tone

SEARCH_WIDTH = 160
"""Half-width units after which search engines cut a description: 160 Latin letters, 80 Han characters."""

_METERED = ("description", "summary")


class LongTextField(TypedField):
    """A text over several lines; line ends are kept where the value has some."""

    def __init__(
        self, spec: FieldSpec, edits: Edits, palette: Palette, parent: QWidget | None = None
    ) -> None:
        super().__init__(spec, edits, palette, parent)
        self._text = TextInput(self)
        self._text.setProperty("role", "long")
        self.attach(self._text)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._text)
        self._meter = PlainLabel(self)
        self._meter.setProperty("role", "meter")
        self._meter.setToolTip(
            self.tr("Search engines cut a description near 80 Chinese characters or 160 Latin letters.")
        )
        self._meter.setVisible(self.beside_label() is not None)
        self._text.textChanged.connect(self._measure)
        self.show_spec(spec)
        self._measure()

    def show_spec(self, spec: FieldSpec) -> None:
        """Show the value; a text with line ends may get more of them."""
        self._text.multi_line = isinstance(spec.value, str) and "\n" in spec.value
        super().show_spec(spec)

    def can_show(self, spec: FieldSpec) -> bool:
        """A text goes on as text while it is typed."""
        return spec.value is None or isinstance(spec.value, str)

    def beside_label(self) -> QWidget | None:
        """The meter, for the fields that search engines show."""
        return self._meter if self.spec.key.lower() in _METERED else None

    def notes(self) -> list[Note]:
        """The refusal; a word where a search engine will cut the text."""
        if display_width(self.input.text()) <= SEARCH_WIDTH or self.beside_label() is None:
            return self.error_notes()
        return [*self.error_notes(), Note(self.tr("Search engines will cut this short."), "warn")]

    def _measure(self) -> None:
        text = self._text.text()
        width = display_width(text)
        if is_mostly_wide(text):
            said = self.tr("{0} / {1} characters").format((width + 1) // 2, SEARCH_WIDTH // 2)
        else:
            said = self.tr("{0} / {1} letters").format(width, SEARCH_WIDTH)
        self._meter.setText(said if width else "")
        set_tone(self._meter, "warn" if width > SEARCH_WIDTH else "hint")
