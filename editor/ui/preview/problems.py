"""Judges, beside the UI thread, where the links and pictures of the article in front lead to."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from editor.markup.problems import Judgement, Problem

Judge = Callable[[str], Judgement | None]
"""Says what is wrong with a destination, None when nothing is; may read the disk."""


class PreviewProblems(QObject):
    """Completes the reports of the rendering process, which knows the text but not the site's files.

    `judged` carries the finished list of the newest report; an older one that is still being judged is dropped.
    """

    judged = Signal(list)

    _done = Signal(int, list)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._newest = 0
        self._done.connect(self._deliver)

    def judge(self, problems: Sequence[Problem], judges: Mapping[str, Judge]) -> None:
        """Take a report. Problems with a code in `judges` hold a destination as their message: they are judged."""
        self._newest += 1
        if any(problem.code in judges for problem in problems):
            self._pool.start(_Judging(self._newest, problems, judges, self._done.emit))
        else:
            self.judged.emit([problem for problem in problems if problem.code not in ("image", "link")])

    def forget(self) -> None:
        """Drop what is being judged: another article is in front."""
        self._newest += 1

    def shut_down(self) -> None:
        """Drop what is being judged, and wait for it."""
        self._newest += 1
        self._pool.clear()
        self._pool.waitForDone(2000)

    def _deliver(self, number: int, problems: list[Problem]) -> None:
        if number == self._newest:
            self.judged.emit(problems)


class _Judging(QRunnable):
    """Judges one report."""

    def __init__(
        self,
        number: int,
        problems: Sequence[Problem],
        judges: Mapping[str, Judge],
        report: Callable[[int, list[Problem]], None],
    ) -> None:
        super().__init__()
        self._number, self._problems, self._judges, self._report = number, problems, judges, report

    def run(self) -> None:
        """Ask about each destination once."""
        known: dict[tuple[str, str], Judgement | None] = {}
        finished: list[Problem] = []
        for problem in self._problems:
            if problem.code not in ("image", "link"):
                finished.append(problem)
                continue
            key = (problem.code, problem.message)
            if key not in known:
                judge = self._judges.get(problem.code)
                known[key] = judge(problem.message) if judge is not None else None
            found = known[key]
            if found is not None:
                finished.append(replace(problem, message=found.message, severity=found.severity))
        self._report(self._number, finished)
