"""Finds the headings of an article's body, fast enough to run again after every pause in typing."""

from __future__ import annotations

import bisect
import html
import re
import unicodedata
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Heading:
    """One heading: level 1 to 6, its text without Markdown's marks, and its first line (0-based, in the body)."""

    level: int
    text: str
    line: int


# What a line may begin with inside lists and quotes, before a heading, a fence or HTML.
_OPENER: Final = re.compile(
    r"(?P<prefix>[ \t]*(?:(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))[ \t]*)*)"
    r"(?:(?P<atx>\#{1,6})(?=[ \t]|$)|(?P<fence>`{3,}(?!.*`)|~{3,})|(?P<html><)|\{\{[<%]-?\s*(?P<raw>highlight|comment)\b)"
)
_OPENER_STARTS: Final = frozenset("#`~<>-+*0123456789{")
_UNDERLINE: Final = re.compile(r" {0,3}(?:(=+)|-+)[ \t]*$")
_CONTAINER: Final = re.compile(r"[ \t]*(?:>|[-+*](?:[ \t]|$)|\d{1,9}[.)](?:[ \t]|$))")
_ITEM: Final = re.compile(r"[ \t]*(?:[-+*]|\d{1,9}[.)])[ \t]+")
_DEFINITION: Final = re.compile(r" {0,3}\[[^\]]+\]:[ \t]*\S")

# CommonMark's seven kinds of HTML block: the first five end at a mark, the other two at a blank line.
_HTML_TO_MARK: Final = (
    (re.compile(r"<!--"), re.compile(r"-->")),
    (
        re.compile(r"<(?:script|pre|style|textarea)(?:\s|>|$)", re.I),
        re.compile(r"</(?:script|pre|style|textarea)>", re.I),
    ),
    (re.compile(r"<\?"), re.compile(r"\?>")),
    (re.compile(r"<!\[CDATA\["), re.compile(r"\]\]>")),
    (re.compile(r"<![A-Za-z]"), re.compile(r">")),
)
_HTML_BLOCK: Final = re.compile(
    r"</?(?:address|article|aside|base|basefont|blockquote|body|caption|center|col|colgroup|dd|details|dialog|dir|div"
    r"|dl|dt|fieldset|figcaption|figure|footer|form|frame|frameset|h[1-6]|head|header|hr|html|iframe|legend|li|link"
    r"|main|menu|menuitem|nav|noframes|ol|optgroup|option|p|param|search|section|summary|table|tbody|td|tfoot|th"
    r"|thead|title|tr|track|ul)(?:\s|/?>|$)",
    re.I,
)
_HTML_TAG_ALONE: Final = re.compile(r"</?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?>[ \t]*$")

_ATTRIBUTES: Final = re.compile(r"[ \t]*\{[ \t]*(?:[#.:A-Za-z][^{}]*)?\}[ \t]*$")
_CLOSING_MARKS: Final = re.compile(r"(?:^|[ \t]+)#+[ \t]*$")
_INLINE: Final = re.compile(
    r"(?P<ticks>`+)(?P<code>.+?)(?<!`)(?P=ticks)(?!`)"
    r"|\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|\{\{[<%].*?[%>]\}\}|<!--.*?-->"
    r"|<(?P<auto>[A-Za-z][A-Za-z0-9+.-]+:[^\s<>]*|[^\s<>@]+@[^\s<>]+)>"
    r"|</?[A-Za-z][^<>]*>"
    r"|!?\[(?P<label>[^\[\]]*)\](?:\((?:[^()]|\([^()]*\))*\)|\[[^\[\]]*\])"
)
_EMPHASIS: Final = re.compile(
    r"(?P<mark>\*{1,3}|(?<!\w)_{1,3}|~{1,2})(?=\S)(?P<inner>[^*_~]+?)(?<=\S)(?P=mark)"
)


def find_headings(text: str) -> list[Heading]:
    r"""Return the headings of a body whose lines end with ``\n``, in their order.

    Headings inside quotes and list items count, as in Hugo's table of contents; lines in code, in HTML
    blocks and in the `highlight` and `comment` shortcodes do not.
    """
    scanner = _Scanner(text.split("\n"))
    for _line in scanner.steps():
        pass
    return scanner.found


def scan_headings(lines: list[str]) -> Generator[None, None, list[Heading]]:
    """As `find_headings` over lines without their ends, in steps: it yields often and returns the headings.

    For a window that must answer keys while a long article is looked through.
    """
    scanner = _Scanner(lines)
    yield from scanner.steps()
    return scanner.found


def heading_above(headings: Sequence[Heading], line: int) -> int:
    """Return the index of the heading whose section holds `line` (0-based); -1 before the first."""
    return bisect.bisect_right(headings, line, key=lambda heading: heading.line) - 1


def plain_heading(source: str) -> str:
    """Return a heading's text as a reader sees it: without marks, attributes, tags and link targets."""
    plain = _INLINE.sub(_visible, _CLOSING_MARKS.sub("", _ATTRIBUTES.sub("", source)))
    for _ in range(3):
        before, plain = plain, _EMPHASIS.sub(_unmarked, plain)
        if plain == before:
            break
    return " ".join(html.unescape(plain.translate(_UNGUARDED)).split())


# Characters that were escaped or code must not become emphasis: they pass the second look in disguise.
_GUARDED: Final = {ord(mark): 0xE000 + number for number, mark in enumerate("*_~&")}
_UNGUARDED: Final = {disguise: mark for mark, disguise in _GUARDED.items()}


def _visible(match: re.Match[str]) -> str:
    code = match["code"]
    if code is not None:
        return code.translate(_GUARDED)
    kept = match["escaped"] or match["auto"]
    return kept.translate(_GUARDED) if kept else match["label"] or ""


def _unmarked(match: re.Match[str]) -> str:
    """Drop emphasis marks where CommonMark lets them open and close (not beside `「` in Chinese)."""
    around, inner = match.string, match["inner"]
    before = around[match.start() - 1 : match.start()]
    after = around[match.end() : match.end() + 1]
    opens = not _is_punctuation(inner[0]) or before in ("", " ") or _is_punctuation(before)
    closes = not _is_punctuation(inner[-1]) or after in ("", " ") or _is_punctuation(after)
    inside_word = match["mark"][0] == "_" and after.isalnum()
    return inner if opens and closes and not inside_word else match[0]


def _is_punctuation(character: str) -> bool:
    return character != "" and unicodedata.category(character)[0] in "PS"


_LINES_A_STEP: Final = 256


class _Scanner:
    """One pass over the lines; only those that may open something are looked at closely."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self.found: list[Heading] = []
        # First line that can belong to a paragraph: behind the last heading, fence or HTML block.
        self._floor = 0

    def steps(self) -> Iterator[None]:
        """Look through all lines, with a stop every few."""
        number, lines, rest = 0, self._lines, 0
        while number < len(lines):
            if number >= rest:
                rest = number + _LINES_A_STEP
                yield
            line = lines[number]
            start = line.lstrip()[:1]
            if start in _OPENER_STARTS and start:
                number = self._open(number, line)
                continue
            if start == "=":
                self._underline(number, line)
            number += 1

    def _open(self, number: int, line: str) -> int:
        """Handle a line that may open something; return the line to go on with."""
        match = _OPENER.match(line)
        if match is None or self._is_indented_code(number, match["prefix"]):
            self._underline(number, line)
            return number + 1
        if match["atx"]:
            self._add(len(match["atx"]), line[match.end() :], number)
            self._floor = number + 1
            return number + 1
        if match["fence"]:
            end = self._end_of_fence(number, match)
        elif match["raw"]:
            end = self._end_at(number, re.compile(r"\{\{[<%]-?\s*/\s*" + match["raw"]))
        else:
            end = self._end_of_html(number, line[match.start("html") :])
            if end == number:
                return number + 1
        self._floor = end
        return end

    def _underline(self, number: int, line: str) -> None:
        """Take the paragraph above as a heading if this line underlines it."""
        match = _UNDERLINE.match(line)
        if match is None:
            return
        first = number
        while first > self._floor and self._lines[first - 1].strip():
            first -= 1
        above = self._lines[first:number]
        self._floor = number + 1
        if not above or _CONTAINER.match(above[0]) or above[0].startswith(("    ", "\t")):
            return
        while above and _DEFINITION.match(above[0]):
            above, first = above[1:], first + 1
        if any(_CONTAINER.match(line) for line in above) or not above:
            return
        self._add(1 if match[1] else 2, " ".join(line.strip() for line in above), first)

    def _add(self, level: int, source: str, number: int) -> None:
        text = plain_heading(source)
        # An empty heading has no place to go to in Hugo's table of contents either.
        if text:
            self.found.append(Heading(level, text, number))

    def _is_indented_code(self, number: int, prefix: str) -> bool:
        """Whether four or more spaces make this line code: they do unless a list item holds it."""
        indent = len(prefix.expandtabs(4))
        if indent < 4 or prefix.strip():
            return False
        for line in reversed(self._lines[max(0, number - 200) : number]):
            expanded = line.expandtabs(4)
            depth = len(expanded) - len(expanded.lstrip())
            if not expanded.strip() or depth >= indent:
                continue
            item = _ITEM.match(expanded)
            if item is not None and item.end() <= indent:
                return indent - item.end() >= 4
            if depth == 0:
                return True
            indent_of_parent = depth
            if indent - indent_of_parent < 4:
                indent = max(indent_of_parent, 4)
        return True

    def _end_of_fence(self, number: int, opener: re.Match[str]) -> int:
        mark, prefix = opener["fence"], opener["prefix"]
        close = re.compile(rf"[ \t>]*{re.escape(mark[0])}{{{len(mark)},}}[ \t]*$")
        quoted = ">" in prefix
        offset = len(prefix.expandtabs(4)) if prefix.strip() and not quoted else 0
        for end in range(number + 1, len(self._lines)):
            line = self._lines[end]
            if close.match(line):
                return end + 1
            if quoted and not line.lstrip().startswith(">"):
                return end
            if offset and line.strip() and len(line) - len(line.lstrip()) < offset:
                return end
        return len(self._lines)

    def _end_of_html(self, number: int, opening: str) -> int:
        for start, stop in _HTML_TO_MARK:
            if start.match(opening):
                return self._end_at(number, stop)
        interrupts = _HTML_BLOCK.match(opening)
        after_paragraph = number > self._floor and self._lines[number - 1].strip()
        if not interrupts and (after_paragraph or not _HTML_TAG_ALONE.match(opening)):
            return number
        for end in range(number + 1, len(self._lines)):
            if not self._lines[end].strip():
                return end
        return len(self._lines)

    def _end_at(self, number: int, stop: re.Pattern[str]) -> int:
        for end in range(number, len(self._lines)):
            if stop.search(self._lines[end]):
                return end + 1
        return len(self._lines)
