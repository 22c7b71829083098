"""Keeps the preview in the site's theme with the article in front, and remembers who may load from the web."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from editor.settings.store import SettingsStore
from editor.settings.trust import SiteTrust
from editor.ui.article.open_article import OpenArticle
from editor.ui.common.lifetimes import while_there
from editor.ui.common.outside import open_link
from editor.ui.common.palette import Palette
from editor.ui.common.tasks import Tasks
from editor.ui.site.site_session import SiteSession
from editor.ui.theme_preview.preview import ThemePreview


class ThemeLink(QObject):
    """Makes the theme preview when it is first chosen and feeds it from then on."""

    line_requested = Signal(Path, int)

    def __init__(
        self, palette: Palette, tasks: Tasks, session: SiteSession, settings: SettingsStore, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._palette, self._tasks, self._session, self._settings = palette, tasks, session, settings
        self._article: OpenArticle | None = None
        self.preview: ThemePreview | None = None
        session.catalogue_ready.connect(lambda _catalogue: self._show())

    def make(self) -> QWidget:
        """Make the preview; called when the author first chooses it."""
        self.preview = ThemePreview(self._palette, self._tasks, SiteTrust(self._settings))
        self.preview.link_activated.connect(open_link)
        self.preview.line_requested.connect(self.line_requested)
        self.preview.web_allowed.connect(self._remember_web)
        self.preview.trust_answered.connect(lambda: self._tasks.run(self._settings.save))
        self._show()
        return self.preview

    def follow(self, article: OpenArticle | None) -> None:
        """Follow another article, or none."""
        if self._article is not None:
            self._article.document.contentsChanged.disconnect(self._text_changed)
            self._article.header_changed.disconnect(self._text_changed)
            self._article.moved.disconnect(self._show)
        self._article = article
        if article is not None:
            article.document.contentsChanged.connect(self._text_changed)
            article.header_changed.connect(self._text_changed)
            article.moved.connect(self._show)
        self._show()

    def shut_down(self) -> None:
        """End Hugo and the page."""
        self.follow(None)
        if self.preview is not None:
            self.preview.shut_down()

    def _show(self, _moved: object = None) -> None:
        if self.preview is None:
            return
        article = self._article
        if article is None:
            self.preview.clear()
            return
        self.preview.show_article(
            self._session.site,
            article.path,
            # Hugo may be on its way, or started again, when the article is closed.
            while_there(article, lambda: article.snapshot().to_bytes()),
            allow_web=allows_web(self._settings, self._session),
        )

    def _text_changed(self) -> None:
        if self.preview is not None:
            self.preview.text_changed()

    def _remember_web(self) -> None:
        remember_web(self._settings, self._session)


def allows_web(settings: SettingsStore, session: SiteSession) -> bool:
    """Whether the author lets the open site's pages load pictures and fonts from the web."""
    return bool(session.identity) and SiteTrust(settings).allows_web(session.identity)


def remember_web(settings: SettingsStore, session: SiteSession) -> None:
    """The author lets the open site load from the web from now on."""
    if session.identity:
        SiteTrust(settings).allow_web(session.identity)
