"""The web page of the theme preview: the site's own scripts run, and reach nothing but the site's own server."""

from __future__ import annotations

import json

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtWebEngineCore import (
    QWebEnginePage,
    QWebEngineProfile,
    QWebEngineScript,
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
)

from editor.ui.common.sealed_page import SealedPage
from editor.ui.preview.links import is_outside

OWN_WORLD = QWebEngineScript.ScriptWorldId.ApplicationWorld.value
_WEB = frozenset(("http", "https", "ws", "wss"))
_INLINE = frozenset(("data", "blob"))
_LOOPBACK = frozenset(("localhost", "127.0.0.1"))

# Runs in a world of its own: the site's scripts can neither see the token nor imitate a click (isTrusted).
_CLICKS = """
addEventListener("click", (event) => {
  if (!event.isTrusted || event.button > 1) return;
  const link = event.composedPath().find((part) => part instanceof Element && part.matches("a[href], area[href]"));
  if (!link) return;
  const target = new URL(link.href.baseVal ?? link.href, document.baseURI);
  if (target.protocol === "javascript:") return;
  if (target.host === location.host) { if (event.button === 0) link.removeAttribute("target"); return; }
  event.preventDefault();
  console.log(TOKEN + target.href);
}, true);
"""


class ThemeGate(QWebEngineUrlRequestInterceptor):
    """Lets the site's own server through, and the web where the author allows it; never other local servers."""

    refused = Signal(str)
    """The host of the web that something of the page wanted."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.allows_web = False
        self.ports: frozenset[int] = frozenset()

    def is_own(self, url: QUrl) -> bool:
        """Whether an address is one of the server's."""
        return url.scheme() in _WEB and url.host() in _LOOPBACK and url.port() in self.ports

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        """Qt's call before each request."""
        url = info.requestUrl()
        if self.is_own(url) or url.scheme() in _INLINE:
            return
        if url.scheme() in _WEB and not is_private(url.host()):
            main = info.resourceType() == QWebEngineUrlRequestInfo.ResourceType.ResourceTypeMainFrame
            if self.allows_web and not main:
                return
            if not main:
                self.refused.emit(url.host())
        info.block(True)


def is_private(host: str) -> bool:
    """Whether a host name stands for this machine or its neighbours rather than for the web."""
    name = host.strip("[]").lower().rstrip(".")
    if (
        not name
        or name == "localhost"
        or name.endswith((".localhost", ".local", ".internal"))
        or "." not in name
    ):
        return True
    # Any numeric address: the web is reached by names.
    return ":" in name or name.rpartition(".")[2].isdigit()


class ThemePage(SealedPage):
    """Shows pages of one server. Links to elsewhere are told by `link_activated`, and only for a real click."""

    link_activated = Signal(QUrl)

    def __init__(self, profile: QWebEngineProfile, gate: ThemeGate, parent: QObject | None = None) -> None:
        super().__init__(profile, parent)
        self._gate = gate
        script = QWebEngineScript()
        script.setName("clicks")
        script.setWorldId(OWN_WORLD)
        script.setRunsOnSubFrames(True)
        script.setInjectionPoint(QWebEngineScript.InjectionPoint.DocumentCreation)
        script.setSourceCode(f"(() => {{ const TOKEN = {json.dumps(self.token)}; {_CLICKS} }})()")
        self.scripts().insert(script)

    def acceptNavigationRequest(
        self, url: QUrl | str, kind: QWebEnginePage.NavigationType, is_main_frame: bool
    ) -> bool:
        """Qt's question before each navigation: pages of the site, and in frames what the gate lets through."""
        return self._gate.is_own(QUrl(url)) or not is_main_frame

    def hear(self, said: str) -> None:
        """Follow a click of the reader's on a link to another host."""
        url = QUrl(said)
        if self._gate.is_own(url):
            # A site may have a host for each language.
            self.load(url)
        elif is_outside(url):
            self.link_activated.emit(url)
