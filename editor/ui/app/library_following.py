"""Keeps the library with the site that is open and with the open articles."""

from __future__ import annotations

from PySide6.QtCore import QObject

from editor.settings.options import LIBRARY_GROUPED, LIBRARY_ORDER
from editor.site.catalogue.catalogue import Catalogue
from editor.ui.app.core import Core
from editor.ui.article.open_article import OpenArticle
from editor.ui.library.panel import LibraryPanel
from editor.ui.site.problems import SiteProblems
from editor.ui.site.site_session import SiteSession


class LibraryFollowing(QObject):
    """Shows the site's articles, the one in front, and which are unsaved; keeps how the author arranged them."""

    def __init__(
        self,
        core: Core,
        library: LibraryPanel,
        session: SiteSession,
        problems: SiteProblems,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        open_articles, settings = core.open_articles, core.settings
        self._library, self._open_articles, self._settings = library, open_articles, settings
        library.set_arrangement(settings.get(LIBRARY_ORDER), settings.get(LIBRARY_GROUPED))
        library.arrangement_changed.connect(self._keep_arrangement)
        session.begun.connect(library.show_reading)
        session.catalogue_ready.connect(self._show_catalogue)
        session.articles_changed.connect(library.update_articles)
        session.progress.connect(library.show_progress)
        session.failed.connect(library.show_failure)
        problems.found.connect(library.show_problems)
        open_articles.opened.connect(self._was_opened)
        open_articles.unsaved_changed.connect(self._show_unsaved)
        open_articles.closed.connect(lambda _article: self._show_unsaved())
        for article in open_articles.articles():
            self._was_opened(article)

    def follow(self, front: OpenArticle | None) -> None:
        """Mark another article as the one in front, or none."""
        self._library.set_current(front.path if front else None)

    def _show_catalogue(self, catalogue: Catalogue) -> None:
        self._library.show_catalogue(catalogue)
        self.follow(self._open_articles.front())

    def _was_opened(self, article: OpenArticle) -> None:
        self._show_unsaved()
        article.moved.connect(lambda _path: self._mark_by_path())

    def _mark_by_path(self) -> None:
        """A file has another name: the library's marks go with it, and the list stays where it is."""
        self._show_unsaved()
        front = self._open_articles.front()
        self._library.set_current(front.path if front else None, go_to=False)

    def _show_unsaved(self) -> None:
        self._library.set_unsaved({a.path for a in self._open_articles.unsaved() if a.path is not None})

    def _keep_arrangement(self, sort: str, grouped: bool) -> None:
        self._settings.set(LIBRARY_ORDER, LIBRARY_ORDER.taken(sort))
        self._settings.set(LIBRARY_GROUPED, grouped)
