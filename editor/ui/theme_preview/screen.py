"""What is in sight in the theme preview: the article's page, or a notice in its place."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from editor.ui.common.palette import Palette
from editor.ui.theme_preview.note import ThemeNote
from editor.ui.theme_preview.notice import ThemeNotice
from editor.ui.theme_preview.timers import one_shot

if TYPE_CHECKING:
    from editor.ui.theme_preview.view import ThemeView

PATIENCE = 500
"""Milliseconds before waiting is shown as such."""


class ThemeScreen(QStackedWidget):
    """Shows one page at a time; what the page itself has to tell stands in the note above it."""

    link_activated = Signal(QUrl)
    web_allowed = Signal()
    """The author lets the site's pages load from the web."""
    page_shown = Signal()
    """The page has loaded, and nothing was typed since it was written for Hugo."""

    def __init__(self, palette: Palette, notice: ThemeNotice, note: ThemeNote, parent: QWidget) -> None:
        super().__init__(parent)
        self._palette, self._notice, self._note = palette, notice, note
        self.view: ThemeView | None = None
        self.allows_web = False
        """Whether the author lets the site's pages load from the web."""
        self._page_of: Path | None = None
        self._is_fresh = False
        self.addWidget(notice)
        self._patience = one_shot(PATIENCE, self._show_progress, self)

    @property
    def page_of(self) -> Path | None:
        """The article whose page is in sight or comes in a moment; None while there is a notice for good."""
        return self._page_of

    @property
    def has_page(self) -> bool:
        """Whether an article's page is in sight."""
        return self._page_of is not None and self.currentWidget() is not self._notice

    def set_ports(self, ports: frozenset[int]) -> None:
        """Take the ports of the server, the only ones that pages may reach."""
        if self.view is None:
            self.view = self._make_view()
        self.view.set_ports(ports)

    def expect(self, path: Path) -> None:
        """Wait for the page of an article that may be another one, or have another text."""
        self._is_fresh = False
        if self._page_of not in (None, path):
            # The page of another article: it stays for a moment only, in which this one's may come.
            self._page_of = None
            self._patience.start()

    def mark_stale(self) -> None:
        """Take note that the page on its way is not, or no longer, what was typed last."""
        self._is_fresh = False

    def wait(self) -> None:
        """Wait for a server; a page stays while the server is started again."""
        if self._page_of is None:
            self._notice.show_nothing()
            self.setCurrentWidget(self._notice)
            self._patience.start()

    def show_page(self, url: QUrl, path: Path, *, fresh: bool) -> None:
        """Show an article's page; `fresh`: with all that was typed."""
        if self.view is None:
            return
        self._note.take_back("hung")
        same = self._page_of == path
        self._page_of = path
        self._is_fresh = fresh
        # Shown before it has loaded: a page out of sight would be laid out for another width.
        self._patience.stop()
        self.setCurrentWidget(self.view)
        self.view.allow_web(self.allows_web)
        self.view.show_page(url, keep_place=same)

    def show_notice(self) -> None:
        """Bring the notice in sight in place of a page."""
        self._patience.stop()
        self._page_of = None
        self._note.clear()
        self.setCurrentWidget(self._notice)

    def reload(self) -> None:
        """Load the page in sight once more."""
        if self.view is not None and self.currentWidget() is self.view:
            self.view.reload()

    def shut_down(self) -> None:
        """End the page; the widget is of no use afterwards."""
        self._patience.stop()
        if self.view is not None:
            self.view.shut_down()

    def _make_view(self) -> ThemeView:
        # Imported only now: the web engine is slow to load, and many authors will never choose the theme.
        from editor.ui.theme_preview.view import ThemeView

        view = ThemeView(self._palette, self)
        self.addWidget(view)
        view.shown.connect(self._page_loaded)
        view.elsewhere.connect(self._tell_elsewhere)
        view.link_activated.connect(self.link_activated)
        view.web_refused.connect(lambda host: self._note.tell_refused(host, self._allow_web))
        view.hung.connect(self._note.tell_hung)
        return view

    def _show_progress(self) -> None:
        if self.currentWidget() is self._notice:
            self._notice.show_starting()
        else:
            self._notice.show_nothing()
        self.setCurrentWidget(self._notice)

    def _page_loaded(self) -> None:
        if self._is_fresh:
            self.page_shown.emit()

    def _tell_elsewhere(self, elsewhere: bool) -> None:
        if elsewhere and self.view is not None:
            self._note.tell_elsewhere(self.view.go_back)
        else:
            self._note.take_back("elsewhere")

    def _allow_web(self) -> None:
        self.allows_web = True
        if self.view is not None:
            self.view.allow_web(True)
        self.web_allowed.emit()
