"""The terms of a list field as values, and what each of the author's changes makes of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from editor.articles.values import Value
from editor.ui.fields.kinds.number_field import read_number
from editor.ui.fields.terms import TermsInUse


@dataclass(frozen=True, slots=True)
class TermValues:
    """The values of a list in their order. A change gives another list."""

    values: tuple[Value, ...] = ()

    @classmethod
    def of(cls, value: Value) -> TermValues:
        """Return the terms of a field's value."""
        return cls(tuple(terms_of(value)))

    def texts(self) -> list[str]:
        """The terms as their chips show them."""
        return [term_text(value) for value in self.values]

    def written_like(self, old: Value) -> Value:
        """Return the field's value: a bare string (`tags: one`) stays one until a second term comes."""
        is_bare = isinstance(old, str) and len(self.values) == 1
        return self.values[0] if is_bare else list(self.values)

    def unusual(self, in_use: TermsInUse) -> dict[int, str]:
        """Return, by index, the spelling that the site uses for a term written otherwise here."""
        terms = self.texts()
        usual = {index: in_use.usual_spelling(term, terms[:index]) for index, term in enumerate(terms)}
        return {index: other for index, other in usual.items() if other is not None}

    def with_added(self, terms: Sequence[str]) -> tuple[TermValues, str]:
        """Return the list with new terms at its end, and a term that was in it already ("" for none)."""
        doubled, here = "", set(self.texts())
        new: list[Value] = []
        for term in terms:
            if term in here:
                doubled = term
            else:
                here.add(term)
                new.append(self._value_for(term))
        return (TermValues((*self.values, *new)) if new else self), doubled

    def without(self, index: int) -> TermValues:
        """Return the list without one term."""
        return TermValues((*self.values[:index], *self.values[index + 1 :]))

    def with_term(self, index: int, term: str) -> TermValues:
        """Write a term otherwise; where the new spelling is in the list already the term just goes."""
        if term in self.without(index).texts():
            return self.without(index)
        return TermValues((*self.values[:index], self._value_for(term), *self.values[index + 1 :]))

    def with_moved(self, index: int, target: int) -> TermValues:
        """Return the list with one term at another place."""
        values = list(self.values)
        values.insert(target, values.pop(index))
        return TermValues(tuple(values))

    def in_order(self, order: Sequence[int]) -> TermValues:
        """Return the list with its terms, by their old indexes, in another order."""
        return TermValues(tuple(self.values[index] for index in order))

    def _value_for(self, term: str) -> Value:
        """Return a number among numbers, else the text."""
        numbers = self.values and all(
            isinstance(value, int | float) and not isinstance(value, bool) for value in self.values
        )
        number = read_number(term) if numbers else None
        return term if number is None else number


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
