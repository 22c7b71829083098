"""The form itself: verdict, fields, what is inherited, what is usual, and the way to add a field."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from editor.articles.fields import Kind
from editor.articles.front_matter.front_matter import FrontMatter
from editor.articles.values import Fields, KeyPath, Value
from editor.ui.common.menus import drop_scroll_menus
from editor.ui.common.palette import Palette
from editor.ui.common.plain_text import PlainLabel
from editor.ui.fields.context import FormContext, Suggestion
from editor.ui.fields.form.add_field import AddField, first_value
from editor.ui.fields.form.editors import Editors
from editor.ui.fields.form.field_label import choose_mnemonics, reserved_letters
from editor.ui.fields.form.field_list import FieldList
from editor.ui.fields.form.field_row import FieldRow
from editor.ui.fields.form.form_edits import FormEdits, keys_at
from editor.ui.fields.form.group_field import GroupField
from editor.ui.fields.form.half_typed import HalfTyped
from editor.ui.fields.form.inherited_part import InheritedPart
from editor.ui.fields.form.list_places import followed
from editor.ui.fields.form.publication_line import PublicationLine
from editor.ui.fields.form.usual_part import UsualPart
from editor.ui.fields.spec import plan


class FormPage(QScrollArea):
    """One scrolling column, for one article. `show_fields` updates it in place."""

    front_matter_wanted = Signal()
    """The author asks for front matter where there is none."""

    def __init__(self, edits: FormEdits, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edits = edits
        self._palette = palette
        self._context = FormContext()
        self._shown: Fields = {}
        self._chosen: dict[str, Kind] = {}
        self._stops: list[QWidget] = []
        self.setObjectName("formScroll")
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        drop_scroll_menus(self)
        self._page = QWidget(self)
        self._page.setObjectName("formPage")
        self.publication = PublicationLine(palette, self._page)
        self._banner = PlainLabel("", self._page)
        self._banner.setProperty("role", "heading")
        self._banner.setWordWrap(True)
        self.fields = FieldList(edits, palette, Editors(edits, palette).make, self._page)
        self.fields.changed.connect(self._structure_changed)
        self._inherited = InheritedPart(self._page)
        self._inherited.taken.connect(self._take_inherited)
        self._usual = UsualPart(self._page)
        self._usual.chosen.connect(self._use_suggestion)
        self.add_button = QPushButton(self._page)
        self.add_field = AddField(palette, self._page)
        self.begin = QPushButton(self._page)
        self._prepare_buttons()
        self._lay_out()
        edits.add_wanted.connect(self._open_add_field)
        edits.row_renamed.connect(self._rename_row)

    def show_fields(self, front_matter: FrontMatter, context: FormContext) -> None:
        """Show a state of the article's fields in place."""
        if not self.add_field.isHidden():
            self.add_field.follow(followed(self.add_field.parent_path, self._shown, front_matter.fields))
        self._shown = front_matter.fields
        self._context = context
        self.publication.show_context(context)
        self._banner.setText(context.read_only_reason)
        self._banner.setVisible(bool(context.read_only_reason))
        self.fields.show_fields(plan(front_matter, context, self._chosen))
        self.fields.setVisible(bool(front_matter.fields))
        self._inherited.show_inherited(front_matter, context)
        self._usual.show_usual(front_matter, context)
        empty = not front_matter.format
        locked = bool(context.read_only_reason)
        self.begin.setVisible(empty and not locked)
        self.add_button.setVisible(not empty and not locked and self.add_field.isHidden())
        self._order_tabs()

    def refresh_colours(self) -> None:
        """Take over the palette's colours and icons."""
        self.publication.refresh_colours()
        self.fields.refresh_colours()

    def row(self, path: KeyPath) -> FieldRow | None:
        """Return a field's row; inside a closed group there is none."""
        fields: FieldList | None = self.fields
        row = None
        for depth in range(1, len(path) + 1):
            row = fields.row(path[:depth]) if fields is not None else None
            editor = row.editor if row is not None else None
            fields = editor.fields if isinstance(editor, GroupField) else None
        return row

    def focus_field(self, path: KeyPath) -> None:
        """Put the cursor into a field and bring it on the screen."""
        row = self.row(path)
        if row is not None:
            row.editor.focus_input()
            self.ensureWidgetVisible(row, 0, 24)

    def half_typed_name(self) -> list[HalfTyped]:
        """Return the name of a field that is being added, none where none is."""
        name = self.add_field.name
        if self.add_field.isHidden() or not name.text().strip():
            return []
        return [HalfTyped(self.tr("New field"), name.text().strip(), name)]

    def _prepare_buttons(self) -> None:
        for button, text in (
            (self.add_button, self.tr("+ Add field")),
            (self.begin, self.tr("+ Add front matter")),
        ):
            button.setProperty("role", "link")
            button.setText(text)
            button.setAccessibleName(text.removeprefix("+ "))
        self.add_button.setToolTip(self.tr("Add a field to this article (Ctrl+Shift+F)"))
        self.add_button.clicked.connect(lambda: self._open_add_field(()))
        self.begin.clicked.connect(self.front_matter_wanted)
        self.add_field.added.connect(lambda path, kind: self._create(path, kind, self._first_value(kind)))
        self.add_field.closed.connect(self._add_closed)
        self.add_field.hide()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self._page)
        column.setContentsMargins(16, 16, 16, 24)
        column.setSpacing(16)
        column.addWidget(self.publication)
        column.addWidget(self._banner)
        column.addWidget(self.begin, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.fields)
        column.addWidget(self.add_field)
        column.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._usual)
        column.addWidget(self._inherited)
        column.addStretch(1)
        self.setWidget(self._page)

    def _first_value(self, kind: Kind) -> Value:
        return first_value(kind, self._context, self._edits.front_matter.format)

    def _create(self, path: KeyPath, kind: Kind, value: Value) -> None:
        if len(path) == 1:
            self._chosen[str(path[0]).lower()] = kind
        reason = self._edits.create(path, value)
        if reason:
            self.add_field.refuse(reason)
            self.add_field.show()
            self.add_field.name.setFocus()
            return
        self.add_field.hide()
        self._add_closed()
        self.focus_field(path)

    def _use_suggestion(self, suggestion: Suggestion) -> None:
        """Add a habitual field and go to it."""
        kind, value = suggestion.kind, suggestion.value
        self._create((suggestion.key,), kind, self._first_value(kind) if value is None else value)

    def _take_inherited(self, key: str, value: Value) -> None:
        reason = self._edits.create((key,), value)
        if not reason:
            self.focus_field((key,))

    def _open_add_field(self, parent: KeyPath) -> None:
        keys = keys_at(self._edits.front_matter, parent)
        self.add_button.hide()
        self.add_field.open_for(parent, keys, self._context)
        self.ensureWidgetVisible(self.add_field, 0, 24)

    def _add_closed(self) -> None:
        self.add_button.setVisible(not self._context.read_only_reason)
        self._order_tabs()

    def _rename_row(self, old: KeyPath, new: KeyPath) -> None:
        if len(old) == 1:
            self.fields.rename_row(old, new)

    def _structure_changed(self) -> None:
        self._name_mnemonics()
        self._order_tabs()

    def _name_mnemonics(self) -> None:
        rows = self.fields.rows
        for row, letter in zip(
            rows, choose_mnemonics([row.label.text() for row in rows], reserved_letters(self)), strict=True
        ):
            row.label.set_mnemonic(letter)

    def _order_tabs(self) -> None:
        stops: list[QWidget] = [self.begin, *self.fields.tab_stops()]
        stops += [
            self.add_field.name,
            self.add_field.kind,
            self.add_field.add,
            self.add_field.cancel,
            self.add_button,
        ]
        stops += [*self._usual.tab_stops(), *self._inherited.tab_stops()]
        if stops == self._stops:
            return
        self._stops = stops
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)
