"""Offers the library's rows to Qt: one flat list of section lines and articles."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from editor.site.catalogue.summary import Summary
from editor.ui.library.query import Arrangement, ArticleIndex, Key, Query, Row, Wanted
from editor.ui.library.row_words import article_tooltip, row_text, spoken

ROW_ROLE: Final = Qt.ItemDataRole.UserRole + 1
"""The `Summary` or `SectionRow` of an index."""

_Index = QModelIndex | QPersistentModelIndex


class LibraryModel(QAbstractListModel):
    """The rows of one query in one index."""

    def __init__(self, article_index: ArticleIndex, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._article_index = article_index
        self._arrangement = Arrangement()
        self._rows = self._arrangement.rows
        self._wanted = Wanted()

    # -- what is shown -------------------------------------------------------------------------------

    @property
    def query(self) -> Query:
        """The query in force."""
        return self._wanted.query

    @property
    def wanted(self) -> Wanted:
        """All that decides which rows are shown."""
        return self._wanted

    def put(
        self,
        article_index: ArticleIndex,
        wanted: Wanted,
        arrangement: Arrangement,
        moved: Mapping[Path, Path],
    ) -> None:
        """Show another index; `arrangement` is what `wanted` finds in it, and serves if that is still wanted.

        `moved` names articles that have another path on it.
        """
        self._article_index = article_index
        found = self._wanted.in_text
        if not found.isdisjoint(moved):
            moved_found = frozenset(moved.get(path, path) for path in found)
            self._wanted = replace(self._wanted, in_text=moved_found)
        self._show(arrangement if wanted == self._wanted else article_index.arrange(self._wanted))

    def ask(self, query: Query) -> None:
        """Show what another query finds; findings in the text are for the query before and go."""
        self._want(replace(self._wanted, query=query, in_text=frozenset()))

    def add_found_in_text(self, paths: frozenset[Path]) -> None:
        """Show these articles too: the words of the query stand in their text."""
        if paths != self._wanted.in_text:
            self._want(replace(self._wanted, in_text=paths))

    def is_found_in_text(self, summary: Summary) -> bool:
        """Whether an article is shown only for its text."""
        return summary.path in self._wanted.in_text and not self._article_index.names(
            summary, self.query.text
        )

    def toggle_section(self, section: str) -> None:
        """Fold a section away, or unfold it."""
        self._want(replace(self._wanted, folded=self._wanted.folded ^ {section}))

    def fold_all(self, folded: bool) -> None:
        """Fold every section away, or show all."""
        self._want(
            replace(self._wanted, folded=frozenset(self._article_index.sections()) if folded else frozenset())
        )

    def rearrange(self) -> None:
        """Arrange the index anew: it knows more of its articles."""
        self._show(self._article_index.arrange(self._wanted))

    def _want(self, wanted: Wanted) -> None:
        self._wanted = wanted
        self.rearrange()

    def _show(self, arrangement: Arrangement) -> None:
        """Show these rows; when the rows stay in place only their content is drawn again."""
        if arrangement.has_rows_of(self._arrangement):
            self._arrangement, self._rows = arrangement, arrangement.rows
            if self._rows:
                self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))
            return
        self.beginResetModel()
        self._arrangement, self._rows = arrangement, arrangement.rows
        self.endResetModel()

    # -- where rows are ------------------------------------------------------------------------------

    @property
    def section_rows(self) -> list[int]:
        """The numbers of the rows that are section lines, ascending."""
        return self._arrangement.section_rows

    def row(self, number: int) -> Row:
        """Return one row."""
        return self._rows[number]

    def summary(self, index: _Index) -> Summary | None:
        """Return the article of an index, None for a section line or no row."""
        if not 0 <= index.row() < len(self._rows):
            return None
        row = self._rows[index.row()]
        return row if isinstance(row, Summary) else None

    def number_of(self, key: Key) -> int:
        """Return the row of a path or section; -1 when it is not shown."""
        return self._arrangement.numbers.get(key, -1)

    # -- QAbstractListModel --------------------------------------------------------------------------

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not 0 <= index.row() < len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row_text(row)
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(row, Summary):
            return article_tooltip(row, self._article_index.problems.get(row.path, ()))
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(row)
        return None
