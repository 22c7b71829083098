"""Asterisks that an author means as emphasis and Hugo prints, with ways to write them that work."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from editor.articles.problems import Fix, Problem, Replacement
from editor.markup.characters import UNICODE_SPACES, is_punctuation
from editor.markup.inline.emphasis import Delimiters
from editor.markup.inline.parser import InlineParser
from editor.markup.inline.pieces import Lookups, Piece
from editor.markup.inline.position import InlinePosition

_PAIRS = {"「": "」", "『": "』", "（": "）", "《": "》", "〈": "〉", "【": "】", "“": "”", "‘": "’", "〔": "〕", "［": "］", "(": ")", "[": "]"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Edited:
    """Edits (start, end, text) of a content, and where the two marks of a pair stand afterwards."""

    edits: tuple[tuple[int, int, str], ...]
    opener: int
    closer: int


def emphasis_problems(
    pieces: Sequence[Piece], place: InlinePosition, parser: InlineParser
) -> Iterator[Problem]:
    """Asterisks that stay on the page because full-width punctuation stands beside them."""
    for opener, closer in _meant_pairs(pieces):
        if not _fails(opener, closer, place.content):
            continue
        line, start = place.locate(opener.start)
        end_line, end = place.locate(closer.start + closer.original)
        culprit = place.content[closer.start - 1 if opener.can_open else opener.start + opener.original]
        message = (
            f"Hugo does not take these asterisks for emphasis, because of “{culprit}” beside them. "
            "Put the punctuation outside, or a space between."
        )
        fixes = tuple(_fixes(opener, closer, place, parser)) if start >= 0 and end >= 0 else ()
        same = line == end_line and start >= 0
        yield Problem(
            "warning", "emphasis", message, line, end_line + 1, max(start, 0), end if same else -1, fixes
        )


def _meant_pairs(pieces: Sequence[Piece]) -> Iterator[tuple[Delimiters, Delimiters]]:
    """Runs of asterisks as an author pairs them: equally long ones, one after the other, where any is left over."""
    runs = [piece for piece in pieces if isinstance(piece, Delimiters) and piece.character == "*"]
    for length in (1, 2, 3):
        equal = [run for run in runs if run.original == length]
        if not any(run.length == run.original for run in equal):
            continue
        if len(equal) % 2:
            equal = [run for run in equal if run.length == run.original]
        yield from zip(equal[::2], equal[1::2], strict=False)


def _fails(opener: Delimiters, closer: Delimiters, content: str) -> bool:
    """Whether the pair cannot be emphasis, with East Asian text or punctuation at one of the marks."""
    if opener.can_open and closer.can_close:
        return False
    inner = content[opener.start + opener.original : closer.start]
    if not inner or inner[0] in UNICODE_SPACES or inner[-1] in UNICODE_SPACES:
        return False
    if content[: opener.start].endswith("*") or inner.endswith("*"):
        return False  # behind an asterisk that the author escaped
    behind = closer.start + closer.original
    around = (
        content[max(0, opener.start - 1) : opener.start],
        inner[0],
        inner[-1],
        content[behind : behind + 1],
    )
    return any(unicodedata.east_asian_width(character) in "WFA" for character in around if character)


def _fixes(
    opener: Delimiters, closer: Delimiters, place: InlinePosition, parser: InlineParser
) -> Iterator[Fix]:
    moved = _moved(opener, closer, place.content)
    if moved and _works(moved, place.content, parser):
        yield Fix("Put the punctuation outside", _replacements(moved.edits, place))
    spaced = _spaced(opener, closer, "\\ " if parser.escaped_space else " ")
    if _works(spaced, place.content, parser):
        yield Fix("Add a space", _replacements(spaced.edits, place))


def _spaced(opener: Delimiters, closer: Delimiters, space: str) -> _Edited:
    before = [] if opener.can_open else [(opener.start, opener.start, space)]
    end = closer.start + closer.original
    after = [] if closer.can_close else [(end, end, space)]
    shift = len(space) if before else 0
    return _Edited((*before, *after), opener.start + shift, closer.start + shift)


def _moved(opener: Delimiters, closer: Delimiters, content: str) -> _Edited | None:
    """Bring punctuation from inside the marks to outside of them."""
    start, end = opener.start + opener.original, closer.start
    head = start
    while head < end and is_punctuation(content[head]):
        head += 1
    tail = end
    while tail > head and is_punctuation(content[tail - 1]):
        tail -= 1
    if head >= tail:
        return None
    paired = head > start and tail < end and _PAIRS.get(content[head - 1]) == content[tail]
    marks = "*" * opener.original
    edits: list[tuple[int, int, str]] = []
    opener_at, closer_at = opener.start, closer.start
    if head > start and (not opener.can_open or paired):
        edits.append((opener.start, head, content[start:head] + marks))
        opener_at += head - start
    if tail < end and (not closer.can_close or paired):
        edits.append((tail, end + closer.original, marks + content[tail:end]))
        closer_at = tail
    return _Edited(tuple(edits), opener_at, closer_at) if edits else None


def _works(edited: _Edited, content: str, parser: InlineParser) -> bool:
    """Whether the edited text really has emphasis between the two marks."""
    for start, end, text in reversed(edited.edits):
        content = content[:start] + text + content[end:]
    runs = {
        piece.start: piece
        for piece in parser.parse(content, Lookups({}, frozenset()))
        if isinstance(piece, Delimiters)
    }
    opener, closer = runs.get(edited.opener), runs.get(edited.closer)
    return opener is not None and closer is not None and bool(opener.opens) and bool(closer.closes)


def _replacements(edits: Sequence[tuple[int, int, str]], place: InlinePosition) -> tuple[Replacement, ...]:
    found = []
    for start, end, text in edits:
        line, column = place.locate(start)
        found.append(Replacement(line, column, column + end - start, text))
    return tuple(found)
