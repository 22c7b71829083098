"""The three formats of front matter, each behind a handler of python-frontmatter and a source that edits its text."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from typing import Protocol

from frontmatter.default_handlers import BaseHandler, JSONHandler, YAMLHandler

from editor.articles.article import FrontMatterBlock, find_block
from editor.articles.front_matter.yaml.source import YamlSource
from editor.articles.values import Value


class BlockSource(Protocol):
    """The source text of a block in one of the three formats; its edits return text that is still to be verified."""

    text: str

    @property
    def fields(self) -> dict[str, Value]: ...  # noqa: D102
    def as_read(self, value: Value, old: Value, name: str = "") -> Value: ...  # noqa: D102
    def offset_of(self, name: str) -> int: ...  # noqa: D102
    def locked_reason(self, name: str) -> str: ...  # noqa: D102
    def set(self, name: str, value: Value, order: Sequence[str] = ()) -> Iterator[str]: ...  # noqa: D102
    def unset(self, name: str) -> Iterator[str]: ...  # noqa: D102
    def rename(self, parent: Sequence[str | int], old: str, new: str) -> Iterator[str]: ...  # noqa: D102
    def reorder(self, names: Sequence[str]) -> Iterator[str]: ...  # noqa: D102


class HugoHandler(BaseHandler, ABC):
    """Finds front matter by Hugo's rules in place of python-frontmatter's patterns, and reads it by Hugo's too."""

    name = ""

    def detect(self, text: str) -> bool:
        """Whether a text begins with this format."""
        return find_block(text).format == self.name

    def split(self, text: str) -> tuple[str, str]:
        """The block without its delimiters, and the body."""
        block = find_block(text)
        return text[block.start : block.end], text[block.stop :]

    def load(self, fm: str, **_: object) -> dict[str, Value]:
        """The fields of a block; raises SourceError."""
        return self.source(fm, "\n").fields

    @abstractmethod
    def source(self, fm: str, newline: str) -> BlockSource:
        """A block with the places of its fields; raises SourceError."""


class HugoYamlHandler(HugoHandler, YAMLHandler):
    """YAML with Hugo's scalar rules."""

    name = "yaml"

    def source(self, fm: str, newline: str) -> BlockSource:
        """A block with the places of its fields; raises SourceError."""
        return YamlSource(fm, newline)


class HugoTomlHandler(HugoHandler):
    """TOML 1.1; python-frontmatter's own handler needs a library no longer kept."""

    name = "toml"
    FM_BOUNDARY = YAMLHandler.FM_BOUNDARY
    START_DELIMITER = END_DELIMITER = "+++"

    def source(self, fm: str, newline: str) -> BlockSource:
        """A block with the places of its fields; raises SourceError."""
        # Imported late: most sites have no TOML front matter, and start-up must not pay for it.
        from editor.articles.front_matter.toml.source import TomlSource

        return TomlSource(fm, newline)


class HugoJsonHandler(HugoHandler, JSONHandler):
    """JSON from its first brace to the closing one, wherever on a line they stand."""

    name = "json"

    def source(self, fm: str, newline: str) -> BlockSource:
        """A block with the places of its fields; raises SourceError."""
        # Imported late: most sites have no JSON front matter, and start-up must not pay for it.
        from editor.articles.front_matter.json.source import JsonSource

        return JsonSource(fm, newline)


HANDLERS = {handler.name: handler for handler in (HugoYamlHandler(), HugoTomlHandler(), HugoJsonHandler())}


def source_of(text: str, block: FrontMatterBlock, newline: str) -> BlockSource:
    """Read a block that was found in a text (an empty YAML block where none was); raises SourceError."""
    return HANDLERS[block.format or "yaml"].source(text[block.start : block.end], newline)
