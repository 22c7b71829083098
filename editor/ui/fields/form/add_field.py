"""Adds a field: its name with suggestions, its kind, and the value it begins with."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from editor.articles.fields import HUGO_FIELDS, Kind, kind_of
from editor.articles.values import KeyPath, Value
from editor.ui.common.palette import Palette
from editor.ui.common.plain_text import PlainLabel
from editor.ui.fields.completion_list import CompletionList
from editor.ui.fields.context import FormContext
from editor.ui.fields.dates.written_date import now_text
from editor.ui.fields.field import Note
from editor.ui.fields.inputs import LineInput
from editor.ui.fields.labels import label_of
from editor.ui.fields.note_line import NoteLine
from editor.ui.fields.terms import TermsInUse


class AddField(QWidget):
    """Asks for name and kind; Enter adds, Escape closes."""

    added = Signal(object, object)
    """Path and `Kind` of the wanted field."""
    closed = Signal()

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parent_path: KeyPath = ()
        self._context = FormContext()
        self._taken: tuple[str, ...] = ()
        self._kind_chosen = False
        self._heading = PlainLabel(self)
        self._heading.setProperty("role", "label")
        self.name = LineInput(self)
        self.name.setPlaceholderText(self.tr("name"))
        self.name.setAccessibleName(self.tr("Name of the new field"))
        self.kind = QComboBox(self)
        self.kind.setAccessibleName(self.tr("Kind of the new field"))
        for kind in Kind:
            self.kind.addItem(self.tr(kind.label), kind)
        self.add = QPushButton(self.tr("Add"), self)
        self.cancel = QPushButton(self.tr("Cancel"), self)
        self._problem = NoteLine(self)
        self._problem.hide()
        self._completions = CompletionList(self.name, palette)
        self._connect()
        self._lay_out()

    def open_for(self, parent: KeyPath, taken: tuple[str, ...], context: FormContext) -> None:
        """Ask for a field inside the group `parent` (empty: the article), which has the keys `taken`."""
        self._parent_path, self._taken, self._context = parent, taken, context
        self._kind_chosen = False
        self._heading.setText(
            self.tr("New field in {0}").format(label_of(str(parent[-1]))) if parent else self.tr("New field")
        )
        self.name.put_text("")
        self.kind.setCurrentIndex(0)
        self.add.setEnabled(True)
        self._problem.hide()
        self.show()
        self.name.setFocus()

    @property
    def parent_path(self) -> KeyPath:
        """The group that the field is for; empty for the article itself."""
        return self._parent_path

    def follow(self, parent: KeyPath | None) -> None:
        """The group stands elsewhere now, or nowhere: a field would come into another one."""
        if parent is None:
            self.add.setEnabled(False)
            self.refuse(self.tr("Another program took this group away: nothing can be added to it."))
        else:
            self._parent_path = parent

    def names_on_offer(self) -> Mapping[str, int]:
        """Return the field names to suggest, habitual ones before Hugo's own."""
        if self._parent_path:
            return {}
        habits = {item.key: max(round(item.share * 100), 2) for item in self._context.missing}
        taken = {name.lower() for name in self._taken} | {name.lower() for name in habits}
        return habits | {name: 1 for name in HUGO_FIELDS if name not in taken}

    def _connect(self) -> None:
        self.name.typed.connect(self._typed)
        self.name.entered.connect(self._add)
        self.name.reverted.connect(self._close)
        self.name.stepped.connect(lambda step: self._offer() if step < 0 else None)
        self._completions.chosen.connect(self._use)
        self.kind.activated.connect(self._choose_kind)
        self.add.clicked.connect(self._add)
        self.cancel.clicked.connect(self._close)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(4)
        buttons.addWidget(self.kind, 1)
        buttons.addWidget(self.add)
        buttons.addWidget(self.cancel)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._heading)
        layout.addWidget(self.name)
        layout.addLayout(buttons)
        layout.addWidget(self._problem)

    def _typed(self) -> None:
        self._problem.setVisible(not self.add.isEnabled())
        self._guess_kind()
        self._offer()

    def _guess_kind(self) -> None:
        if not self._kind_chosen:
            kind = kind_of(self.name.text().strip(), None, self._context.hints)
            self.kind.setCurrentIndex(max(self.kind.findData(kind), 0))

    def _offer(self) -> None:
        names = self.names_on_offer()
        found = TermsInUse(names, str.lower).matching(self.name.text(), self._taken)
        self._completions.offer([(name, 0) for name, _ in found])

    def _use(self, name: str) -> None:
        self.name.put_text(name)
        self._guess_kind()

    def _choose_kind(self) -> None:
        self._kind_chosen = True

    def _add(self) -> None:
        name = self.name.text().strip()
        if not name or not self.add.isEnabled():
            self.name.setFocus()
            return
        if name.lower() in (taken.lower() for taken in self._taken):
            self.refuse(self.tr("There is a field of this name: Hugo does not tell capitals apart."))
            self.name.setFocus()
            return
        self.added.emit((*self._parent_path, name), tuple(Kind)[self.kind.currentIndex()])

    def refuse(self, reason: str) -> None:
        """Say why the field cannot be added."""
        self._problem.show_note(Note(reason, "error"))
        self._problem.show()

    def _close(self) -> None:
        self.hide()
        self.closed.emit()


def first_value(kind: Kind, context: FormContext, header_format: str) -> Value:
    """Return what a new field of a kind begins with; a date with this moment in the site's time zone."""
    if kind is Kind.DATE:
        if header_format == "toml":
            return context.now().astimezone(context.time_zone).replace(microsecond=0)
        return now_text(context.now(), context.time_zone)
    return kind.empty()
