"""Markdown to the HTML that Hugo publishes: the Python-Markdown pipeline, block by block, then put together."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from editor.articles.problems import Judgement, Problem
from editor.articles.values import Value
from editor.markup.assembly import (
    Assembled,
    Assembly,
    Definitions,
    Part,
    Quotes,
    RenderedBlock,
    RenderedHeading,
)
from editor.markup.blocks.parser import new_parser
from editor.markup.blocks.splitting import Block, Splitter
from editor.markup.built import Stream
from editor.markup.checks import Checker
from editor.markup.code import CodeRenderer
from editor.markup.commonmark import TreeBuilder
from editor.markup.inline.addresses import PageAddresses, base_path
from editor.markup.inline.emoji import emoji_names
from editor.markup.inline.parser import InlineParser
from editor.markup.inline.pieces import Lookups
from editor.markup.pipeline import Pipeline
from editor.markup.serializer import escape
from editor.markup.settings import MarkupSettings
from editor.markup.shortcodes.expansion import DIVIDER_TOKEN, Expander
from editor.markup.shortcodes.lexer import Shortcode
from editor.markup.shortcodes.output import ShortcodeOutput, replace_tokens

__all__ = [
    "Assembled",
    "Definitions",
    "PageContext",
    "Part",
    "Rendered",
    "RenderedBlock",
    "RenderedHeading",
    "Renderer",
    "lines_of",
]

DEEPEST_STRINGS = 12  # shortcodes in shortcodes' content, each rendered as a text of its own
_DIVIDER = re.compile(rf'<p(?: data-line="[0-9]+")?>{DIVIDER_TOKEN}</p>\n')
SEPARATOR = re.compile("\r\n?|\n|\u2029")


@dataclass(frozen=True, slots=True)
class PageContext:
    """What the renderer must know about the page and its site: plain data, and look-ups that read nothing from the web.

    `path` is Hugo's .Path of the page, `logical_path` that of its file below the content folder.
    `shortcodes`: names of the site's own shortcodes (a mapping also says whether each takes content); None: not known.
    `render_hooks`: names of the site's render hooks, such as "link" or "render-blockquote-alert"; None: not known.
    `find_page` maps a `ref` target (path, language) to the page's address below `base_url`, None for none, and
    `ref_problem` to what is wrong with it (None: nothing);
    `find_link` a link's path, None when Hugo leaves the link as it is.
    `find_file` maps a path to the address, below `base_url`, of the page resource or asset there, None for none.
    `address` is the page's own, below `base_url` ("": links within the page stay short). `resolves_links`: Hugo's own
    render hooks, which lead links and images to pages and files, run where the settings say "auto".
    `image_problem` and `link_problem` say what is wrong with a destination as written (None: nothing).
    `runs_inline`: the site lets shortcodes run whose template is written in the article (`{{< name.inline >}}`).
    `whole_site` is False where a configuration or a theme is not there: what only they can tell is not called wrong.
    `preview`: remote content as quiet cards, mathematics as MathML and `data-line` marks (lines counted from the
    block) on what lies inside a block, instead of exactly Hugo's `.Content`.
    """

    logical_path: str = ""
    path: str = ""
    language: str = ""
    title: str = ""
    params: Mapping[str, Value] = field(default_factory=dict)
    site_params: Mapping[str, Value] = field(default_factory=dict)
    shortcodes: Collection[str] | None = None
    render_hooks: Collection[str] | None = None
    find_page: Callable[[str, str], str | None] | None = None
    ref_problem: Callable[[str, str], Judgement | None] | None = None
    find_link: Callable[[str], str | None] | None = None
    find_file: Callable[[str], str | None] | None = None
    image_problem: Callable[[str], Judgement | None] | None = None
    link_problem: Callable[[str], Judgement | None] | None = None
    address: str = ""
    resolves_links: bool = False
    base_url: str = ""
    runs_inline: bool = False
    whole_site: bool = True
    preview: bool = False


@dataclass(frozen=True, slots=True)
class Rendered:
    """An article as Hugo publishes it: `html` is Hugo's `.Content`."""

    html: str
    headings: tuple[RenderedHeading, ...]
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
        self._base_path = base_path(self.page.base_url)
        self._code = CodeRenderer(settings.highlight)
        parser = new_parser(settings)
        emoji = emoji_names() if settings.emoji else None
        inline = InlineParser(settings, emoji)
        checker = Checker(
            inline,
            render_hooks=self.page.render_hooks if self.page.whole_site else None,
            image_problem=self.page.image_problem,
            link_problem=self.page.link_problem,
        )
        addresses = PageAddresses(
            settings,
            page=self.page.address and self._base_path + self.page.address,
            runs_by_itself=self.page.resolves_links,
            render_hooks=self.page.render_hooks or (),
            find_link=self._find_link,
            find_image=self._find_file,
        )
        self._builder = TreeBuilder(
            settings,
            inline,
            self._code,
            checker,
            addresses,
            render_hooks=self.page.render_hooks or (),
            preview=self.page.preview,
        )
        self._splitter = Splitter(
            parser, Expander(_known_shortcodes(self.page.shortcodes), self._markdown_of)
        )
        self._assembly = Assembly(settings, self.page.path)
        self._depth = 0
        self._pipeline = Pipeline(settings.python_markdown_extensions, xhtml=settings.xhtml)

    @property
    def extension_problems(self) -> tuple[Problem, ...]:
        """What is wrong with the Python-Markdown extensions that the site names."""
        return tuple(self._pipeline.problems)

    def render(self, text: str) -> Rendered:
        """The whole article: split, render each block, assemble."""
        blocks = tuple(self.split(lines_of(text), first_chunk=4096))
        definitions = Definitions.collect(blocks)
        rendered = [self.render_block(block, definitions) for block in blocks]
        done = self.assemble(rendered, [block.start_line for block in blocks])
        problems = (
            tuple(
                problem.moved(block.start_line)
                for block, part in zip(blocks, rendered, strict=True)
                for problem in part.problems
            )
            + done.problems
            + self.extension_problems
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

        built = self._builder.build(block, lookups)
        problems = [*block.problems, *built.problems]
        output = self._shortcode_output(problems)
        return RenderedBlock(
            self._part(built.root, built.stream, block, output),
            tuple(
                (label, self._part(root, stream, block, output)) for label, root, stream in built.footnotes
            ),
            frozenset(uses),
            tuple(problems),
        )

    def _find_link(self, path: str) -> str | None:
        found = self.page.find_link(unquote(path)) if self.page.find_link else None
        return self._base_path + found if found is not None else self._find_file(path)

    def _find_file(self, path: str) -> str | None:
        found = self.page.find_file(unquote(path)) if self.page.find_file and path else None
        return self._base_path + found if found is not None else None

    # -- shortcodes --

    def _shortcode_output(self, problems: list[Problem]) -> ShortcodeOutput:
        return ShortcodeOutput(
            self.page, self._code, self._render_string, self._find_file, self.page.preview, problems
        )

    def _markdown_of(self, call: Shortcode, problems: list[Problem]) -> str | None:
        return self._shortcode_output(problems).markdown(call)

    def _render_string(self, text: str, block: bool) -> str:
        """Hugo's `.RenderString`: a text of its own, its paragraph taken off when it is shown inline."""
        if self._depth >= DEEPEST_STRINGS:
            return escape(text)
        self._depth += 1
        try:
            blocks = list(self._splitter.split(lines_of(text), dividers=False))
            definitions = Definitions.collect(blocks)
            rendered = [self.render_block(part, definitions) for part in blocks]
            done = Assembly(self.settings, self.page.path).assemble(
                rendered, [part.start_line for part in blocks]
            )
        finally:
            self._depth -= 1
        html = "".join(done.blocks) + done.footnotes
        return html if block else without_paragraph(html)

    def _part(self, root: Element, stream: Stream, block: Block, output: ShortcodeOutput) -> Part:
        single, double = stream.lookups.single_quotes, stream.lookups.double_quotes
        html = self._pipeline.html(root)
        if DIVIDER_TOKEN in html:
            html = without_divider(html)
        return Part(
            replace_tokens(html, block.calls, output) if block.calls else html,
            tuple(stream.headings),
            tuple(stream.inline.footnote_calls),
            tuple(stream.fragments),
            Quotes(single.opened, single.borrowed),
            Quotes(double.opened, double.borrowed),
        )

    def assemble(self, rendered: Sequence[RenderedBlock], start_lines: Sequence[int]) -> Assembled:
        """Stage 3: unique heading ids, footnote numbers and section. Cheap: no parsing, blocks without slots untouched."""
        return self._assembly.assemble(rendered, start_lines)


def _known_shortcodes(names: Collection[str] | None) -> Mapping[str, bool | None] | None:
    if names is None:
        return None
    return names if isinstance(names, Mapping) else dict.fromkeys(names)


def without_divider(html: str) -> str:
    """HTML without the mark that stood for the summary divider, nor the paragraph it made."""
    return _DIVIDER.sub("", html).replace(DIVIDER_TOKEN + "\n", "").replace(DIVIDER_TOKEN, "")


def without_paragraph(html: str) -> str:
    """HTML that is one paragraph without its `p`, as Hugo trims short texts."""
    if html.count("<p>") == 1:
        trimmed = html.strip()
        if trimmed.startswith("<p>") and trimmed.endswith("</p>"):
            return trimmed[3:-4].strip()
    return html
