"""Runs an export beside the window: plans, renders in worker processes, prints PDF with the window's own engine."""

from __future__ import annotations

import queue
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import cast

from PySide6.QtCore import QObject, Signal, Slot

from editor.export.batch import PrintError, run
from editor.export.exporter import Options
from editor.export.plan import Job, make_plan, overwritten_sources
from editor.ui.common.tasks import Task, Tasks

_WAIT = 0.2  # seconds between two looks at whether the author has cancelled

_Answer = queue.SimpleQueue[bytes | PrintError]


class ExportRun(QObject):
    """One export at a time. Its signals arrive on the UI thread; `ended` always comes last, cancelled or not."""

    planned = Signal(int)
    refused = Signal(object)  # a plan.Refusal
    outcome = Signal(object)  # an exporter.Outcome
    failed = Signal(str)
    ended = Signal()

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._task: Task | None = None
        self._bridge: _PrintBridge | None = None

    def is_running(self) -> bool:
        """Whether an export is at work."""
        return self._task is not None

    def start(self, paths: Sequence[Path], options: Options, jobs: Sequence[Job] | None = None) -> None:
        """Export files and folders, or `jobs` of an earlier plan. PDF without its engine ends with `failed`."""
        bridge: _PrintBridge | None = None
        if options.form.needs_web_engine:
            try:
                bridge = self._bridge = self._bridge or _PrintBridge(self)
            except ImportError as error:
                self.failed.emit(
                    self.tr("PDF needs Qt's web engine, which could not be loaded: {0}").format(error)
                )
                self.ended.emit()
                return
        self._task = self._tasks.run(self._work, tuple(paths), options, jobs, bridge)
        self._task.on_error = self._fail
        self._task.finished.connect(self._finish)

    def cancel(self) -> None:
        """End the export soon; files already written stay."""
        if self._task is not None:
            self._task.cancel()
            if self._bridge is not None:
                self._bridge.drop()

    def close(self) -> None:
        """Let go of the web engine; call it when the last export has ended."""
        if self._bridge is not None:
            self._bridge.close()
            self._bridge = None

    def _work(
        self,
        paths: Sequence[Path],
        options: Options,
        jobs: Sequence[Job] | None,
        bridge: _PrintBridge | None,
        task: Task,
    ) -> None:
        """Runs in the pool's thread."""
        if jobs is None:
            plan = make_plan(paths, options.form, name_bundles=True)
            refusals = [*plan.refused, *overwritten_sources(plan, options.out)]
            for refusal in refusals:
                self.refused.emit(refusal)
            left_out = {refusal.path for refusal in refusals}
            jobs = [job for job in plan.jobs if job.source not in left_out]
        self.planned.emit(len(jobs))
        print_page = partial(bridge.print_page, cancelled=task.cancelled) if bridge is not None else None
        for outcome in run(jobs, options, print_page=print_page, cancelled=task.cancelled):
            self.outcome.emit(outcome)

    def _fail(self, error: Exception) -> None:
        self.failed.emit(str(error))

    @Slot()
    def _finish(self) -> None:
        self._task = None
        self.ended.emit()


class _PrintBridge(QObject):
    """Takes pages from the export's thread to the printer, which lives on the UI thread, and the PDF back."""

    _wanted = Signal(object, object, object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        # The web engine is loaded when the first PDF is asked for: it costs more than all other formats together.
        from editor.ui.common.pdf_printer import PdfPrinter
        from editor.ui.common.web_engine import prepare_engine

        prepare_engine()
        self._printer = PdfPrinter(self)
        self._wanted.connect(self._print)

    def print_page(self, html: bytes, cancelled: Callable[[], bool]) -> bytes:
        """Return a page as PDF; raises PrintError. Called in the export's thread, which waits."""
        answer = _Answer()
        self._wanted.emit(html, answer, cancelled)
        while not cancelled():
            try:
                result = answer.get(timeout=_WAIT)
            except queue.Empty:
                continue
            if isinstance(result, PrintError):
                raise result
            return result
        raise PrintError(self.tr("the export was cancelled"))

    def drop(self) -> None:
        """Give up the page in hand."""
        self._printer.cancel()

    def close(self) -> None:
        """End the printer."""
        self._printer.close()

    @Slot(object, object, object)
    def _print(self, html: object, answer: object, cancelled: object) -> None:
        if cast(Callable[[], bool], cancelled)():
            return  # asked for while it was stopped: nobody waits, and the next export needs the printer
        replies = cast(_Answer, answer)
        self._printer.print_html(
            cast(bytes, html), replies.put, lambda message: replies.put(PrintError(message))
        )
