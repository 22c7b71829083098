"""The document parser: markdown-it-py tokens to the ElementTree that Python-Markdown's tree processors expect."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, SubElement

from markdown.util import AtomicString
from markdown_it import MarkdownIt
from markdown_it.parser_block import ParserBlock
from markdown_it.rules_block import StateBlock
from markdown_it.token import Token

from .attributes import ALLOWED, GLOBAL, Attributes, parse_attributes, written
from .block_rules import block_attributes, footnote_definition, heading_rule, html_block
from .blockquotes import blockquote
from .characters import MARKDOWN_SPACES, resolved
from .code import CodeRenderer, highlight_attributes
from .fences import fenced_code, indented_code
from .headings import anchor
from .inline import Bracket, Code, InlineParser, Lookups, Piece, Verbatim
from .lists import list_block
from .inline_tree import OMITTED, InlineResult, InlineTree, Raw, add_text, plain_text, slot
from .paragraphs import BLOCK_STARTERS, ParagraphRule
from .problems import Problem
from .settings import MarkupSettings
from .shortcodes import TOKEN

WIDEST_TABLE = 200
DEEPEST_NESTING = 200
"""Levels of lists, quotations and the like (a list counts twice): deeper content is shown as text."""
_PARAGRAPH_ENDINGS = {"alt": ["paragraph", "reference", "blockquote", "list"]}


def new_parser(settings: MarkupSettings) -> MarkdownIt:
    """A markdown-it parser with the block rules that the site's settings switch on."""
    parser = MarkdownIt("zero", {"maxNesting": DEEPEST_NESTING, "html": True})
    parser.block = BlockParser()
    parser.block.ruler.enableOnly(["code", "fence", "blockquote", "hr", "list"])
    rules = parser.block.ruler
    rules.at("code", indented_code)
    rules.at("fence", fenced_code, _PARAGRAPH_ENDINGS)
    rules.at("blockquote", blockquote, _PARAGRAPH_ENDINGS)
    rules.at("list", list_block, {"alt": ["paragraph", "reference", "blockquote"]})
    rules.at("heading", heading_rule(settings), {"alt": ["paragraph", "reference", "blockquote"]})
    rules.at("html_block", html_block, {"alt": ["paragraph", "reference", "blockquote"]})
    rules.at("paragraph", ParagraphRule(settings))
    rules.enable(["heading", "html_block", "paragraph"])
    if settings.footnotes.enable:
        rules.before("heading", "footnote", footnote_definition, _PARAGRAPH_ENDINGS)
    if settings.attribute_block:
        rules.before("code", "block_attributes", block_attributes, _PARAGRAPH_ENDINGS)
    return parser


class BlockParser(ParserBlock):
    """markdown-it's block parser, which says where nesting was cut off and goes straight to plain paragraphs."""

    def one(self, state: StateBlock, line: int, end: int) -> int:
        """Parse the block at `line` (not blank); the line after it."""
        rules = self.ruler.getRules("")
        state.line = line
        at = state.bMarks[line] + state.tShift[line]
        if state.src[at] not in BLOCK_STARTERS and state.sCount[line] - state.blkIndent < 4:
            rules = rules[-1:]  # only a paragraph begins with a letter
        for rule in rules:
            if rule(state, line, end, False):
                break
        return max(state.line, line + 1)

    def tokenize(self, state: StateBlock, startLine: int, endLine: int) -> None:  # noqa: N803
        """Parse the lines of a container, and note whether blank lines lie between its blocks (`state.tight`)."""
        line, blank = startLine, False
        while line < endLine:
            state.line = line = state.skipEmptyLines(line)
            if line >= endLine or state.sCount[line] < state.blkIndent:
                break
            if state.level >= DEEPEST_NESTING:
                self._cut_off(state, line, endLine)
                return
            line = self.one(state, line, endLine)
            state.line = line
            state.tight = not blank
            if line - 1 < endLine and state.isEmpty(line - 1):
                blank = True
            if line < endLine and state.isEmpty(line):
                blank = True
                line += 1
                state.line = line

    @staticmethod
    def _cut_off(state: StateBlock, line: int, end: int) -> None:
        """Too deep: the rest of the container is shown as plain text."""
        stop = line
        while stop < end and (state.isEmpty(stop) or state.sCount[stop] >= state.blkIndent):
            stop += 1
        token = state.push("code_block", "code", 0)
        token.content = state.getLines(line, stop, state.blkIndent, True)
        token.map = [line, stop]
        state.line = stop
        if not any(problem.code == "nesting" for problem in state.env["problems"]):
            message = (
                "Lists or quotations are nested too deeply for the preview; the rest is shown as plain text."
            )
            state.env["problems"].append(Problem("hint", "nesting", message, line, stop))


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


@dataclass(slots=True)
class Built:
    """One block's tree, its footnotes apart, and the problems met on the way."""

    root: Element
    stream: Stream
    footnotes: list[tuple[str, Element, Stream]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


class TreeBuilder:
    """Builds the tree of one block under one site's settings. Stateless between blocks."""

    def __init__(
        self, settings: MarkupSettings, inline: InlineParser, code: CodeRenderer, *, math: bool = False
    ) -> None:
        self._settings = settings
        self._inline = inline
        self._code = code
        self._inline_tree = InlineTree(settings, math=math)

    def build(self, tokens: Sequence[Token], new_lookups: Callable[[], Lookups]) -> Built:
        """The tokens as children of a `div` (which is not part of the page)."""
        built = Built(Element("div"), Stream(new_lookups()))
        _BlockWalk(self._settings, self._inline, self._inline_tree, self._code, built, new_lookups).walk(
            tokens
        )
        return built


class _BlockWalk:
    def __init__(
        self,
        settings: MarkupSettings,
        inline: InlineParser,
        tree: InlineTree,
        code: CodeRenderer,
        built: Built,
        new_lookups: Callable[[], Lookups],
    ) -> None:
        self._settings = settings
        self._inline = inline
        self._tree = tree
        self._highlighter = code
        self._built = built
        self._new_lookups = new_lookups
        self._stack = [built.root]
        self._streams = [built.stream]
        self._loose_end = False
        self._leaves: dict[str, Callable[[Token], None]] = {
            "hr": self._rule_off,
            "fence": self._fence,
            "code_block": self._code_block,
            "html_block": self._html_block,
            "reference": lambda token: None,
            "table": self._table,
            "block_attributes": self._block_attributes,
        }

    def walk(self, tokens: Sequence[Token]) -> None:
        for index, token in enumerate(tokens):
            kind = token.type
            if token.nesting == 1:
                self._open(token, tokens, index)
            elif token.nesting == -1:
                self._close(token, tokens, index)
            elif kind == "inline":
                self._inline_content(token, tokens, index)
            else:
                self._leaves[kind](token)

    # -- containers --

    def _open(self, token: Token, tokens: Sequence[Token], index: int) -> None:
        kind = token.type
        if kind == "paragraph_open" and token.hidden:
            return
        if kind == "footnote_open":
            element = Element("li")
            self._streams.append(Stream(self._new_lookups()))
            self._built.footnotes.append((token.meta["label"], element, self._streams[-1]))
            self._stack.append(element)
            return
        parent = self._stack[-1]
        element = SubElement(parent, token.tag, {name: str(value) for name, value in token.attrs.items()})
        self._stack.append(element)
        if kind in ("bullet_list_open", "ordered_list_open", "blockquote_open", "dl_open"):
            element.text = "\n"
        elif kind == "list_item_open":
            following = tokens[index + 1]
            if not following.hidden and following.nesting >= 0 and following.type != "footnote_open":
                element.text = "\n"
        elif kind == "dd_open" and not token.meta["tight"]:
            element.text = "\n"

    def _close(self, token: Token, tokens: Sequence[Token], index: int) -> None:
        if token.type == "paragraph_close" and token.hidden:
            following = tokens[index + 1]
            if following.nesting >= 0 and following.type != "footnote_open" and tokens[index - 1].content:
                add_text(self._stack[-1], "\n")
            return
        element = self._stack.pop()
        if token.type == "footnote_close":
            self._streams.pop()
            last = element[-1] if len(element) else None
            target = last if last is not None and last.tag == "p" else element
            target.append(Raw(slot("b", "")))
            return
        element.tail = "\n"
        if token.type == "paragraph_close":
            self._settle_paragraph(element)

    def _settle_paragraph(self, element: Element) -> None:
        """A paragraph that is only an image loses its `p` where the site wants that; math blocks split theirs."""
        if not self._settings.wrap_stand_alone_image and len(element) == 1 and element[0].tag == "img":
            if not (element.text or element[0].tail):
                parent = self._stack[-1]
                parent.remove(element)
                parent.append(element[0])

    # -- leaves --

    def _rule_off(self, token: Token) -> None:
        SubElement(self._stack[-1], "hr").tail = "\n"

    def _fence(self, token: Token) -> None:
        info = token.info.strip(MARKDOWN_SPACES)
        language = resolved(info.split(" ", 1)[0]) if info else ""
        content = token.content.replace("\x00", "\ufffd")
        if not self._settings.highlight.code_fences:
            self._code(content, language)
            return
        found = parse_attributes(info, info.find("{")) if "{" in info else None
        options, attributes = highlight_attributes(found[0] if found else {})
        language = language.partition("{")[0]
        self._stack[-1].append(Raw(self._highlighter.html(content, language, options, attributes)))

    def _code_block(self, token: Token) -> None:
        self._code(token.content, "")

    def _code(self, content: str, language: str) -> None:
        pre = SubElement(self._stack[-1], "pre")
        code = SubElement(pre, "code", {"class": f"language-{language}"} if language else {})
        code.text = AtomicString(content.replace("\x00", "\ufffd"))
        pre.tail = "\n"

    def _html_block(self, token: Token) -> None:
        parent = self._stack[-1]
        if self._settings.unsafe:
            parent.append(Raw(token.content.replace("\x00", "\ufffd")))
        elif not token.content.startswith("<!--"):
            times = 2 if token.meta["closed"] else 1
            parent.append(Raw(f"{OMITTED}\n" * times))

    def _table(self, token: Token) -> None:
        # The blanks are those of Hugo's own table template.
        table = SubElement(self._stack[-1], "table")
        table.text, table.tail = "\n\t", "\n"
        alignments = token.meta["alignments"]
        head = SubElement(table, "thead")
        self._row(head, "th", token.meta["header"], alignments)
        body = SubElement(table, "tbody")
        for row in token.meta["rows"]:
            self._row(body, "td", row, alignments)
        head.text, head.tail, head[-1].tail = "\n\t\t\t", "\n\t", "\n\t"
        body.text, body.tail = "\n\t\t\t" if len(body) else "\n\t", "\n"
        if len(body):
            body[-1].tail = "\n\t"

    def _row(self, parent: Element, tag: str, cells: Sequence[str], alignments: Sequence[str]) -> None:
        row = SubElement(parent, "tr")
        row.text, row.tail = "\n\t\t\t\t\t", "\n\t\t\t"
        wide = (
            len(alignments) > WIDEST_TABLE
        )  # filling up every short row of such a table is how to exhaust memory
        for number, alignment in enumerate(alignments[: max(len(cells), 1)] if wide else alignments):
            cell = cells[number] if number < len(cells) else ""
            alignment = alignment if number < len(cells) else ""  # cells that were left out have none
            element = SubElement(row, tag, {"style": f"text-align: {alignment}"} if alignment else {})
            element.tail = "\n\t\t\t\t\t"
            if cell:
                pieces = self._inline.parse(cell, self._streams[-1].lookups, cell=True)
                self._tree.append(element, pieces, self._streams[-1].inline)
        row[-1].tail = "\n\t\t\t"

    def _block_attributes(self, token: Token) -> None:
        parent = self._stack[-1]
        last = parent[-1] if len(parent) else None
        if (
            last is None
            or not token.meta["attached"]
            or not isinstance(last.tag, str)
            or last.tag in ("pre", "div")
        ):
            return
        set_attributes(last, token.meta["attributes"])

    # -- inline content --

    def _inline_content(self, token: Token, tokens: Sequence[Token], index: int) -> None:
        stream = self._streams[-1]
        opening = tokens[index - 1]
        element = self._stack[-1]
        is_item = (
            opening.type in ("paragraph_open", "heading_open")
            and index >= 2
            and tokens[index - 2].type == "list_item_open"
        )
        pieces = self._inline.parse(token.content, stream.lookups, task=is_item) if token.content else []
        if opening.type == "heading_open":
            self._heading(element, opening, pieces, token.content)
        elif opening.type == "dt_open" and self._settings.auto_definition_term_id:
            self._identify(element, 0, plain_text(pieces), {}, opening)
        self._tree.append(element, pieces, stream.inline)

    def _heading(self, element: Element, opening: Token, pieces: Sequence[Piece], source: str) -> None:
        text = TOKEN.sub("", plain_text(pieces))
        attributes: Attributes = opening.meta.get("attributes", {})
        self._identify(element, int(opening.tag[1]), text, attributes, opening)

    def _identify(
        self, element: Element, level: int, text: str, attributes: Attributes, opening: Token
    ) -> None:
        settings, stream = self._settings, self._streams[-1]
        explicit = attributes.get("id")
        for name, value in attributes.items():
            if not name.lower().startswith("on"):
                element.set(name, written(value))
        wanted = ""
        last_line = text.rpartition("\n")[2]
        if explicit is None and last_line and (settings.auto_heading_id or not level):
            wanted = anchor(last_line, settings.auto_id_type, fallback="heading" if level else "term")
            element.set("id", slot("h", len(stream.headings)))
        line = opening.map[0] if opening.map else 0
        stream.headings.append(HeadingSlot(level, text, wanted, written(explicit) if explicit else "", line))


def set_attributes(element: Element, attributes: Attributes) -> None:
    """Give a block the attributes written below it; those it has already win."""
    tag = str(element.tag)
    heading = len(tag) == 2 and tag[0] == "h" and tag[1].isdigit()
    allowed = ALLOWED.get(tag, GLOBAL)
    names = sorted(attributes) if tag == "table" else list(attributes)
    for name in names:
        value = written(attributes[name])
        if element.get(name) is not None or name.lower().startswith("on"):
            continue
        if heading or tag == "table" or name in allowed or name.startswith("data-"):
            if value or tag != "table":
                element.set(name, value)
