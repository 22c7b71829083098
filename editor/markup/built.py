"""What the tree of one block is handed on with: its open slots, footnotes and problems."""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from editor.articles.problems import Problem
from editor.markup.inline.pieces import Lookups
from editor.markup.inline.tree import InlineResult


@dataclass(slots=True)
class HeadingSlot:
    """A heading (level 1-6) or definition term (level 0) whose id is settled when the article is put together.

    `anchor` is what its text asks for, `explicit` the author's own id ("" without one); `line` counts from the block.
    """

    level: int
    text: str
    anchor: str
    explicit: str
    line: int


@dataclass(slots=True)
class Stream:
    """What one run of content leaves open: slots are numbered by their place in these lists."""

    lookups: Lookups
    headings: list[HeadingSlot] = field(default_factory=list)
    inline: InlineResult = field(default_factory=InlineResult)
    fragments: list[tuple[str, int]] = field(default_factory=list)
    """Links into the article itself: fragment and line."""


@dataclass(slots=True)
class Built:
    """One block's tree, its footnotes apart, and the problems met on the way."""

    root: Element
    stream: Stream
    footnotes: list[tuple[str, Element, Stream]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
