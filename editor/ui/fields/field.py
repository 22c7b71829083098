"""What every kind of field has in common: the way an edit takes, notes below the input, typing that settles."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from editor.articles.values import KeyPath, Value, same
from editor.ui.common.palette import Palette
from editor.ui.common.tasks import Tasks
from editor.ui.fields.inputs import LineInput, TextInput
from editor.ui.fields.spec import FieldSpec
from editor.ui.fields.typing_pause import TypingPause


class Edits(Protocol):
    """Takes the form's edits. Each returns "" or the reason why the front matter refused it."""

    tasks: Tasks
    """Runs what an input looks up, and outlives it: inputs go when another article comes in front."""

    def change(self, path: KeyPath, value: Value, *, typing: bool = False) -> str:
        """Set a value; `typing` joins it with the last step of the same typing."""

    def remove(self, path: KeyPath) -> str:
        """Remove a field, or an item of a list."""

    def rename(self, path: KeyPath, name: str) -> str:
        """Give a field another key."""

    def move(self, path: KeyPath, index: int) -> str:
        """Move a field among its siblings to the place `index`."""

    def add(self, parent: KeyPath) -> None:
        """Ask the author for a new field inside a group."""

    def open_source(self, path: KeyPath) -> None:
        """Show the raw front matter at this field."""

    def open_link(self, url: str) -> None:
        """Ask for a link to be opened."""


@dataclass(frozen=True)
class Note:
    """A line below an input: a hint, a warning or an error, with at most one thing to do about it."""

    text: str
    tone: str = "hint"
    """hint, warn or error"""
    action: str = ""
    do: Callable[[], object] | None = None


class FieldEditor(QWidget):
    """The input of one field. Emits `noted` when its notes change; edits go to its `Edits`."""

    noted = Signal()
    menu_opened = Signal(object)
    """A QMenu about to be shown: the row adds what it can do with the field."""

    structure_changed = Signal()
    """The widgets inside came or went: the tab order must follow."""
    stands_beside_label = False
    """Whether the whole input is `beside_label` and nothing stands below the label."""

    def __init__(
        self, spec: FieldSpec, edits: Edits, palette: Palette, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.spec = spec
        self.edits = edits
        self.window_palette = palette
        self.error = ""

    def show_spec(self, spec: FieldSpec) -> None:
        """Show another state of the same field, leaving alone what the author is editing."""
        self.spec = spec

    def can_show(self, spec: FieldSpec) -> bool:
        """Whether this editor can go on showing the field while it has the focus."""
        return spec.kind == self.spec.kind

    def flush(self) -> bool:
        """Take pending typing over at once; False where the front matter refused it."""
        return True

    def is_pending(self) -> bool:
        """Whether the input holds something the front matter does not."""
        return False

    def end_renaming(self) -> None:
        """Take over what is typed in place of a name inside the input, which `flush` leaves alone."""

    def is_renaming(self) -> bool:
        """Whether a name inside the input is being typed over."""
        return False

    def label_text(self) -> str:
        """Return the label where the key alone does not say it; "" for the key's own."""
        return ""

    def label_clicked(self) -> None:
        """Do what a click on the label means: go to the input."""
        self.focus_input()

    def before_label(self) -> QWidget | None:
        """Return a small widget for the left end of the label's line."""
        return None

    def beside_label(self) -> QWidget | None:
        """Return a small widget for the right end of the label's line."""
        return None

    def inputs(self) -> list[QWidget]:
        """Return the widgets that take the focus, in tab order."""
        return []

    def tab_stops_after_notes(self) -> list[QWidget]:
        """Return further widgets in tab order: those of the fields inside a group."""
        return []

    def notes(self) -> list[Note]:
        """Return what stands below the input."""
        return []

    def actions_for_menu(self) -> list[QAction]:
        """Return what this kind of field adds to its menu."""
        return []

    def refresh_colours(self) -> None:
        """Take over the palette's colours and icons."""

    def focus_input(self) -> None:
        """Put the cursor into the field."""
        if self.inputs():
            self.inputs()[0].setFocus()

    def set_accessible_name(self, name: str) -> None:
        """Name the inputs for screen readers."""
        for widget in self.inputs():
            widget.setAccessibleName(name)

    def send(self, value: Value, *, typing: bool = False) -> bool:
        """Hand an edit over; a refusal stays as the field's error."""
        self.set_error(self.edits.change(self.spec.path, value, typing=typing))
        return not self.error

    def set_error(self, reason: str) -> None:
        """Show why the last edit was refused; "" clears it."""
        if reason != self.error:
            self.error = reason
            self.noted.emit()

    def error_notes(self) -> list[Note]:
        """Return the error as a note that leads to the source."""
        if not self.error:
            return []
        return [
            Note(
                self.error, "error", self.tr("Edit in source"), lambda: self.edits.open_source(self.spec.path)
            )
        ]


MakeEditor = Callable[[FieldSpec, QWidget], FieldEditor]
"""Makes the input of a field, inside a widget."""


@dataclass(frozen=True, slots=True)
class _Held:
    """A value as the front matter holds it, and the text that stands for it in the input: never one without the other."""

    text: str = ""
    value: Value = None


class TypedField(FieldEditor):
    """A field that is typed into.

    The first key is taken over at once and what follows at every pause, so that the article counts as
    changed from the first key on and the preview follows; Enter, leaving and `flush` take the rest over.
    Escape brings back the text from before the author came here.
    """

    input: TextInput | LineInput

    def attach(self, widget: TextInput | LineInput) -> None:
        """Use `widget` as the input; called once by the kind's constructor."""
        self.input = widget
        self._held = _Held()
        self._before = ""
        self._pause = TypingPause(self)
        self._pause.due.connect(lambda: self._take_over(leaving=False))
        widget.came.connect(self._came)
        widget.typed.connect(self._pause.key_typed)
        widget.typed.connect(self.noted)
        widget.left.connect(self._left)
        widget.entered.connect(self.flush)
        widget.reverted.connect(self.revert)
        widget.menu_wanted.connect(self.menu_opened)
        self.setFocusProxy(widget)

    def text_of(self, spec: FieldSpec) -> str:
        """Return the text that stands for the value."""
        return "" if spec.value is None else str(spec.value)

    def value_of(self, text: str) -> Value:
        """Return the value that a text stands for; raises ValueError with the reason, for the author."""
        return text

    def use(self, text: str, *, typing: bool = False) -> None:
        """Put a text that was offered into the field, as an edit of its own."""
        if self.input.put_text(text):
            self._take_over(leaving=True, typing=typing)
            self.noted.emit()

    def show_spec(self, spec: FieldSpec) -> None:
        """Show the value, unless the author has typed something that is not taken over yet."""
        super().show_spec(spec)
        self.input.setReadOnly(bool(spec.locked))
        if same(spec.value, self._held.value):
            # What was just typed may be written otherwise than the value reads back: 1. and 1.0.
            return
        pending = self.is_pending()
        self._held = _Held(self.text_of(spec), spec.value)
        # The value came from elsewhere: an undo, the source, another program. Escape leads back to it.
        self._before = self._held.text
        if not pending:
            self.error = ""
            self.input.put_text(self._held.text)

    def is_pending(self) -> bool:
        """Whether the input holds something the front matter does not."""
        return self.input.composing or self.input.text() != self._held.text

    def flush(self) -> bool:
        """Take pending typing over at once; text that is still being composed stays out."""
        return self._take_over(leaving=True)

    def revert(self) -> None:
        """Bring back the text from before the author came to this field."""
        self.set_error("")
        self.use(self._before, typing=True)

    def inputs(self) -> list[QWidget]:
        """The one input."""
        return [self.input]

    def notes(self) -> list[Note]:
        """The refusal, if any."""
        return self.error_notes()

    def _left(self) -> None:
        self.flush()
        # Some notes wait until the author has gone.
        self.noted.emit()

    def _came(self) -> None:
        self._before = self.input.text()

    def _take_over(self, *, leaving: bool, typing: bool = True) -> bool:
        """Hand the typed text over; what is no value yet is complained of only when the author is done."""
        self._pause.stop()
        text = self.input.text()
        if self.input.composing or text == self._held.text:
            if leaving and text == self._held.text:
                self.set_error("")
            return True
        try:
            value = self.value_of(text)
        except ValueError as problem:
            if leaving:
                self.set_error(str(problem))
            return False
        before = self._held
        # Told first: handing over comes back here by way of the window.
        self._held = _Held(text, value)
        if self.send(value, typing=typing):
            return True
        self._held = before
        return False
