"""Loads the preview's page: at first together with what it is to show, later empty; again where it came without our script."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from editor.ui.preview.calls import PageCalls
from editor.ui.preview.page import PreviewPage
from editor.ui.preview.scheme import PAGE

MOST_LOADS: Final = 5
"""How often in a row the page is loaded without its script before that is given up."""
FIRST_CONTENT: Final = 80
"""Milliseconds that the very first page waits for what it is to show."""


class PageLoading(QObject):
    """Knows whether the page is loaded; `calls` are made accordingly."""

    begun = Signal()
    """The first page is about to be loaded, with the calls that are known by now."""
    came_empty = Signal()
    """The page stands without our script: it has to be loaded again."""
    failed = Signal()
    """It came without our script again and again."""

    def __init__(self, page: PreviewPage, parent: QObject) -> None:
        super().__init__(parent)
        self._page = page
        self.calls = PageCalls(page)
        self._loads = self._loads_in_vain = 0
        self._first = QTimer(self)
        self._first.setSingleShot(True)
        self._first.timeout.connect(self._load_with_content)
        page.loadFinished.connect(self._loaded)

    def wait_for_content(self) -> None:
        """Load the page as soon as there is something to show on it, or after a moment."""
        self._first.start(FIRST_CONTENT)

    def take_content(self) -> None:
        """There is something to show: load the page that waits for it, with whatever else has come by now."""
        if self._first.isActive():
            self._first.start(0)

    def load(self) -> None:
        """Load the page empty; calls made before are forgotten."""
        self._first.stop()
        self._loads += 1
        self.calls.drop()
        self._page.load(PAGE)

    def shut_down(self) -> None:
        """Load nothing more, whatever the page still tells."""
        self._first.stop()
        self._loads += 1

    def _load_with_content(self) -> None:
        self._loads += 1
        self.calls.send_along()
        self.begun.emit()
        self._page.load(PAGE)

    def _loaded(self, succeeded: bool) -> None:
        if not succeeded or self.calls.is_loaded:
            return
        load = self._loads

        def asked(is_ours: object) -> None:
            if load != self._loads or self.calls.is_loaded:
                return
            if is_ours:
                self._loads_in_vain = 0
                self.calls.take_over()
            # Seen on busy machines after a process had ended: the page stands, and our script is not in it.
            elif self._loads_in_vain < MOST_LOADS:
                self._loads_in_vain += 1
                self._page.insert_script()
                self.came_empty.emit()
            else:
                self.failed.emit()

        self._page.call("pulse", done=asked)
