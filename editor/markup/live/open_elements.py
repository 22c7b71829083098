"""Which raw HTML elements a block leaves open or closes for others: such blocks can only be put on the page together."""

from __future__ import annotations

import re
from dataclasses import dataclass

VOID = frozenset(
    [
        "area",
        "base",
        "basefont",
        "bgsound",
        "br",
        "col",
        "command",
        "embed",
        "frame",
        "hr",
        "image",
        "img",
        "input",
        "keygen",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    ]
)
RAW_TEXT = frozenset(
    ["iframe", "noembed", "noframes", "plaintext", "script", "style", "textarea", "title", "xmp"]
)
FORMATTING = frozenset(
    ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"]
)
"""Left open, these come back in the next block (HTML's list of active formatting elements)."""
CLOSES_PARAGRAPH = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "center",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "search",
        "section",
        "summary",
        "table",
        "ul",
    ]
)
FOREIGN = frozenset(("svg", "math"))
_WALLS = frozenset(("select", "svg", "math", "template", "object", "applet", "marquee", "button", "table"))
"""End tags inside these do not reach elements outside them; in a cell only those of the table do."""
_SPECIAL = CLOSES_PARAGRAPH | frozenset(
    (
        *(
            "applet",
            "button",
            "caption",
            "colgroup",
            "dd",
            "dt",
            "iframe",
            "li",
            "marquee",
            "noembed",
            "noframes",
        ),
        *(
            "noscript",
            "object",
            "plaintext",
            "script",
            "select",
            "style",
            "tbody",
            "td",
            "template",
            "textarea",
        ),
        *("tfoot", "th", "thead", "title", "tr", "xmp"),
    )
)
"""HTML's special elements, those without content apart: end tags of others stop at them."""
_TABLE_PARTS = frozenset(("table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption", "colgroup"))

UNENDED = "!"
"""Stands for a comment or raw text that no later end tag is looked for: everything after it belongs with it."""

_PARAGRAPH_ENDS = "p?"
"""Among the end tags of a flow: a start tag that also closes a paragraph left open before it."""
_PARAGRAPH_LOST = "p!"
"""The same inside elements that the paragraph would take along: seldom, so what comes of it is not followed."""

_TAG = re.compile(
    r"<!--(?:-?>|.*?--!?>)"
    r"|<(?P<end>/?)(?P<name>[A-Za-z][^\s/>]*)(?P<rest>(?:[^>=]|=\s*\"[^\"]*\"|=\s*'[^']*'|=(?!\s*[\"']))*+)>"
    r"|<(?:!(?!--)|\?|/(?![A-Za-z]))[^>]*>",
    re.DOTALL,
)
_TAG_START = re.compile(r"<(?=[A-Za-z/!?])")
_FIRST_TAG = re.compile(r"\s*<([A-Za-z][^\s/>]*)")


@dataclass(frozen=True, slots=True)
class Flow:
    """End tags without a start tag (`closes`) and start tags without an end tag (`opens`), in source order."""

    closes: tuple[str, ...] = ()
    opens: tuple[str, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether the block stands by itself wherever it is put (a stray end tag matters only inside others)."""
        return not self.opens

    def after(self, before: tuple[str, ...]) -> tuple[str, ...]:
        """The elements open after this block when `before` were open at its start."""
        if UNENDED in before:
            return before
        state = list(before)
        for name in self.closes:
            if name == _PARAGRAPH_LOST and "p" in state:
                return (*state, UNENDED)
            _close(state, "p" if name == _PARAGRAPH_ENDS else name)
        return (*state, *self.opens)


WHOLE = Flow()


def flow_of(html: str) -> Flow:
    """Find what an HTML fragment closes and leaves open. Errs only towards "open": larger groups stay correct."""
    opens: list[str] = []
    closes: list[str] = []
    at = 0
    while start := _TAG_START.search(html, at):
        tag = _TAG.match(html, start.start())
        if tag is None:
            return Flow(tuple(closes), (*opens, UNENDED))
        at = tag.end()
        name = (tag["name"] or "").lower()
        if not name:
            continue
        if tag["end"]:
            if not _close(opens, name):
                closes.append(name)
            continue
        if name in CLOSES_PARAGRAPH and not _close(opens, "p"):
            inside = opens and not CLOSES_PARAGRAPH.intersection(opens)
            closes.append(_PARAGRAPH_LOST if inside else _PARAGRAPH_ENDS)
        if not _is_void(name, tag["rest"], opens):
            at = _open(opens, name, html, at)
            if at < 0:
                return Flow(tuple(closes), (*opens, UNENDED))
    return Flow(tuple(closes), tuple(opens))


def _open(opens: list[str], name: str, html: str, at: int) -> int:
    """Open an element; returns where to read on (at the end tag of raw text), or -1 when nothing ends it."""
    opens.append(name)
    if name not in RAW_TEXT or FOREIGN.intersection(opens):
        return at
    end = re.compile(rf"</{re.escape(name)}[\s/>]", re.IGNORECASE).search(html, at)
    return end.start() if end is not None and name != "plaintext" else -1


def flow_of_plain(html: str) -> Flow:
    """`flow_of` for a block without raw HTML: it leaves nothing open, but may close a paragraph left open before it."""
    return Flow((_PARAGRAPH_ENDS,)) if _starts_block(html) else WHOLE


def starts_apart(before: tuple[str, ...], html: str) -> bool:
    """Whether a block can be put on the page by itself although `before` were left open: nothing, or a bare `p`."""
    if not before:
        return True
    if before != ("p",):
        return False
    return _starts_block(html)


def _starts_block(html: str) -> bool:
    first = _FIRST_TAG.match(html)
    return bool(first and first[1].lower() in CLOSES_PARAGRAPH)


def _is_void(name: str, rest: str, opens: list[str]) -> bool:
    return name in VOID or (rest.endswith("/") and bool(FOREIGN.intersection((*opens, name))))


def _close(opens: list[str], name: str) -> bool:
    """Close the last `name` with all that is open inside it, formatting elements apart; False where there is none."""
    for index in range(len(opens) - 1, -1, -1):
        if opens[index] == name:
            opens[index:] = [inner for inner in opens[index + 1 :] if inner in FORMATTING]
            return True
        if _keeps_out(opens[index], name):
            return False
    return False


def _keeps_out(inner: str, name: str) -> bool:
    """Whether the end tag `name` is lost on the open element `inner` and does not reach those around it."""
    if inner in _WALLS or (inner in _TABLE_PARTS and name not in _TABLE_PARTS):
        return True
    return (inner in _SPECIAL and name not in _SPECIAL) or (name == "li" and inner in ("ul", "ol"))
