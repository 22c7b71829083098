"""Opens sites, articles and the tour, and makes new articles: by menu, library, start page or recent list."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from editor.resources import resource_path
from editor.settings.trust import SiteTrust
from editor.site.identity import identity_of
from editor.site.tour import ensure_tour, restore_tour
from editor.ui.app.core import Core
from editor.ui.app.new_article_dialog import NewArticleDialog
from editor.ui.app.recent import Recent
from editor.ui.site.site_session import SiteSession

# Where the tour begins, in the author's language when there is one for it.
_FIRST = ("content/posts/welcome.md", "content/posts/welcome.en.md")
_ARTICLES = (".md", ".markdown")
"""Endings of files that are opened when they are dropped."""


class Opening(QObject):
    """Ways to open something. `said` is one sentence for the author."""

    said = Signal(str)

    def __init__(self, core: Core, session: SiteSession, recent: Recent, parent: QObject) -> None:
        super().__init__(parent)
        self._open_articles, self._tasks, self._window = core.open_articles, core.tasks, core.window
        self._settings, self._tour = core.settings, core.data_folder / "tour"
        self._session, self._recent = session, recent

    def open_path(self, path: Path) -> None:
        """Open a site, a content folder or an article with the site around it."""
        if path.is_dir():
            self._session.open(path)
        elif path.is_file():
            self._session.open(path)
            self._open_articles.open(path)
        elif path.exists():
            self.said.emit(self.tr("{0} is no file: a pipe, socket or device is not opened.").format(path))
            return
        else:
            self.said.emit(self.tr("{0} is not there any more.").format(path))
            return
        self._recent.add(path)

    def open_files(self, paths: list[Path]) -> None:
        """Open the articles and folders among files that were dropped; says so of one that is neither."""
        for path in paths:
            if path.suffix.lower() not in _ARTICLES and not path.is_dir():
                self.said.emit(self.tr("{0} is no article: it is not opened.").format(path.name))
            elif self._session.site is None or path.is_dir():
                self.open_path(path)
            else:
                self._open_articles.open(path)

    def open_tour(self) -> None:
        """Open the author's copy of the sample site, made when it is not there yet."""
        self._tasks.run(
            _tour_of_ours,
            resource_path("sample-site"),
            self._tour,
            on_done=self._open_tour_at,
            on_error=lambda error: self.said.emit(
                self.tr("The tour could not be copied to {0}: {1}").format(self._tour, error)
            ),
        )

    def restore_tour(self) -> None:
        """Make the tour fresh again; what the author had changed in it is kept beside."""
        self._tasks.run(
            restore_tour,
            resource_path("sample-site"),
            self._tour,
            datetime.now().astimezone(),
            on_done=self._was_restored,
            on_error=lambda error: self.said.emit(
                self.tr("The tour could not be restored: {0}").format(error)
            ),
        )

    def ask_for_folder(self) -> None:
        """Let the author choose a site or content folder."""
        start = self._session.site.root if self._session.site else Path.home()
        name = QFileDialog.getExistingDirectory(self._window, self.tr("Open a Site or Folder"), str(start))
        if name:
            self.open_path(Path(name))

    def ask_for_article(self) -> None:
        """Let the author choose articles."""
        site = self._session.site
        start = site.content_folders[0].path if site and site.content_folders else Path.home()
        names, _kind = QFileDialog.getOpenFileNames(
            self._window,
            self.tr("Open Article"),
            str(start),
            self.tr("Markdown (*.md *.markdown);;All files (*)"),
        )
        for name in names:
            if self._session.site is None:
                self.open_path(Path(name))
            else:
                self._open_articles.open(Path(name))

    def ask_for_new(self, section: str = "") -> None:
        """Ask for title and place of a new article and make it; without a site, begin one without a file."""
        if self._session.site is None:
            self._open_articles.place(None)
            return
        dialog = NewArticleDialog(
            self._session.site, self._session.catalogue, section, self._tasks, self._window
        )
        dialog.created.connect(self._was_created)
        dialog.open()

    def _open_tour_at(self, tour: tuple[Path, str]) -> None:
        folder, identity = tour
        trust = SiteTrust(self._settings)
        if identity and trust.answer(identity) is None:
            trust.trust(identity)
            self._tasks.run(self._settings.save)
        self._session.open(folder)
        if not self._open_articles.articles():
            first = next((folder / name for name in _FIRST if (folder / name).is_file()), None)
            if first is not None:
                self._open_articles.open(first)

    def _was_restored(self, kept: Path | None) -> None:
        if kept is not None:
            self.said.emit(self.tr("The tour is fresh again; what you had changed is in {0}").format(kept))
        self.open_tour()

    def _was_created(self, path: Path) -> None:
        self._session.look_at([path], written=True)
        self._open_articles.open(path)


def _tour_of_ours(source: Path, tour: Path) -> tuple[Path, str]:
    """Make the tour if it is not there; its folder, and the identity by which it is trusted without a question.

    The program itself brought what is in it.
    A link in its place leads to something that the program did not make: that has no identity here, and is asked about.
    """
    ensure_tour(source, tour)
    return tour, "" if tour.is_symlink() else identity_of(tour)
