"""Inline Markdown as Goldmark parses it: one pass over the text of a block, giving a flat list of pieces.

markdown-it's own inline parser follows CommonMark, but not Goldmark where the two differ (linkify, typographer,
strikethrough, footnote references, the bracket stack), and it tries a dozen rules at every special character.
This one jumps from one special character to the next and stays linear on hostile input.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from editor.markup.characters import MARKDOWN_SPACES
from editor.markup.inline.brackets import close_bracket, open_bracket, open_image
from editor.markup.inline.delimiter_runs import delimiters
from editor.markup.inline.dialect import Dialect
from editor.markup.inline.linkify import address_at
from editor.markup.inline.pieces import AutoLink, Break, Lookups, Piece
from editor.markup.inline.quotes import dashes, dots, double_quotes, right_angles, single_quotes
from editor.markup.inline.scan import Scan
from editor.markup.inline.verbatim import angle, code, emoji, passthrough
from editor.markup.settings import MarkupSettings


class InlineParser:
    """Parses inline text under one site's settings. Stateless between calls."""

    def __init__(self, settings: MarkupSettings, emoji: Mapping[str, str] | None = None) -> None:
        self.settings = settings
        self._dialect = Dialect(settings, emoji)

    @property
    def escaped_space(self) -> bool:
        """Whether a space with a backslash before it parts without showing."""
        return self._dialect.escaped_space

    def parse(self, text: str, lookups: Lookups, *, task: bool = False, cell: bool = False) -> list[Piece]:
        """The pieces of `text` (lines without leading blanks, no trailing blanks at the very end).

        `task`: the text begins a list item. `cell`: it stands in a table, where `\\|` in code means a bar.
        """
        task = task and self.settings.task_list
        return _parsed(Scan(self._dialect, text, lookups, task=task, cell=cell))


def _parsed(scan: Scan) -> list[Piece]:
    text, dialect = scan.text, scan.dialect
    addresses = dialect.may_link(text)
    pattern = dialect.pattern(*addresses)
    linkify = any(addresses)
    marks, has_passthrough = dialect.marks, bool(dialect.passthrough)
    search = pattern.search
    position, fresh = 0, linkify
    while True:
        if fresh:  # at a line's start and right after a piece, an address needs no blank before it
            after = _address(scan, position)
            if after >= 0:
                position = after
                continue
        match = search(text, position)
        if match is None:
            break
        at = match.start()
        character = text[at]
        after = passthrough(scan, at) if has_passthrough else -1
        if after < 0:
            if character == "\\":
                after = _hard_break(scan, at)
                if after < 0:
                    position, fresh = _after_escape(scan, at), False
                    continue
            elif character in marks:
                after = delimiters(scan, at)
            elif character in _HANDLERS:
                after = _HANDLERS[character](scan, at)
        if after < 0 and linkify and character in " *_~(":
            after = _address(scan, at + 1)
        position, fresh = (after, linkify) if after >= 0 else (at + 1, False)
    scan.flush(len(text))
    scan.delimiters.match(None)
    return scan.items


def _hard_break(scan: Scan, at: int) -> int:
    """A backslash that ends its line; three in a row do not count for Goldmark."""
    if scan.text[at + 1 : at + 2] != "\n":
        return -1
    if at > scan.start and scan.text[at - 1] == "\\":
        return -1
    return scan.append(Break(True), at, at + 2)


def _after_escape(scan: Scan, at: int) -> int:
    following = scan.text[at + 1 : at + 2]
    if following in MARKDOWN_SPACES and not (following == " " and scan.dialect.escaped_space):
        return at + 1
    return min(at + 2, len(scan.text))


def _line_end(scan: Scan, at: int) -> int:
    hard = at - scan.start >= 2 and scan.text[at - 2 : at] == "  "
    end = at - 2 if hard else at
    # Where linkify looks at every blank, Goldmark has split the text there and trims only the last one.
    least = max(scan.start, end - 1) if scan.dialect.settings.linkify else scan.start
    while end > least and scan.text[end - 1] in " \t\r":
        end -= 1
    return scan.append(Break(hard, end <= scan.start), end, at + 1)


def _address(scan: Scan, start: int) -> int:
    if scan.brackets:
        return -1
    found = address_at(scan.text, start)
    if found is None:
        return -1
    end, kind = found
    return scan.append(AutoLink(scan.text[start:end], kind), start, end)


_HANDLERS: Mapping[str, Callable[[Scan, int], int]] = {
    "\n": _line_end,
    "`": code,
    "[": open_bracket,
    "!": open_image,
    "]": close_bracket,
    "<": angle,
    "-": dashes,
    ".": dots,
    ">": right_angles,
    "'": single_quotes,
    '"': double_quotes,
    ":": emoji,
}
