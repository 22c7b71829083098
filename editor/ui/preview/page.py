"""The web page of the preview: article scripts off, everything refused but our own page; our script beside it."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineProfile, QWebEngineScript, QWebEngineSettings

from editor.markup.page import preview_script
from editor.ui.preview.scheme import is_page

OWN_WORLD = QWebEngineScript.ScriptWorldId.ApplicationWorld.value

_Attribute = QWebEngineSettings.WebAttribute
_OFF = (
    _Attribute.JavascriptEnabled,  # the article's; scripts of our own world still run
    _Attribute.JavascriptCanOpenWindows,
    _Attribute.JavascriptCanAccessClipboard,
    _Attribute.JavascriptCanPaste,
    _Attribute.LocalStorageEnabled,
    _Attribute.LocalContentCanAccessRemoteUrls,
    _Attribute.LocalContentCanAccessFileUrls,
    _Attribute.AllowRunningInsecureContent,
    _Attribute.AllowGeolocationOnInsecureOrigins,
    _Attribute.AllowWindowActivationFromJavaScript,
    _Attribute.PluginsEnabled,
    _Attribute.PdfViewerEnabled,
    _Attribute.ScreenCaptureEnabled,
    _Attribute.WebGLEnabled,
    _Attribute.AutoLoadIconsForPage,
    _Attribute.DnsPrefetchEnabled,
    _Attribute.HyperlinkAuditingEnabled,
    _Attribute.FullScreenSupportEnabled,
    _Attribute.ErrorPageEnabled,
    _Attribute.NavigateOnDropEnabled,
    _Attribute.FocusOnNavigationEnabled,
)


class PreviewPage(QWebEnginePage):
    """A page that goes nowhere. `told` carries what our script says: a name and its values."""

    told = Signal(str, list)

    def __init__(self, profile: QWebEngineProfile, parent: QObject | None = None) -> None:
        super().__init__(profile, parent)
        for attribute in _OFF:
            self.settings().setAttribute(attribute, False)
        self.settings().setAttribute(_Attribute.PlaybackRequiresUserGesture, True)
        self._token = secrets.token_hex(16)
        self.insert_script()
        self.permissionRequested.connect(lambda permission: permission.deny())
        self.fullScreenRequested.connect(lambda request: request.reject())
        self.registerProtocolHandlerRequested.connect(lambda request: request.reject())
        self.fileSystemAccessRequested.connect(lambda request: request.reject())
        profile.downloadRequested.connect(lambda download: download.cancel())

    def insert_script(self) -> None:
        """Have our script run in pages that are loaded from now on.

        Again where a page came without it: the engine does not always tell a process that it starts in place of one
        that ended.
        """
        script = QWebEngineScript()
        script.setName("preview")
        script.setWorldId(OWN_WORLD)
        script.setInjectionPoint(QWebEngineScript.InjectionPoint.DocumentReady)
        script.setSourceCode(preview_script(self._token))
        self.scripts().clear()
        self.scripts().insert(script)

    def call(self, function: str, *values: Any, done: Callable[[Any], None] | None = None) -> None:
        """Call a function of our script (``patch`` is ``ink.patch``) with JSON values; `done` gets its result."""
        arguments = ",".join(json.dumps(value) for value in values)
        code = f"window.ink ? ink.{function}({arguments}) : false"
        if done is None:
            self.runJavaScript(code, OWN_WORLD)
        else:
            self.runJavaScript(code, OWN_WORLD, done)

    def acceptNavigationRequest(
        self, url: QUrl | str, kind: QWebEnginePage.NavigationType, is_main_frame: bool
    ) -> bool:
        """Qt's question; links are followed by our script's message, never by navigation."""
        typed = kind == QWebEnginePage.NavigationType.NavigationTypeTyped
        return is_main_frame and typed and is_page(QUrl(url))

    def createWindow(self, kind: QWebEnginePage.WebWindowType) -> QWebEnginePage:
        """Open no further window."""
        return None  # type: ignore[return-value]  # Qt takes null for "no"

    def javaScriptConsoleMessage(
        self, level: QWebEnginePage.JavaScriptConsoleMessageLevel, message: str, line: int, source: str
    ) -> None:
        """Qt's call for each console line: our script's begin with the token; the engine's complaints are dropped."""
        if message.startswith(self._token):
            name, *values = json.loads(message[len(self._token) :])
            self.told.emit(name, values)

    def javaScriptAlert(self, origin: QUrl | str, message: str) -> None:
        """Show no dialog."""

    def javaScriptConfirm(self, origin: QUrl | str, message: str) -> bool:
        """Show no dialog."""
        return False

    def javaScriptPrompt(self, origin: QUrl | str, message: str, default: str) -> tuple[bool, str]:
        """Show no dialog."""
        return False, ""

    def chooseFiles(
        self, mode: QWebEnginePage.FileSelectionMode, old: Sequence[str], types: Sequence[str]
    ) -> list[str]:
        """Choose nothing."""
        return []
