"""Straight punctuation in one text, to the characters that the site's typographer wants."""

from __future__ import annotations

from editor.markup.inline.pieces import Symbol
from editor.markup.inline.scan import Scan
from editor.markup.inline.typographer import (
    APOSTROPHE,
    LEFT,
    RIGHT,
    UNDECIDED,
    OpenQuotes,
    double_quote,
    flanking,
    single_quote,
)


def symbol(scan: Scan, name: str, at: int, length: int = 0) -> int:
    """What the typographer makes of some characters."""
    source = scan.text[at : at + (length or len(name))]
    return scan.append(Symbol(scan.dialect.symbols[name], source), at, at + len(source))


def dashes(scan: Scan, at: int) -> int:
    """Two hyphens or three."""
    return symbol(scan, "---" if scan.text.startswith("---", at) else "--", at)


def dots(scan: Scan, at: int) -> int:
    """Three dots."""
    return symbol(scan, "...", at)


def right_angles(scan: Scan, at: int) -> int:
    """A closing quotation mark of two `>`."""
    return symbol(scan, ">>", at)


def _quote_flanking(scan: Scan, at: int) -> tuple[str, bool, bool]:
    character, end = scan.text[at], at + 1
    while scan.text.startswith(character, end) and end - at < 64:
        end += 1
    before = scan.before(at)
    can_open, can_close = flanking(before, scan.text[end : end + 1] or " ")
    return before, can_open, can_close


def single_quotes(scan: Scan, at: int) -> int:
    """A `'`: opening, closing, an apostrophe, or as it stands."""
    before, can_open, can_close = _quote_flanking(scan, at)
    verdict = single_quote(before, _rest_of_line(scan, at), can_open, can_close)
    if verdict == UNDECIDED:
        return _closing_quote(scan, "')", at, scan.lookups.single_quotes)
    if verdict == LEFT:
        scan.lookups.single_quotes.opened += 1
    name = {LEFT: "'(", RIGHT: "')", APOSTROPHE: "'"}.get(verdict)
    return symbol(scan, name, at, 1) if name else -1


def double_quotes(scan: Scan, at: int) -> int:
    """A `"`: opening, closing, or as it stands."""
    before, can_open, can_close = _quote_flanking(scan, at)
    verdict = double_quote(before, _rest_of_line(scan, at), can_open, can_close)
    if verdict == UNDECIDED:
        return _closing_quote(scan, '")', at, scan.lookups.double_quotes)
    if verdict == LEFT:
        scan.lookups.double_quotes.opened += 1
        return symbol(scan, '"(', at, 1)
    return -1


def _closing_quote(scan: Scan, name: str, at: int, quotes: OpenQuotes) -> int:
    borrowed = quotes.close()
    return scan.append(Symbol(scan.dialect.symbols[name], scan.text[at], borrowed), at, at + 1)


def _rest_of_line(scan: Scan, at: int, limit: int = 8) -> str:
    """The line from `at`, its end included, cut to `limit` characters."""
    rest = scan.text[at : at + limit]
    newline = rest.find("\n")
    return rest if newline < 0 else rest[: newline + 1]
