"""Looks through the site's links before articles are renamed or deleted, and says which of them would break."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QProgressBar, QVBoxLayout, QWidget

from editor.rendering.link_changes import LostLink, lost_links
from editor.site.catalogue.catalogue import Catalogue
from editor.site.site import Site
from editor.ui.common.counted import counted
from editor.ui.common.plain_text import PlainLabel, one_line
from editor.ui.common.tasks import Task, Tasks
from editor.ui.documents.open_articles import OpenArticles
from editor.ui.site.site_session import SiteSession

_UNSEEN_MS = 500  # shorter than that, a dialog would only flicker
_MOST_SHOWN = 8

Then = Callable[[str], None]
"""Goes on with what is to be said about the links, "" for nothing."""


class LinkLookup(QObject):
    """One look-up at a time, beside the UI thread; the author may stop it, and with it what was asked for."""

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
        self._running: Task | None = None

    def look(self, olds: Sequence[Path], new: Path | None, then: Then) -> None:
        """Say what breaks if these files or folders are gone, or the only one of them is called `new`."""
        if self._running is not None:
            self._running.cancel()
        site = self._session.site
        if site is None:
            then("")
            return
        unsaved = {
            a.path: a.snapshot().to_bytes() for a in self._open_articles.unsaved() if a.path is not None
        }
        waiting = _Waiting(self._window)
        task = self._running = self._tasks.run(
            _look,
            site,
            self._session.catalogue,
            list(olds),
            new,
            unsaved,
            on_done=lambda found: self._end(waiting, then, self._told(site, found)),
            on_error=lambda error: self._end(
                waiting,
                then,
                self.tr("Whether links lead there could not be looked up: {0}").format(error),
            ),
            on_progress=waiting.show_progress,
        )
        waiting.rejected.connect(task.cancel)
        task.finished.connect(waiting.close_quietly)

    def _end(self, waiting: _Waiting, then: Then, told: str) -> None:
        self._running = None
        waiting.close_quietly()
        then(told)

    def _told(self, site: Site, found: list[LostLink]) -> str:
        if not found:
            return ""
        lines = [f"    {_place(site, lost.path)}:{lost.line}  {lost.text}" for lost in found[:_MOST_SHOWN]]
        if len(found) > _MOST_SHOWN:
            lines.append("    " + self.tr("and {0} more").format(f"{len(found) - _MOST_SHOWN:,}"))
        head = counted(
            len(found),
            self.tr("1 link would lead nowhere then; a ref that finds no page stops Hugo:"),
            self.tr("{0} links would lead nowhere then; a ref that finds no page stops Hugo:"),
        )
        return "\n".join((head, *lines))


class _Waiting(QDialog):
    """Shows how far the look-up is, if it takes long enough to be noticed."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Inkstone")
        self._bar = QProgressBar(self)
        self._bar.setRange(0, 0)
        self._bar.setAccessibleName(self.tr("Progress"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 24, 24, 16)
        box.setSpacing(12)
        for widget in (PlainLabel(self.tr("Looking for links that lead there…"), self), self._bar, buttons):
            box.addWidget(widget)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.open)
        self._timer.start(_UNSEEN_MS)

    def show_progress(self, done: int, total: int) -> None:
        """Show how many articles are looked through."""
        self._bar.setRange(0, max(1, total))
        self._bar.setValue(done)

    def close_quietly(self) -> None:
        """The look-up has ended."""
        self._timer.stop()
        self.done(QDialog.DialogCode.Accepted)
        self.deleteLater()


def _look(
    site: Site,
    catalogue: Catalogue | None,
    olds: list[Path],
    new: Path | None,
    unsaved: dict[Path, bytes],
    task: Task,
) -> list[LostLink]:
    known = catalogue if catalogue is not None else Catalogue.build(site, cancelled=task.cancelled)
    return lost_links(known, olds, new, unsaved, task)


def _place(site: Site, path: Path) -> str:
    return one_line(site.logical_path(path))
