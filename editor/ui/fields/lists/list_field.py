"""A list of terms as chips, with completion from the whole site and a word on near-duplicates."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from editor.articles.values import Value
from editor.ui.common.palette import Palette
from editor.ui.fields.completion_list import CompletionList
from editor.ui.fields.field import Edits, FieldEditor, Note
from editor.ui.fields.kinds.number_field import read_number
from editor.ui.fields.lists.chip_row import ChipRow
from editor.ui.fields.spec import FieldSpec
from editor.ui.fields.terms import SEPARATORS, split_terms

_MOST_NOTES = 2


class ListField(FieldEditor):
    """Chips and an entry behind them. A comma, Enter or leaving makes a chip of what was typed.

    Every change is one edit of its own. A bare string (`tags: one`) stays one until a second term comes.
    """

    def __init__(
        self, spec: FieldSpec, edits: Edits, palette: Palette, parent: QWidget | None = None
    ) -> None:
        super().__init__(spec, edits, palette, parent)
        self._values: list[Value] = []
        self._doubled = ""
        self._missed: tuple[str, str] | None = None
        """A term that left the list while it was typed over, and what was typed."""
        self.row = ChipRow(palette, self)
        self.entry = self.row.entry
        self._completions = CompletionList(self.entry, palette, self.row)
        self._completions.chosen.connect(self._add_chosen)
        self._connect()
        self.setFocusProxy(self.entry)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.row)
        self.show_spec(spec)

    def show_spec(self, spec: FieldSpec) -> None:
        """Show the terms; the entry and what is typed there stay."""
        super().show_spec(spec)
        values = terms_of(spec.value)
        self.entry.setReadOnly(bool(spec.locked))
        self.entry.setPlaceholderText("" if spec.locked else self.tr("add…"))
        if values != self._values:
            self._values = values
            self.error = self._doubled = ""
        self._refresh()

    def can_show(self, spec: FieldSpec) -> bool:
        """Lists of plain values, or one plain value."""
        values = terms_of(spec.value)
        return not any(isinstance(value, dict | list) for value in values)

    def is_pending(self) -> bool:
        """Whether something is typed that is no chip yet."""
        return bool(self.entry.text().strip()) or self.entry.composing

    def flush(self) -> bool:
        """Make chips of what is typed; text still being composed stays."""
        if self.entry.composing or self.spec.locked:
            return True
        terms = split_terms(self.entry.text())
        if not terms:
            return True
        # Emptied first: handing the edit over may come back here by way of the window.
        text = self.entry.text()
        self.entry.put_text("")
        if self._add(terms):
            return True
        self.entry.put_text(text)
        return False

    def end_renaming(self) -> None:
        """Take over a chip that is being typed over."""
        self.row.end_renaming()

    def inputs(self) -> list[QWidget]:
        """The entry; the chips are reached from it by the arrow keys."""
        return [self.entry]

    def set_accessible_name(self, name: str) -> None:
        """Name the entry and the frame."""
        self.entry.setAccessibleName(name)
        self.row.setAccessibleName(name)

    def notes(self) -> list[Note]:
        """The refusal; spellings that the site's other articles do not share, each with its remedy."""
        notes = self.error_notes()
        if self._doubled:
            notes.append(Note(self.tr('"{0}" is in the list already.').format(self._doubled)))
        if self._missed is not None:
            notes.append(self._note_of_missed(*self._missed))
        in_use = self.spec.values_in_use.counts
        here = [term_text(value) for value in self._values]
        for index, usual in self._doubtful().items():
            said = self.tr('{1} articles write "{0}".')
            if usual in here and in_use.get(usual, 0) <= 1:
                # What is counted may be this very article.
                said = self.tr('"{0}" is in the list already, written otherwise.')
            elif in_use[usual] == 1:
                said = self.tr('One article writes "{0}".')
            said = said.format(usual, in_use.get(usual, 0))
            action = "" if self.spec.locked else self.tr("Use it")
            notes.append(Note(said, "warn", action, partial(self._respell, here[index], usual)))
        return notes[:_MOST_NOTES]

    def refresh_colours(self) -> None:
        """Paint the chips anew."""
        self.row.refresh_colours()

    def _connect(self) -> None:
        self.row.removed.connect(self._remove)
        self.row.renamed.connect(self._replace)
        self.row.rename_missed.connect(self._tell_missed)
        self.row.moved.connect(self._move)
        self.row.reordered.connect(lambda order: self._send_values([self._values[index] for index in order]))
        self.entry.typed.connect(self._typed)
        self.entry.entered.connect(self.flush)
        self.entry.left.connect(self.flush)
        self.entry.stepped.connect(lambda step: self._offer(even_empty=True) if step < 0 else None)
        self.entry.menu_wanted.connect(self.menu_opened)

    def _doubtful(self) -> dict[int, str]:
        """Return, by index, the spelling that the site uses for a term written otherwise here."""
        in_use = self.spec.values_in_use
        terms = [term_text(value) for value in self._values]
        usual = {index: in_use.usual_spelling(term, terms[:index]) for index, term in enumerate(terms)}
        return {index: other for index, other in usual.items() if other is not None}

    def _refresh(self) -> None:
        terms = [term_text(value) for value in self._values]
        self.row.show_terms(terms, set(self._doubtful()), locked=bool(self.spec.locked))
        self.noted.emit()

    def _tell_missed(self, term: str, typed: str) -> None:
        self._missed = (term, typed)
        self.noted.emit()

    def _note_of_missed(self, term: str, typed: str) -> Note:
        said = self.tr('"{0}" was taken out of the list by another program: nothing was written over it.')
        action = self.tr('Add "{0}"').format(typed) if typed else ""
        return Note(said.format(term), "warn", action, partial(self._add, split_terms(typed)))

    def _send_values(self, values: list[Value]) -> bool:
        self._missed = None
        before, self._values = self._values, values
        bare = isinstance(self.spec.value, str) and len(values) == 1
        taken = self.send(values[0] if bare else values)
        if not taken:
            self._values = before
        self._refresh()
        return taken

    def _add(self, terms: list[str]) -> bool:
        self._doubled = ""
        here = {term_text(value) for value in self._values}
        new: list[Value] = []
        for term in terms:
            if term in here:
                self._doubled = term
            else:
                here.add(term)
                new.append(self._value_for(term))
        if new:
            doubled = self._doubled
            taken = self._send_values([*self._values, *new])
            self._doubled = doubled
        else:
            taken = True
        self.noted.emit()
        return taken

    def _value_for(self, term: str) -> Value:
        """Return a number among numbers, else the text."""
        numbers = self._values and all(
            isinstance(value, int | float) and not isinstance(value, bool) for value in self._values
        )
        number = read_number(term) if numbers else None
        return term if number is None else number

    def _remove(self, index: int) -> None:
        if self._send_values([*self._values[:index], *self._values[index + 1 :]]):
            self.row.focus_chip(index)

    def _replace(self, index: int, term: str) -> None:
        """Write a term otherwise; where the new spelling is in the list already the term just goes."""
        values = list(self._values)
        others = [term_text(value) for at, value in enumerate(values) if at != index]
        values[index : index + 1] = [] if term in others else [self._value_for(term)]
        self._send_values(values)

    def _respell(self, term: str, usual: str) -> None:
        """Write a term as the site's other articles do, wherever it stands by now."""
        terms = [term_text(value) for value in self._values]
        if term in terms:
            self._replace(terms.index(term), usual)

    def _move(self, index: int, target: int) -> None:
        values = list(self._values)
        values.insert(target, values.pop(index))
        if self._send_values(values):
            self.row.focus_chip(target)

    def _typed(self) -> None:
        text = self.entry.text()
        if any(char in SEPARATORS for char in text):
            self._split(text)
        elif self._doubled:
            self._doubled = ""
            self.noted.emit()
        self._offer()

    def _split(self, text: str) -> None:
        """Make chips of all before the last separator; behind it the author types on."""
        if self.entry.pasted:
            self.flush()
            return
        last = max(text.rfind(char) for char in SEPARATORS)
        terms = split_terms(text[:last])
        if not terms or self._add(terms):
            self.entry.put_text(text[last + 1 :].lstrip())

    def _offer(self, *, even_empty: bool = False) -> None:
        typed = self.entry.text().strip()
        wanted = not self.spec.locked and (typed or even_empty)
        taken = [term_text(value) for value in self._values]
        self._completions.offer(self.spec.values_in_use.matching(typed, taken) if wanted else [])

    def _add_chosen(self, term: str) -> None:
        self.entry.put_text("")
        self._add([term])


def terms_of(value: Value) -> list[Value]:
    """Return a list field's values: a bare one counts as a list of one, nothing and "" as none."""
    if isinstance(value, list):
        return list(value)
    return [] if value is None or value == "" else [value]


def term_text(value: Value) -> str:
    """Return a value as a chip shows it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return "null" if value is None else str(value)
