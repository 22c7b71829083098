"""What the preview may load: its own page, the site's pictures and media, nothing else.

The page comes from ``inkstone://preview/``; addresses of the article resolve against ``inkstone://site/…``, where
the article will be published, and are answered with the file that Hugo publishes there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

from PySide6.QtCore import QBuffer, QByteArray, QObject, QRunnable, QThreadPool, QUrl, Signal
from PySide6.QtWebEngineCore import (
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
    QWebEngineUrlRequestJob,
    QWebEngineUrlScheme,
    QWebEngineUrlSchemeHandler,
)

from editor.articles.storage.files import Reason, StorageError, read

SCHEME = b"inkstone"
PAGE = QUrl("inkstone://preview/page")
SITE = "inkstone://site"

POLICY = (
    "default-src 'none'; script-src 'none'; img-src inkstone: data:{web}; media-src inkstone:; "
    "style-src 'unsafe-inline'; base-uri inkstone:; form-action 'none'"
)
WEB = " https: http:"
"""Added to the sources of pictures when the author lets pictures from the web load."""

LARGEST_FILE = 64 * 1024 * 1024
MEDIA = {
    "apng": "image/apng",
    "avif": "image/avif",
    "bmp": "image/bmp",
    "gif": "image/gif",
    "ico": "image/x-icon",
    "jfif": "image/jpeg",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "png": "image/png",
    "svg": "image/svg+xml",
    "webp": "image/webp",
    "flac": "audio/flac",
    "m4a": "audio/mp4",
    "mp3": "audio/mpeg",
    "oga": "audio/ogg",
    "ogg": "audio/ogg",
    "opus": "audio/ogg",
    "wav": "audio/wav",
    "m4v": "video/mp4",
    "mp4": "video/mp4",
    "ogv": "video/ogg",
    "webm": "video/webm",
}
"""File name ending -> type. Files of other kinds are not served."""


def register_scheme() -> None:
    """Tell Qt of the preview's scheme; only before the web engine starts, later it is too late."""
    if QWebEngineUrlScheme.schemeByName(SCHEME).name():
        return
    scheme = QWebEngineUrlScheme(SCHEME)
    scheme.setSyntax(QWebEngineUrlScheme.Syntax.Host)
    # Not LocalScheme: that would let a page read local files.
    scheme.setFlags(QWebEngineUrlScheme.Flag.SecureScheme)
    QWebEngineUrlScheme.registerScheme(scheme)


def is_page(url: QUrl) -> bool:
    """Whether an address is that of the preview's page, with any query."""
    return (url.scheme(), url.host(), url.path()) == (PAGE.scheme(), PAGE.host(), PAGE.path())


@dataclass(frozen=True, slots=True)
class SiteFiles:
    """How the article in front finds files. `find_image` is Hugo's look-up of an address, `roots` bound its answers.

    `address` is the path at which the article will be published, with a slash at its end.
    """

    address: str = "/"
    find_image: Callable[[str], Path | None] | None = None
    roots: Sequence[Path] = field(default_factory=tuple)
    article: Path | None = None
    is_known: bool = True
    """Whether the site is known: until then nobody can say where a picture lies, and its request waits."""

    def find(self, path: str) -> Path | None:
        """The file published at an address's decoded path; None for a missing one and for any outside the roots."""
        if self.find_image is None or "\0" in path or "\\" in path:
            return None
        own = path.startswith(self.address) and len(path) > len(self.address)
        found = self.find_image(path[len(self.address) :]) if own else self.find_image(path)
        if found is None and own:
            found = self.find_image(path)
        if found is None:
            return None
        try:
            real = found.resolve(strict=True)
        except (OSError, ValueError, RuntimeError):
            return None
        # `is_file` on the resolved path: a FIFO or device named like a picture would block the reader.
        inside = any(real.is_relative_to(root.resolve()) for root in self.roots)
        return real if inside and real.is_file() else None

    def read(self, path: str) -> tuple[str, bytes] | str:
        """Type and content of a picture or media file; or why there is none: "missing", "beside" the article, "kind".

        Or "costly": it would keep the page busy, or take all memory.
        """
        found = self.find(path)
        if found is None:
            return "beside" if self._lies_beside(path) else "missing"
        kind = MEDIA.get(found.suffix.lower().removeprefix("."))
        if kind is None:
            return "kind"
        try:
            data = read(found, limit=LARGEST_FILE).data
        except StorageError as error:
            return "kind" if error.reason is Reason.TOO_LARGE else "missing"
        # Imported late, and beside the UI thread: what weighs pictures takes longer to load than the page of most articles.
        from editor.rendering.picture_cost import too_costly

        return "costly" if kind.startswith("image/") and too_costly(data, kind) else (kind, data)

    def _lies_beside(self, path: str) -> bool:
        """Whether a file is where an author may expect it to count: beside an article that is no page bundle."""
        if self.article is None or not path.startswith(self.address) or "\0" in path:
            return False
        try:
            return (self.article.parent / path[len(self.address) :]).is_file()
        except OSError:
            return False


class _Reading(QRunnable):
    """Reads one file beside the UI thread."""

    def __init__(
        self, number: int, files: SiteFiles, path: str, report: Callable[[int, str, object], None]
    ) -> None:
        super().__init__()
        self._number, self._files, self._path, self._report = number, files, path, report

    def run(self) -> None:
        """Look the file up and send what came of it."""
        self._report(self._number, self._path, self._files.read(self._path))


class PreviewScheme(QWebEngineUrlSchemeHandler):
    """Answers every request of the preview. `files` belongs to the article in front and may be replaced at any time."""

    missed = Signal(str, str)
    """A decoded path of the site with nothing to show, and why (see `SiteFiles.read`)."""

    _read = Signal(int, str, object)

    def __init__(self, page: Callable[[], str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.files = SiteFiles()
        self._page = page
        self._jobs: dict[int, QWebEngineUrlRequestJob] = {}
        self._drawings: set[str] = set()
        """The drawings that the page has got; nobody can tell for sure what they cost."""
        self._left_out: set[str] = set()
        self._held: list[tuple[int, str]] = []
        self._count = 0
        self._is_down = False
        self._pool = QThreadPool(self)
        self._read.connect(self._answer)

    def requestStarted(self, job: QWebEngineUrlRequestJob) -> None:
        """Qt's call for each request."""
        url = job.requestUrl()
        if self._is_down or bytes(job.requestMethod().data()) != b"GET":
            job.fail(QWebEngineUrlRequestJob.Error.RequestDenied)
        elif is_page(url):
            reply(job, "text/html;charset=utf-8", self._page().encode())
        elif url.host() == "site":
            self._read_later(job, unquote(url.path(QUrl.ComponentFormattingOption.FullyEncoded)))
        else:
            job.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)

    def serve(self, files: SiteFiles) -> None:
        """Serve the files of an article; another one is not blamed for what the one before showed."""
        if files.article != self.files.article:
            self._drawings.clear()
            self._left_out.clear()
            self._held.clear()
        self.files = files
        if files.is_known:
            held, self._held = self._held, []
            for number, path in held:
                if number in self._jobs:
                    self._pool.start(_Reading(number, files, path, self._read.emit))

    def leave_out_drawings(self) -> bool:
        """Serve the drawings no more that the page has got: one keeps it busy. Returns whether there are any."""
        has_any = bool(self._drawings)
        self._left_out |= self._drawings
        self._drawings.clear()
        return has_any

    def shut_down(self) -> None:
        """Let no file that is still being read be answered, nor any that is asked for yet; waits for the readers."""
        self._is_down = True
        self._jobs.clear()
        self._pool.waitForDone(2000)

    def _read_later(self, job: QWebEngineUrlRequestJob, path: str) -> None:
        if path in self._left_out:
            job.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)
            self.missed.emit(path, "costly")
            return
        self._count += 1
        number = self._count
        self._jobs[number] = job
        job.destroyed.connect(lambda: self._jobs.pop(number, None))
        if self.files.is_known:
            self._pool.start(_Reading(number, self.files, path, self._read.emit))
        else:
            self._held.append((number, path))

    def _answer(self, number: int, path: str, found: object) -> None:
        job = self._jobs.pop(number, None)
        if job is None:
            return
        if isinstance(found, tuple):
            if found[0] == MEDIA["svg"]:
                self._drawings.add(path)
            reply(job, *found)
        else:
            job.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)
            self.missed.emit(path, str(found))


def reply(job: QWebEngineUrlRequestJob, kind: str, content: bytes) -> None:
    """Answer a request with content; the job owns the buffer."""
    buffer = QBuffer(job)
    buffer.setData(QByteArray(content))
    job.reply(QByteArray(kind.encode()), buffer)


class PreviewGate(QWebEngineUrlRequestInterceptor):
    """Lets the preview's own scheme through and nothing else, but for pictures from the web where they are allowed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.web_images = False

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:
        """Qt's call before each request."""
        scheme = info.requestUrl().scheme()
        image = info.resourceType() == QWebEngineUrlRequestInfo.ResourceType.ResourceTypeImage
        allowed = scheme == "inkstone" or (image and scheme == "data")
        allowed = allowed or (self.web_images and image and scheme in ("http", "https"))
        if not allowed:
            info.block(True)
