"""The problems of an article as rows: message, where it is, how bad it is."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from editor.articles.problems import Problem
from editor.ui.common.plain_text import one_line, several_lines, tooltip

PROBLEM_ROLE: Final = Qt.ItemDataRole.UserRole + 1
_LONGEST_NAME = 60
_Index = QModelIndex | QPersistentModelIndex


class ProblemRows(QAbstractListModel):
    """The problems as rows."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.problems: tuple[Problem, ...] = ()
        self._article: Path | None = None

    def take(self, problems: tuple[Problem, ...], article: Path | None) -> None:
        """Show other problems."""
        if (problems, article) == (self.problems, self._article):
            return
        self.beginResetModel()
        self.problems, self._article = problems, article
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.problems)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        problem = self.problems[index.row()]
        if role == PROBLEM_ROLE:
            return problem
        if role == Qt.ItemDataRole.DisplayRole:
            return several_lines(problem.message)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(problem.message)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = several_lines(problem.message)
            return f"{self.severity_label(problem)}, {self.line_label(problem)}: {said}"
        return None

    def line_label(self, problem: Problem) -> str:
        """Return where a problem is, in words."""
        if problem.path not in (None, self._article):
            name = one_line(problem.path.name, _LONGEST_NAME)
            return self.tr("{0}, line {1}").format(name, problem.line) if problem.line else name
        return self.tr("Line {0}").format(problem.line) if problem.line else self.tr("Article")

    def severity_label(self, problem: Problem) -> str:
        """Return how bad a problem is, in a word."""
        return {"error": self.tr("Error"), "warning": self.tr("Warning"), "hint": self.tr("Hint")}[
            problem.severity
        ]
