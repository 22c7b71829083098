"""Exports many articles in worker processes: bounded in time, cancellable, one result after the other."""

from __future__ import annotations

import os
import queue
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from editor.export.exporter import Options, Outcome, State
from editor.export.output import OutputError, OutputFolder
from editor.export.pdf_details import add_details
from editor.export.plan import Job
from editor.frames import receive, send
from editor.own_programs import python_command
from editor.programs import Child, TimedOut, start

PATIENCE = 120.0
"""Seconds that one article may take; then its worker is ended and the next article gets a new one."""

_FEW = 40  # articles that are not worth a second worker's start
_POLL = 0.1  # seconds between two looks at `cancelled`
_ENDING = 5.0  # seconds for a worker to end by itself


class PrintError(RuntimeError):
    """A page could not be printed; the text is one sentence without the file's name."""


@dataclass(slots=True, eq=False)
class _Worker:
    process: Child
    listener: threading.Thread
    job: Job | None = None
    since: float = 0.0


def run(
    jobs: Sequence[Job],
    options: Options,
    *,
    print_page: Callable[[bytes], bytes] | None = None,
    cancelled: Callable[[], bool] = lambda: False,
    workers: int | None = None,
) -> Iterator[Outcome]:
    """Export the jobs and yield what came of each, as they end. Ends early when `cancelled` says so.

    print_page: turns a page into a PDF, needed for that format only; raises PrintError. It is called in this
    process and thread. Closing the iterator ends the workers.
    """
    count = workers or (1 if len(jobs) < _FEW else max(1, min(4, os.cpu_count() or 1)))
    pool = _Pool(options, min(count, max(1, len(jobs))))
    try:
        for outcome in pool.work(jobs, cancelled):
            yield _printed(outcome, options, print_page) if outcome.state is State.TO_PRINT else outcome
    finally:
        pool.close()


def _printed(outcome: Outcome, options: Options, print_page: Callable[[bytes], bytes] | None) -> Outcome:
    page = outcome.page
    if page is None or print_page is None:
        return replace(outcome, state=State.FAILED, message="there is no PDF printer", page=None)
    try:
        pdf = add_details(print_page(page.html), page.metadata, page.outline)
        target = OutputFolder(options.out).write(outcome.job.target, pdf)
    except (PrintError, OutputError) as error:
        return replace(outcome, state=State.FAILED, message=str(error), page=None)
    return replace(outcome, state=State.WRITTEN, target=target, page=None)


class _Pool:
    """A few worker processes, each with at most one job."""

    def __init__(self, options: Options, count: int) -> None:
        # Fresh interpreters: a copy of a process with a window and threads would not be safe.
        self._options, self._count = options, count
        self._workers: list[_Worker] = []
        self._answers: queue.SimpleQueue[tuple[Child, Outcome | None]] = queue.SimpleQueue()

    def work(self, jobs: Sequence[Job], cancelled: Callable[[], bool]) -> Iterator[Outcome]:
        waiting = deque(jobs)
        while (waiting or any(worker.job for worker in self._workers)) and not cancelled():
            while waiting and len(self._workers) < self._count:
                self._workers.append(self._start())
            for worker in self._workers:
                if worker.job is None and waiting:
                    self._give(worker, waiting.popleft())
            with suppress(queue.Empty):
                yield from self._take(*self._answers.get(timeout=_POLL))
            for worker in list(self._workers):
                if worker.job is not None and time.monotonic() - worker.since > PATIENCE:
                    job = worker.job
                    self._end(worker)
                    yield Outcome(job, State.FAILED, f"it took longer than {PATIENCE:.0f} seconds")

    def close(self) -> None:
        for worker in list(self._workers):
            self._end(worker)

    def _start(self) -> _Worker:
        process = start(python_command("editor.export.worker"))
        listener = threading.Thread(target=_listen, args=(process, self._answers), name="export", daemon=True)
        listener.start()
        _tell(process, self._options)
        return _Worker(process, listener)

    def _give(self, worker: _Worker, job: Job) -> None:
        worker.job, worker.since = job, time.monotonic()
        _tell(worker.process, job)

    def _take(self, process: Child, outcome: Outcome | None) -> Iterator[Outcome]:
        worker = next((worker for worker in self._workers if worker.process is process), None)
        if worker is None:
            # It was given up before its answer was read.
            return
        job, worker.job = worker.job, None
        if outcome is not None:
            yield outcome
            return
        self._end(worker)
        if job is not None:
            yield Outcome(job, State.FAILED, "the program that renders it stopped (out of memory?)")

    def _end(self, worker: _Worker) -> None:
        self._workers.remove(worker)
        process = worker.process
        assert process.stdin is not None and process.stdout is not None
        if worker.job is not None:
            process.kill()
        with suppress(OSError):
            process.stdin.close()
        try:
            process.wait(_ENDING)
        except TimedOut:
            process.kill()
            process.wait()
        worker.listener.join()
        process.stdout.close()


def _listen(process: Child, answers: queue.SimpleQueue[tuple[Child, Outcome | None]]) -> None:
    """Hand on what a worker says, and at last that it is gone; runs in a thread."""
    assert process.stdout is not None
    try:
        while True:
            answers.put((process, receive(process.stdout, Outcome)))
    except (EOFError, OSError):
        answers.put((process, None))


def _tell(process: Child, value: object) -> None:
    assert process.stdin is not None
    # That a worker has died shows when its answer is read.
    with suppress(OSError):
        send(process.stdin, value)
