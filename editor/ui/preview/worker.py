"""Runs and watches the process that renders the article for the preview."""

from __future__ import annotations

import json
import time
from typing import Final

from PySide6.QtCore import QDeadlineTimer, QObject, QProcess, QProcessEnvironment, QTimer, Signal

from editor.markup.live.messages import Answer, Request, number_after
from editor.own_programs import python_command
from editor.surroundings import environment, own_folder

PATIENCE: Final = 20_000
"""Milliseconds without any sign of life after a request after which the process counts as hung."""
READING: Final = 0.01
"""Seconds for which answers are taken in one go."""
_FLUSHING: Final = 20  # milliseconds
MOST_FAILURES: Final = 3
"""Failures in a row after which it is not started again before the next request of the author."""


class PreviewWorker(QObject):
    """The rendering process: started by the first request, started again when it dies or hangs.

    After a new start it knows nothing: `restarted` asks whoever feeds it to send the article again.
    """

    answered = Signal(dict)
    restarted = Signal()
    failed = Signal(str)
    """It died or hung; the text is a sentence for the author."""

    def __init__(self, parent: QObject | None = None, *, patience: int = PATIENCE) -> None:
        super().__init__(parent)
        self._process: QProcess | None = None
        self._awaited: tuple[int, int] | None = None
        self._failures = 0
        self._watch = QTimer(self)
        self._watch.setSingleShot(True)
        self._watch.setInterval(patience)
        self._watch.timeout.connect(self._hung)

    def start(self) -> None:
        """Start the process ahead of the first request, so that it has loaded its libraries by then."""
        if self._process is None:
            self._process = self._started()

    def send(self, message: Request) -> None:
        """Send one request; starts the process where there is none."""
        self.start()
        if self._process is None:
            return
        self._process.write(json.dumps(message, separators=(",", ":")).encode("ascii") + b"\n")
        if "article" in message:
            self._awaited = (number_after(message), message.get("revision", 0))
            if not self._watch.isActive():
                self._watch.start()

    def flush(self) -> None:
        """Write what is to be sent now, before the event loop is held; blocks at most some milliseconds."""
        process, end = self._process, QDeadlineTimer(_FLUSHING)
        # Qt waits for one piece at a time, and each message may be one.
        while process is not None and process.bytesToWrite() and not end.hasExpired():
            if not process.waitForBytesWritten(end.remainingTime()):
                return

    def is_running(self) -> bool:
        """Whether there is a process."""
        return self._process is not None

    def process_id(self) -> int:
        """The process's id, 0 where there is none."""
        return int(self._process.processId()) if self._process is not None else 0

    def shut_down(self) -> None:
        """End the process for good; blocks at most a second."""
        self._watch.stop()
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.waitForFinished(1000)
        process.deleteLater()

    def _started(self) -> QProcess:
        process = QProcess(self)
        variables = QProcessEnvironment()
        for name, value in environment().items():
            variables.insert(name, value)
        process.setProcessEnvironment(variables)
        process.setWorkingDirectory(str(own_folder()))
        program, *arguments = python_command("editor.markup.live.worker")
        process.setProgram(program)
        process.setArguments(arguments)
        process.setStandardErrorFile(QProcess.nullDevice())
        process.readyReadStandardOutput.connect(self._read)
        process.finished.connect(self._ended)
        process.errorOccurred.connect(self._error)
        process.start()
        return process

    def _read(self) -> None:
        process = self._process
        ending = time.monotonic() + READING
        while process is not None and process is self._process and process.canReadLine():
            message: Answer = json.loads(bytes(process.readLine().data()))
            if _is_complete(message, self._awaited):
                self._watch.stop()
                self._failures = 0
            elif self._watch.isActive():
                self._watch.start()
            if message["op"] != "alive":
                self.answered.emit(message)
            if time.monotonic() > ending:
                # A long article's answers come faster than they are shown: the window has its turn between them.
                QTimer.singleShot(0, self, self._read)
                return

    def _hung(self) -> None:
        if self._process is not None:
            self._drop(self.tr("The preview took too long for this text. It shows what came before."))

    def _ended(self) -> None:
        if self._process is not None:
            self._drop(
                self.tr("The preview's helper ended unexpectedly. The preview shows what came before.")
            )

    def _error(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart and self._process is not None:
            self._failures = MOST_FAILURES
            self._drop(self.tr("The preview's helper could not be started."))

    def _drop(self, sentence: str) -> None:
        self.shut_down()
        self._failures += 1
        self.failed.emit(sentence)
        if self._failures < MOST_FAILURES:
            self.start()
            self.restarted.emit()


def _is_complete(message: Answer, awaited: tuple[int, int] | None) -> bool:
    """Whether a message is the last answer to a request: the article's number and its revision."""
    return (
        message["op"] == "patch"
        and message["complete"]
        and (message["article"], message["revision"]) == awaited
    )
