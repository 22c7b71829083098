"""Hugo's server over an overlay: started, listened to and ended; it never outlives this program."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from editor.own_programs import python_command
from editor.programs import STDOUT, Child, TimedOut, start
from editor.publish.hugo import Question
from editor.publish.messages import Complaint, Message, Reader, Rebuilt, at_home
from editor.publish.overlay import Overlay

_HOST = "127.0.0.1"
_PATIENCE = 2.0  # seconds for the guard to end by itself


@dataclass(frozen=True, slots=True)
class Ended:
    """The server is no more, and nobody here ended it."""

    complaints: tuple[Complaint, ...]
    was_ready: bool
    """Whether it had served pages: then it died; else it refused to begin."""


class HugoServer:
    """One run of ``hugo server``. `tell` gets a `Message` or at last `Ended`, in a thread of the server's own."""

    def __init__(self, question: Question, overlay: Overlay, tell: Callable[[Message | Ended], None]) -> None:
        self._question, self._overlay, self._tell = question, overlay, tell
        self._process: Child | None = None
        self._stopped = threading.Event()

    @property
    def process_id(self) -> int:
        """The id of the guard's process, whose child hugo is; 0 before the start."""
        return self._process.pid if self._process is not None else 0

    def command(self, port: int) -> list[str]:
        """Return the command line of the server."""
        question = self._question
        building = ["--renderToMemory", "--buildDrafts", "--buildFuture", "--buildExpired"]
        # The pages are loaded again by the one who shows them, and never from a cache: within a second a page
        # may change twice, and HTTP dates count seconds.
        serving = ["--bind", _HOST, "--port", str(port), "--disableLiveReload", "--noHTTPCache"]
        config = question.config_option(self._overlay.config)
        return [
            str(question.hugo.program), "server", *building, *serving, "--disableBrowserError",
            *question.common_options(), *config,
        ]  # fmt: skip

    def start(self) -> None:
        """Start the server under its guard; raises OSError when that cannot be run."""
        guard = python_command("editor.publish.guard", str(self._overlay.folder))
        variables = self._question.variables(self._overlay.environment())
        self._process = start([*guard, *self.command(_free_port())], variables, stderr=STDOUT)
        threading.Thread(target=self._listen, args=(self._process,), name="hugo-server", daemon=True).start()

    def stop(self) -> None:
        """End the server and remove its overlay; blocks some 50 ms, two seconds at most."""
        self._stopped.set()
        process = self._process
        if process is None:
            self._overlay.discard()
            return
        with contextlib.suppress(OSError):
            if process.stdin is not None:
                process.stdin.close()
        try:
            process.wait(_PATIENCE)
        except TimedOut:
            process.kill()
            process.wait()

    def _listen(self, process: Child) -> None:
        reader = Reader()
        last = "Hugo ended without a word."
        for line in _lines(process):
            last = line.strip() or last
            for message in reader.take(line):
                if isinstance(message, Rebuilt):
                    message = Rebuilt(
                        tuple(at_home(each, self._overlay.home_of) for each in message.complaints)
                    )
                self._say(message)
        process.wait()
        # The guard does it, unless it was killed itself.
        self._overlay.discard()
        without_a_word = (
            Complaint("Hugo's server ended unexpectedly.") if reader.is_ready else Complaint(last)
        )
        left = reader.complaints or (without_a_word,)
        self._say(
            Ended(tuple(at_home(each, self._overlay.home_of) for each in left), was_ready=reader.is_ready)
        )

    def _say(self, message: Message | Ended) -> None:
        if not self._stopped.is_set():
            self._tell(message)


def _lines(process: Child) -> Iterator[str]:
    assert process.stdout is not None
    with process.stdout as stream:
        for line in stream:
            yield line.decode("utf-8", "replace")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((_HOST, 0))
        return int(probe.getsockname()[1])
