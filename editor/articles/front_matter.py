"""The fields of an article: read as Hugo reads them, changed in nothing but the bytes of what was changed."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import frontmatter
from frontmatter.default_handlers import BaseHandler, JSONHandler, YAMLHandler

from editor.articles.article import find_block
from editor.articles.json_reader import read_json
from editor.articles.nodes import SourceError
from editor.articles.toml_values import read_toml
from editor.articles.values import Value, find_key
from editor.articles.yaml_reader import read_yaml


class FrontMatterError(ValueError):
    """Front matter that cannot be read: plain words, line and column from 1, counted from the start of the file."""

    def __init__(self, message: str, line: int, column: int) -> None:
        super().__init__(f"line {line}, column {column}: {message}")
        self.message = message
        self.line = line
        self.column = column


class _HugoSplit:
    """Finds front matter by Hugo's rules in place of python-frontmatter's patterns."""

    name = ""

    def detect(self, text: str) -> bool:
        return find_block(text).format == self.name

    def split(self, text: str) -> tuple[str, str]:
        block = find_block(text)
        return text[block.start : block.end], text[block.stop :]


class HugoYamlHandler(_HugoSplit, YAMLHandler):
    """python-frontmatter's YAML with Hugo's scalar rules."""

    name = "yaml"

    def load(self, fm: str, **_: object) -> dict[str, Value]:
        """Return the fields of a block; raises SourceError."""
        fields: dict[str, Value] = read_yaml(fm).value
        return fields


class HugoTomlHandler(_HugoSplit, BaseHandler):
    """TOML 1.1, which python-frontmatter reads in version 0.5 only and with a library no longer kept."""

    name = "toml"
    FM_BOUNDARY = YAMLHandler.FM_BOUNDARY
    START_DELIMITER = END_DELIMITER = "+++"

    def load(self, fm: str, **_: object) -> dict[str, Value]:
        """Return the fields of a block; raises SourceError."""
        return read_toml(fm)


class HugoJsonHandler(_HugoSplit, JSONHandler):
    """JSON from its first brace to the closing one, wherever on a line they stand."""

    name = "json"

    def load(self, fm: str, **_: object) -> dict[str, Value]:
        """Return the fields of a block; raises SourceError."""
        fields: dict[str, Value] = read_json(fm).value
        return fields


HANDLERS = (HugoYamlHandler(), HugoTomlHandler(), HugoJsonHandler())


class FrontMatter:
    """The front matter block of an article and its fields; immutable, every change gives a new one."""

    __slots__ = ("_block", "_fields", "text")

    def __init__(self, text: str, fields: dict[str, Value]) -> None:
        self.text = text
        self._block = find_block(text)
        self._fields = fields

    @classmethod
    def read(cls, header: str) -> FrontMatter:
        """Read a block as `Article.header` holds it; raises FrontMatterError."""
        block = find_block(header)
        if block.problem:
            raise FrontMatterError(block.problem, *_place(header, max(block.start - 1, 0)))
        handler = frontmatter.detect_format(header, HANDLERS)
        if handler is None:
            return cls(header, {})
        source, _ = handler.split(header)
        try:
            return cls(header, handler.load(source))
        except SourceError as error:
            raise FrontMatterError(error.message, *_place(header, block.start + error.offset)) from None

    @property
    def format(self) -> str:
        """ "yaml", "toml", "json", or "" without front matter."""
        return self._block.format

    @property
    def fields(self) -> Mapping[str, Value]:
        """The fields in the order of the file, keys as written."""
        return MappingProxyType(self._fields)

    def get(self, key: str, default: Value = None) -> Value:
        """Return a field's value; keys are case-insensitive as in Hugo."""
        written = find_key(self._fields, key)
        return default if written is None else self._fields[written]

    def key_as_written(self, key: str) -> str | None:
        """Return a key in the case the file has it, or None."""
        return find_key(self._fields, key)


def _place(text: str, offset: int) -> tuple[int, int]:
    """Line and column, from 1, of an offset; CRLF, LF and CR end lines."""
    before = text[:offset].replace("\r\n", "\n").replace("\r", "\n")
    return before.count("\n") + 1, len(before) - before.rfind("\n")
