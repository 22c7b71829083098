"""Markdown to the HTML that Hugo publishes: the Python-Markdown pipeline, block by block, then put together."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element

import markdown

from .blocks import Block, Reference, Splitter
from .commonmark import Building, HeadingSlot, TreeBuilder, new_parser
from .problems import Problem
from .serializer import inner_html
from .settings import MarkupSettings

SLOT = re.compile("\x02([hf]):([^\x03]*)\x03")
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
class Definitions:
    """Labels that blocks define for one another: link references (normalised label) and footnotes."""

    references: Mapping[str, Reference] = field(default_factory=dict)
    footnotes: frozenset[str] = frozenset()

    @classmethod
    def collect(cls, blocks: Iterable[Block]) -> Definitions:
        """All definitions of an article; the first of equal labels counts."""
        references: dict[str, Reference] = {}
        footnotes: set[str] = set()
        for block in blocks:
            for label, reference in block.references.items():
                references.setdefault(label, reference)
            footnotes.update(block.footnotes)
        return cls(references, frozenset(footnotes))

    def changed(self, newer: Definitions) -> set[str]:
        """Labels whose meaning differs, in the form of `RenderedBlock.uses`: render the blocks that use one again."""
        names = {
            f"ref:{label}"
            for label in self.references.keys() | newer.references.keys()
            if self.references.get(label) != newer.references.get(label)
        }
        return names | {f"fn:{label}" for label in self.footnotes ^ newer.footnotes}


@dataclass(frozen=True, slots=True)
class RenderedFootnote:
    """A footnote's content as HTML with open slots; `inline_end` is where the back links go (inside the last paragraph)."""

    label: str
    html: str


@dataclass(frozen=True, slots=True)
class RenderedBlock:
    """One block as HTML with open slots, independent of every other block but for the definitions it `uses`.

    `uses` names each label that was looked up, found or not: "ref:LABEL" or "fn:LABEL".
    `headings`, `footnote_calls` and `footnotes` are in document order; line numbers count from the block's first line.
    """

    html: str
    uses: frozenset[str] = frozenset()
    headings: tuple[HeadingSlot, ...] = ()
    footnote_calls: tuple[str, ...] = ()
    footnotes: tuple[RenderedFootnote, ...] = ()
    problems: tuple[Problem, ...] = ()

    @property
    def has_slots(self) -> bool:
        """False when `html` is final as it stands."""
        return bool(self.headings or self.footnote_calls)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the article: level 1 to 6, its plain text, the id Hugo gives it, its line (0-based, in the body)."""

    level: int
    text: str
    id: str
    line: int


@dataclass(frozen=True, slots=True)
class Assembled:
    """The result of the global passes: one HTML string per block (the same object when nothing was open), and the tail."""

    blocks: tuple[str, ...]
    footnotes: str
    headings: tuple[Heading, ...]


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
        self._builder = TreeBuilder(self._parser, settings)
        self._splitter = Splitter(self._parser)
        self._pipeline = markdown.Markdown(
            extensions=list(settings.python_markdown_extensions),
            output_format="xhtml" if settings.xhtml else "html",
        )
        self._pipeline.treeprocessors.deregister("inline")
        self._pipeline.treeprocessors.deregister("prettify")
        self._pipeline.treeprocessors.deregister("unescape")

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
        references = _Recorder(definitions)
        building = Building({"references": references})
        root = self._builder.build(block.tokens, building)
        return RenderedBlock(
            self._html(root),
            frozenset(references.uses),
            tuple(building.headings),
            tuple(building.footnote_calls),
        )

    def _html(self, root: Element) -> str:
        for processor in self._pipeline.treeprocessors:
            new_root = processor.run(root)
            root = root if new_root is None else new_root
        html = inner_html(root, xhtml=self.settings.xhtml)
        for postprocessor in self._pipeline.postprocessors:
            html = postprocessor.run(html)
        return html

    def assemble(self, rendered: Sequence[RenderedBlock], start_lines: Sequence[int]) -> Assembled:
        """Stage 3: unique heading ids, footnote numbers and section. Cheap: no parsing, blocks without slots untouched."""
        taken: set[str] = set()
        headings: list[Heading] = []
        parts: list[str] = []
        for block, start in zip(rendered, start_lines, strict=True):
            if not block.has_slots:
                parts.append(block.html)
                continue
            ids = []
            for entry in block.headings:
                name = unique_id(entry.explicit_id or entry.id_text.lower().replace(" ", "-"), taken)
                ids.append(name)
                headings.append(Heading(entry.level, entry.text, name, start + entry.line))
            parts.append(SLOT.sub(lambda match, ids=ids: ids[int(match[2])], block.html))  # type: ignore[misc]
        return Assembled(tuple(parts), "", tuple(headings))


def unique_id(name: str, taken: set[str]) -> str:
    """`name`, or with `-1`, `-2` … appended when it is taken already; the result is then taken."""
    candidate, number = name, 1
    while candidate in taken:
        candidate, number = f"{name}-{number}", number + 1
    taken.add(candidate)
    return candidate


class _Recorder(dict[str, Any]):
    """Answers markdown-it's look-ups of link references and notes each."""

    def __init__(self, definitions: Definitions) -> None:
        super().__init__()
        self._definitions = definitions
        self.uses: set[str] = set()

    def get(self, label: str, default: Any = None) -> Any:
        self.uses.add(f"ref:{label}")
        reference = self._definitions.references.get(label)
        return {"href": reference.href, "title": reference.title} if reference else default
