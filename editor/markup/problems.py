"""A problem found in an article's text: what is wrong, where, and what the author can do."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

Severity = Literal["error", "warning", "hint"]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is wrong with a destination, in one sentence; a `hint` where a template of the site may know better."""

    message: str
    severity: Severity = "warning"


@dataclass(frozen=True, slots=True)
class Replacement:
    """A part of one line to replace: columns count characters (code points) of that line, `end` is exclusive."""

    line: int
    start: int
    end: int
    text: str
    found_in: str | None = None
    """The line as it was when this was found; None where nobody keeps it."""


@dataclass(frozen=True, slots=True)
class Fix:
    """One way to mend a problem: a label for a button, and the edits that do it (all or nothing)."""

    label: str
    replacements: tuple[Replacement, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """`line` and `end_line` are 0-based and half-open, in the article's body (inside a RenderedBlock: from the block's first line).

    `start` and `end` are columns in code points on `line`; `end` -1 means the whole line.
    An `error` fails Hugo's build, a `warning` publishes something the author does not expect, a `hint` is advice.
    """

    severity: Severity
    code: str
    message: str
    line: int
    end_line: int
    start: int = 0
    end: int = -1
    fixes: tuple[Fix, ...] = ()

    def moved(self, lines: int) -> Problem:
        """The same problem `lines` further down."""
        if not lines:
            return self
        fixes = tuple(
            replace(fix, replacements=tuple(replace(r, line=r.line + lines) for r in fix.replacements))
            for fix in self.fixes
        )
        return replace(self, line=self.line + lines, end_line=self.end_line + lines, fixes=fixes)
