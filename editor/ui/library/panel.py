"""The library: finds and opens the articles of a site, and stays in step with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QCollator, QCollatorSortKey, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from editor.settings.choices import LibraryOrder
from editor.site.catalogue.catalogue import Catalogue
from editor.site.watching.changes import FileChange
from editor.ui.common.palette import Palette
from editor.ui.common.tasks import Latest, Tasks
from editor.ui.library.chosen import ChosenArticles
from editor.ui.library.delegate import LibraryDelegate
from editor.ui.library.filling import Filled, Filling
from editor.ui.library.filters import LibraryFilters
from editor.ui.library.list import LibraryList
from editor.ui.library.menu import LibraryMenu
from editor.ui.library.model import LibraryModel
from editor.ui.library.pages import LibraryPages
from editor.ui.library.problems import LibraryProblems, Told
from editor.ui.library.query import Arrangement, ArticleIndex, Query
from editor.ui.library.search import TextSearch
from editor.ui.library.times import writing_times


class LibraryPanel(QWidget):
    """Search, filters and the list of all articles.

    What is typed is looked for in titles, paths and terms at once, and in the articles' text in the background.
    """

    article_requested = Signal(Path)
    new_article_requested = Signal(str)
    folder_requested = Signal()
    tour_requested = Signal()
    reveal_requested = Signal(Path)
    delete_requested = Signal(list)
    export_requested = Signal(list)
    rename_requested = Signal(Path)
    arrangement_changed = Signal(str, bool)  # a `LibraryOrder`, and whether it is grouped by section
    articles_shown = Signal(object)
    """The list is in step with the catalogue again, after it was shown or updated: it has these `Summary`s."""

    def __init__(self, palette: Palette, tasks: Tasks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._catalogue: Catalogue | None = None
        self._front: Path | None = None
        self._asked: Path | None = None
        self._is_entering = False
        """Whether the site is another one than the rows are of."""
        self._is_front_awaited = False
        """Whether the article in front is to be gone to as soon as the index has it."""
        self._article_index = ArticleIndex(_title_keys)
        self._filling = Filling(tasks, self)
        self._model = LibraryModel(self._article_index, self)
        self._delegate = LibraryDelegate(palette, self._model, self)
        self.list = LibraryList(self._model, self._delegate, self)
        self.filters = LibraryFilters(palette, self._article_index, self)
        self._chosen = ChosenArticles(self._model, self.list)
        self._menu = LibraryMenu(self._model, self._chosen, self)
        self._search = TextSearch(tasks, self)
        self._times = Latest(tasks, self)
        self._problems = LibraryProblems(self)
        self._build(palette)
        self._connect()
        self.show_no_site()

    # -- slots ---------------------------------------------------------------------------------------

    def show_catalogue(self, catalogue: Catalogue) -> None:
        """Show the articles of a site; of the same site, place and filters stay."""
        if self._catalogue is not None and self._catalogue.site.root != catalogue.site.root:
            self.show_reading()
        if self._catalogue is None:
            self.filters.clear()
            # A section of the same name is another one.
            self._model.fold_all(False)
            self._is_entering = self._is_front_awaited = True
        self._catalogue = catalogue
        self.filters.setVisible(True)
        self.filters.setEnabled(True)
        self._fill({})

    def update_articles(self, changes: Iterable[FileChange]) -> None:
        """Show what changed in the catalogue; selection and scroll stay on the same articles."""
        moved = {change.old_path: change.path for change in changes if change.old_path is not None}
        self._fill(moved)

    def set_current(self, path: Path | None, *, go_to: bool = True) -> None:
        """Mark the article in front of the author, and go to it unless it was opened from here."""
        if path != self._front and go_to:
            # What was opened from here stands in the list already; meanwhile the author may have gone on.
            self._is_front_awaited = path != self._asked
        self._asked = None
        self._front = self._delegate.front = path
        self._go_to_awaited()
        self.list.viewport().update()

    def set_unsaved(self, paths: Set[Path]) -> None:
        """Mark the articles with text that their files do not hold."""
        self._delegate.unsaved = frozenset(paths)
        self.list.viewport().update()

    def show_problems(self, found: Told, done: int, total: int) -> None:
        """Take what is wrong with the articles, as far as they were looked at."""
        before = self._problems.found
        self._problems.take(found, done, total)
        self._article_index.set_problems(self._problems.found)
        if self._problems.found != before:
            self.filters.show_counts()
            if self._model.query.state == "problem":
                with self.list.keeping_place():
                    self._model.rearrange()
        self._show_right_page()

    def show_progress(self, done: int, total: int) -> None:
        """Show how far the reading of the site is; hidden when done."""
        is_reading = done < total
        self._progress.setVisible(is_reading)
        self._progress.setMaximum(max(1, total))
        self._progress.setValue(done)
        if is_reading and self._catalogue is None:
            self._pages.show_reading(self.tr("{0} of {1} articles").format(f"{done:,}", f"{total:,}"))

    def show_reading(self) -> None:
        """Say that a site is being opened; its articles are not known yet."""
        self._forget_site()
        self.filters.setEnabled(False)
        self._pages.show_reading()

    def show_no_site(self) -> None:
        """Offer ways to open a site."""
        self._forget_site()
        self.filters.setEnabled(False)
        self.filters.setVisible(False)
        self._pages.show_no_site()

    def show_failure(self, message: str) -> None:
        """Say in one sentence why the site could not be opened."""
        self.show_no_site()
        self._pages.show_failure(message)

    def focus_search(self) -> None:
        """Give the search field the keyboard."""
        if self.filters.isEnabled():
            self.filters.focus_search()

    def set_arrangement(self, sort: LibraryOrder, grouped: bool) -> None:
        """Take over how the author last wanted the list."""
        self.filters.set_query(replace(self.filters.query, sort=sort, grouped=grouped))

    def selected_paths(self) -> list[Path]:
        """Return the selected articles in the order of the list."""
        return self._chosen.selected()

    # -- building ------------------------------------------------------------------------------------

    def _build(self, palette: Palette) -> None:
        self.setAccessibleName(self.tr("Library"))
        # Less than its buttons would like: a side panel may be narrow.
        self.setMinimumWidth(176)
        self.list.setAccessibleName(self.tr("Articles"))
        self._progress = QProgressBar(self)
        self._progress.setTextVisible(False)
        self._progress.setFixedHeight(2)
        self._progress.hide()
        self._pages = LibraryPages(palette, self.list, self)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.filters)
        box.addWidget(self._progress)
        box.addWidget(self._problems)
        box.addWidget(self._pages, 1)

    def _connect(self) -> None:
        self.filters.query_changed.connect(self._ask)
        self.filters.left_downwards.connect(self._enter_list)
        self.filters.first_wanted.connect(self._open_first)
        self.filters.new_wanted.connect(self.new_article_requested)
        self.list.article_chosen.connect(self._request)
        self.list.section_toggled.connect(self._toggle_section)
        self.list.menu_requested.connect(self._menu.show)
        self._filling.filled.connect(self._take)
        self._filling.failed.connect(self._could_not_fill)
        self._search.found.connect(self._show_found_in_text)
        self._pages.folder_requested.connect(self.folder_requested)
        self._pages.tour_requested.connect(self.tour_requested)
        self._pages.new_requested.connect(lambda: self.new_article_requested.emit(""))
        self._pages.all_requested.connect(self._clear)
        self._menu.open_requested.connect(self._request)
        self._menu.new_requested.connect(self.new_article_requested)
        self._menu.rename_requested.connect(self.rename_requested)
        self._menu.reveal_requested.connect(self.reveal_requested)
        self._menu.delete_requested.connect(self.delete_requested)
        self._menu.export_requested.connect(self.export_requested)
        self._menu.copy_requested.connect(lambda text: QGuiApplication.clipboard().setText(text))
        self._menu.fold_requested.connect(self._fold_all)
        self._chosen.rename_wanted.connect(self.rename_requested)
        self._chosen.delete_wanted.connect(self.delete_requested)

    # -- the articles --------------------------------------------------------------------------------

    def _fill(self, moved: Mapping[Path, Path]) -> None:
        if self._catalogue is not None:
            self._filling.fill(self._article_index, self._catalogue.summaries(), self._model.wanted, moved)

    def _take(self, filled: Filled) -> None:
        self._article_index = filled.article_index
        self._article_index.set_problems(self._problems.found)
        is_entering, self._is_entering = self._is_entering, False
        self._delegate.shows_language = len(self._article_index.languages()) > 1
        with self.list.keeping_place(scrolled=not is_entering, moved=filled.moved):
            self._model.put(*filled)
            # This may ask for something else: a section or tag may have gone.
            self.filters.take(self._article_index)
        self.show_progress(0, 0)
        self._show_right_page()
        self._look_up_modified()
        self._go_to_awaited()
        if self._model.query.text:
            self._search.look_for(self._model.query.text, self._catalogue)
        self.articles_shown.emit(self._article_index.summaries)

    def _could_not_fill(self, reason: str) -> None:
        """Leave the rows as they are; where there are none yet, say why."""
        if self._is_entering:
            self._pages.show_failure(self.tr("The articles could not be listed: {0}").format(reason))

    def _go_to_awaited(self) -> None:
        """Go to the article in front, once, when it came there or, if it is new to the list, when it is in it."""
        if not self._is_front_awaited:
            return
        front = self._front
        row = self._model.number_of(front) if front is not None else -1
        if row >= 0:
            self.list.reveal(self._model.index(row))
        # One that is filtered out or folded away is not gone to when it shows up later.
        self._is_front_awaited = row < 0 and front is not None and not self._has(front)

    def _has(self, path: Path) -> bool:
        is_known = self._catalogue is not None and self._catalogue.get(path) is not None
        return is_known and any(summary.path == path for summary in self._article_index.summaries)

    def _forget_site(self) -> None:
        self._catalogue = None
        self._search.stop()
        self._filling.stop()
        self._times.stop()
        self._article_index = self._article_index.refilled(())
        self._model.put(self._article_index, self._model.wanted, Arrangement(), {})
        self.filters.take(self._article_index)

    def _show_right_page(self) -> None:
        if self._catalogue is None or self._is_entering:
            return
        if self._model.rowCount():
            self._pages.show_list()
        elif not self._article_index.summaries:
            self._pages.show_no_articles()
        else:
            is_looking = self.filters.query.state == "problem" and self._problems.is_looking
            self._pages.show_no_match(self.filters.query.text.strip(), so_far=is_looking)

    # -- asking --------------------------------------------------------------------------------------

    def _ask(self, query: Query) -> None:
        before = self._model.query
        with self.list.keeping_place(
            scrolled=query == replace(before, sort=query.sort, grouped=query.grouped)
        ):
            self._model.ask(query)
        self._problems.set_wanted(query.state == "problem")
        self._show_right_page()
        self._search.look_for(query.text, self._catalogue)
        if (query.sort, query.grouped) != (before.sort, before.grouped):
            self.arrangement_changed.emit(query.sort, query.grouped)
            self._look_up_modified()

    def _clear(self) -> None:
        self.filters.clear()
        self.filters.focus_search()

    def _show_found_in_text(self, paths: frozenset[Path]) -> None:
        with self.list.keeping_place():
            self._model.add_found_in_text(paths)
        self._show_right_page()

    def _look_up_modified(self) -> None:
        if self._model.query.sort == LibraryOrder.MODIFIED:
            paths = [summary.path for summary in self._article_index.summaries]
            self._times.run(writing_times, paths, on_done=self._show_modified)

    def _show_modified(self, times: Mapping[Path, int]) -> None:
        self._article_index.set_modified(times)
        with self.list.keeping_place():
            self._model.rearrange()

    # -- keyboard and menu ---------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.filters.query.narrows:
            self.filters.clear()
        else:
            super().keyPressEvent(event)

    def _enter_list(self) -> None:
        """Go on with the keyboard in the list, on the article it was on or the first one."""
        if self._model.summary(self.list.currentIndex()) is None:
            first = self._first_article()
            if first is None:
                return
            self.list.reveal(self._model.index(self._model.number_of(first)))
        self.list.setFocus(Qt.FocusReason.TabFocusReason)

    def _open_first(self) -> None:
        first = self._first_article()
        if first is not None:
            self.list.reveal(self._model.index(self._model.number_of(first)))
            self._request(first)

    def _first_article(self) -> Path | None:
        for row in range(self._model.rowCount()):
            summary = self._model.summary(self._model.index(row))
            if summary is not None:
                return summary.path
        return None

    def _request(self, path: Path) -> None:
        # The author has gone on: nothing goes back to what was in front before.
        self._asked, self._is_front_awaited = path, False
        self._chosen.include(path)
        self.article_requested.emit(path)

    def _toggle_section(self, section: str) -> None:
        with self.list.keeping_place():
            self._model.toggle_section(section)

    def _fold_all(self, folded: bool) -> None:
        with self.list.keeping_place():
            self._model.fold_all(folded)


def _title_keys() -> Callable[[str], QCollatorSortKey]:
    collator = QCollator()
    collator.setNumericMode(True)
    collator.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    return collator.sortKey
