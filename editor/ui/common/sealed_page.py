"""A web page that asks the author nothing and reaches nothing of the machine: what the previews' pages have in common."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Sequence

from PySide6.QtCore import QObject, QUrl
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineProfile, QWebEngineSettings

Attribute = QWebEngineSettings.WebAttribute
_OFF = (
    Attribute.JavascriptCanOpenWindows,
    Attribute.JavascriptCanAccessClipboard,
    Attribute.JavascriptCanPaste,
    Attribute.LocalContentCanAccessRemoteUrls,
    Attribute.LocalContentCanAccessFileUrls,
    Attribute.AllowRunningInsecureContent,
    Attribute.AllowGeolocationOnInsecureOrigins,
    Attribute.AllowWindowActivationFromJavaScript,
    Attribute.PluginsEnabled,
    Attribute.PdfViewerEnabled,
    Attribute.ScreenCaptureEnabled,
    Attribute.AutoLoadIconsForPage,
    Attribute.DnsPrefetchEnabled,
    Attribute.HyperlinkAuditingEnabled,
    Attribute.ErrorPageEnabled,
    Attribute.NavigateOnDropEnabled,
    Attribute.FocusOnNavigationEnabled,
)


class SealedPage(QWebEnginePage):
    """Everything that a page may ask for is refused. Where it may go is its subclass's to say.

    Our own script, in a world of its own, speaks by console lines that begin with `token`; the page cannot know it.
    """

    def __init__(
        self, profile: QWebEngineProfile, parent: QObject | None, *, off: Iterable[Attribute] = ()
    ) -> None:
        """`off` are settings to switch off besides those that no page of ours has."""
        super().__init__(profile, parent)
        for attribute in (*_OFF, *off):
            self.settings().setAttribute(attribute, False)
        self.settings().setAttribute(Attribute.PlaybackRequiresUserGesture, True)
        self.token = secrets.token_hex(16)
        self.permissionRequested.connect(lambda permission: permission.deny())
        self.fullScreenRequested.connect(lambda request: request.reject())
        self.registerProtocolHandlerRequested.connect(lambda request: request.reject())
        self.fileSystemAccessRequested.connect(lambda request: request.reject())
        profile.downloadRequested.connect(lambda download: download.cancel())

    def hear(self, said: str) -> None:
        """Take what our own script says; for subclasses."""

    def createWindow(self, kind: QWebEnginePage.WebWindowType) -> QWebEnginePage:
        """Open no further window."""
        return None  # type: ignore[return-value]  # Qt takes null for "no"

    def javaScriptConsoleMessage(
        self, level: QWebEnginePage.JavaScriptConsoleMessageLevel, message: str, line: int, source: str
    ) -> None:
        """Qt's call for each console line: ours begin with the token, the others are the page's own affair."""
        if message.startswith(self.token):
            self.hear(message.removeprefix(self.token))

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
