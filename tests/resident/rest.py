"""Brings the window to rest: everything under way has ended, everything pending is taken over."""

from __future__ import annotations

import faulthandler
import tempfile
import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from editor.markup.live.messages import Answer
from editor.ui.app.application import Inkstone
from editor.ui.app.workbench import Workbench
from editor.ui.preview.feed import PreviewFeed
from editor.ui.preview.pane import PreviewPane
from editor.ui.preview.worker import PreviewWorker

PATIENCE_S = 60.0
PAUSES_MS = 1000
"""Pauses up to this long are waited for at rest: typing that settles, journals, the outline, the find bar."""


class NoRestError(Exception):
    """The window does not come to rest."""


def spin(until: Callable[[], bool], what: str, limit: float = PATIENCE_S) -> None:
    """Let events be handled until something is so; raises NoRestError after the limit."""
    end = time.monotonic() + limit
    waker = QTimer()
    waker.setInterval(3)
    waker.start()
    try:
        QCoreApplication.processEvents()
        while not until():
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
            if time.monotonic() > end:
                raise NoRestError(f"no rest: {what}{_threads()}")
    finally:
        waker.stop()


def _threads() -> str:
    """What every thread is at: a window that does not come to rest waits for one of them."""
    with tempfile.TemporaryFile("w+") as told:
        faulthandler.dump_traceback(told)
        told.seek(0)
        return "\n" + told.read()


class PreviewWatch:
    """Knows the newest answer of the preview's process that went to the page, and its newest report."""

    def __init__(self, preview: PreviewPane, worker: PreviewWorker) -> None:
        self._feed = preview.findChild(PreviewFeed)
        self._complete = (-1, -1)
        self.reported = (-1, -1)
        preview.page_changed.connect(self._take)
        worker.answered.connect(self._hear)

    @property
    def wanted(self) -> tuple[int, int]:
        """The article and the number of edits that were sent last."""
        return self._feed.newest

    def is_complete(self) -> bool:
        """Whether the page was told all that was sent."""
        return self._complete == self.wanted

    def is_reported(self) -> bool:
        """Whether the problems are those of all that was sent."""
        return self.reported == self.wanted

    def _take(self, message: Answer) -> None:
        if message["complete"]:
            self._complete = message["article"], message["revision"]

    def _hear(self, message: Answer) -> None:
        if message["op"] == "report":
            self.reported = message["article"], message["revision"]


class Rest:
    """Waits for the rest of one running program."""

    def __init__(self, program: Inkstone) -> None:
        self._program = program
        self._bench: Workbench = program.parts[0]
        spin(lambda: self._bench.views.preview is not None, "the preview is not made")
        views = self._bench.views
        self.preview = PreviewWatch(views.preview, views.article_preview.worker)
        shown: list[bool] = []
        views.preview.completed.connect(lambda: shown.append(True))
        if program.open_articles.front() is not None:
            spin(lambda: bool(shown), "the page does not show the first article")

    def reach(self) -> None:
        """Return once nothing is under way any more."""
        self.hurry()
        spin(self.is_calm, "something goes on")

    def is_calm(self) -> bool:
        """Whether all is at rest; pauses that are left are cut short."""
        if self.what_goes_on():
            return False
        if self.hurry():
            return not self.what_goes_on() and not self.hurry()
        return True

    def what_goes_on(self) -> str:
        """Name what is still under way, "" where nothing is."""
        open_articles = self._program.open_articles
        if self._program.tasks.busy():
            return "tasks"
        if open_articles.is_opening() or any(article.is_saving() for article in open_articles.articles()):
            return "reading or writing"
        if self._bench.kept.restoring.keeper.is_writing():
            return "journal"
        front = open_articles.front()
        if front is not None and self._bench.views.preview is not None and not self.preview.is_complete():
            return "preview"
        return ""

    def hurry(self) -> bool:
        """Cut pauses short, as if their time had passed; whether there were any."""
        pauses = {
            timer: timer.interval()
            for timer in self._timers()
            if timer.isActive() and timer.isSingleShot() and 0 < timer.interval() <= PAUSES_MS
        }
        for timer in pauses:
            timer.start(0)
        if pauses:
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            QCoreApplication.processEvents()
            # What starts again meanwhile gets the pause it asked for; one of Qt's own may be gone, and nobody tells.
            for timer in self._timers():
                if timer in pauses and timer.interval() == 0:
                    was_active = timer.isActive()
                    timer.setInterval(pauses[timer])
                    if was_active:
                        timer.start()
        return bool(pauses)

    def _timers(self) -> list[QTimer]:
        return [t for owner in (self._program, self._program.window) for t in owner.findChildren(QTimer)]


def application() -> QApplication:
    """The application that runs."""
    found = QApplication.instance()
    assert isinstance(found, QApplication)
    return found
