"""Collects what nobody should ever see: tracebacks from anywhere, and warnings of Qt."""

from __future__ import annotations

import sys
import threading
import traceback
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

# Remarks that tell of the machine the tests run on, not of the program: by their exact beginnings.
HARMLESS = (
    # The web engine keeps a page's profile a moment longer than the page when a window goes.
    "Release of profile requested but WebEnginePage still not deleted. Expect troubles !",
    # There is no graphics card off-screen; the page is painted without one.
    "QRhiGles2: Failed to create temporary context",
    "QRhiGles2: Failed to create context",
    "Failed to create RHI for backend: OpenGL",
    "GPUInfo not initialized on GpuInfoUpdate",
    # The off-screen platform has neither raising nor a mask of windows.
    "This plugin does not support raise()",
    "This plugin does not support propagateSizeHints()",
    "This plugin does not support setting window masks",
)


class Complaints:
    """What was complained of since the last `take`."""

    def __init__(self) -> None:
        self._said: list[str] = []
        self._lock = threading.Lock()

    def add(self, text: str) -> None:
        """Note a complaint; safe from any thread."""
        with self._lock:
            self._said.append(text)

    def take(self) -> list[str]:
        """Return the complaints, and begin anew."""
        with self._lock:
            said, self._said = self._said, []
        return said

    @contextmanager
    def listening(self) -> Iterator[None]:
        """Hear everything meanwhile; what was installed before comes back afterwards."""
        before = sys.excepthook, threading.excepthook, sys.unraisablehook
        sys.excepthook = lambda kind, error, trace: self.add(
            "traceback: " + "".join(traceback.format_exception(kind, error, trace))
        )
        threading.excepthook = lambda args: self.add(
            "traceback of a thread: "
            + "".join(traceback.format_exception(args.exc_type, args.exc_value, args.exc_traceback))
        )
        sys.unraisablehook = lambda args: self.add(
            f"unraisable: {args.err_msg} {args.object!r} "
            + "".join(traceback.format_exception(args.exc_type, args.exc_value, args.exc_traceback))
        )
        handler = qInstallMessageHandler(self._hear)
        try:
            yield
        finally:
            qInstallMessageHandler(handler)
            sys.excepthook, threading.excepthook, sys.unraisablehook = before

    def _hear(self, kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
        if kind in (QtMsgType.QtDebugMsg, QtMsgType.QtInfoMsg) or text.startswith(HARMLESS):
            return
        self.add(f"Qt says: {text}")
