"""The document parser: markdown-it-py tokens to the ElementTree that Python-Markdown's tree processors expect."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from markdown.util import AtomicString
from markdown_it import MarkdownIt
from markdown_it.token import Token

from .settings import MarkupSettings

SLOT_OPEN, SLOT_CLOSE = "\x02", "\x03"


def Raw(text: str = "") -> Element:  # noqa: N802  (named as ElementTree names Comment and PI)
    """An element whose text reaches the page as it is. Its tag is this very function, as with `ElementTree.Comment`."""
    element = Element(Raw)  # type: ignore[arg-type]
    element.text = text
    return element


def slot(kind: str, value: str | int) -> str:
    """A place that `assemble` fills: kind "h" (heading id), "f" (footnote reference)."""
    return f"{SLOT_OPEN}{kind}:{value}{SLOT_CLOSE}"


@dataclass(slots=True)
class HeadingSlot:
    """A heading met while building: `id_text` is what its id is made from, `explicit_id` the author's own."""

    level: int
    text: str
    id_text: str
    explicit_id: str
    line: int


@dataclass(slots=True)
class Building:
    """What one block's tree needs from outside, and what it hands back."""

    env: dict[str, Any]
    headings: list[HeadingSlot] = field(default_factory=list)
    footnote_calls: list[str] = field(default_factory=list)
    footnotes: list[tuple[str, Element]] = field(default_factory=list)


def new_parser(settings: MarkupSettings) -> MarkdownIt:
    """A markdown-it parser with the rules that the site's settings switch on."""
    parser = MarkdownIt("commonmark", {"maxNesting": 200})
    if settings.table:
        parser.enable("table")
    if settings.strikethrough:
        parser.enable("strikethrough")
    return parser


class TreeBuilder:
    """Builds the tree of one block. Stateless between blocks."""

    def __init__(self, parser: MarkdownIt, settings: MarkupSettings) -> None:
        self._parser = parser
        self._settings = settings
        self._inline: dict[str, Callable[[Element, Token, Building], None]] = {
            "code_inline": self._code_span,
            "softbreak": self._soft_break,
            "hardbreak": self._hard_break,
            "html_inline": self._raw_inline,
            "image": self._image,
            "text": lambda parent, token, building: add_text(parent, token.content),
            "text_special": lambda parent, token, building: add_text(parent, token.content),
        }

    def build(self, tokens: Sequence[Token], building: Building) -> Element:
        """The tokens as children of a `div` (which is not part of the page)."""
        root = Element("div")
        stack = [root]
        for index, token in enumerate(tokens):
            parent = stack[-1]
            if token.nesting == 1:
                if token.type == "paragraph_open" and token.hidden:
                    continue
                element = SubElement(parent, token.tag, {k: str(v) for k, v in token.attrs.items()})
                if token.type in ("bullet_list_open", "ordered_list_open", "blockquote_open", "table_open", "thead_open", "tbody_open", "tr_open"):
                    element.text = "\n"
                elif token.type == "list_item_open" and not tokens[index + 1].hidden and tokens[index + 1].nesting >= 0:
                    element.text = "\n"
                elif token.type == "heading_open":
                    self._heading(element, tokens[index + 1], token, building)
                stack.append(element)
            elif token.nesting == -1:
                if token.type == "paragraph_close" and token.hidden:
                    if tokens[index + 1].nesting >= 0:
                        add_text(parent, "\n")
                    continue
                stack.pop().tail = "\n"
            elif token.type == "inline":
                self._inlines(parent, token, building)
            else:
                self._leaf(parent, token)
        return root

    def _leaf(self, parent: Element, token: Token) -> None:
        if token.type == "hr":
            SubElement(parent, "hr").tail = "\n"
        elif token.type in ("fence", "code_block"):
            pre = SubElement(parent, "pre")
            code = SubElement(pre, "code")
            language = token.info.split(None, 1)[0] if token.info.strip() else ""
            if language:
                code.set("class", f"language-{language}")
            code.text = AtomicString(token.content)
            pre.tail = "\n"
        elif token.type == "html_block":
            parent.append(Raw(token.content if self._settings.unsafe else "<!-- raw HTML omitted -->\n"))

    def _inlines(self, root: Element, token: Token, building: Building) -> None:
        children: list[Token] = []
        self._parser.inline.parse(token.content, self._parser, building.env, children)
        token.children = children
        self._inline_tree(root, children, building)

    def _inline_tree(self, root: Element, tokens: Sequence[Token], building: Building) -> None:
        stack = [root]
        for token in tokens:
            if token.nesting == 1:
                stack.append(SubElement(stack[-1], token.tag, {k: str(v) for k, v in token.attrs.items()}))
            elif token.nesting == -1:
                stack.pop()
            else:
                self._inline[token.type](stack[-1], token, building)

    def _heading(self, element: Element, inline: Token, token: Token, building: Building) -> None:
        text = inline.content
        element.set("id", slot("h", len(building.headings)))
        building.headings.append(HeadingSlot(int(token.tag[1]), text, text, "", token.map[0] if token.map else 0))

    def _code_span(self, parent: Element, token: Token, building: Building) -> None:
        SubElement(parent, "code").text = AtomicString(token.content)

    def _soft_break(self, parent: Element, token: Token, building: Building) -> None:
        if self._settings.hard_wraps:
            SubElement(parent, "br").tail = "\n"
        else:
            add_text(parent, "\n")

    def _hard_break(self, parent: Element, token: Token, building: Building) -> None:
        SubElement(parent, "br").tail = "\n"

    def _raw_inline(self, parent: Element, token: Token, building: Building) -> None:
        parent.append(Raw(token.content if self._settings.unsafe else "<!-- raw HTML omitted -->"))

    def _image(self, parent: Element, token: Token, building: Building) -> None:
        alt = "".join(child.content for child in token.children or ())
        SubElement(parent, "img", {k: str(v) for k, v in token.attrs.items()} | {"alt": alt})


def add_text(parent: Element, text: str) -> None:
    """Append text after the last child (or as the first text) of `parent`."""
    if len(parent):
        last = parent[-1]
        last.tail = (last.tail or "") + text
    else:
        parent.text = (parent.text or "") + text
