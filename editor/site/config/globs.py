"""Hugo's glob patterns, as configuration uses them for cascade targets and mounts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

# A regular expression may backtrack: patterns with more stars or choices than these are run state by state.
_MOST_STARS = 2
_MOST_CHOICES = 2

Matcher = Callable[[str], bool]


def matches(pattern: str, text: str) -> bool:
    """Whether `text` as a whole matches the pattern, ignoring case as Hugo does.

    ``*`` and ``?`` stop at a slash, ``**`` does not; ``{a,b}`` is a choice and may be nested; ``[a-z]`` and
    ``[!a]`` are sets; a backslash takes the next character as it is. An unclosed bracket or brace is taken
    literally. The time is bounded by the product of both lengths.
    """
    return _matcher(pattern.lower())(text.lower())


def matches_any(patterns: Iterable[str], text: str) -> bool:
    """Whether `text` matches one of the patterns and none of those that begin with ``!``."""
    wanted = False
    for pattern in patterns:
        if pattern.startswith("!"):
            if matches(pattern[1:].strip(), text):
                return False
        else:
            wanted = wanted or matches(pattern, text)
    return wanted


@dataclass(frozen=True, slots=True)
class FileFilter:
    """The files of a mount that count: patterns below the mounted folder; ``! pattern`` leaves files out."""

    patterns: tuple[str, ...] = ()

    def keeps(self, relative: str) -> bool:
        """Whether the file at `relative` (POSIX, below the mount) is part of the mount."""
        if not self.patterns:
            return True
        only = [pattern for pattern in self.patterns if not pattern.startswith("!")]
        path = relative.lstrip("/")
        for pattern in self.patterns:
            if pattern.startswith("!") and matches(pattern[1:].strip().lstrip("/"), path):
                return False
        return not only or any(matches(pattern.lstrip("/"), path) for pattern in only)


ALL_FILES = FileFilter()


@dataclass(slots=True)
class _State:
    """One place in a pattern: the character it takes (None: none), itself again after it, where to go on."""

    takes: re.Pattern[str] | None = None
    repeats: bool = False
    following: tuple[int, ...] = ()


@lru_cache(maxsize=256)
def _matcher(pattern: str) -> Matcher:
    parser = _Parser(pattern)
    expression, states = parser.result()
    if parser.stars <= _MOST_STARS and parser.choices <= _MOST_CHOICES:
        compiled = re.compile(expression, re.DOTALL)
        return lambda text: compiled.fullmatch(text) is not None
    return lambda text: _run(states, text)


class _Parser:
    """Reads a pattern once, into a regular expression and into states."""

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self._at = 0
        self._out: list[str] = []
        self._states: list[_State] = [_State()]
        # For each open brace: the state before it, and the last states of the choices so far.
        self._open: list[tuple[int, list[int]]] = []
        self._closing = pattern.count("}")
        self.stars = 0
        self.choices = 0

    def result(self) -> tuple[str, list[_State]]:
        while self._at < len(self._pattern):
            self._part()
        while self._open:
            self._close()
        return "".join(self._out), self._states

    def _part(self) -> None:
        char = self._pattern[self._at]
        self._at += 1
        rest = self._pattern[self._at :]
        if char == "*":
            more = len(rest) - len(rest.lstrip("*"))
            self._at += more
            self.stars += 1
            self._star("." if more else "[^/]")
        elif char == "?":
            self._one("[^/]")
        elif char == "\\" and rest:
            self._at += 1
            self._one(re.escape(rest[0]))
        elif char == "[" and "]" in rest[1:]:
            end = rest.index("]", 1)
            self._at += end + 1
            self._one(_character_set(rest[:end]))
        elif char == "{" and self._closing > len(self._open):
            self._out.append("(?:")
            self.choices += 1
            self._open.append((len(self._states) - 1, []))
        elif char == "," and self._open:
            self._out.append("|")
            before, ends = self._open[-1]
            ends.append(len(self._states) - 1)
            self._add(_State(), before)
        elif char == "}":
            self._closing -= 1
            if self._open:
                self._close()
            else:
                self._one(re.escape(char))
        else:
            self._one(re.escape(char))

    def _one(self, expression: str) -> None:
        self._out.append(expression)
        self._add(_State(_single(expression)), len(self._states) - 1)

    def _star(self, expression: str) -> None:
        self._out.append(expression + "*")
        last = len(self._states) - 1
        # A state that may be left at once, and one that takes characters and returns to it.
        self._add(_State(_single(expression), repeats=True), last)

    def _close(self) -> None:
        self._out.append(")")
        _, ends = self._open.pop()
        last = len(self._states) - 1
        self._states.append(_State())
        for end in (*ends, last):
            self._states[end].following += (len(self._states) - 1,)

    def _add(self, state: _State, after: int) -> None:
        self._states.append(state)
        self._states[after].following += (len(self._states) - 1,)


@lru_cache(maxsize=512)
def _single(expression: str) -> re.Pattern[str]:
    return re.compile(expression, re.DOTALL)


def _run(states: list[_State], text: str) -> bool:
    """Follow all ways through the states at once. A state stands for: its character was taken."""
    last = len(states) - 1
    current = _reached(states, {0})
    for char in text:
        taken = set()
        for index in current:
            state = states[index]
            if state.repeats and state.takes is not None and state.takes.match(char):
                taken.add(index)
            for following in state.following:
                takes = states[following].takes
                if takes is not None and not states[following].repeats and takes.match(char):
                    taken.add(following)
        current = _reached(states, taken)
        if not current:
            return False
    return last in current


def _reached(states: list[_State], start: set[int]) -> set[int]:
    """Return the states that can be reached without taking a character: joints, and stars, which take none."""
    found = set(start)
    waiting = list(start)
    while waiting:
        for following in states[waiting.pop()].following:
            state = states[following]
            if following not in found and (state.takes is None or state.repeats):
                found.add(following)
                waiting.append(following)
    return found


def _character_set(inside: str) -> str:
    negated = inside[:1] in ("!", "^")
    members = inside[1:] if negated else inside
    escaped = re.sub(r"([\\\[\]^&~|])", r"\\\1", members)
    expression = f"[{'^' if negated else ''}{escaped}]"
    try:
        _single(expression)
    except re.error:
        # A range that runs backwards fits nothing.
        return "[^\\s\\S]"
    return expression
