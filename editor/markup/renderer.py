"""Markdown to the HTML that Hugo publishes: the Python-Markdown pipeline, block by block, then put together."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element

import markdown

from .assembly import Assembled, Assembly, Definitions, Heading, Part, Quotes, RenderedBlock
from .blocks import Block, Splitter
from .commonmark import Stream, TreeBuilder, new_parser
from .inline import InlineParser, Lookups
from .problems import Problem
from .serializer import inner_html
from .settings import MarkupSettings

__all__ = [
    "Assembled",
    "Definitions",
    "Heading",
    "PageContext",
    "Part",
    "Rendered",
    "RenderedBlock",
    "Renderer",
    "lines_of",
]

SEPARATOR = re.compile("\r\n?|\n|\u2029")


@dataclass(frozen=True, slots=True)
class PageContext:
    """What the renderer must know about the page and its site: plain data, and look-ups that read nothing from the web.

    `find_page` maps a `ref` target (path, language) to its permalink, or None when Hugo would fail the build;
    `find_image` maps an image destination to the address that Hugo publishes, or None when it is left as it is.
    """

    logical_path: str = ""
    language: str = ""
    title: str = ""
    params: Mapping[str, Any] = field(default_factory=dict)
    site_params: Mapping[str, Any] = field(default_factory=dict)
    shortcodes: frozenset[str] | None = None
    render_hooks: frozenset[str] = frozenset()
    find_page: Callable[[str, str], str | None] | None = None
    find_image: Callable[[str], str | None] | None = None


@dataclass(frozen=True, slots=True)
class Rendered:
    """An article as Hugo publishes it: `html` is Hugo's `.Content`."""

    html: str
    headings: tuple[Heading, ...]
    problems: tuple[Problem, ...]
    blocks: tuple[Block, ...]


def lines_of(text: str) -> list[str]:
    """The lines of a body without their ends (LF, CR LF, CR or the paragraph separator)."""
    return SEPARATOR.split(text)


class Renderer:
    """Renders articles of one site for one page. Its three stages can be called one by one for live editing:

    `split` (source lines to blocks), `render_block` (one block to HTML with open slots), `assemble` (fill the slots).
    """

    def __init__(self, settings: MarkupSettings, page: PageContext | None = None) -> None:
        self.settings = settings
        self.page = page or PageContext()
        self._parser = new_parser(settings)
        self._builder = TreeBuilder(settings, InlineParser(settings))
        self._splitter = Splitter(self._parser)
        self._pipeline = markdown.Markdown(
            extensions=list(settings.python_markdown_extensions),
            output_format="xhtml" if settings.xhtml else "html",
        )
        for name in ("inline", "prettify", "unescape"):
            self._pipeline.treeprocessors.deregister(name)
        for name in ("raw_html", "amp_substitute"):
            self._pipeline.postprocessors.deregister(name)
        self._tree_processors = tuple(self._pipeline.treeprocessors)
        self._postprocessors = tuple(self._pipeline.postprocessors)

    def render(self, text: str) -> Rendered:
        """The whole article: split, render each block, assemble."""
        blocks = tuple(self.split(lines_of(text), first_chunk=4096))
        definitions = Definitions.collect(blocks)
        rendered = [self.render_block(block, definitions) for block in blocks]
        done = self.assemble(rendered, [block.start_line for block in blocks])
        problems = tuple(
            problem.moved(block.start_line)
            for block, part in zip(blocks, rendered, strict=True)
            for problem in part.problems
        )
        return Rendered("".join(done.blocks) + done.footnotes, done.headings, problems, blocks)

    def split(self, lines: Sequence[str], start_line: int = 0, *, first_chunk: int = 48) -> Iterator[Block]:
        """Stage 1, lazily: see `blocks.Splitter.split`."""
        return self._splitter.split(lines, start_line, first_chunk=first_chunk)

    def render_block(self, block: Block, definitions: Definitions) -> RenderedBlock:
        """Stage 2: one block to HTML with open slots; depends on nothing but the block and `definitions`."""
        uses: set[str] = set()

        def lookups() -> Lookups:
            return Lookups(definitions.references, definitions.footnotes, uses)

        built = self._builder.build(block.tokens, lookups)
        return RenderedBlock(
            self._part(built.root, built.stream),
            tuple((label, self._part(root, stream)) for label, root, stream in built.footnotes),
            frozenset(uses),
            tuple(built.problems),
        )

    def _part(self, root: Element, stream: Stream) -> Part:
        single, double = stream.lookups.single_quotes, stream.lookups.double_quotes
        return Part(
            self._html(root),
            tuple(stream.headings),
            tuple(stream.inline.footnote_calls),
            Quotes(single.opened, single.borrowed),
            Quotes(double.opened, double.borrowed),
        )

    def _html(self, root: Element) -> str:
        for processor in self._tree_processors:
            new_root = processor.run(root)
            root = root if new_root is None else new_root
        html = inner_html(root, xhtml=self.settings.xhtml)
        for postprocessor in self._postprocessors:
            html = postprocessor.run(html)
        return html

    def assemble(self, rendered: Sequence[RenderedBlock], start_lines: Sequence[int]) -> Assembled:
        """Stage 3: unique heading ids, footnote numbers and section. Cheap: no parsing, blocks without slots untouched."""
        return Assembly(self.settings).assemble(rendered, start_lines)
