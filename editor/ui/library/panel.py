"""The library: finds and opens the articles of a site, and stays in step with it."""

from __future__ import annotations

from collections.abc import Iterable, Set
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from editor.settings.choices import LibraryOrder
from editor.site.catalogue.catalogue import Catalogue
from editor.site.watching.changes import FileChange
from editor.ui.common.palette import Palette
from editor.ui.common.tasks import Tasks
from editor.ui.library.chosen import ChosenArticles
from editor.ui.library.contents import LibraryContents, title_keys
from editor.ui.library.delegate import LibraryDelegate
from editor.ui.library.filters import LibraryFilters
from editor.ui.library.front import FrontArticle
from editor.ui.library.list import LibraryList
from editor.ui.library.menu import LibraryMenu
from editor.ui.library.model import LibraryModel
from editor.ui.library.pages import LibraryPages
from editor.ui.library.problems import LibraryProblems, Told
from editor.ui.library.query import ArticleIndex


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
        article_index = ArticleIndex(title_keys)
        self._model = LibraryModel(article_index, self)
        self._delegate = LibraryDelegate(palette, self._model, self)
        self.list = LibraryList(self._model, self._delegate, self)
        self.filters = LibraryFilters(palette, article_index, self)
        self._contents = LibraryContents(tasks, article_index, self._model, self.list)
        self._front = FrontArticle(self._model, self.list, self._delegate, self._contents.has)
        self._chosen = ChosenArticles(self._model, self.list)
        self._menu = LibraryMenu(self._model, self._chosen, self)
        self._problems = LibraryProblems(self)
        self._build(palette)
        self._connect()
        self._connect_menu()
        self.show_no_site()

    # -- slots ---------------------------------------------------------------------------------------

    def show_catalogue(self, catalogue: Catalogue) -> None:
        """Show the articles of a site; of the same site, place and filters stay."""
        before = self._contents.catalogue
        if before is not None and before.site.root != catalogue.site.root:
            self.show_reading()
        if self._contents.catalogue is None:
            self.filters.clear()
            self._front.await_again()
        self.filters.setVisible(True)
        self.filters.setEnabled(True)
        self._contents.enter(catalogue)

    def update_articles(self, changes: Iterable[FileChange]) -> None:
        """Show what changed in the catalogue; selection and scroll stay on the same articles."""
        self._contents.update(
            {change.old_path: change.path for change in changes if change.old_path is not None}
        )

    def set_current(self, path: Path | None, *, go_to: bool = True) -> None:
        """Mark the article in front of the author, and go to it unless it was opened from here."""
        self._front.mark(path, go_to=go_to)

    def set_unsaved(self, paths: Set[Path]) -> None:
        """Mark the articles with text that their files do not hold."""
        self._delegate.unsaved = frozenset(paths)
        self.list.viewport().update()

    def show_problems(self, found: Told, done: int, total: int) -> None:
        """Take what is wrong with the articles, as far as they were looked at."""
        self._problems.take(found, done, total)
        if self._contents.set_problems(self._problems.found):
            self.filters.show_counts()
        self._show_right_page()

    def show_progress(self, done: int, total: int) -> None:
        """Show how far the reading of the site is; hidden when done."""
        is_reading = done < total
        self._progress.setVisible(is_reading)
        self._progress.setMaximum(max(1, total))
        self._progress.setValue(done)
        if is_reading and self._contents.catalogue is None:
            self._pages.show_reading(self.tr("{0} of {1} articles").format(f"{done:,}", f"{total:,}"))

    def show_reading(self) -> None:
        """Say that a site is being opened; its articles are not known yet."""
        self._contents.leave()
        self.filters.setEnabled(False)
        self._pages.show_reading()

    def show_no_site(self) -> None:
        """Offer ways to open a site."""
        self._contents.leave()
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
        self.filters.query_changed.connect(lambda query: self._problems.set_wanted(query.state == "problem"))
        self.filters.query_changed.connect(self._contents.ask)
        self.filters.left_downwards.connect(self._chosen.enter)
        self.filters.first_wanted.connect(self._chosen.open_first)
        self.filters.new_wanted.connect(self.new_article_requested)
        self.list.article_chosen.connect(self._request)
        self.list.section_toggled.connect(self._contents.toggle_section)
        self.list.menu_requested.connect(self._menu.show)
        self._contents.indexed.connect(self._delegate.take)
        self._contents.indexed.connect(self.filters.take)
        self._contents.arranged.connect(self._show_right_page)
        self._contents.order_changed.connect(self.arrangement_changed)
        self._contents.filled.connect(self._show_filled)
        self._contents.failed.connect(self._pages.show_failure)
        self._chosen.open_wanted.connect(self._request)
        self._chosen.rename_wanted.connect(self.rename_requested)
        self._chosen.delete_wanted.connect(self.delete_requested)
        self._pages.folder_requested.connect(self.folder_requested)
        self._pages.tour_requested.connect(self.tour_requested)
        self._pages.new_requested.connect(lambda: self.new_article_requested.emit(""))
        self._pages.all_requested.connect(self.filters.clear)
        self._pages.all_requested.connect(self.filters.focus_search)

    def _connect_menu(self) -> None:
        self._menu.open_requested.connect(self._request)
        self._menu.new_requested.connect(self.new_article_requested)
        self._menu.rename_requested.connect(self.rename_requested)
        self._menu.reveal_requested.connect(self.reveal_requested)
        self._menu.delete_requested.connect(self.delete_requested)
        self._menu.export_requested.connect(self.export_requested)
        self._menu.copy_requested.connect(lambda text: QGuiApplication.clipboard().setText(text))
        self._menu.fold_requested.connect(self._contents.fold_all)

    # -- what is shown and opened --------------------------------------------------------------------

    def _show_filled(self) -> None:
        self.show_progress(0, 0)
        self._show_right_page()
        self._front.go_to_awaited()
        self.articles_shown.emit(self._contents.summaries)

    def _show_right_page(self) -> None:
        if self._contents.catalogue is None or self._contents.is_entering:
            return
        if self._model.rowCount():
            self._pages.show_list()
        elif not self._contents.summaries:
            self._pages.show_no_articles()
        else:
            is_looking = self.filters.query.state == "problem" and self._problems.is_looking
            self._pages.show_no_match(self.filters.query.text.strip(), so_far=is_looking)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.filters.query.narrows:
            self.filters.clear()
        else:
            super().keyPressEvent(event)

    def _request(self, path: Path) -> None:
        self._front.note_asked(path)
        self._chosen.include(path)
        self.article_requested.emit(path)
