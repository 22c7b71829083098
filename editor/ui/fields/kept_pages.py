"""The pages of the articles whose front matter was shown last, so that they need not be made again."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from editor.ui.fields.front_matter_page import FrontMatterPage

MOST_PAGES = 8
"""Articles whose pages are kept: to make one takes some ten times as long as to show one that is there."""


class KeptPages(QStackedWidget):
    """Shows one page; of the others those go first that were not shown for the longest time."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._pages: dict[str, FrontMatterPage] = {}
        """By article, the one shown last at the end."""

    def page(self, article: str) -> FrontMatterPage | None:
        """Return the page of an article, None where it is not kept."""
        return self._pages.get(article)

    def pages(self) -> list[FrontMatterPage]:
        """All that are kept."""
        return list(self._pages.values())

    def bring_in_front(self, page: FrontMatterPage) -> None:
        """Show the page of its article, and keep it."""
        article = page.context.article
        self._pages.pop(article, None)
        self._pages[article] = page
        self.setCurrentWidget(page)
        self.drop_hidden(MOST_PAGES)

    def drop_hidden(self, most: int = 1) -> None:
        """Let the pages go that were not shown for the longest time; at once, so that nothing is done for them."""
        for article in list(self._pages)[:-most]:
            # What is no value yet, such as half a date, is kept for when the author comes back.
            page = self._pages[article]
            if not page.is_pending() and not page.half_typed():
                self.drop(article)
                QCoreApplication.sendPostedEvents(page, QEvent.Type.DeferredDelete)

    def drop(self, article: str) -> None:
        """An article is closed: its page goes with it."""
        page = self._pages.pop(article, None)
        if page is not None:
            self.removeWidget(page)
            page.deleteLater()
