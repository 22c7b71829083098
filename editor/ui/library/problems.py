"""What the library knows of problems: those found in each article, and whether all were looked at."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtWidgets import QLabel, QWidget

from editor.articles.problems import Problem
from editor.ui.library.delegate import small_font
from editor.ui.library.filters import EDGE

Told = Mapping[Path, tuple[Problem, ...]]


class LibraryProblems(QLabel):
    """A line above the list that says how far the search for problems is, while problems are asked for."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.found: Told = {}
        self._done = self._total = 0
        self._is_wanted = False
        self.setFont(small_font(self.font()))
        self.setContentsMargins(EDGE, 0, EDGE, 4)
        self.hide()

    @property
    def is_looking(self) -> bool:
        """Whether there are articles that nobody has looked at yet."""
        return self._done < self._total

    def take(self, found: Told, done: int, total: int) -> None:
        """Take what was found so far; errors and warnings count, advice does not."""
        self.found = {
            path: tuple(problem for problem in problems if problem.severity != "hint")
            for path, problems in found.items()
            if any(problem.severity != "hint" for problem in problems)
        }
        self._done, self._total = done, total
        self._show()

    def set_wanted(self, wanted: bool) -> None:
        """Say how far the search is only where its problems are asked for."""
        self._is_wanted = wanted
        self._show()

    def _show(self) -> None:
        text = self.tr("Looking for problems…")
        if self._done:
            text += " " + self.tr("{0} of {1}").format(f"{self._done:,}", f"{self._total:,}")
        self.setText(text)
        self.setVisible(self._is_wanted and self.is_looking)
