"""Nested maps and lists of maps as a group that opens and closes."""

from __future__ import annotations

import copy

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from editor.articles.values import Value
from editor.ui.common.palette import Palette
from editor.ui.fields.field import Edits, FieldEditor, MakeEditor, Note
from editor.ui.fields.form.field_list import FieldList
from editor.ui.fields.form.group_toggle import GroupToggle
from editor.ui.fields.spec import MOST_DEPTH, MOST_FIELDS, FieldSpec, children

_OPEN_AT_MOST = 4
"""A group of up to this many fields begins open."""


class GroupField(FieldEditor):
    """The fields inside a map, or the items of a list of maps. What is closed is not built."""

    def __init__(
        self,
        spec: FieldSpec,
        edits: Edits,
        palette: Palette,
        make_editor: MakeEditor,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(spec, edits, palette, parent)
        self._make_editor = make_editor
        self._list: FieldList | None = None
        self.is_open = False
        self.toggle = GroupToggle(palette, self)
        self.toggle.clicked.connect(lambda: self.set_open(not self.is_open))
        self._body = QFrame(self)
        self._body.setProperty("role", "group")
        self._inside = QVBoxLayout(self._body)
        self._inside.setContentsMargins(12, 4, 0, 4)
        self._inside.setSpacing(12)
        self.add = QPushButton(self._body)
        self.add.setProperty("role", "link")
        self.add.setText(self.tr("+ Add item") if isinstance(spec.value, list) else self.tr("+ Add field"))
        self.add.clicked.connect(self._add)
        self._inside.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 0, 0, 0)
        layout.addWidget(self._body)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        few = isinstance(spec.value, dict) and len(spec.value) <= _OPEN_AT_MOST and len(spec.path) == 1
        self.show_spec(spec)
        self.set_open(few)

    def show_spec(self, spec: FieldSpec) -> None:
        """Show the group's state; inside an open one only what changed is touched."""
        super().show_spec(spec)
        count = len(spec.value) if isinstance(spec.value, dict | list) else 0
        self.toggle.show_count(count, is_list=isinstance(spec.value, list))
        self.add.setVisible(not spec.locked)
        if self.is_open:
            self._fill()

    def set_open(self, opened: bool) -> None:
        """Open or close the group."""
        if len(self.spec.path) > MOST_DEPTH:
            opened = False
        self.is_open = opened
        if opened:
            self._fill()
        self._body.setVisible(opened)
        # Without its body the editor must not take the row's spacing.
        self.setVisible(opened)
        self.toggle.show_open(opened)
        if self._list is not None:
            self._list.changed.emit()

    def label_text(self) -> str:
        """An item of a list is named by its place and its first text."""
        if not self.spec.is_item:
            return ""
        number = str(int(self.spec.path[-1]) + 1)
        texts = self.spec.value.values() if isinstance(self.spec.value, dict) else ()
        first = next((text for text in texts if isinstance(text, str) and text.strip()), "")
        return f"{number} · {first[:40]}" if first else number

    def label_clicked(self) -> None:
        """Open or close."""
        self.set_open(not self.is_open)

    def before_label(self) -> QWidget | None:
        """The arrow."""
        return self.toggle

    def beside_label(self) -> QWidget | None:
        """How much is inside."""
        return self.toggle.count

    def inputs(self) -> list[QWidget]:
        """The arrow."""
        return [self.toggle]

    def tab_stops_after_notes(self) -> list[QWidget]:
        """The fields inside an open group."""
        if not self.is_open or self._list is None:
            return []
        return [*self._list.tab_stops(), *([] if self.add.isHidden() else [self.add])]

    def set_accessible_name(self, name: str) -> None:
        """Name the arrow with the group's state."""
        self.toggle.set_group_name(name)

    def notes(self) -> list[Note]:
        """The refusal; that a deep or large group is edited in the source."""
        notes = self.error_notes()
        size = len(self.spec.value) if isinstance(self.spec.value, dict | list) else 0
        if len(self.spec.path) > MOST_DEPTH or size > MOST_FIELDS:
            said = self.tr("There is more in here than the form shows.")
            notes.append(
                Note(said, "hint", self.tr("Edit in source"), lambda: self.edits.open_source(self.spec.path))
            )
        return notes

    def actions_for_menu(self) -> list[QAction]:
        """Add inside the group."""
        action = QAction(self.add.text(), self)
        action.setEnabled(not self.spec.locked)
        action.triggered.connect(self._add)
        return [action]

    def flush(self) -> bool:
        """Take all pending typing inside over."""
        return self._list is None or self._list.flush()

    def end_renaming(self) -> None:
        """Take over the names that are being typed inside."""
        if self._list is not None:
            self._list.end_renaming()

    def is_renaming(self) -> bool:
        """Whether a name inside is being typed over."""
        return self._list is not None and any(row.is_renaming() for row in self._list.rows)

    def is_pending(self) -> bool:
        """Whether any input inside holds what the front matter does not."""
        return self._list is not None and self._list.is_pending()

    def refresh_colours(self) -> None:
        """Take the arrow in the palette's colour."""
        self.toggle.refresh_colours()
        if self._list is not None:
            self._list.refresh_colours()

    @property
    def fields(self) -> FieldList | None:
        """The fields inside, None while the group was never open."""
        return self._list

    def _fill(self) -> None:
        if self._list is None:
            self._list = FieldList(self.edits, self.window_palette, self._make_editor, self._body, gap=12)
            self._list.changed.connect(self.structure_changed)
            self._inside.insertWidget(0, self._list)
        self._list.show_fields(children(self.spec))

    def _add(self) -> None:
        self.set_open(True)
        if isinstance(self.spec.value, list):
            last = self.spec.value[-1] if self.spec.value else {}
            self.send([*self.spec.value, emptied(last)])
        else:
            self.edits.add(self.spec.path)


def emptied(item: Value) -> Value:
    """Return an item shaped like its neighbour with nothing in it."""
    if isinstance(item, dict):
        return {key: emptied(value) for key, value in item.items()}
    if isinstance(item, list):
        return []
    if isinstance(item, bool):
        return False
    if isinstance(item, int | float):
        return type(item)()
    return "" if isinstance(item, str) or item is None else copy.copy(item)
