"""A problem of an article or its site: what is wrong, where, and what the author can do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

Severity = Literal["error", "warning", "hint"]

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "hint")
"""The worst first."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """What is wrong with a destination, in one sentence; a `hint` where a template of the site may know better."""

    message: str
    severity: Severity = "warning"


@dataclass(frozen=True, slots=True)
class Replacement:
    """A part of one line of the body to replace: lines count from 0, columns in code points, `end` is exclusive."""

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
    """One thing that is wrong.

    An `error` fails Hugo's build or keeps the article from being read, a `warning` publishes something the author
    does not expect, a `hint` is advice.
    Where it is: in the file `path` (None: the article itself, not saved yet), lines and columns from 1, line 0 for
    the whole file. What is found in a text has no place in a file yet: lines and columns from 0, in the block, then in the article's body (`moved`), until `in_file`
    says where in the file that is. `end_line` is exclusive; `end_column` -1 means the end of the line.
    Columns are code points. Fixes stay in the body's lines, which is what they change.
    """

    severity: Severity
    code: str
    message: str
    line: int
    end_line: int
    column: int = 0
    end_column: int = -1
    fixes: tuple[Fix, ...] = ()
    path: Path | None = None

    @classmethod
    def of_file(
        cls, path: Path | None, severity: Severity, code: str, message: str, line: int = 0, column: int = 0
    ) -> Problem:
        """A problem of a file, or of a line in it."""
        return cls(severity, code, message, line, line + 1 if line else 0, column, path=path)

    def moved(self, lines: int) -> Problem:
        """The same problem `lines` further down."""
        if not lines:
            return self
        fixes = tuple(
            replace(fix, replacements=tuple(replace(r, line=r.line + lines) for r in fix.replacements))
            for fix in self.fixes
        )
        return replace(self, line=self.line + lines, end_line=self.end_line + lines, fixes=fixes)

    def in_file(self, path: Path | None, before: int) -> Problem:
        """The same problem of a body as one of its file, where the body begins below `before` lines."""
        end = self.end_column + 1 if self.end_column >= 0 else -1
        return replace(
            self,
            line=before + self.line + 1,
            end_line=before + self.end_line + 1,
            column=self.column + 1,
            end_column=end,
            path=path,
        )


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Return problems of files as they are listed everywhere: by file and place, each once."""
    once: dict[tuple[str, int, int, int, str, str], Problem] = {}
    for problem in problems:
        severity = SEVERITIES.index(problem.severity)
        place = (str(problem.path), problem.line, problem.column, severity, problem.code, problem.message)
        once.setdefault(place, problem)
    return [once[place] for place in sorted(once)]
