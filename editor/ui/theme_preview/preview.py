"""The article in front in the site's own theme: a page of Hugo's server, kept up with the unsaved text."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs
from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from editor.publish.messages import Complaint
from editor.settings.trust import SiteTrust
from editor.site.site import Site
from editor.ui.common.palette import Palette
from editor.ui.common.tasks import Tasks
from editor.ui.theme_preview.complaints import ThemeComplaints
from editor.ui.theme_preview.note import ThemeNote
from editor.ui.theme_preview.notice import ThemeNotice
from editor.ui.theme_preview.screen import ThemeScreen
from editor.ui.theme_preview.server import ThemeServer
from editor.ui.theme_preview.timers import one_shot
from editor.ui.theme_preview.trust import ThemeTrust

if TYPE_CHECKING:
    from editor.ui.theme_preview.view import ThemeView

IDLE = 60_000
"""Milliseconds out of sight after which the server is ended."""


class ThemePreview(QWidget):
    """Shows one article at a time. Nothing runs before it first comes in sight; a minute out of sight ends the server."""

    link_activated = Signal(QUrl)
    line_requested = Signal(Path, int)
    """A file and a line in it, from 1, where Hugo stumbled."""
    web_allowed = Signal()
    """The author lets this site's pages load from the web; the caller remembers it and says so next time."""
    trust_answered = Signal()
    """The author has said whether the site is trusted; the caller sees to it that the answer outlives the program."""
    page_shown = Signal()
    """The page shows what was typed when it was last written for Hugo."""

    def __init__(
        self,
        palette: Palette,
        tasks: Tasks,
        trust: SiteTrust,
        parent: QWidget | None = None,
        *,
        idle: int = IDLE,
        cache: Path | None = None,
    ) -> None:
        """`cache` stands in for the folder in the user's cache where processed pictures stay."""
        super().__init__(parent)
        self._tasks, self._trust = tasks, trust
        self._cache = cache or platformdirs.user_cache_path("inkstone", appauthor=False) / "hugo"
        self._article: tuple[Site, Path, Callable[[], bytes | None]] | None = None
        self._server: ThemeServer | None = None
        self._server_root: Path | None = None
        self._is_down = False
        self._complaints = ThemeComplaints(self)
        self._complaints.line_requested.connect(self.line_requested)
        self.note = ThemeNote(palette, self)
        self.notice = ThemeNotice(palette, self)
        self._question = ThemeTrust(trust, self.notice, self.note, self)
        self._question.answered.connect(self._start_anew)
        self._question.answered.connect(self.trust_answered)
        self._screen = ThemeScreen(palette, self.notice, self.note, self)
        self._screen.link_activated.connect(self.link_activated)
        self._screen.web_allowed.connect(self.web_allowed)
        self._screen.page_shown.connect(self.page_shown)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.note)
        layout.addWidget(self._screen, 1)
        self.setAccessibleName(self.tr("Preview in the site's theme"))
        self._idle = one_shot(idle, self._rest, self)
        self.notice.pressed.connect(self._do)

    # -- what is shown

    @property
    def view(self) -> ThemeView | None:
        """The view of the pages; None before the first one."""
        return self._screen.view

    @property
    def is_running(self) -> bool:
        """Whether a server runs or is on its way."""
        return self._server is not None and self._server.is_running

    def show_article(
        self,
        site: Site | None,
        path: Path | None,
        read: Callable[[], bytes | None],
        *,
        allow_web: bool = False,
    ) -> None:
        """Follow an article; `read` gives its unsaved bytes, on the UI thread, and None once it is closed.

        `allow_web`: whether the author lets this site's pages load from the web.
        """
        self._screen.allows_web = allow_web
        former, self._article = self._article, None
        if former is None or site is None or (former[0].root, former[1]) != (site.root, path):
            self.note.clear()
        has_site = site is not None and not site.is_bare
        if site is not None and has_site and path is not None:
            self._article = (site, path, read)
            self._follow()
        else:
            self._screen.mark_stale()
            self._explain(self.notice.show_unsaved if has_site else self.notice.show_no_site)

    def text_changed(self) -> None:
        """Take note that the article's text or front matter is another."""
        if self._server is not None and self._article is not None:
            self._screen.mark_stale()
            self._server.text_changed()

    def clear(self) -> None:
        """Show nothing and end the server."""
        self._article = None
        self._screen.mark_stale()
        self._rest()
        self._explain(self.notice.show_nothing)

    def shut_down(self) -> None:
        """End the server and the page; the widget is of no use afterwards."""
        self._is_down = True
        self._idle.stop()
        if self._server is not None:
            self._server.shut_down()
        self._screen.shut_down()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._idle.stop()
        self._follow()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not self._is_down:
            self._idle.start()

    # -- the server

    def _follow(self) -> None:
        if self._article is None or not self.isVisible() or self._is_down:
            return
        site, path, read = self._article
        if self._server is None or self._server_root != site.root:
            self._replace_server(site.root)
        assert self._server is not None
        self._screen.expect(path)
        self._server.show(site, path, read)

    def _replace_server(self, root: Path) -> None:
        if self._server is not None:
            self._server.stop()
            self._server.deleteLater()
        self._server_root = root
        # Two sites may have the same name; their pictures must not meet.
        name = hashlib.sha256(str(root).encode("utf-8", "surrogateescape")).hexdigest()[:16]
        server = ThemeServer(self._tasks, self._cache / name, self._trust.answer, self)
        server.starting.connect(self._screen.wait)
        server.ready.connect(self._screen.set_ports)
        server.page_changed.connect(self._show_page)
        server.site_changed.connect(self._screen.reload)
        server.complained.connect(self._take_complaints)
        server.failed.connect(self._show_failure)
        server.hugo_missing.connect(lambda hugo: self._explain(lambda: self.notice.show_no_hugo(hugo)))
        server.trust_wanted.connect(self._ask_for_trust)
        server.pageless.connect(lambda: self._explain(self.notice.show_pageless))
        server.uncovered.connect(lambda: self._explain(self.notice.show_uncovered))
        self._server = server

    def _rest(self) -> None:
        if self._server is not None:
            self._server.stop()

    def _show_page(self, url: QUrl, fresh: bool) -> None:
        if self._article is None or self._server is None or self._is_down:
            return
        path = self._article[1]
        if self._screen.page_of != path:
            self.note.clear()
            self._question.offer(self._server.restricted)
        self._screen.show_page(url, path, fresh=fresh)

    # -- what is said

    def _take_complaints(self, complaints: list[Complaint]) -> None:
        self._complaints.take(complaints)
        if not complaints:
            self.note.take_back("complaint")
        elif self._screen.has_page:
            self.note.tell_complaint(self._words()[0], self._complaints.way_to_line())
        else:
            self._show_failure(complaints)

    def _words(self) -> list[str]:
        site, path, _ = self._article or (None, None, None)
        return self._complaints.in_words(site.root if site is not None else None, path)

    def _show_failure(self, complaints: list[Complaint]) -> None:
        self._complaints.take(complaints)
        restricted = self._server.restricted if self._server is not None else ""
        self._question.offer_after_failure(restricted)
        has_line = self._complaints.way_to_line() is not None
        self.notice.show_failure(self._words(), has_line=has_line, is_restricted=bool(restricted))
        self._screen.show_notice()

    def _explain(self, show: Callable[[], None]) -> None:
        """Show a notice in place of a page."""
        show()
        self._screen.show_notice()

    # -- what the author answers

    def _do(self, name: str) -> None:
        if name == "line":
            self._complaints.go_to_line()
        elif name == "again":
            self._start_anew()

    def _start_anew(self) -> None:
        if self._server is not None:
            self._server.stop()
            self._server.start()

    def _ask_for_trust(self, identity: str, outside: list[str], too_old: str) -> None:
        self._question.ask(identity, outside, too_old)
        self._screen.show_notice()
