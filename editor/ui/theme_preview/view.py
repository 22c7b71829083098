"""The view of the theme preview: loads a page of the site's server and loads it again where the reader was."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QPoint, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineProfile
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget
from shiboken6 import delete

from editor.ui.common.menus import show_menu
from editor.ui.common.page_view import PageView
from editor.ui.common.palette import Palette
from editor.ui.preview.engine import prepare_engine
from editor.ui.preview.links import is_outside
from editor.ui.preview.pane import LARGEST_ZOOM, SMALLEST_ZOOM, ZOOM_STEP
from editor.ui.theme_preview.page import OWN_WORLD, ThemeGate, ThemePage
from editor.ui.theme_preview.page_watch import PageWatch
from editor.ui.theme_preview.return_place import PLACE, come_back_to
from editor.ui.theme_preview.timers import one_shot

OVERDUE = 2000
"""Milliseconds of loading after which the next text is not held up any longer."""
MOST_DEATHS = 3
"""Ends of a page's process in a row after which it is not loaded again before the text changes."""


class ThemeView(QWidget):
    """One page of the site at a time. `shown` comes when an asked page has loaded."""

    shown = Signal()
    elsewhere = Signal(bool)
    """Whether the reader has followed a link to another page of the site."""
    link_activated = Signal(QUrl)
    hung = Signal()
    """A script of the page did not end, and the page was stopped."""
    web_refused = Signal(str)
    """A host of the web that the page wanted to load from."""

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        prepare_engine()
        self._palette = palette
        self._wanted = QUrl()
        self._is_loading = self._again = self._is_dead = self._is_down = False
        # Counts the pages asked for; `_loading` is the one on its way.
        self._asked = self._loading = self._deaths = 0
        self._overdue = one_shot(OVERDUE, self._go_on, self)
        self._profile = QWebEngineProfile(self)
        self._gate = ThemeGate(self)
        self._profile.setUrlRequestInterceptor(self._gate)
        self.page = ThemePage(self._profile, self._gate, self)
        self._watch = PageWatch(self.page, self)
        self.view = PageView(self)
        self.view.setPage(self.page)
        self.view.setAcceptDrops(False)
        self.view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.view.setAccessibleName(self.tr("Preview in the site's theme"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.view)
        self.setFocusProxy(self.view)
        self._connect()

    def allow_web(self, allowed: bool) -> None:
        """Let the site's pages load from the web, or no longer."""
        if allowed != self._gate.allows_web:
            self._gate.allows_web = allowed
            self.reload()

    def set_ports(self, ports: frozenset[int]) -> None:
        """Take the ports of the server, the only ones that pages may reach."""
        self._gate.ports = ports

    def show_page(self, url: QUrl, *, keep_place: bool) -> None:
        """Load a page, or load it again; with `keep_place` it comes up scrolled as the present one is."""
        self._wanted = url
        self._asked += 1
        if self._is_loading:
            # An interrupted page would flash empty; what it lacks comes with the next.
            self._again = True
            return
        was_dead = self._is_dead
        self._begin_loading()
        if was_dead:
            self.page.load(url)
        elif keep_place:
            self.page.runJavaScript(PLACE, OWN_WORLD, self._load)
        else:
            self._load(None)

    def reload(self) -> None:
        """Load the page that is shown once more, wherever the reader has gone."""
        url = self.page.url()
        if self._gate.is_own(url) and not self._is_loading:
            self._begin_loading()
            self.page.runJavaScript(PLACE, OWN_WORLD, self._load_present)

    def zoom(self, steps: int) -> None:
        """Make the page larger (positive) or smaller; 0 sets it back."""
        factor = self.view.zoomFactor() * ZOOM_STEP**steps if steps else 1.0
        self.view.setZoomFactor(min(LARGEST_ZOOM, max(SMALLEST_ZOOM, factor)))

    def go_back(self) -> None:
        """Return from another page of the site to the article's."""
        self.page.load(self._wanted)

    def shut_down(self) -> None:
        """Take the web page down; the view is of no use afterwards."""
        if not self._is_down:
            self._is_down = True
            self._overdue.stop()
            self._watch.stop()
            # Qt wants pages gone before their profile, and Python's order at the end is anyone's guess.
            delete(self.page)
            delete(self._profile)

    def _connect(self) -> None:
        self.page.loadFinished.connect(self._loaded)
        self.page.urlChanged.connect(self._url_changed)
        self.page.link_activated.connect(self.link_activated)
        self.page.renderProcessTerminated.connect(self._page_died)
        self.view.customContextMenuRequested.connect(self._show_menu)
        self._gate.refused.connect(self.web_refused)
        self._palette.changed.connect(self._set_background)
        self._set_background()
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.shut_down)

    def _begin_loading(self) -> None:
        self._is_loading = True
        self._is_dead = False
        self._loading = self._asked
        self._overdue.start()

    def _go_on(self) -> None:
        """Wait no longer for a page that a slow picture or a script without end holds up."""
        self._is_loading = False
        self._watch.ask()
        if self._again:
            self._again = False
            self.page.load(self._wanted)

    def _load(self, place: object) -> None:
        if not self._is_down:
            come_back_to(self.page, place)
            if self.page.url() == self._wanted:
                self.page.triggerAction(QWebEnginePage.WebAction.Reload)
            else:
                self.page.load(self._wanted)

    def _load_present(self, place: object) -> None:
        if not self._is_down:
            come_back_to(self.page, place)
            self.page.triggerAction(QWebEnginePage.WebAction.Reload)

    def _loaded(self, succeeded: bool) -> None:
        # "False" comes too when a script of the page wanted to go elsewhere and was refused: the page is there.
        if self._is_dead:
            return
        self._is_loading = False
        self._deaths = 0 if succeeded else self._deaths
        self._overdue.stop()
        # A page that the reader goes to begins at its top.
        come_back_to(self.page, None)
        if self._again:
            self._again = False
            self.show_page(self._wanted, keep_place=True)
            return
        self.shown.emit()

    def _url_changed(self, url: QUrl) -> None:
        here, there = QUrl(url), QUrl(self._wanted)
        here.setFragment("")
        there.setFragment("")
        self.elsewhere.emit(self._gate.is_own(url) and here != there)

    def _page_died(self) -> None:
        self._is_loading = self._again = False
        self._is_dead = True
        self._overdue.stop()
        self._watch.stop()
        self._deaths += 1
        was_ended = self._watch.take_end()
        if self._deaths > MOST_DEATHS or (was_ended and self._asked == self._loading):
            self.hung.emit()
            return
        # Not within the engine's own signal.
        QTimer.singleShot(200, self, self._load_again)

    def _load_again(self) -> None:
        if not self._is_down and not self._wanted.isEmpty():
            self._begin_loading()
            self.page.load(self._wanted)

    def _show_menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        request = self.view.lastContextMenuRequest()
        link = request.linkUrl() if request is not None else QUrl()
        copy = menu.addAction(self._palette.icon("copy"), self.tr("Copy"))
        copy.triggered.connect(lambda: self.view.take_action("copy"))
        copy.setEnabled(self.view.hasSelection())
        if is_outside(link):
            address = link.toString()
            menu.addAction(self.tr("Copy link address"), lambda: QGuiApplication.clipboard().setText(address))
        menu.addSeparator()
        here = self.page.url()
        browser = menu.addAction(
            self._palette.icon("external-link"), self.tr("Open this page in the browser")
        )
        browser.triggered.connect(lambda: self.link_activated.emit(here))
        browser.setEnabled(self._gate.is_own(here))
        menu.addSeparator()
        menu.addAction(self.tr("Larger"), lambda: self.zoom(1))
        menu.addAction(self.tr("Smaller"), lambda: self.zoom(-1))
        menu.addAction(self.tr("Original size"), lambda: self.zoom(0))
        show_menu(menu, self.view.mapToGlobal(place))

    def _set_background(self) -> None:
        if not self._is_down:
            self.page.setBackgroundColor(self._palette.colour("paper"))
