"""TOML front matter as source: edits that change one field, on its line, in its tables, and nothing else."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from functools import cached_property

import tomli

from editor.articles.fields import HUGO_FIELDS, Kind
from editor.articles.front_matter.edits import TextEdit, apply_edits, newline_of
from editor.articles.front_matter.nodes import EditRefused, SourceError
from editor.articles.front_matter.toml.block import TableEditor
from editor.articles.front_matter.toml.reader import Table, TomlTree
from editor.articles.front_matter.toml.style import write_key
from editor.articles.front_matter.toml.values import read_toml
from editor.articles.values import Value


class TomlSource:
    """The text between the delimiters. Edits give new text; whether its meaning is right is checked by the caller."""

    def __init__(self, text: str, newline: str = "\n") -> None:
        self.text = text
        self.fields = read_toml(text)
        self._newline = newline_of(text, newline)

    @cached_property
    def _tree(self) -> TomlTree:
        return TomlTree(self.text, self.fields)

    @cached_property
    def _editor(self) -> TableEditor:
        return TableEditor(self.text, self._tree, self._newline)

    def as_read(self, value: Value, old: Value, name: str = "") -> Value:
        """What a value will be once it is written here: text in place of a date becomes a date where it is one."""
        if isinstance(value, str):
            is_date = isinstance(old, (datetime, date)) or (
                old is None and HUGO_FIELDS.get(name.lower()) is Kind.DATE
            )
            return _as_date(value) if is_date else value
        if isinstance(value, list):
            return [self.as_read(item, "") for item in value]
        if isinstance(value, dict):
            before = old if isinstance(old, dict) else {}
            return {str(key): self.as_read(item, before.get(key, "")) for key, item in value.items()}
        return value

    def offset_of(self, name: str) -> int:
        """Where a key or a table's header stands."""
        try:
            statements = self._tree.statements
        except SourceError:
            return 0
        found = (one.parts[0] for one in statements if one.parts[0][0] == name and self._editor.is_root(one))
        return next((start for _, start, _ in found), 0)

    def locked_reason(self, name: str) -> str:
        """Why a field cannot be edited on its own, or ""."""
        return ""

    def set(self, name: str, value: Value, order: Sequence[str] = ()) -> Iterator[str]:
        """Texts in which a field has a new value: the closest to the old first, then with the whole value rewritten."""
        root = self._tree.root
        child = root.children.get(name)
        if child is None:
            yield apply_edits(self.text, [self._editor.added(name, value, order)])
            return
        with contextlib.suppress(EditRefused):
            yield apply_edits(self.text, self._editor.child_edits(root, name, child, value))
        if isinstance(child, Table) and child.section is root and not isinstance(value, dict):
            # Dotted keys give way to one key in their place.
            first, *others = self._editor.removals(child)
            yield apply_edits(
                self.text, [first._replace(text=self._editor.line((name,), value, root.lines[0])), *others]
            )
        rest = apply_edits(self.text, self._editor.removals(child))
        yield from TomlSource(rest, self._newline).set(name, value, order)

    def unset(self, name: str) -> Iterator[str]:
        """The text without a field."""
        yield apply_edits(self.text, self._editor.removals(self._tree.root.children[name]))

    def rename(self, parent: Sequence[str | int], old: str, new: str) -> Iterator[str]:
        """The text with a key renamed; `parent` leads to the map that holds it."""
        if any(isinstance(step, int) for step in parent):
            raise EditRefused("Rename this key in the source.")
        path = (*(str(step) for step in parent), old)
        edits: list[TextEdit] = []
        inside: tuple[str, ...] = ()
        for statement in self._tree.statements:
            names = tuple(part[0] for part in statement.parts)
            full = names if statement.node is None else inside + names
            if statement.node is None:
                inside = names
            at = len(path) - 1 - (len(full) - len(names))
            if full[: len(path)] == path and at >= 0:
                _, start, end = statement.parts[at]
                edits.append(TextEdit(start, end, write_key(new)))
        if not edits:
            raise EditRefused("This key stands inside braces: rename it in the source.")
        yield apply_edits(self.text, edits)

    def reorder(self, names: Sequence[str]) -> Iterator[str]:
        """The text with the named fields in this order, in the places that they take now."""
        chunks = self._editor.chunks()
        if any(name not in chunks for name in names):
            raise EditRefused("This field stands in several places: order it in the source.")
        places = sorted((chunks[name], self._editor.is_table(name)) for name in names)
        edits: list[TextEdit] = []
        for (place, takes_table), name in zip(places, names, strict=True):
            if takes_table != self._editor.is_table(name):
                raise EditRefused("In TOML, tables stand after all other fields.")
            edits.append(TextEdit(*place, self._editor.ended(self.text[slice(*chunks[name])])))
        yield apply_edits(self.text, edits)


def _as_date(text: str) -> Value:
    try:
        value = tomli.loads(f"x = {text}")["x"]
    except (tomli.TOMLDecodeError, ValueError):
        return text
    return value if isinstance(value, (datetime, date)) else text
