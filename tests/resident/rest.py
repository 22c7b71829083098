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
    """Knows the newest answer of the preview's process and its newest report, from the program's start on."""

    def __init__(self, worker: PreviewWorker) -> None:
        self._feed: PreviewFeed | None = None
        self._complete = self.reported = (-1, -1)
        worker.answered.connect(self._hear)

    def see(self, preview: PreviewPane) -> None:
        """The preview is made: what it asks for can be seen."""
        self._feed = preview.findChild(PreviewFeed)

    @property
    def wanted(self) -> tuple[int, int]:
        """The article and the number of edits that were sent last."""
        assert self._feed is not None
        return self._feed.newest

    def is_complete(self) -> bool:
        """Whether all that was sent is answered."""
        return self._complete == self.wanted

    def is_reported(self) -> bool:
        """Whether the problems are those of all that was sent."""
        return self.reported == self.wanted

    def _hear(self, message: Answer) -> None:
        if message["op"] == "report":
            self.reported = message["article"], message["revision"]
        elif message["op"] == "patch" and message["complete"]:
            self._complete = message["article"], message["revision"]


class Rest:
    """Waits for the rest of one running program, whose window is not finished yet."""

    def __init__(self, program: Inkstone) -> None:
        self._program = program
        self.preview = PreviewWatch(program.worker)

    def reach_first(self) -> None:
        """Return once all parts of the window stand."""
        spin(lambda: bool(self._program.parts), "the rest of the window is not made")
        spin(lambda: self._bench.views.preview is not None, "the preview is not made")
        self.preview.see(self._bench.views.preview)

    @property
    def _bench(self) -> Workbench:
        return self._program.parts[0]

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
