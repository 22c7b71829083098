"""Finds what to colour in one line of Markdown, given the state the lines before it left."""

from __future__ import annotations

import re
import unicodedata
from typing import Final, NamedTuple

# What a line starts in. Fences keep their character and length, so that only a fitting fence closes them.
TEXT: Final = 0
HTML_COMMENT: Final = 1
MATH: Final = 2
_FENCE_BASE: Final = 16  # state = base + 2 * length + (1 for tildes)


class Span(NamedTuple):
    """Characters ``start`` to ``start + length`` of the line (in code points) are of this kind."""

    start: int
    length: int
    kind: str


_FENCE = re.compile(r"^ {0,3}(?:>\s?)*\s*(?:[-*+]\s+|\d+[.)]\s+)?(`{3,}|~{3,})(.*)$")
_HEADING = re.compile(r"^ {0,3}(#{1,6})(?=[ \t]|$)")
_SETEXT = re.compile(r"^ {0,3}(=+|-{2,})[ \t]*$")
_RULE = re.compile(r"^ {0,3}([-*_])[ \t]*(?:\1[ \t]*){2,}$")
_QUOTE = re.compile(r"^[ \t]*(?:>[ \t]?)+")
_ITEM = re.compile(r"^[ \t]*(?:>[ \t]?)*[ \t]*([-*+]|\d{1,9}[.)])(?=[ \t]|$)(?:[ \t]+(\[[ xX]\])(?=[ \t]))?")
_DEFINITION = re.compile(r"^ {0,3}\[\^?[^\]]+\]:")
_TABLE_RULE = re.compile(r"^[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")
_INLINE = re.compile(
    r"(?P<shortcode>\{\{[<%].*?[%>]\}\})"
    r"|(?P<code>(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`))"
    r"|(?P<comment><!--.*?(?:-->|$))"
    r"|(?P<image>!\[[^\]\n]*\](?:\([^)\n]*\)|\[[^\]\n]*\])?)"
    r"|(?P<footnote>\[\^[^\]\s]+\])"
    r"|(?P<link>\[[^\]\n]*\](?:\([^)\n]*\)|\[[^\]\n]*\]))"
    r"|(?P<auto><(?:https?://|mailto:)[^>\s]*>|https?://[!-;=?-~]+)"
    r"|(?P<html></?[A-Za-z][^>\n]*>)"
    r"|(?P<escape>\\[!-/:-@\[-`{-~])"
    r"|(?P<strong>(?P<sm>\*\*|__)(?=\S)(?:.+?)(?<=\S)(?P=sm))"
    r"|(?P<emphasis>(?P<em>\*|(?<!\w)_)(?=[^\s*_])(?:[^*_]|\*\*|__)*?(?<=\S)(?P=em)(?!\w*(?<=_)\w))"
    r"|(?P<strike>(?P<st>~{1,2})(?=\S)(?:[^~\n]+?)(?<=\S)(?P=st))"
)
_LINK_PARTS = re.compile(r"(!?\[)([^\]]*)(\](?:\([^)]*\)|\[[^\]]*\])?)")
# A line longer than this is coloured only at its beginning: a 10 MB line must not hold the window up.
LONGEST: Final = 4000


def scan(line: str, state: int) -> tuple[list[Span], int]:
    """Return the spans of one line (without its line end) and the state it leaves to the next."""
    if state >= _FENCE_BASE:
        return _in_fence(line, state)
    if state == HTML_COMMENT:
        end = line.find("-->")
        if end < 0:
            return [Span(0, len(line), "comment")], HTML_COMMENT
        return [Span(0, end + 3, "comment"), *_inline(line, end + 3)], TEXT
    if state == MATH:
        closes = line.rstrip().endswith("$$")
        return [Span(0, len(line), "math")], TEXT if closes else MATH
    opened = _FENCE.match(line)
    if opened and not (opened[1][0] == "`" and "`" in opened[2]):
        return _fence_line(line, opened), _FENCE_BASE + 2 * min(len(opened[1]), 60) + (opened[1][0] == "~")
    stripped = line.strip()
    if stripped.startswith("$$") and not (len(stripped) > 3 and stripped.endswith("$$")):
        return [Span(0, len(line), "math")], MATH
    spans = _block_spans(line[:LONGEST])
    comment = line.rfind("<!--")
    return spans, HTML_COMMENT if comment >= 0 and line.find("-->", comment) < 0 else TEXT


def next_state(line: str, state: int) -> int:
    """Return only the state a line leaves: for lines out of sight."""
    if state == TEXT and not ("`" in line or "~" in line or "$$" in line or "<!--" in line):
        return TEXT
    return scan(line, state)[1]


def _in_fence(line: str, state: int) -> tuple[list[Span], int]:
    length, tilde = divmod(state - _FENCE_BASE, 2)
    closing = line.strip().lstrip("> ")
    mark = "~" if tilde else "`"
    if len(closing) >= length and closing and set(closing) == {mark}:
        return [Span(0, len(line), "mark")], TEXT
    return [Span(0, len(line), "code_block")], state


def _fence_line(line: str, opened: re.Match[str]) -> list[Span]:
    return [Span(0, opened.end(1), "mark"), Span(opened.start(2), len(line) - opened.start(2), "info")]


def _block_spans(line: str) -> list[Span]:
    heading = _HEADING.match(line)
    if heading:
        level = len(heading[1])
        return [
            Span(0, len(line), f"heading{level}"),
            Span(0, heading.end(), "mark"),
            *_inline(line, heading.end()),
        ]
    if _RULE.match(line) or _SETEXT.match(line):
        return [Span(0, len(line), "mark")]
    if "|" in line and _TABLE_RULE.match(line):
        return [Span(0, len(line), "mark")]
    spans: list[Span] = []
    start = 0
    quote = _QUOTE.match(line)
    if quote:
        spans += [Span(0, len(line), "quote"), Span(0, quote.end(), "mark")]
        start = quote.end()
    item = _ITEM.match(line)
    if item:
        spans.append(Span(item.start(1), len(item[1]), "item"))
        if item[2]:
            spans.append(Span(item.start(2), len(item[2]), "item"))
        start = item.end()
    definition = _DEFINITION.match(line, 0) if not item else None
    if definition:
        spans.append(Span(0, definition.end(), "link_mark"))
        start = definition.end()
    spans += _inline(line, start)
    if "|" in line and line.lstrip().startswith("|"):
        spans += [
            Span(i, 1, "mark") for i, char in enumerate(line) if char == "|" and line[i - 1 : i] != "\\"
        ]
    return spans


def _inline(line: str, start: int) -> list[Span]:
    spans: list[Span] = []
    for match in _INLINE.finditer(line, start, min(len(line), LONGEST)):
        kind = match.lastgroup or ""
        # `lastgroup` names the last closed group: the inner marker's group closes before the outer one.
        begin, length = match.start(), match.end() - match.start()
        if kind in ("strong", "emphasis", "strike"):
            width = len(match[{"strong": "sm", "emphasis": "em", "strike": "st"}[kind]])
            if kind != "strike" and not _flanks(line, begin, match.end(), width):
                spans.append(Span(begin, length, "unrendered"))
                continue
            spans += [
                Span(begin, length, kind),
                Span(begin, width, "mark"),
                Span(match.end() - width, width, "mark"),
                *_shifted(line[begin + width : match.end() - width], begin + width, kind),
            ]
        elif kind == "code":
            width = len(match["ticks"])
            spans += [
                Span(begin, length, "code"),
                Span(begin, width, "mark"),
                Span(match.end() - width, width, "mark"),
            ]
        elif kind in ("link", "image"):
            spans += _link(match[0], begin)
        else:
            spans.append(Span(begin, length, kind))
    return spans


def _flanks(line: str, begin: int, end: int, width: int) -> bool:
    """Whether both delimiter runs flank their text as CommonMark 0.31 (section 6.2) asks.

    Full-width punctuation counts as punctuation, Han characters as letters: this is where Chinese bold
    silently stays literal.
    """
    before, first = line[begin - 1 : begin], line[begin + width : begin + width + 1]
    last, after = line[end - width - 1 : end - width], line[end : end + 1]
    opens = not (_punctuation(first) and before and not before.isspace() and not _punctuation(before))
    closes = not (_punctuation(last) and after and not after.isspace() and not _punctuation(after))
    return opens and closes


def _punctuation(char: str) -> bool:
    return bool(char) and unicodedata.category(char)[0] in "PS"


def _shifted(inner: str, offset: int, outer: str) -> list[Span]:
    # One level of nesting (a link or code inside bold) is what people write; deeper stays in one colour.
    if not any(mark in inner for mark in "`[<*_~"):
        return []
    return [Span(offset + s.start, s.length, s.kind) for s in _inline(inner, 0) if s.kind != outer]


def _link(text: str, offset: int) -> list[Span]:
    parts = _LINK_PARTS.match(text)
    if parts is None:
        return [Span(offset, len(text), "link")]
    return [
        Span(offset + parts.start(1), len(parts[1]), "mark"),
        Span(offset + parts.start(2), len(parts[2]), "link"),
        Span(offset + parts.start(3), len(parts[3]), "link_mark"),
    ]
