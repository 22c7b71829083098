"""The view of the theme preview: loads a page of the site's server and loads it again where the reader was."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QTimer, QUrl, Signal
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineProfile, QWebEngineScript
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import delete

from editor.ui.preview_pane import prepare_engine
from editor.ui.theme import Theme
from editor.ui.theme_page import OWN_WORLD, ThemeGate, ThemePage

# Pictures that load late would leave the page too short to be where it was; a reader's own move ends the wait.
_RETURN = """
(() => {
  const [x, y] = PLACE, ending = new AbortController(), { signal } = ending;
  const go = () => { if (!signal.aborted) scrollTo({ left: x, top: y, behavior: "instant" }); };
  for (const name of ["wheel", "keydown", "pointerdown", "touchstart"])
    addEventListener(name, () => ending.abort(), { signal, passive: true, capture: true });
  go();
  const sizes = new ResizeObserver(go);
  sizes.observe(document.documentElement);
  signal.addEventListener("abort", () => sizes.disconnect());
  addEventListener("load", () => { go(); setTimeout(() => ending.abort(), 500); }, { signal });
})()
"""


class ThemeView(QWidget):
    """One page of the site at a time. `shown` comes when an asked page has loaded."""

    shown = Signal(bool)
    elsewhere = Signal(bool)
    """Whether the reader has followed a link to another page of the site."""
    link_activated = Signal(QUrl)
    web_refused = Signal(str)
    """A host of the web that the page wanted to load from."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        prepare_engine()
        self._theme = theme
        self._wanted = QUrl()
        self._is_loading = self._again = self._is_down = False
        self._profile = QWebEngineProfile(self)
        self._gate = ThemeGate(self)
        self._profile.setUrlRequestInterceptor(self._gate)
        self.page = ThemePage(self._profile, self._gate, self)
        self.view = QWebEngineView(self)
        self.view.setPage(self.page)
        self.view.setAcceptDrops(False)
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
        if self._is_loading:
            # An interrupted page would flash empty; what it lacks comes with the next.
            self._again = True
            return
        self._is_loading = True
        if keep_place:
            self.page.runJavaScript("[scrollX, scrollY]", OWN_WORLD, self._load)
        else:
            self._load(None)

    def reload(self) -> None:
        """Load the page that is shown once more, wherever the reader has gone."""
        url = self.page.url()
        if self._gate.is_own(url) and not self._is_loading:
            self._is_loading = True
            self.page.runJavaScript("[scrollX, scrollY]", OWN_WORLD, self._load_present)

    def go_back(self) -> None:
        """Return from another page of the site to the article's."""
        self.page.load(self._wanted)

    def shut_down(self) -> None:
        """Take the web page down; the view is of no use afterwards."""
        if not self._is_down:
            self._is_down = True
            # Qt wants pages gone before their profile, and Python's order at the end is anyone's guess.
            delete(self.page)
            delete(self._profile)

    def _connect(self) -> None:
        self.page.loadFinished.connect(self._loaded)
        self.page.urlChanged.connect(self._url_changed)
        self.page.link_activated.connect(self.link_activated)
        self.page.renderProcessTerminated.connect(self._page_died)
        self._gate.refused.connect(self.web_refused)
        self._theme.changed.connect(self._set_background)
        self._set_background()
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.shut_down)

    def _load(self, place: object) -> None:
        if not self._is_down:
            self._come_back_to(place)
            if self.page.url() == self._wanted:
                self.page.triggerAction(QWebEnginePage.WebAction.Reload)
            else:
                self.page.load(self._wanted)

    def _load_present(self, place: object) -> None:
        if not self._is_down:
            self._come_back_to(place)
            self.page.triggerAction(QWebEnginePage.WebAction.Reload)

    def _come_back_to(self, place: object) -> None:
        scripts = self.page.scripts()
        for old in scripts.find("return"):
            scripts.remove(old)
        if not isinstance(place, list) or len(place) != 2 or not any(place):
            return
        script = QWebEngineScript()
        script.setName("return")
        script.setWorldId(OWN_WORLD)
        script.setInjectionPoint(QWebEngineScript.InjectionPoint.DocumentReady)
        script.setSourceCode(_RETURN.replace("PLACE", f"[{float(place[0])}, {float(place[1])}]"))
        scripts.insert(script)

    def _loaded(self, succeeded: bool) -> None:
        self._is_loading = False
        # A page that the reader goes to begins at its top.
        self._come_back_to(None)
        if self._again:
            self._again = False
            self.show_page(self._wanted, keep_place=True)
            return
        self.shown.emit(succeeded)

    def _url_changed(self, url: QUrl) -> None:
        here, there = QUrl(url), QUrl(self._wanted)
        here.setFragment("")
        there.setFragment("")
        self.elsewhere.emit(self._gate.is_own(url) and here != there)

    def _page_died(self) -> None:
        self._is_loading = self._again = False
        # Not within the engine's own signal.
        QTimer.singleShot(200, self._load_again)

    def _load_again(self) -> None:
        if not self._is_down and not self._wanted.isEmpty():
            self.page.load(self._wanted)

    def _set_background(self) -> None:
        if not self._is_down:
            self.page.setBackgroundColor(self._theme.colour("paper"))
