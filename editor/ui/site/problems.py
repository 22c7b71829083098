"""Has the problems of all articles looked for beside the window, and again what changes concern."""

from __future__ import annotations

import time
from collections.abc import Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from editor.articles.problems import Problem
from editor.problems.site_check import SiteCheck
from editor.site.watching.changes import FileChange
from editor.ui.common.tasks import Task, Tasks
from editor.ui.site.site_session import SiteSession

Found = Mapping[Path, tuple[Problem, ...]]

_PAUSE_MS = 2000
"""What opens and saves files goes first."""
_BATCH = 0.5  # seconds of problems that are shown in one go


class SiteProblems(QObject):
    """Keeps what `inkstone check` would find in each article of the open site.

    `found` carries all of it so far, by path (articles without problems are left out), how many articles were looked
    at, and of how many; the two are equal when nothing is left to look at.
    """

    found = Signal(object, int, int)
    failed = Signal(str)

    def __init__(self, session: SiteSession, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._session, self._tasks = session, tasks
        self._check: SiteCheck | None = None
        self._task: Task | None = None
        self._found: dict[Path, tuple[Problem, ...]] = {}
        self._changed: list[Path] | None = []
        """What is to be looked at next; None: all."""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._start)
        session.begun.connect(self.stop)
        session.failed.connect(self.stop)
        session.catalogue_ready.connect(lambda _catalogue: self._look_at_all())
        session.files_changed.connect(self._look_at)
        session.articles_changed.connect(self._look_at)

    def stop(self) -> None:
        """Look no more; what was found goes."""
        self._pause.stop()
        self._changed = []
        self._found = {}
        task, self._task = self._task, None
        check, self._check = self._check, None
        if task is not None:
            task.cancel()
        if check is not None:
            self._tasks.run(check.close)
        self.found.emit({}, 0, 0)

    def shut_down(self) -> None:
        """End the process now."""
        self._pause.stop()
        check, self._check = self._check, None
        if self._task is not None:
            self._task.cancel()
        if check is not None:
            check.close()

    def _look_at_all(self) -> None:
        self._changed = None
        self._tell_waiting()
        self._pause.start()

    def _look_at(self, changes: list[FileChange]) -> None:
        if self._changed is not None:
            for change in changes:
                self._changed += [path for path in (change.path, change.old_path) if path is not None]
        self._tell_waiting()
        self._pause.start()

    def _tell_waiting(self) -> None:
        """There is something to look at, be it that nobody does yet."""
        catalogue = self._session.catalogue
        if catalogue is not None and self._task is None:
            self.found.emit(dict(self._found), 0, max(1, len(catalogue.summaries())))

    def _start(self) -> None:
        site = self._session.site
        if site is None or self._session.catalogue is None or self._task is not None:
            return
        if self._check is None:
            self._check = SiteCheck(site.content_folders[0].path if site.is_bare else site.root)
        changed, self._changed = self._changed, []
        self._task = self._tasks.run(
            self._work, self._check, changed, on_done=self._finish, on_error=self._fail
        )

    def _work(self, check: SiteCheck, changed: list[Path] | None, task: Task) -> None:
        """Runs in the pool's thread."""
        batch: dict[Path, tuple[Problem, ...]] = {}
        due = time.monotonic() + _BATCH
        for looked in check.look(changed, task.cancelled):
            batch[looked.path] = looked.problems or ()
            if time.monotonic() > due:
                # The last one is told with the end.
                done = min(looked.done, looked.total - 1)
                self._tasks.tell(partial(self._take, task, batch, done, looked.total))
                batch, due = {}, time.monotonic() + _BATCH
        self._tasks.tell(partial(self._take, task, batch, 0, 1))

    def _take(self, task: Task, batch: Found, done: int, total: int) -> None:
        if task is not self._task:
            return
        for path, problems in batch.items():
            if problems:
                self._found[path] = problems
            else:
                self._found.pop(path, None)
        self.found.emit(dict(self._found), done, total)

    def _finish(self, _nothing: object) -> None:
        self._task = None
        if self._changed is None or self._changed:
            self._start()
        else:
            self.found.emit(dict(self._found), 1, 1)

    def _fail(self, error: Exception) -> None:
        self._task = None
        self.failed.emit(self.tr("The problems of the site could not be looked for: {0}").format(error))
