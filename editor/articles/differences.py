"""Compares two states of an article line by line, for looking at them side by side and taking places back."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal

Part = Literal["header", "body"]
Text = tuple[str, str]
"""Front matter block and body, each with ``\\n`` line ends."""
Span = tuple[int, int]
"""Half-open places in a line, in code points."""

# A Latin word or a number changes as one; Han and everything else character by character.
_WORD = re.compile(r"[A-Za-z0-9\u00c0-\u024f]+|.", re.DOTALL)
_ALIKE = 0.3  # of two lines that have less in common, marks would speckle everything
_LONGEST_PAIR = 4_000_000
"""Words of one line times words of the other, beyond which they are not compared: that takes the time of both."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A stretch of lines that differs: half-open line numbers (from 0) in the old and in the present state."""

    part: Part
    old: tuple[int, int]
    now: tuple[int, int]


@dataclass(frozen=True, slots=True)
class LinePair:
    """One line of the view: the old and the present line, None where a side has none; `place` counts differences."""

    old: str | None
    now: str | None
    place: int | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two states, aligned."""

    rows: tuple[LinePair, ...]
    differences: tuple[Difference, ...]


def compare(old: Text, now: Text) -> Comparison:
    """Align two states of an article."""
    rows: list[LinePair] = []
    differences: list[Difference] = []
    for part, index in (("header", 0), ("body", 1)):
        _compare_part("header" if part == "header" else "body", old[index], now[index], rows, differences)
    return Comparison(tuple(rows), tuple(differences))


def take_back(old: Text, now: Text, difference: Difference) -> Text:
    """Return the present state with one place as it was."""
    index = 0 if difference.part == "header" else 1
    before, lines = _lines(old[index]), _lines(now[index])
    start, end = difference.now
    lines[start:end] = before[slice(*difference.old)]
    text = "".join(_ended(lines))
    return (text, now[1]) if index == 0 else (now[0], text)


def altered(old: str, now: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """Return what of two lines differs, each side's own places; all of both where they have little in common."""
    a, b = _WORD.findall(old), _WORD.findall(now)
    if len(a) * len(b) > _LONGEST_PAIR:
        return ((0, len(old)),), ((0, len(now)),)
    matcher = difflib.SequenceMatcher(None, a, b, autojunk=False)
    if matcher.ratio() < _ALIKE:
        return ((0, len(old)),), ((0, len(now)),)
    starts_a, starts_b = _starts(a), _starts(b)
    codes = [code for code in matcher.get_opcodes() if code[0] != "equal"]
    return (
        tuple((starts_a[i], starts_a[j]) for _, i, j, _, _ in codes if i < j),
        tuple((starts_b[k], starts_b[m]) for _, _, _, k, m in codes if k < m),
    )


def _starts(words: list[str]) -> list[int]:
    return [0, *accumulate(map(len, words))]


def _compare_part(
    part: Part, old: str, now: str, rows: list[LinePair], differences: list[Difference]
) -> None:
    a, b = _lines(old), _lines(now)
    for kind, i, j, k, m in difflib.SequenceMatcher(None, a, b).get_opcodes():
        if kind == "equal":
            rows += [LinePair(_shown(one), _shown(one), None) for one in a[i:j]]
            continue
        place = len(differences)
        differences.append(Difference(part, (i, j), (k, m)))
        for offset in range(max(j - i, m - k)):
            left = _shown(a[i + offset]) if i + offset < j else None
            right = _shown(b[k + offset]) if k + offset < m else None
            rows.append(LinePair(left, right, place))


def _lines(text: str) -> list[str]:
    # Only "\n" ends a line: form feeds and U+2028 belong to the author's text.
    parts = text.split("\n")
    lines = [part + "\n" for part in parts[:-1]]
    return [*lines, parts[-1]] if parts[-1] else lines


def _ended(lines: list[str]) -> Iterator[str]:
    """A last line without its end may have come to stand before others."""
    for number, line in enumerate(lines):
        yield line if line.endswith("\n") or number == len(lines) - 1 else line + "\n"


def _shown(line: str) -> str:
    return line.removesuffix("\n")
