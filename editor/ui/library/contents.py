"""What the library has to list: a site's articles, and what is learned of them beside the UI thread."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QCollator, QCollatorSortKey, QObject, Qt, Signal

from editor.settings.choices import LibraryOrder
from editor.site.catalogue.catalogue import Catalogue
from editor.site.catalogue.summary import Summary
from editor.ui.common.tasks import Latest, Tasks
from editor.ui.library.filling import Filled, Filling
from editor.ui.library.list import LibraryList
from editor.ui.library.model import LibraryModel
from editor.ui.library.problems import Told
from editor.ui.library.query import Arrangement, ArticleIndex, Query
from editor.ui.library.search import TextSearch
from editor.ui.library.times import writing_times


class LibraryContents(QObject):
    """Keeps the rows in step with catalogue and query; the author's place in the list stays meanwhile."""

    indexed = Signal(object)
    """Other articles are known from now on: their `ArticleIndex`."""
    arranged = Signal()
    """Other rows may be shown than before."""
    filled = Signal()
    """The rows are in step with the catalogue again."""
    failed = Signal(str)
    """Why nothing could be listed of a site; rows that stand already stay as they are."""
    order_changed = Signal(str, bool)
    """A `LibraryOrder`, and whether the list is grouped by section."""

    def __init__(
        self, tasks: Tasks, article_index: ArticleIndex, model: LibraryModel, view: LibraryList
    ) -> None:
        super().__init__(view)
        self._catalogue: Catalogue | None = None
        self._is_entering = False
        self._problems: Told = {}
        self._article_index, self._model, self._list = article_index, model, view
        self._filling = Filling(tasks, self)
        self._search = TextSearch(tasks, self)
        self._times = Latest(tasks, self)
        self._filling.filled.connect(self._take)
        self._filling.failed.connect(self._could_not_fill)
        self._search.found.connect(self._add_found_in_text)

    @property
    def catalogue(self) -> Catalogue | None:
        """The site whose articles are listed, or will be in a moment."""
        return self._catalogue

    @property
    def is_entering(self) -> bool:
        """Whether the site is another one than the rows are of."""
        return self._is_entering

    @property
    def summaries(self) -> tuple[Summary, ...]:
        """The articles in the index, shown or not."""
        return self._article_index.summaries

    def has(self, path: Path) -> bool:
        """Whether an article is one of the site's and in the index, shown or not."""
        is_known = self._catalogue is not None and self._catalogue.get(path) is not None
        return is_known and any(summary.path == path for summary in self.summaries)

    def enter(self, catalogue: Catalogue) -> None:
        """List the articles of this site; if none was listed before, every section is unfolded."""
        if self._catalogue is None:
            # A section of the same name is another one.
            self._model.fold_all(False)
            self._is_entering = True
        self._catalogue = catalogue
        self.update({})

    def update(self, moved: Mapping[Path, Path]) -> None:
        """Catch up with the catalogue; `moved` names articles that have another path now."""
        if self._catalogue is not None:
            self._filling.fill(self._article_index, self._catalogue.summaries(), self._model.wanted, moved)

    def leave(self) -> None:
        """Have no site and no articles."""
        self._catalogue = None
        self._search.stop()
        self._filling.stop()
        self._times.stop()
        self._article_index = self._article_index.refilled(())
        self._model.put(self._article_index, self._model.wanted, Arrangement(), {})
        self.indexed.emit(self._article_index)

    def set_problems(self, found: Told) -> bool:
        """Know these problems, in this index and in those to come; return whether they are others than before."""
        if found == self._problems:
            return False
        self._problems = found
        self._article_index.set_problems(found)
        if self._model.query.state == "problem":
            self._rearrange()
        return True

    def ask(self, query: Query) -> None:
        """Show what another query finds, in titles, paths and terms at once, in the text later."""
        before = self._model.query
        with self._list.keeping_place(
            scrolled=query == replace(before, sort=query.sort, grouped=query.grouped)
        ):
            self._model.ask(query)
        self.arranged.emit()
        self._search.look_for(query.text, self._catalogue)
        if (query.sort, query.grouped) != (before.sort, before.grouped):
            self.order_changed.emit(query.sort, query.grouped)
            self._look_up_modified()

    def toggle_section(self, section: str) -> None:
        """Fold a section away, or unfold it."""
        with self._list.keeping_place():
            self._model.toggle_section(section)

    def fold_all(self, folded: bool) -> None:
        """Fold every section away, or show all."""
        with self._list.keeping_place():
            self._model.fold_all(folded)

    def _take(self, filled: Filled) -> None:
        self._article_index = filled.article_index
        self._article_index.set_problems(self._problems)
        is_entering, self._is_entering = self._is_entering, False
        with self._list.keeping_place(scrolled=not is_entering, moved=filled.moved):
            self._model.put(*filled)
            # This may lead to another query: a section or tag may have gone.
            self.indexed.emit(self._article_index)
        self._look_up_modified()
        if self._model.query.text:
            self._search.look_for(self._model.query.text, self._catalogue)
        self.filled.emit()

    def _could_not_fill(self, reason: str) -> None:
        if self._is_entering:
            self.failed.emit(self.tr("The articles could not be listed: {0}").format(reason))

    def _add_found_in_text(self, paths: frozenset[Path]) -> None:
        with self._list.keeping_place():
            self._model.add_found_in_text(paths)
        self.arranged.emit()

    def _look_up_modified(self) -> None:
        if self._model.query.sort == LibraryOrder.MODIFIED:
            paths = [summary.path for summary in self.summaries]
            self._times.run(writing_times, paths, on_done=self._take_modified)

    def _take_modified(self, times: Mapping[Path, int]) -> None:
        self._article_index.set_modified(times)
        self._rearrange()

    def _rearrange(self) -> None:
        with self._list.keeping_place():
            self._model.rearrange()


def title_keys() -> Callable[[str], QCollatorSortKey]:
    """Return what titles are sorted by in the author's language; a collator of its own for each thread."""
    collator = QCollator()
    collator.setNumericMode(True)
    collator.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    return collator.sortKey
