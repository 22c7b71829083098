"""Three-way merge of an article: the body by lines, the front matter by field."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import Enum
from typing import Literal

from merge3 import Merge3

from editor.articles.front_matter.front_matter import FrontMatter, FrontMatterError, FrontMatterRefused
from editor.articles.values import Value

Choice = Literal["mine", "theirs", "both"]

_MOST_PAIRS = 4_000_000
"""Lines times lines up to which also lines that occur often are compared; beyond, that takes too long."""


@dataclass(frozen=True, slots=True)
class Hunk:
    """A stretch of lines. Where `conflict` is true both sides changed it differently, and `choice` decides.

    `mine` and `theirs` are equal outside of conflicts. Lines carry their ``\\n``; the last may lack it.
    """

    base: str
    mine: str
    theirs: str
    conflict: bool = False
    choice: Choice | None = None
    at: int = -1
    """Where `mine` begins in my text, in characters; -1 outside of conflicts."""

    @property
    def text(self) -> str:
        """The chosen text; an undecided conflict keeps mine."""
        if not self.conflict or self.choice in (None, "mine"):
            return self.mine
        if self.choice == "theirs":
            return self.theirs
        joint = "" if not self.mine or self.mine.endswith("\n") else "\n"
        return self.mine + joint + self.theirs


@dataclass(frozen=True, slots=True)
class FieldConflict:
    """A field that both sides changed to different values; None stands for a missing field."""

    key: str
    mine: Value
    theirs: Value


@dataclass(frozen=True, slots=True)
class Merged:
    """The outcome: `header` holds all that could be merged by field (mine where sides conflict)."""

    header: str
    hunks: tuple[Hunk, ...]
    fields: tuple[FieldConflict, ...] = ()
    header_conflict: bool = False
    """Front matter that cannot be merged by field, as one side does not parse: `header` is mine, whole."""

    @property
    def body(self) -> str:
        """The body with the choices made so far."""
        return "".join(hunk.text for hunk in self.hunks)

    @property
    def is_clean(self) -> bool:
        """Whether no side lost anything."""
        return not self.fields and not self.header_conflict and not any(hunk.conflict for hunk in self.hunks)

    def choose(self, number: int, choice: Choice) -> Merged:
        """Return the outcome with one hunk decided."""
        hunks = list(self.hunks)
        hunks[number] = replace(hunks[number], choice=choice)
        return replace(self, hunks=tuple(hunks))

    def write(self, number: int, text: str) -> Merged:
        """Return the outcome with my text of one hunk written anew."""
        hunks = list(self.hunks)
        hunks[number] = replace(hunks[number], mine=text)
        return replace(self, hunks=tuple(hunks))

    def with_choices_of(self, earlier: Merged) -> Merged:
        """Return the outcome with what was chosen before, at the places that are still the same."""
        chosen = {(one.base, one.mine, one.theirs): one.choice for one in earlier.hunks if one.conflict}
        hunks = tuple(
            replace(one, choice=chosen.get((one.base, one.mine, one.theirs))) if one.conflict else one
            for one in self.hunks
        )
        return replace(self, hunks=hunks)


def merge(base: tuple[str, str], mine: tuple[str, str], theirs: tuple[str, str]) -> Merged:
    """Merge two changed versions of an article, each (header, body) with ``\\n`` line ends, over what both began with."""
    header, fields, whole = _merge_headers(base[0], mine[0], theirs[0])
    return Merged(header, merge_lines(base[1], mine[1], theirs[1]), fields, whole)


def merge_lines(base: str, mine: str, theirs: str) -> tuple[Hunk, ...]:
    """Merge by lines; edits that touch neighbouring lines count as a conflict, so that no sentence is torn."""
    a, b, c = _lines(base), _lines(mine), _lines(theirs)
    hunks: list[Hunk] = []
    line, at = 0, 0  # of mine: the places are counted on from one conflict to the next
    for kind, *lines in Merge3(a, b, c, is_cherrypick=False, sequence_matcher=_Matcher).merge_regions():
        start, end = (int(number or 0) for number in lines[:2])
        if kind != "conflict":
            text = "".join({"unchanged": a, "b": c}.get(kind, b)[start:end])
            hunks.append(Hunk(text, text, text))
            continue
        first, last, other, stop = (int(number or 0) for number in lines[2:])
        at += sum(map(len, b[line:first]))
        line = first
        old, ours, others = "".join(a[start:end]), "".join(b[first:last]), "".join(c[other:stop])
        hunks.append(Hunk(old, ours, others, conflict=True, at=at))
    return tuple(hunks)


class _Matcher:
    """Finds the lines that two texts have in common: first those at both ends, which need no search.

    Without that, lines that occur again and again (blank ones, a refrain, rows of a table) are passed over in a
    long text, and two edits far apart become one conflict over all of it.
    """

    def __init__(self, _junk: None, old: Sequence[str], new: Sequence[str]) -> None:
        self._old, self._new = old, new

    def get_matching_blocks(self) -> list[tuple[int, int, int]]:
        """Return (place in the old, place in the new, number of lines), as difflib does."""
        old, new = self._old, self._new
        head, shorter = 0, min(len(old), len(new))
        while head < shorter and old[head] == new[head]:
            head += 1
        tail = 0
        while tail < shorter - head and old[-1 - tail] == new[-1 - tail]:
            tail += 1
        a, b = old[head : len(old) - tail], new[head : len(new) - tail]
        matcher = SequenceMatcher(None, a, b, autojunk=len(a) * len(b) > _MOST_PAIRS)
        blocks = [(head + i, head + j, size) for i, j, size in matcher.get_matching_blocks() if size]
        if head:
            blocks.insert(0, (0, 0, head))
        if tail:
            blocks.append((len(old) - tail, len(new) - tail, tail))
        return [*blocks, (len(old), len(new), 0)]


def _lines(text: str) -> Sequence[str]:
    # Only "\n" ends a line here: U+2028 and form feeds belong to the author's text.
    parts = text.split("\n")
    lines = [part + "\n" for part in parts[:-1]]
    return [*lines, parts[-1]] if parts[-1] else lines


def _merge_headers(base: str, mine: str, theirs: str) -> tuple[str, tuple[FieldConflict, ...], bool]:
    if theirs in (base, mine):
        return mine, (), False
    if mine == base:
        return theirs, (), False
    try:
        old, ours, others = FrontMatter.read(base), FrontMatter.read(mine), FrontMatter.read(theirs)
    except FrontMatterError:
        return mine, (), True
    if not (old.format == ours.format == others.format):
        return mine, (), True
    conflicts: list[FieldConflict] = []
    merged = others
    keys = {key.lower(): key for side in (old, ours, others) for key in side.fields}
    try:
        for key in keys.values():
            before, our, their = (side.get(key, _Absent.FIELD) for side in (old, ours, others))
            if _same(our, before) or _same(our, their):
                continue
            if not _same(their, before):
                conflicts.append(FieldConflict(key, _known(our), _known(their)))
            merged = (
                merged.unset(key)
                if isinstance(our, _Absent)
                else merged.set(ours.key_as_written(key) or key, our)
            )
    except FrontMatterRefused:
        return mine, (), True
    return merged.text, tuple(conflicts), False


class _Absent(Enum):
    """What stands for the value of a field that is not there."""

    FIELD = "absent"


def _same(one: object, other: object) -> bool:
    # In Python 1 == True == 1.0, for Hugo these are three values.
    return repr(one) == repr(other)


def _known(value: Value | _Absent) -> Value:
    return None if isinstance(value, _Absent) else value
