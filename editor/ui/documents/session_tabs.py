"""Remembers which articles are open, in which order and which is in front, for the next start."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from editor.settings.options import LAST_ARTICLES, LAST_FRONT, LAST_SITE
from editor.settings.store import SettingsStore
from editor.ui.common.tasks import Tasks
from editor.ui.documents.open_articles import OpenArticles
from editor.ui.documents.session_files import OpenTabs, SessionFile, joined

_PAUSE_MS = 1000


class SessionTabs(QObject):
    """Keeps the session's tabs in a file of this window's own: at each change, since nobody announces a crash.

    Only who leaves puts them into the settings, which all windows share: so no window takes another's away.
    """

    def __init__(
        self,
        open_articles: OpenArticles,
        settings: SettingsStore,
        folder: Path,
        tasks: Tasks,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._open_articles, self._settings, self._tasks = open_articles, settings, tasks
        self._folder = folder
        self._file = SessionFile.own(folder)
        self._left: list[SessionFile] = []
        """What crashed windows left, until this one's own file holds it."""
        self._is_back = self._is_writing = False
        self._site = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._keep)
        open_articles.front_changed.connect(lambda _article: self._pause.start())
        open_articles.order_changed.connect(self._pause.start)
        open_articles.opened.connect(self._watch)
        open_articles.closed.connect(lambda _article: self._pause.start())
        for article in open_articles.articles():
            self._watch(article)

    def last(self) -> OpenTabs:
        """Return the tabs to bring back: those of windows that crashed, else those of the one left last."""
        self._left = SessionFile.left_over(self._folder)
        crashed = joined([left.read() for left in self._left])
        if crashed.articles:
            # A window that ended before its site was found has at least a folder.
            return replace(crashed, site=crashed.site or str(Path(crashed.articles[0]).parent))
        if crashed.site:
            return crashed  # all its tabs were closed: its site is still where the author was
        settings = self._settings
        return OpenTabs(settings.get(LAST_SITE), settings.get(LAST_ARTICLES), settings.get(LAST_FRONT))

    def bring_back(self, tabs: OpenTabs) -> bool:
        """Open articles again; whether the one that was in front is among them."""
        # Not Path.is_file: it raises for names that no file can have, and what is kept is outside input.
        names = [name for name in tabs.articles if os.path.isfile(name)]  # noqa: PTH113
        front = tabs.front
        self._open_articles.open_all([Path(name) for name in names], Path(front) if front in names else None)
        self._is_back = True
        self._pause.start()
        return front in names

    def set_site(self, root: Path) -> None:
        """Take the site that is open now."""
        self._site = str(root)
        self._pause.start()

    def remember(self) -> None:
        """Take the tabs as they are into the settings, which whoever leaves writes."""
        tabs = self._now()
        if tabs.site:
            self._settings.set(LAST_SITE, tabs.site)
        self._settings.set(LAST_ARTICLES, tabs.articles)
        self._settings.set(LAST_FRONT, tabs.front)

    def shut_down(self, *, keep: bool = False) -> None:
        """The window ends. With `keep` nobody was asked: its tabs come back beside those of other windows."""
        self._pause.stop()
        if self._file is not None:
            if keep:
                self._file.write(self._now())
            self._file.close(keep=keep)
            self._file = None
        for left in self._left:
            # Not asked for yet, or not taken over: the next start may want them.
            left.close(keep=True)
        self._left = []

    def _now(self) -> OpenTabs:
        front = self._open_articles.front()
        articles = tuple(str(article.path) for article in self._open_articles.articles() if article.path)
        return OpenTabs(self._site, articles, str(front.path) if front is not None and front.path else "")

    def _watch(self, article: QObject) -> None:
        article.moved.connect(lambda _path: self._pause.start())  # type: ignore[attr-defined]
        self._pause.start()

    def _keep(self) -> None:
        if self._open_articles.is_opening() or self._is_writing:
            self._pause.start()  # not all are back, or an older state is still on its way
            return
        self._tasks.run(self._settings.save)
        if self._file is not None:
            self._is_writing = True
            self._tasks.run(self._file.write, self._now(), on_done=self._was_kept)

    def _was_kept(self, _nothing: object) -> None:
        self._is_writing = False
        if self._is_back:
            for left in self._left:
                left.close()
            self._left = []
