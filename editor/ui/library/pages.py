"""What stands in the library in place of the list, while there is nothing to list, and why."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from editor.ui.common.empty_page import EmptyPage
from editor.ui.common.palette import Palette


class LibraryPages(QStackedWidget):
    """The list of articles, or a page that says why there is none and what to do about it."""

    folder_requested = Signal()
    tour_requested = Signal()
    new_requested = Signal()
    all_requested = Signal()

    def __init__(self, palette: Palette, articles: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._list = articles
        self._no_site = EmptyPage(
            palette,
            "folder-open",
            self.tr("No site open"),
            self.tr("Open a Hugo site, or any folder of Markdown files."),
        )
        self._no_site.add_button(self.tr("Open a Folder…"), self.folder_requested.emit)
        self._no_site.add_button(self.tr("Take the Tour"), self.tour_requested.emit)
        self._failed = EmptyPage(palette, "triangle-alert", self.tr("The site could not be opened"), "")
        self._failed.add_button(self.tr("Open Another Folder…"), self.folder_requested.emit)
        self._no_articles = EmptyPage(
            palette, "file-plus", self.tr("No articles yet"), self.tr("The first one is a click away.")
        )
        self._no_articles.add_button(self.tr("New Article…"), self.new_requested.emit)
        self._no_match = EmptyPage(palette, "search", self.tr("Nothing found"), "")
        self._no_match.add_button(self.tr("Show All Articles"), self.all_requested.emit)
        self._reading = EmptyPage(palette, "book-open", self.tr("Reading the site…"), "")
        empty = (self._no_site, self._failed, self._no_articles, self._no_match, self._reading)
        for page in (self._list, *empty):
            self.addWidget(page)

    def show_list(self) -> None:
        """Show the articles."""
        self.setCurrentWidget(self._list)

    def show_no_site(self) -> None:
        """Offer ways to open a site."""
        self.setCurrentWidget(self._no_site)

    def show_failure(self, message: str) -> None:
        """Say in one sentence why the site could not be opened."""
        self._failed.set_text(message)
        self.setCurrentWidget(self._failed)

    def show_reading(self, progress: str = "") -> None:
        """Say that the site is being read, and how far."""
        self._reading.set_text(progress)
        self.setCurrentWidget(self._reading)

    def show_no_articles(self) -> None:
        """Offer to write the first article."""
        self.setCurrentWidget(self._no_articles)

    def show_no_match(self, text: str, *, so_far: bool = False) -> None:
        """Say that the filters leave nothing; `text` is what was searched for, if anything.

        so_far: there is more to look at.
        """
        self._no_match.set_title(self.tr("Nothing found so far") if so_far else self.tr("Nothing found"))
        self._no_match.set_text(self.tr("No article has “{0}”.").format(text) if text else "")
        self.setCurrentWidget(self._no_match)
