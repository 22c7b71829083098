"""What inline Markdown consists of: the flat list that the inline parser gives, before it becomes elements."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from editor.markup.characters import link_label
from editor.markup.inline.emphasis import Delimiters
from editor.markup.inline.typographer import OpenQuotes


@dataclass(slots=True)
class TextPiece:
    """Source text; escapes and references are still in it. `start` is its offset in the inline source."""

    source: str
    start: int


@dataclass(slots=True)
class Code:
    """A code span's content."""

    content: str


@dataclass(slots=True)
class RawHtml:
    """HTML as the author wrote it."""

    html: str
    start: int


@dataclass(slots=True)
class Break:
    """A line break: `hard` ends the line on the page too; `alone`: no text of its own line stands before it."""

    hard: bool
    alone: bool = False


@dataclass(slots=True)
class AutoLink:
    """An address that is its own text; `kind` is "url", "www" (protocol added) or "email"."""

    text: str
    kind: str


@dataclass(slots=True)
class Symbol:
    """A typographic character; `undecided` > 0 numbers a closing quote that needs an opening one from before."""

    text: str
    source: str
    undecided: int = 0


@dataclass(slots=True)
class FootnoteCall:
    """A reference to a footnote that is defined somewhere in the article."""

    label: str


@dataclass(slots=True)
class TaskBox:
    """The box of a task list item."""

    checked: bool


@dataclass(slots=True)
class Verbatim:
    """Text between passthrough delimiters (mathematics), delimiters included."""

    text: str
    opener: str
    closer: str
    block: bool


@dataclass(slots=True)
class EmojiCode:
    """A `:name:` that is known."""

    name: str
    characters: str


@dataclass(slots=True, eq=False)
class Bracket:
    """`[` or `![`; a link or image once `destination` is set (`end` is then the index of its LinkEnd)."""

    image: bool
    start: int
    text_start: int
    index: int
    bottom: Delimiters | None
    destination: str | None = None
    title: str | None = None
    end: int = -1


class LinkEnd:
    """The end of a link's or image's text."""

    __slots__ = ()


LINK_END = LinkEnd()
Piece = (
    TextPiece
    | Code
    | RawHtml
    | Break
    | AutoLink
    | Symbol
    | FootnoteCall
    | TaskBox
    | Verbatim
    | EmojiCode
    | Delimiters
    | Bracket
    | LinkEnd
)


@dataclass(slots=True)
class Lookups:
    """What inline text may refer to, and what it asked for ("ref:LABEL", "fn:LABEL", found or not)."""

    references: Mapping[str, tuple[str, str | None]]
    footnotes: frozenset[str]
    uses: set[str] = field(default_factory=set)
    single_quotes: OpenQuotes = field(default_factory=OpenQuotes)
    double_quotes: OpenQuotes = field(default_factory=OpenQuotes)

    def reference(self, label: str) -> tuple[str, str | None] | None:
        """Destination and title of a link reference; the question is noted."""
        key = link_label(label)
        self.uses.add("ref:" + key)
        return self.references.get(key)

    def has_footnote(self, label: str) -> bool:
        """Whether a footnote of that label is defined; the question is noted."""
        self.uses.add("fn:" + label)
        return label in self.footnotes
