"""The fields of one level, kept in step with the front matter: only what changed is touched."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from editor.articles.values import KeyPath
from editor.ui.common.palette import Palette
from editor.ui.fields.field import Edits, MakeEditor
from editor.ui.fields.form.field_row import FieldRow
from editor.ui.fields.form.list_places import places_of
from editor.ui.fields.spec import FieldSpec


class FieldList(QWidget):
    """A column of `FieldRow`s. `show_fields` compares by name, so that an edited row is never rebuilt.

    Items of a list have no name: a row goes on with the item whose values it shows, wherever that stands by now.
    """

    changed = Signal()
    """Rows came, went or moved: the tab order must follow."""

    def __init__(
        self,
        edits: Edits,
        palette: Palette,
        make_editor: MakeEditor,
        parent: QWidget | None = None,
        *,
        gap: int = 16,
    ) -> None:
        super().__init__(parent)
        self._edits = edits
        self._palette = palette
        self._make_editor = make_editor
        self._rows: dict[str | int, FieldRow] = {}
        """By the last step of the path."""
        self._line_at: int | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(gap)

    @property
    def rows(self) -> list[FieldRow]:
        """The rows from top to bottom."""
        return list(self._rows.values())

    def row(self, path: KeyPath) -> FieldRow | None:
        """Return the row of a field of this level."""
        return self._rows.get(path[-1])

    def show_fields(self, specs: list[FieldSpec]) -> None:
        """Show these fields in this order. Returns with the focus where it was."""
        shape = [(row, row.editor.spec.kind) for row in self.rows]
        self._follow_items(specs)
        wanted = [spec.path[-1] for spec in specs]
        for name in [name for name in self._rows if name not in wanted]:
            row = self._rows.get(name)
            if row is None:
                # A row that went before handed over its new name.
                continue
            if row.editor.is_pending() or row.is_renaming():
                # Another program took the field away in the middle of a word: what is typed stays in sight,
                # makes the field anew when it is handed over, and goes with it when the author takes it back.
                wanted.append(name)
                if row.spec.is_item:
                    # Its old place in the list is another item's now.
                    row.show_spec(replace(row.spec, path=(*row.spec.path[:-1], name)))
            else:
                self._drop(name)
        for spec in specs:
            self._show(spec)
        if self._rows.keys() != set(wanted):
            # One was renamed meanwhile: all are shown again as soon as this is through.
            return
        order = [self._rows[name] for name in wanted]
        if list(self._rows) != wanted or [row for row, _kind in shape] != order:
            self._rows = dict(zip(wanted, order, strict=True))
            for index, row in enumerate(order):
                self._layout.insertWidget(index, row)
        if shape != [(row, row.editor.spec.kind) for row in self.rows]:
            self.changed.emit()

    def rename_row(self, old: KeyPath, new: KeyPath) -> None:
        """Let a row go on under another path: the field was renamed here."""
        if old[-1] in self._rows and new[-1] not in self._rows:
            self._rows = {new[-1] if name == old[-1] else name: row for name, row in self._rows.items()}

    def flush(self) -> bool:
        """Take all pending typing over; False where something was refused."""
        taken = [row.editor.flush() for row in self.rows]
        return all(taken)

    def is_pending(self) -> bool:
        """Whether any input holds what the front matter does not."""
        return any(row.editor.is_pending() for row in self.rows)

    def end_renaming(self) -> None:
        """Take over the names that are being typed. `flush` leaves them alone: a name in the making is no name."""
        for row in self.rows:
            row.end_renaming()

    def refresh_colours(self) -> None:
        """Take over the palette's colours and icons."""
        for row in self.rows:
            row.refresh_colours()

    def tab_stops(self) -> list[QWidget]:
        """Return the widgets that take the focus, in tab order."""
        return [widget for row in self.rows for widget in row.tab_stops()]

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._line_at is not None:
            painter = QPainter(self)
            painter.setPen(QPen(self._palette.colour("accent"), 2))
            painter.drawLine(0, self._line_at, self.width(), self._line_at)

    def _follow_items(self, specs: list[FieldSpec]) -> None:
        """Let the rows of a list's items go where their items are now."""
        if self._rows and specs and specs[0].is_item:
            rows = self.rows
            places = places_of([row.spec.value for row in rows], [spec.value for spec in specs])
            # What has no place any more goes behind all that have, to be dropped there.
            self._rows = {
                len(specs) + index if place is None else place: row
                for index, (row, place) in enumerate(zip(rows, places, strict=True))
            }

    def _show(self, spec: FieldSpec) -> None:
        row = self._rows.get(spec.path[-1])
        if row is not None and row.editor.spec.kind is not spec.kind:
            held = row.editor.is_pending() or row.is_renaming()
            if held and not row.editor.can_show(spec):
                # Another program made it another kind in the middle of a word: what is typed is handed over first.
                return
            if _is_busy(row) and row.editor.can_show(spec):
                # The value begins to look like another kind while it is typed: the input stays until it is left.
                spec = replace(spec, kind=row.editor.spec.kind)
            else:
                self._drop(spec.path[-1])
                row = None
        if row is not None:
            row.show_spec(spec)
            return
        self._rows[spec.path[-1]] = self._new_row(spec)

    def _new_row(self, spec: FieldSpec) -> FieldRow:
        row = FieldRow(self._make_editor, spec, self)
        row.editor.structure_changed.connect(self.changed)
        row.move_wanted.connect(lambda step: self._move(row, step))
        row.dragged.connect(self._drag)
        row.dropped.connect(lambda at: self._drop_row(row, at))
        self._layout.addWidget(row)
        row.show()
        return row

    def _drop(self, name: str | int) -> None:
        row = self._rows.pop(name)
        self._line_at = None
        self._layout.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _move(self, row: FieldRow, step: int) -> None:
        if row not in self.rows:
            return
        index = self.rows.index(row)
        target = index + step
        if 0 <= target < len(self._rows) and row.spec.can_move:
            row.editor.set_error(self._edits.move(row.spec.path, target))

    def _place_at(self, at: QPoint) -> int:
        y = self.mapFromGlobal(at).y()
        return sum(1 for row in self.rows if row.geometry().center().y() < y)

    def _drag(self, at: QPoint) -> None:
        place, rows = self._place_at(at), self.rows
        if rows:
            gap = self._layout.spacing() // 2
            self._line_at = rows[place].y() - gap if place < len(rows) else rows[-1].geometry().bottom() + gap
            self._line_at = max(1, min(self._line_at, self.height() - 1))
        self.update()

    def _drop_row(self, row: FieldRow, at: QPoint) -> None:
        self._line_at = None
        self.update()
        if row not in self.rows:
            # The field went while its label was dragged.
            return
        index, place = self.rows.index(row), self._place_at(at)
        target = place - 1 if place > index else place
        if target != index:
            row.editor.set_error(self._edits.move(row.spec.path, target))


def _is_busy(row: FieldRow) -> bool:
    focus = QApplication.focusWidget()
    return row.editor.is_pending() or (focus is not None and row.isAncestorOf(focus))
