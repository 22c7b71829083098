"""Puts pictures into the article in front: chosen, pasted or dropped."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMimeData, QObject, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QWidget

from editor.articles.storage.files import StorageError, read
from editor.site.images import ImageError, bring_in, reference_to
from editor.site.site import Site
from editor.ui.common.tasks import Tasks
from editor.ui.documents.open_articles import OpenArticles
from editor.ui.site.site_session import SiteSession
from editor.ui.writing.writing_pane import PICTURE_SUFFIXES, WritingPane
from editor.writing.links import insert_image

_LARGEST = 64 * 1024 * 1024  # bytes; more is no picture for a page


class Pictures(QObject):
    """Stores a picture where Hugo finds it (beside a bundle's index, else static/images) and writes the Markdown.

    `stored` tells the new file, `failed` one sentence.
    """

    stored = Signal(Path)
    failed = Signal(str)

    def __init__(
        self,
        open_articles: OpenArticles,
        session: SiteSession,
        tasks: Tasks,
        window: QWidget,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._open_articles, self._session, self._tasks, self._window = open_articles, session, tasks, window

    def choose(self) -> None:
        """Ask for a picture file and insert it."""
        article = self._open_articles.front()
        if article is None or self._place() is None:
            return  # asked for in vain: why is said already
        start = article.path.parent if article.path else Path.home()
        patterns = " ".join(f"*{suffix}" for suffix in PICTURE_SUFFIXES)
        name, _kind = QFileDialog.getOpenFileName(
            self._window, self.tr("Insert Image"), str(start), self.tr("Images ({0})").format(patterns)
        )
        # A save under way may have closed it meanwhile: another article wants no picture of it.
        if name and self._open_articles.front() is article:
            self._insert_file(Path(name))

    def take(self, source: QMimeData) -> None:
        """Insert what was pasted or dropped: picture files, or a picture itself."""
        files = [Path(url.toLocalFile()) for url in source.urls() if url.isLocalFile()]
        pictures = [file for file in files if file.suffix.lower() in PICTURE_SUFFIXES]
        if pictures:
            for file in pictures:
                self._insert_file(file)
            return
        image = source.imageData()
        if isinstance(image, QImage) and not image.isNull():
            buffer = QBuffer()
            buffer.open(QIODevice.OpenModeFlag.WriteOnly)
            # Encoded anew, so no place or camera data of the original comes along.
            image.save(buffer, "PNG")  # type: ignore[call-overload]
            stamp = f"{datetime.now():%Y-%m-%d-%H%M%S}"
            self._store(bytes(buffer.data().data()), f"pasted-{stamp}.png")

    def _insert_file(self, file: Path) -> None:
        place = self._place()
        if place is None:
            return
        site, article, pane = place
        reference = reference_to(site, article, file)
        if reference is not None:
            self._write(pane, reference)
            return
        self._tasks.run(
            _bring_file,
            site,
            article,
            file,
            on_done=lambda found: self._was_stored(found, pane),
            on_error=self._tell,
        )

    def _store(self, data: bytes, name: str) -> None:
        place = self._place()
        if place is None:
            return
        site, article, pane = place
        self._tasks.run(
            partial(bring_in, site, article, data, name),
            on_done=lambda found: self._was_stored(found, pane),
            on_error=self._tell,
        )

    def _place(self) -> tuple[Site, Path, WritingPane] | None:
        article, pane, site = self._open_articles.front(), self._open_articles.pane(), self._session.site
        if article is None or pane is None or article.read_only_reason:
            return None
        if article.path is None or site is None:
            self.failed.emit(self.tr("Save the article first: a picture is stored beside it."))
            return None
        return site, article.path, pane

    def _was_stored(self, found: tuple[Path, str], pane: WritingPane) -> None:
        file, reference = found
        self._write(pane, reference)
        self.stored.emit(file)

    def _write(self, pane: WritingPane, reference: str) -> None:
        if pane in (self._open_articles.pane_of(article) for article in self._open_articles.articles()):
            pane.run_command(lambda selection: insert_image(selection, reference))
            pane.setFocus()

    def _tell(self, error: Exception) -> None:
        self.failed.emit(
            str(error)
            if isinstance(error, ImageError)
            else self.tr("The picture could not be read: {0}").format(error)
        )


def _bring_file(site: Site, article: Path, file: Path) -> tuple[Path, str]:
    try:
        return bring_in(site, article, read(file, limit=_LARGEST).data, file.name)
    except StorageError as error:
        raise ImageError(error.message) from error
    except OSError as error:
        raise ImageError(f"{file.name} could not be read: {error.strerror or error}.") from error
