"""Block rules that differ from markdown-it's: headings, raw HTML, footnote definitions, block attributes."""

from __future__ import annotations

import re

from markdown_it.rules_block import StateBlock

from editor.markup.attributes import Attributes, parse_attributes
from editor.markup.blocks.containers import inside
from editor.markup.blocks.tokens import heading_attributes, indent_width, push_heading
from editor.markup.characters import MARKDOWN_SPACES, find_closing
from editor.markup.inline.raw_html import ATTRIBUTE_PATTERN
from editor.markup.settings import MarkupSettings

_HASHES = re.compile(r"#{1,6}(?=[ \t\r]|$)")

_BLOCK_TAGS = frozenset(
    [
        "address",
        "article",
        "aside",
        "base",
        "basefont",
        "blockquote",
        "body",
        "caption",
        "center",
        "col",
        "colgroup",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "frame",
        "frameset",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "hr",
        "html",
        "iframe",
        "legend",
        "li",
        "link",
        "main",
        "menu",
        "menuitem",
        "meta",
        "nav",
        "noframes",
        "ol",
        "optgroup",
        "option",
        "p",
        "param",
        "search",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "title",
        "tr",
        "track",
        "ul",
    ]
)
_RAW_OPEN = re.compile(r"<(?:script|pre|style|textarea)(?:\s.*|>.*|/>.*|)$", re.IGNORECASE | re.ASCII)
_RAW_CLOSE = re.compile(r"</(?:script|pre|style|textarea)>", re.IGNORECASE)
_DECLARATION = re.compile(r"<![A-Z]+")
_TAG_START = re.compile(r"</? *([a-zA-Z]+[a-zA-Z0-9-]*)(?: .*|>.*|/>.*|)$")
_WHOLE_TAG = re.compile(r"<(/ *)?([a-zA-Z]+[a-zA-Z0-9-]*)(" + ATTRIBUTE_PATTERN + r"*) *(?:>|/>) *\r?$")


class HeadingRule:
    """`# Title #`, with attributes when the site allows them."""

    def __init__(self, settings: MarkupSettings) -> None:
        self._attributes = settings.attribute_title

    def __call__(self, state: StateBlock, start: int, end: int, silent: bool) -> bool:
        """The markdown-it rule."""
        at = state.bMarks[start] + state.tShift[start]
        if state.src[at : at + 1] != "#" or state.is_code_block(start):
            return False
        line = state.src[at : state.eMarks[start]]
        match = _HASHES.match(line)
        if not match:
            return False
        if silent:
            return True
        text = line[match.end() :].strip(MARKDOWN_SPACES)
        attributes: Attributes = {}
        if self._attributes and text:
            text, attributes = heading_attributes(text)
        bare = text.rstrip("#")
        if not bare:
            text = ""
        elif bare != text and bare[-1] in MARKDOWN_SPACES:
            text = bare.rstrip(MARKDOWN_SPACES)
        state.line = start + 1
        push_heading(state, match.end(), text, attributes, (start, start + 1))
        return True


def html_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Raw HTML, by the seven conditions of CommonMark as Goldmark tests them."""
    at = state.bMarks[start] + state.tShift[start]
    if state.src[at : at + 1] != "<" or state.is_code_block(start):
        return False
    line = state.src[at : state.eMarks[start]]
    kind = _html_kind(line)
    if not kind or (kind == 7 and silent and state.parentType != "root"):  # the last kind ends no paragraph
        return False
    if silent:
        return True
    stop = start + 1
    if kind < 6:
        if not _closes(kind, line):
            while stop < end and not (state.sCount[stop] < state.blkIndent and not state.isEmpty(stop)):
                stop += 1
                if _closes(kind, state.src[state.bMarks[stop - 1] : state.eMarks[stop - 1]]):
                    break
    else:
        while stop < end and not state.isEmpty(stop) and state.sCount[stop] >= state.blkIndent:
            stop += 1
    state.line = stop
    token = state.push("html_block", "", 0)
    token.map = [start, stop]
    token.content = state.getLines(start, stop, state.blkIndent, True)
    token.meta = {
        "closed": kind < 6
        and stop > start + 1
        and _closes(kind, token.content.rstrip("\n").rpartition("\n")[2])
    }
    return True


def _html_kind(line: str) -> int:
    if _RAW_OPEN.match(line):
        return 1
    if line.startswith("<!--"):
        return 2
    if line.startswith("<?"):
        return 3
    if _DECLARATION.match(line):
        return 4
    if line.startswith("<![CDATA["):
        return 5
    whole = _WHOLE_TAG.match(line)
    if whole:
        name = whole[2].lower()
        if name in _BLOCK_TAGS:
            return 6
        if name not in ("script", "style", "pre") and not (whole[1] == "/" and whole[3]):
            return 7
    match = _TAG_START.match(line)
    return 6 if match and match[1].lower() in _BLOCK_TAGS else 0


def _closes(kind: int, line: str) -> bool:
    if kind == 1:
        return _RAW_CLOSE.search(line) is not None
    return {2: "-->", 3: "?>", 4: ">", 5: "]]>"}[kind] in line


def footnote_definition(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`[^label]: content`, going on with lines indented by four columns."""
    at = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith("[^", at) or state.is_code_block(start):
        return False
    close = find_closing(state.src, at + 2, "[", "]", state.eMarks[start])
    if close < 0 or not state.src.startswith(":", close + 1) or close + 1 >= state.eMarks[start]:
        return False
    label = state.src[at + 2 : close]
    if not label.strip(MARKDOWN_SPACES):
        return False
    if silent:
        return True
    state.env["footnotes"].append(label)
    token = state.push("footnote_open", "li", 1)
    token.meta = {"label": label}
    token.map = [start, start + 1]
    columns, content = indent_width(state, start, close + 2, 0)
    old = (state.tShift[start], state.sCount[start], state.blkIndent, state.parentType)
    state.blkIndent += 4
    state.tShift[start] = content - state.bMarks[start]
    state.sCount[start] = state.blkIndent + columns
    state.parentType = "footnote"
    with inside(state, state.blkIndent):
        state.md.block.tokenize(state, start, end)
    state.tShift[start], state.sCount[start], state.blkIndent, state.parentType = old
    state.line = max(state.line, start + 1)
    while state.line > start + 1 and state.isEmpty(state.line - 1):
        state.line -= 1
    token.map[1] = state.line
    state.push("footnote_close", "li", -1)
    return True


def block_attributes(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """`{.class key="value"}` on a line of its own: attributes of the block before it."""
    at = state.bMarks[start] + state.tShift[start]
    if state.src[at : at + 1] != "{" or state.is_code_block(start):
        return False
    found = parse_attributes(state.src[at : state.eMarks[start]])
    if found is None:
        return False
    if silent:
        return True
    state.line = start + 1
    token = state.push("block_attributes", "", 0)
    token.map = [start, start + 1]
    token.meta = {"attributes": found[0], "attached": start > 0 and not state.isEmpty(start - 1)}
    return True
