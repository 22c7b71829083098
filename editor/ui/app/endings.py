"""Notices when the system ends the program: termination signals and the end of the desktop session."""

from __future__ import annotations

import signal
import socket
from collections.abc import Callable

from PySide6.QtCore import QObject, QSocketNotifier
from PySide6.QtGui import QGuiApplication, QSessionManager

_SIGNALS = ("SIGTERM", "SIGHUP", "SIGINT")


class WindowEndings(QObject):
    """Calls `end` once when the program is told to go; it must see to all text within a second or two.

    Python runs signal handlers only between its own instructions, which an idle Qt loop never reaches: the
    signal's number comes through a socket that wakes the loop.
    """

    def __init__(self, application: QGuiApplication, end: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._end = end
        self._ended = False
        self._before = self._listen()
        self._handlers = {}
        for name in _SIGNALS:
            number = getattr(signal, name, None)
            if number is not None:
                self._handlers[number] = signal.signal(number, lambda _number, _frame: None)
        application.commitDataRequest.connect(self._session_ends)

    def shut_down(self) -> None:
        """Give the signals back."""
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(self._before)
        for number, handler in self._handlers.items():
            signal.signal(number, handler)
        self._receiver.close()
        self._sender.close()

    def _listen(self) -> int:
        """Open the way that signals come; returns the descriptor that they were sent to before."""
        self._receiver, self._sender = socket.socketpair()
        self._receiver.setblocking(False)
        self._sender.setblocking(False)
        self._notifier = QSocketNotifier(self._receiver.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._wake)
        return signal.set_wakeup_fd(self._sender.fileno(), warn_on_full_buffer=False)

    def _wake(self) -> None:
        try:
            numbers = self._receiver.recv(64)
        except OSError:
            return
        if not numbers:
            # Not a signal: somebody closed our descriptor as if it were his.
            self._notifier.setEnabled(False)
            self._receiver.close()
            self._sender.detach()
            self._listen()
        elif any(number in self._handlers for number in numbers):
            self._finish()

    def _session_ends(self, _manager: QSessionManager) -> None:
        self._finish()

    def _finish(self) -> None:
        if not self._ended:
            self._ended = True
            self._end()
