"""Turns the form's edits into new front matter text: one edit, one signal, nothing but its own bytes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from uuid import uuid4

from PySide6.QtCore import QObject, Signal

from editor.articles.front_matter.front_matter import FrontMatter, FrontMatterRefused
from editor.articles.values import Fields, KeyPath, Value
from editor.ui.common.plain_text import one_line
from editor.ui.common.tasks import Tasks
from editor.ui.fields.labels import label_of


class FormEdits(QObject):
    """The `Edits` of the form's fields; `front_matter` is what the next edit starts from."""

    edited = Signal(str, str, str)
    """New header text, description for the undo list, merge key ("" for an edit of its own)."""
    row_renamed = Signal(object, object)
    """Old and new path, just before `edited`: the row goes on under its new name."""
    add_wanted = Signal(object)
    source_wanted = Signal(int)
    """The line in the source, from 1; 0 where it is not known."""
    link_wanted = Signal(str)
    missed = Signal(str)
    """One sentence on what could not be done, since its field is gone."""

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.front_matter = FrontMatter.read("")
        self.tasks = tasks
        self.field_order: Sequence[str] = ()
        self.refusal = ""
        """Why no edit is taken now, one sentence; empty while edits are taken."""
        # Typing goes on in the same step only here: another form of the same article would begin at 0 again.
        self._own = uuid4().hex[:8]
        self._session = 0

    def begin_session(self) -> None:
        """End the joining of typing: what is typed from now on is a new undo step."""
        self._session += 1

    def change(self, path: KeyPath, value: Value, *, typing: bool = False) -> str:
        """Set a value; `typing` joins it with the last step of the same typing."""
        merge_key = f"field:{'/'.join(map(str, path))}#{self._own}.{self._session}" if typing else ""
        if not typing:
            self._session += 1
        said = self.tr("Edit {0}").format(label_of(str(path[0])))
        return self._apply(lambda fields: fields.set(_key(path), value, self.field_order), said, merge_key)

    def create(self, path: KeyPath, value: Value) -> str:
        """Add a field."""
        said = self.tr("Add {0}").format(label_of(str(path[-1])))
        return self._apply(lambda fields: fields.set(_key(path), value, self.field_order), said)

    def remove(self, path: KeyPath) -> str:
        """Remove a field, or an item of a list."""
        said = self.tr("Remove {0}").format(label_of(str(path[-1])))
        return self._apply(lambda fields: fields.unset(_key(path)), said)

    def rename(self, path: KeyPath, name: str) -> str:
        """Give a field another key."""
        new = (*path[:-1], name)
        if not self._holds(path):
            said = self.tr("“{0}” was taken away by another program: it was not renamed to “{1}”.")
            self.missed.emit(said.format(one_line(str(path[-1]), 60), one_line(name, 60)))
            return ""
        said = self.tr("Rename {0}").format(label_of(str(path[-1])))
        return self._apply(lambda fields: fields.rename(_key(path), name), said, renamed=(path, new))

    def move(self, path: KeyPath, index: int) -> str:
        """Move a field among its siblings to the place `index`."""
        said = self.tr("Move {0}").format(label_of(str(path[-1])))
        return self._apply(lambda fields: moved(fields, path, index), said)

    def add(self, parent: KeyPath) -> None:
        """Ask the author for a new field inside a group."""
        self.add_wanted.emit(parent)

    def open_source(self, path: KeyPath) -> None:
        """Show the raw front matter at this field."""
        key = self.front_matter.key_as_written(str(path[0])) if path else None
        self.source_wanted.emit(self.front_matter.line_of(key) if key is not None else 0)

    def open_link(self, url: str) -> None:
        """Ask for a link to be opened."""
        self.link_wanted.emit(url)

    def _holds(self, path: KeyPath) -> bool:
        try:
            inside = value_at(self.front_matter, path[:-1])
            return isinstance(inside, Mapping) and path[-1] in inside
        except (KeyError, IndexError):
            return False

    def _apply(
        self,
        edit: Callable[[FrontMatter], FrontMatter],
        description: str,
        merge_key: str = "",
        renamed: tuple[KeyPath, KeyPath] | None = None,
    ) -> str:
        if self.refusal:
            return self.refusal
        try:
            new = edit(self.front_matter)
        except FrontMatterRefused as refusal:
            return str(refusal)
        if new.text == self.front_matter.text:
            return ""
        self.front_matter = new
        if renamed is not None:
            self.row_renamed.emit(*renamed)
        self.edited.emit(new.text, description, merge_key)
        return ""


def moved(fields: FrontMatter, path: KeyPath, index: int) -> FrontMatter:
    """Return front matter with a field, or an item of a list, at another place among its siblings."""
    if len(path) == 1:
        keys = list(fields.fields)
        keys.insert(index, keys.pop(keys.index(str(path[0]))))
        return fields.reorder(keys)
    held = value_at(fields, path[:-1])
    items = list(held) if isinstance(held, list) else []
    items.insert(index, items.pop(int(path[-1])))
    return fields.set(_key(path[:-1]), items)


def value_at(fields: FrontMatter, path: KeyPath) -> Value | Fields:
    """Return the value at a path, all fields for the empty one; raises KeyError or IndexError where nothing is."""
    value: Value | Fields = fields.fields
    for step in path:
        if isinstance(value, Mapping) and isinstance(step, str):
            value = value[step]
            continue
        if not isinstance(value, list) or not isinstance(step, int):
            raise KeyError(step)
        value = value[step]
    return value


def keys_at(fields: FrontMatter, path: KeyPath) -> tuple[str, ...]:
    """Return the keys of the map at a path; a list has none."""
    inside = value_at(fields, path)
    return tuple(inside) if isinstance(inside, Mapping) else ()


def _key(path: KeyPath) -> str | KeyPath:
    return str(path[0]) if len(path) == 1 else path
