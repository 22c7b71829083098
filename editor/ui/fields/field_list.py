"""The fields of one level, kept in step with the front matter: only what changed is touched."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from editor.articles.values import Path
from editor.ui.fields.field import Edits, FieldEditor
from editor.ui.fields.field_row import FieldRow
from editor.ui.fields.spec import FieldSpec
from editor.ui.theme import Theme

MakeEditor = Callable[[FieldSpec], FieldEditor]


class FieldList(QWidget):
    """A column of `FieldRow`s. `show_fields` compares by path, so that an edited row is never rebuilt."""

    changed = Signal()
    """Rows came, went or moved: the tab order must follow."""

    def __init__(
        self,
        edits: Edits,
        theme: Theme,
        make_editor: MakeEditor,
        parent: QWidget | None = None,
        *,
        gap: int = 16,
    ) -> None:
        super().__init__(parent)
        self._edits = edits
        self._theme = theme
        self._make_editor = make_editor
        self._rows: dict[Path, FieldRow] = {}
        self._line_at: int | None = None
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(gap)

    @property
    def rows(self) -> list[FieldRow]:
        """The rows from top to bottom."""
        return list(self._rows.values())

    def row(self, path: Path) -> FieldRow | None:
        """Return the row of a field of this level."""
        return self._rows.get(path)

    def show_fields(self, specs: list[FieldSpec]) -> None:
        """Show these fields in this order. Returns with the focus where it was."""
        shape = [(path, row.editor.spec.kind) for path, row in self._rows.items()]
        wanted = {spec.path: spec for spec in specs}
        for path in [path for path in self._rows if path not in wanted]:
            self._drop(path)
        for spec in specs:
            self._show(spec)
        if list(self._rows) != list(wanted):
            self._rows = {path: self._rows[path] for path in wanted}
            for index, row in enumerate(self._rows.values()):
                self._layout.insertWidget(index, row)
        if shape != [(path, row.editor.spec.kind) for path, row in self._rows.items()]:
            self.changed.emit()

    def rename_row(self, old: Path, new: Path) -> None:
        """Let a row go on under another path: the field was renamed here."""
        if old in self._rows and new not in self._rows:
            self._rows = {new if path == old else path: row for path, row in self._rows.items()}

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
        """Take over the theme's colours and icons."""
        for row in self.rows:
            row.refresh_colours()

    def tab_stops(self) -> list[QWidget]:
        """Return the widgets that take the focus, in tab order."""
        return [widget for row in self.rows for widget in row.tab_stops()]

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._line_at is not None:
            painter = QPainter(self)
            painter.setPen(QPen(self._theme.colour("accent"), 2))
            painter.drawLine(0, self._line_at, self.width(), self._line_at)

    def _show(self, spec: FieldSpec) -> None:
        row = self._rows.get(spec.path)
        if row is not None and row.editor.spec.kind is not spec.kind:
            if _is_busy(row) and row.editor.can_show(spec):
                # The value begins to look like another kind while it is typed: the input stays until it is left.
                spec = replace(spec, kind=row.editor.spec.kind)
            else:
                self._drop(spec.path)
                row = None
        if row is not None:
            row.show_spec(spec)
            return
        self._rows[spec.path] = self._new_row(spec)

    def _new_row(self, spec: FieldSpec) -> FieldRow:
        row = FieldRow(self._make_editor(spec), self)
        row.editor.structure_changed.connect(self.changed)
        row.move_wanted.connect(lambda step: self._move(row, step))
        row.dragged.connect(self._drag)
        row.dropped.connect(lambda at: self._drop_row(row, at))
        self._layout.addWidget(row)
        row.show()
        return row

    def _drop(self, path: Path) -> None:
        row = self._rows.pop(path)
        self._layout.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _move(self, row: FieldRow, step: int) -> None:
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
        index, place = self.rows.index(row), self._place_at(at)
        target = place - 1 if place > index else place
        if target != index:
            row.editor.set_error(self._edits.move(row.spec.path, target))


def _is_busy(row: FieldRow) -> bool:
    focus = QApplication.focusWidget()
    return row.editor.is_pending() or (focus is not None and row.isAncestorOf(focus))
