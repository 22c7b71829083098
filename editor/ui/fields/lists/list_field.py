"""A list of terms as chips, with completion from the whole site and a word on near-duplicates."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from editor.ui.common.palette import Palette
from editor.ui.fields.field import Edits, FieldEditor, Note
from editor.ui.fields.lists.chip_row import ChipRow
from editor.ui.fields.lists.term_entry import TermEntry
from editor.ui.fields.lists.term_values import TermValues, terms_of
from editor.ui.fields.spec import FieldSpec
from editor.ui.fields.terms import split_terms

_MOST_NOTES = 2


class ListField(FieldEditor):
    """Chips and an entry behind them. A comma, Enter or leaving makes a chip of what was typed.

    Every change is one edit of its own. A bare string (`tags: one`) stays one until a second term comes.
    """

    def __init__(
        self, spec: FieldSpec, edits: Edits, palette: Palette, parent: QWidget | None = None
    ) -> None:
        super().__init__(spec, edits, palette, parent)
        self._terms = TermValues()
        self._doubled = ""
        self._missed: tuple[str, str] | None = None
        """A term that left the list while it was typed over, and what was typed."""
        self.row = ChipRow(palette, self)
        self.row.removed.connect(self._remove)
        self.row.renamed.connect(self._replace)
        self.row.rename_missed.connect(self._tell_missed)
        self.row.moved.connect(self._move)
        self.row.reordered.connect(lambda order: self._send_terms(self._terms.in_order(order)))
        self.entry = self.row.entry
        self.entry.menu_wanted.connect(self.menu_opened)
        self._typing = TermEntry(self.entry, self._add, palette, self.row)
        self._typing.typed_on.connect(self._forget_doubled)
        self.setFocusProxy(self.entry)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.row)
        self.show_spec(spec)

    def show_spec(self, spec: FieldSpec) -> None:
        """Show the terms; the entry and what is typed there stay."""
        super().show_spec(spec)
        terms = TermValues.of(spec.value)
        if terms != self._terms:
            self._terms = terms
            self.error = self._doubled = ""
        self._refresh()

    def can_show(self, spec: FieldSpec) -> bool:
        """Lists of plain values, or one plain value."""
        values = terms_of(spec.value)
        return not any(isinstance(value, dict | list) for value in values)

    def is_pending(self) -> bool:
        """Whether something is typed that is no chip yet."""
        return self._typing.is_pending()

    def flush(self) -> bool:
        """Make chips of what is typed; text still being composed stays."""
        return self._typing.flush()

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
        here = self._terms.texts()
        for index, usual in self._terms.unusual(self.spec.values_in_use).items():
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

    def _refresh(self) -> None:
        terms, in_use, locked = self._terms.texts(), self.spec.values_in_use, bool(self.spec.locked)
        self._typing.follow(terms, in_use, locked=locked)
        self.row.show_terms(terms, set(self._terms.unusual(in_use)), locked=locked)
        self.noted.emit()

    def _tell_missed(self, term: str, typed: str) -> None:
        self._missed = (term, typed)
        self.noted.emit()

    def _note_of_missed(self, term: str, typed: str) -> Note:
        said = self.tr('"{0}" was taken out of the list by another program: nothing was written over it.')
        action = self.tr('Add "{0}"').format(typed) if typed else ""
        return Note(said.format(term), "warn", action, partial(self._add, split_terms(typed)))

    def _send_terms(self, terms: TermValues) -> bool:
        self._missed = None
        before, self._terms = self._terms, terms
        taken = self.send(terms.written_like(self.spec.value))
        if not taken:
            self._terms = before
        self._refresh()
        return taken

    def _add(self, terms: list[str]) -> bool:
        added, self._doubled = self._terms.with_added(terms)
        taken = True
        if added is not self._terms:
            doubled = self._doubled
            taken = self._send_terms(added)
            self._doubled = doubled
        self.noted.emit()
        return taken

    def _forget_doubled(self) -> None:
        if self._doubled:
            self._doubled = ""
            self.noted.emit()

    def _remove(self, index: int) -> None:
        if self._send_terms(self._terms.without(index)):
            self.row.focus_chip(index)

    def _replace(self, index: int, term: str) -> None:
        self._send_terms(self._terms.with_term(index, term))

    def _respell(self, term: str, usual: str) -> None:
        """Write a term as the site's other articles do, wherever it stands by now."""
        terms = self._terms.texts()
        if term in terms:
            self._replace(terms.index(term), usual)

    def _move(self, index: int, target: int) -> None:
        if self._send_terms(self._terms.with_moved(index, target)):
            self.row.focus_chip(target)
