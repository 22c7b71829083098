"""A web address, wholly visible, with a button that opens it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from editor.ui.common.palette import Palette
from editor.ui.fields.field import Edits, Note, TypedField
from editor.ui.fields.inputs import TextInput
from editor.ui.fields.kinds.web_address import is_openable
from editor.ui.fields.spec import FieldSpec


class LinkField(TypedField):
    """A link; only http, https and mailto can be opened."""

    def __init__(
        self, spec: FieldSpec, edits: Edits, palette: Palette, parent: QWidget | None = None
    ) -> None:
        super().__init__(spec, edits, palette, parent)
        text = TextInput(self)
        # ImhUrlCharactersOnly would switch input methods off, and addresses may hold Han characters.
        text.setInputMethodHints(Qt.InputMethodHint.ImhPreferLatin | Qt.InputMethodHint.ImhNoAutoUppercase)
        self.attach(text)
        self._open = QToolButton(self)
        self._open.setObjectName("openLink")
        self._open.setToolTip(self.tr("Open this link in the browser"))
        self._open.clicked.connect(lambda: self.edits.open_link(self.input.text().strip()))
        text.textChanged.connect(self._refresh_button)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(text, 1)
        layout.addWidget(self._open, 0, Qt.AlignmentFlag.AlignTop)
        self.refresh_colours()
        self.show_spec(spec)
        self._refresh_button()

    def can_show(self, spec: FieldSpec) -> bool:
        """A link goes on as such while it is typed."""
        return spec.value is None or isinstance(spec.value, str)

    def inputs(self) -> list[QWidget]:
        """The address and the button."""
        return [self.input, self._open]

    def set_accessible_name(self, name: str) -> None:
        """Name both."""
        self.input.setAccessibleName(name)
        self._open.setAccessibleName(self.tr("Open {0}").format(name))

    def notes(self) -> list[Note]:
        """The refusal; a word on an address that no browser opens."""
        text = self.input.text().strip()
        if not text or is_openable(text) or text.startswith(("/", "#", ".")) or self.input.hasFocus():
            return self.error_notes()
        if "://" in text or " " in text:
            return [*self.error_notes(), Note(self.tr("This is no web address."), "warn")]
        return self.error_notes()

    def refresh_colours(self) -> None:
        """Take the icon in the palette's colour."""
        self._open.setIcon(self.window_palette.icon("external-link"))

    def _refresh_button(self) -> None:
        self._open.setEnabled(is_openable(self.input.text()))
