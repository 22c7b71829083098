"""Prints standalone HTML to PDF with the web engine: no window, no script, no network."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from contextlib import suppress

from PySide6.QtCore import QBuffer, QByteArray, QEventLoop, QMarginsF, QObject, QTimer, QUrl
from PySide6.QtGui import QPageLayout, QPageSize
from PySide6.QtWebEngineCore import (
    QWebEnginePage,
    QWebEngineProfile,
    QWebEngineSettings,
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
    QWebEngineUrlRequestJob,
    QWebEngineUrlScheme,
    QWebEngineUrlSchemeHandler,
)
from shiboken6 import delete, isValid

SCHEME = b"inkstone-print"
LONGEST = 120_000
"""Milliseconds that loading and printing one article may take each."""

_OFF = (
    QWebEngineSettings.WebAttribute.JavascriptEnabled,
    QWebEngineSettings.WebAttribute.LocalStorageEnabled,
    QWebEngineSettings.WebAttribute.LocalContentCanAccessRemoteUrls,
    QWebEngineSettings.WebAttribute.LocalContentCanAccessFileUrls,
    QWebEngineSettings.WebAttribute.PluginsEnabled,
    QWebEngineSettings.WebAttribute.PdfViewerEnabled,
    QWebEngineSettings.WebAttribute.WebGLEnabled,
    QWebEngineSettings.WebAttribute.AutoLoadIconsForPage,
    QWebEngineSettings.WebAttribute.DnsPrefetchEnabled,
    QWebEngineSettings.WebAttribute.HyperlinkAuditingEnabled,
    QWebEngineSettings.WebAttribute.FullScreenSupportEnabled,
    QWebEngineSettings.WebAttribute.ErrorPageEnabled,
    QWebEngineSettings.WebAttribute.NavigateOnDropEnabled,
)


class PdfError(RuntimeError):
    """An article could not be printed; the text is one sentence without the file's name."""


def register_scheme() -> None:
    """Tell Qt of the scheme the pages come from; must happen before the web engine starts, later it is too late."""
    if QWebEngineUrlScheme.schemeByName(SCHEME).name():
        return
    scheme = QWebEngineUrlScheme(SCHEME)
    scheme.setSyntax(QWebEngineUrlScheme.Syntax.Host)
    scheme.setFlags(QWebEngineUrlScheme.Flag.SecureScheme)
    QWebEngineUrlScheme.registerScheme(scheme)


class PdfPrinter(QObject):
    """Prints one page after another with one engine. Works on any Qt platform, off-screen too.

    One job at a time: `print_html` while another runs raises RuntimeError. Needs a QGuiApplication.
    """

    def __init__(self, parent: QObject | None = None, *, longest: int = LONGEST) -> None:
        super().__init__(parent)
        register_scheme()
        self.longest = longest
        """Milliseconds that loading and printing one article may take each."""
        self._profile = QWebEngineProfile(self)
        self._profile.setHttpCacheType(QWebEngineProfile.HttpCacheType.NoCache)
        self._profile.setPersistentCookiesPolicy(
            QWebEngineProfile.PersistentCookiesPolicy.NoPersistentCookies
        )
        self._source = _Source(self)
        self._interceptor = _Interceptor(self)
        self._profile.installUrlSchemeHandler(SCHEME, self._source)
        self._profile.setUrlRequestInterceptor(self._interceptor)
        self._page: QWebEnginePage | None = None
        self._job: _Job | None = None
        self._count = 0
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.timeout.connect(self._too_slow)

    def print_html(
        self, html: bytes, on_done: Callable[[bytes], None], on_error: Callable[[str], None]
    ) -> None:
        """Load a whole HTML page (UTF-8) and print it; one of the two callbacks arrives later, on this thread.

        Page size and margins are those of the page's own `@page` rule, A4 without one.
        """
        if self._job is not None:
            raise RuntimeError("the printer is still at work")
        self._count += 1
        self._job = _Job(on_done, on_error)
        self._source.html = QByteArray(html)
        if self._page is None:
            self._page = self._new_page()
        self._clock.start(self.longest)
        self._page.load(QUrl(f"{SCHEME.decode()}://article/{self._count}"))

    def print_and_wait(self, html: bytes) -> bytes:
        """Print a page and return the PDF, running an event loop meanwhile; raises PdfError. For use without a window."""
        loop = QEventLoop()
        results: list[bytes] = []
        errors: list[str] = []

        def done(pdf: bytes) -> None:
            results.append(pdf)
            loop.quit()

        def failed(message: str) -> None:
            errors.append(message)
            loop.quit()

        self.print_html(html, done, failed)
        if not results and not errors:
            loop.exec()
        if not results:
            raise PdfError(errors[0] if errors else "printing was cancelled")
        return results[0]

    def cancel(self) -> None:
        """Drop the job in hand; neither of its callbacks arrives."""
        self._job = None
        self._clock.stop()
        self._forget_page()

    def close(self) -> None:
        """Let go of the page before the profile, as Qt asks."""
        self._job = None
        self._clock.stop()
        if self._page is not None and isValid(self._page):
            delete(self._page)
        self._page = None
        if isValid(self._profile):
            delete(self._profile)

    def _new_page(self) -> QWebEnginePage:
        page = _Page(self._profile, self)
        settings = page.settings()
        for attribute in _OFF:
            settings.setAttribute(attribute, False)
        settings.setAttribute(QWebEngineSettings.WebAttribute.PrintElementBackgrounds, True)
        # Since Qt 6.9; before, the margins below would come on top of those of the page's own rule.
        margins = getattr(QWebEngineSettings.WebAttribute, "PreferCSSMarginsForPrinting", None)
        if margins is not None:
            settings.setAttribute(margins, True)
        page.loadFinished.connect(self._loaded)
        page.renderProcessTerminated.connect(lambda *_: self._died(page))
        return page

    def _loaded(self, ok: bool) -> None:
        if self._job is None or self._page is None:
            return
        if not ok:
            self._fail("the web engine could not load the article")
            return
        job = self._job
        layout = QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4), QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)
        )
        self._clock.start(self.longest)
        self._page.printToPdf(lambda data: self._printed(job, data), layout)

    def _printed(self, job: _Job, data: QByteArray) -> None:
        if self._job is not job:
            return
        pdf = bytes(data.data())
        if not pdf.startswith(b"%PDF-"):
            self._fail("the web engine printed nothing")
            return
        self._job = None
        self._clock.stop()
        job.on_done(pdf)

    def _died(self, page: QWebEnginePage) -> None:
        # One that was given up before ends later: that is nothing to the present one.
        if page is self._page:
            self._fail("the web engine stopped while printing")

    def _too_slow(self) -> None:
        self._fail(
            f"printing took longer than {self.longest // 1000} seconds; "
            "a picture or a very long part may be too much for it"
        )

    def _fail(self, message: str) -> None:
        job, self._job = self._job, None
        self._clock.stop()
        # A page that failed may be in any state: the next job gets a new one.
        self._forget_page()
        if job is not None:
            job.on_error(message)

    def _forget_page(self) -> None:
        if self._page is not None:
            page, self._page = self._page, None
            page.loadFinished.disconnect(self._loaded)
            # One that is still busy would keep its process, and the engine gives that to the next page too.
            if process := int(page.renderProcessPid()):
                with suppress(OSError):
                    os.kill(process, signal.SIGTERM if os.name == "nt" else signal.SIGKILL)
            page.deleteLater()


class _Job:
    """The callbacks of one page in the printer."""

    def __init__(self, on_done: Callable[[bytes], None], on_error: Callable[[str], None]) -> None:
        self.on_done, self.on_error = on_done, on_error


class _Source(QWebEngineUrlSchemeHandler):
    """Hands the engine the page that is to be printed, whatever address of the scheme it asks for."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.html = QByteArray()

    def requestStarted(self, job: QWebEngineUrlRequestJob) -> None:
        """Answer one request (called by Qt)."""
        if job.requestUrl().path().strip("/").isdecimal():
            buffer = QBuffer(job)
            buffer.setData(self.html)
            job.reply(QByteArray(b"text/html"), buffer)
        else:
            job.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)


class _Interceptor(QWebEngineUrlRequestInterceptor):
    """Lets through the page itself and what it carries inside, nothing else."""

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        """Judge one request (called by Qt)."""
        scheme = info.requestUrl().scheme()
        info.block(scheme not in (SCHEME.decode(), "data"))


class _Page(QWebEnginePage):
    """A page that goes nowhere and opens nothing."""

    def acceptNavigationRequest(
        self, url: QUrl | str, navigation: QWebEnginePage.NavigationType, is_main_frame: bool
    ) -> bool:
        """Only the printer's own pages, in the main frame (called by Qt)."""
        return is_main_frame and QUrl(url).scheme() == SCHEME.decode()

    def createWindow(self, kind: QWebEnginePage.WebWindowType) -> QWebEnginePage:
        """No window is ever made (called by Qt)."""
        return None  # type: ignore[return-value]
