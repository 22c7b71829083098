"""Hugo's glob patterns, as configuration uses them for cascade targets and mounts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache


@lru_cache(maxsize=256)
def compile_glob(pattern: str, *, separator: str = "/") -> re.Pattern[str]:
    """Return a regular expression for a pattern: ``*`` and ``?`` stop at `separator`, ``**`` does not.

    ``{a,b}`` is a choice and may be nested, ``[a-z]`` and ``[!a]`` a set, a backslash takes the next
    character as it is. Matching ignores case, as Hugo does. An unclosed bracket or brace is taken literally.
    """
    plain = re.escape(separator)
    return re.compile(_translate(pattern, f"[^{plain}]" if separator else "."), re.IGNORECASE | re.DOTALL)


def matches(pattern: str, text: str) -> bool:
    """Whether `text` as a whole matches the pattern."""
    return compile_glob(pattern).fullmatch(text) is not None


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


def _translate(pattern: str, one: str) -> str:
    # Hugo's library knows no other specials; runs of stars collapse, so that none can cost more than linear.
    out: list[str] = []
    depth = 0
    index = 0
    closing = pattern.count("}")
    while index < len(pattern):
        char = pattern[index]
        index += 1
        if char == "*":
            stars = 1
            while index < len(pattern) and pattern[index] == "*":
                stars, index = stars + 1, index + 1
            out.append(".*" if stars > 1 else f"{one}*")
        elif char == "?":
            out.append(one)
        elif char == "\\" and index < len(pattern):
            out.append(re.escape(pattern[index]))
            index += 1
        elif char == "[" and "]" in pattern[index + 1 :]:
            end = pattern.index("]", index + 1)
            out.append(_character_set(pattern[index:end]))
            index = end + 1
        elif char == "{" and closing > depth:
            depth += 1
            out.append("(?:")
        elif char == "}" and depth:
            depth -= 1
            closing -= 1
            out.append(")")
        elif char == "," and depth:
            out.append("|")
        else:
            out.append(re.escape(char))
    return "".join(out) + ")" * depth


def _character_set(inside: str) -> str:
    negated = inside[:1] in ("!", "^")
    members = inside[1:] if negated else inside
    escaped = re.sub(r"([\\\[\]^&~|])", r"\\\1", members)
    return f"[{'^' if negated else ''}{escaped}]"
