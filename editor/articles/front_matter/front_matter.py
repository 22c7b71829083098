"""The fields of an article: read as Hugo reads them, changed in nothing but the bytes of what was changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TypeVar, overload

from editor.articles.article import FrontMatterBlock, find_block
from editor.articles.front_matter.edits import newline_of
from editor.articles.front_matter.field_paths import as_path, placed, reached, without, written_path
from editor.articles.front_matter.formats import BlockSource, source_of
from editor.articles.front_matter.nodes import EditRefused, SourceError
from editor.articles.values import KeyPath, Value, as_map, find_key, same

_Default = TypeVar("_Default")

_UNSAFE = "This change would alter other parts of the front matter: edit it in the source."


_BELOW = "The front matter ends above this line: write the article's text in the writing pane, or move it above the end."


class FrontMatterError(ValueError):
    """Front matter that cannot be read: plain words, line and column from 1, counted from the start of the file."""

    def __init__(self, message: str, line: int, column: int) -> None:
        super().__init__(f"line {line}, column {column}: {message}")
        self.message = message
        self.line = line
        self.column = column


class FrontMatterRefused(ValueError):  # noqa: N818 - an answer to the author, not a fault
    """A change that cannot be made without harm; `reason` is one sentence for the author."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class FrontMatter:
    """The front matter block of an article and its fields; immutable, every change gives a new one."""

    __slots__ = ("_block", "_newline", "_source", "text")

    def __init__(self, text: str, block: FrontMatterBlock, source: BlockSource, newline: str) -> None:
        self.text = text
        self._block = block
        self._source = source
        self._newline = newline

    @classmethod
    def read(cls, header: str, newline: str = "\n") -> FrontMatter:
        """Read a block as `Article.header` holds it; raises FrontMatterError.

        newline: the line end for a block that has none to go by.
        """
        block = find_block(header)
        if block.problem:
            raise FrontMatterError(block.problem, *_place(header, max(block.start - 1, 0)))
        below = header[block.stop :].lstrip()
        if block.format and below:
            # Typed into the raw block: Hugo publishes it as the beginning of the body.
            raise FrontMatterError(_BELOW, *_place(header, len(header) - len(below)))
        newline = newline_of(header, newline)
        try:
            source = source_of(header, block, newline)
        except SourceError as error:
            message = error.message
            if error.also is not None:
                message = message.replace("{line}", str(_place(header, block.start + error.also)[0]))
            raise FrontMatterError(message, *_place(header, block.start + error.offset)) from None
        return cls(header, block, source, newline)

    @property
    def format(self) -> str:
        """ "yaml", "toml", "json", or "" without front matter."""
        return self._block.format

    @property
    def fields(self) -> Mapping[str, Value]:
        """The fields in the order of the file, keys as written."""
        return MappingProxyType(self._source.fields)

    @overload
    def get(self, key: str) -> Value: ...
    @overload
    def get(self, key: str, default: _Default) -> Value | _Default: ...
    def get(self, key: str, default: object = None) -> object:
        """Return a field's value; keys are case-insensitive as in Hugo."""
        written = find_key(self._source.fields, key)
        return default if written is None else self._source.fields[written]

    def key_as_written(self, key: str) -> str | None:
        """Return a key in the case the file has it, or None."""
        return find_key(self._source.fields, key)

    def line_of(self, key: str) -> int:
        """Return the line of the file, from 1, on which a field begins; 1 for a field that is not there."""
        written = self.key_as_written(key)
        if written is None:
            return 1
        return _place(self.text, self._block.start + self._source.offset_of(written))[0]

    def locked_reason(self, key: str) -> str:
        """Return one sentence why a field is not to be edited on its own, or ""."""
        written = self.key_as_written(key)
        if written is None:
            return ""
        twins = [name for name in self._source.fields if name.lower() == written.lower() and name != written]
        if twins:
            return f"Both {written} and {twins[0]} are there, and Hugo reads only one of them: remove one in the source."
        return self._source.locked_reason(written)

    def set(self, key: str | KeyPath, value: Value, order: Sequence[str] = ()) -> FrontMatter:
        """Give a field a value; the same object when it has it already.

        key: a name, or a path into maps and lists. order: keys as the site's articles order them, for the place of a
        new one. Raises FrontMatterRefused where that cannot be done without touching anything else.
        """
        path = as_path(key)
        fields = self._source.fields
        name = self._written(path[0])
        folded = name.lower()
        if any(other.lower() == folded and other != name for other in fields):
            raise FrontMatterRefused(self.locked_reason(name))
        if len(path) > 1:
            try:
                value = placed(fields.get(name), path[1:], value)
            except EditRefused as error:
                raise FrontMatterRefused(str(error)) from None
        value = self._source.as_read(value, fields.get(name), name)
        if name in fields and same(fields[name], value):
            return self
        return self._verified({**fields, name: value}, self._source.set(name, value, order), name, name)

    def unset(self, key: str | KeyPath) -> FrontMatter:
        """Remove a field, or what a path leads to; the same object when it is not there."""
        path = as_path(key)
        fields = self._source.fields
        name = self.key_as_written(str(path[0]))
        if name is None:
            return self
        if len(path) > 1:
            rest = without(fields[name], path[1:])
            return self if same(rest, fields[name]) else self.set((name,), rest)
        if name != path[0] and name.lower() in (other.lower() for other in fields if other != name):
            # Which of the two is meant must be said by its exact name.
            raise FrontMatterRefused(self.locked_reason(name))
        wanted = {other: value for other, value in fields.items() if other != name}
        return self._verified(wanted, self._source.unset(name), name)

    def rename(self, old: str | KeyPath, new: str) -> FrontMatter:
        """Rename a field, or the key that a path leads to; its value and place stay."""
        path = as_path(old)
        held = reached(self._source.fields, path[:-1])
        parent = held if isinstance(held, dict) else {}
        name = find_key(parent, str(path[-1]))
        if name is None:
            raise FrontMatterRefused(f"There is no field {path[-1]}.")
        if name == new:
            return self
        if not new.strip() or any(other.lower() == new.lower() for other in parent if other != name):
            raise FrontMatterRefused("A field needs a name that no other field has.")
        steps = written_path(self._source.fields, path[:-1])
        renamed = {new if key == name else key: value for key, value in parent.items()}
        wanted = renamed if not steps else as_map(placed(self._source.fields, steps, renamed))
        return self._verified(wanted, self._source.rename(steps, name, new), name)

    def reorder(self, keys: Iterable[str]) -> FrontMatter:
        """Put the named fields into this order; they take the places that they have between them now."""
        names = [self._written(key) for key in keys]
        fields = self._source.fields
        if len(set(names)) < len(names) or any(name not in fields for name in names):
            raise FrontMatterRefused("Every field to be ordered must be there, once.")
        queue = iter(names)
        wanted = {key: fields[key] for key in (next(queue) if name in names else name for name in fields)}
        if list(wanted) == list(fields):
            return self
        return self._verified(wanted, self._source.reorder(names), names[0])

    def _written(self, key: str | int) -> str:
        return self.key_as_written(str(key)) or str(key)

    def _verified(
        self, wanted: dict[str, Value], attempts: Iterator[str], name: str, movable: str = ""
    ) -> FrontMatter:
        """Return the first attempt that reads back as exactly the wanted fields in the wanted order."""
        reason = ""
        try:
            for content in attempts:
                changed = self._with_content(content)
                if changed is not None and _agrees(wanted, changed._source.fields, movable):
                    return changed
        except (EditRefused, SourceError) as error:
            reason = str(error)
        raise FrontMatterRefused(self.locked_reason(name) or reason or _UNSAFE)

    def _with_content(self, content: str) -> FrontMatter | None:
        block = self._block
        if block.format:
            text = self.text[: block.start] + content + self.text[block.end :]
        else:
            text = f"---{self._newline}{content}---{self._newline}"
        changed = find_block(text)
        below = len(self.text) - block.stop if block.format else 0
        if (
            changed.problem
            or changed.stop != len(text) - below
            or text[changed.start : changed.end] != content
        ):
            return None
        try:
            return FrontMatter(text, changed, source_of(text, changed, self._newline), self._newline)
        except SourceError:
            return None


def _agrees(wanted: dict[str, Value], read: dict[str, Value], movable: str) -> bool:
    """Whether the fields read are the wanted ones in their order; `movable` may stand anywhere among the others."""
    return same(wanted, read) and [key for key in wanted if key != movable] == [
        key for key in read if key != movable
    ]


def _place(text: str, offset: int) -> tuple[int, int]:
    """Line and column, from 1, of an offset; CRLF, LF and CR end lines."""
    before = text[:offset].replace("\r\n", "\n").replace("\r", "\n")
    return before.count("\n") + 1, len(before) - before.rfind("\n")
