"""What reaches the article by cascade and is not written in it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from editor.articles.front_matter.front_matter import FrontMatter
from editor.ui.fields.context import FormContext
from editor.ui.fields.form.form_part import FormPart
from editor.ui.fields.form.inherited_row import InheritedRow


class InheritedPart(FormPart):
    """One row for each inherited field."""

    taken = Signal(str, object)
    """Key and value that the author wants to write."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(self.tr("Inherited"), parent)
        self._rows: list[InheritedRow] = []
        self._column = QVBoxLayout(self.content)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)

    def show_inherited(self, front_matter: FrontMatter, context: FormContext) -> None:
        """Show what the article inherits."""
        inherited = [
            (key, value)
            for key, value in context.inherited.items()
            if front_matter.key_as_written(key) is None
        ]
        while len(self._rows) < len(inherited):
            row = InheritedRow(self.content)
            row.taken.connect(self.taken)
            self._rows.append(row)
            self._column.addWidget(row)
        locked = bool(context.read_only_reason)
        for index, row in enumerate(self._rows):
            if index < len(inherited):
                row.show_inherited(*inherited[index], locked=locked)
            row.setVisible(index < len(inherited))
        self.setVisible(bool(inherited))

    def tab_stops(self) -> list[QWidget]:
        """Return the buttons in tab order."""
        return [row.take for row in self._rows]
