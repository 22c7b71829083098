"""Ends the process of a page of the theme preview that no longer answers."""

from __future__ import annotations

import contextlib
import os
import signal
import sys

from PySide6.QtCore import QObject
from PySide6.QtWebEngineCore import QWebEnginePage

from editor.ui.theme_preview.page import OWN_WORLD
from editor.ui.theme_preview.timers import one_shot

SILENCE = 3000
"""Milliseconds without an answer after which a page's process is ended."""


class PageWatch(QObject):
    """Asks one page whether it is there."""

    def __init__(self, page: QWebEnginePage, parent: QObject) -> None:
        super().__init__(parent)
        self._page = page
        self._has_ended = False
        self._silence = one_shot(SILENCE, self._end_page, self)

    def ask(self) -> None:
        """Ask the page for an answer; without one its process is ended."""
        self._silence.start()
        self._page.runJavaScript("1", OWN_WORLD, self._hear)

    def stop(self) -> None:
        """Wait for no answer."""
        self._silence.stop()

    def take_end(self) -> bool:
        """Return whether it was the watch that ended the process, and forget it."""
        has_ended, self._has_ended = self._has_ended, False
        return has_ended

    def _hear(self, answer: object) -> None:
        # A page that is left before it could answer brings None.
        if answer == 1:
            self._silence.stop()

    def _end_page(self) -> None:
        """End the page's process, which a script keeps from answering: nothing else would stop it."""
        self._has_ended = True
        process = self._page.renderProcessPid()
        if process > 0:
            with contextlib.suppress(OSError):
                os.kill(process, signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL)
