"""Loads the preview's page, and again where it came without our script."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from editor.ui.preview.calls import PageCalls
from editor.ui.preview.page import PreviewPage
from editor.ui.preview.scheme import PAGE

MOST_LOADS: Final = 5
"""How often in a row the page is loaded in vain before that is given up."""
_ABORTED_MS: Final = 2000
"""How long a load that did not succeed may still be followed by another by itself, as after the end of a process."""
_LOST_MS: Final = 20_000
"""How long a load may take, longer each time, until it counts as lost."""


class PageLoading(QObject):
    """Knows whether the page is loaded; `calls` are made accordingly."""

    came_empty = Signal()
    """The page stands without our script, or never came: it has to be loaded again."""
    failed = Signal()
    """That was so again and again."""

    def __init__(self, page: PreviewPage, parent: QObject) -> None:
        super().__init__(parent)
        self._page = page
        self.calls = PageCalls(page)
        self._loads = self._loads_in_vain = 0
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self._load_again)
        page.loadFinished.connect(self._loaded)

    def load(self) -> None:
        """Load the page; calls made before are forgotten, those that follow go with it or are made once it is there."""
        self._loads += 1
        self.calls.drop()
        self._patience.start(_LOST_MS * (1 + self._loads_in_vain))
        self._page.load(PAGE)

    def shut_down(self) -> None:
        """Take nothing more from the page, whatever it still tells, and call it no more."""
        self._loads += 1
        self._patience.stop()
        self.calls.drop()

    def _loaded(self, succeeded: bool) -> None:
        if self.calls.is_loaded:
            return
        if not succeeded:
            if self._patience.isActive():
                self._patience.start(_ABORTED_MS)
            return
        load = self._loads

        def asked(is_ours: object) -> None:
            if load != self._loads or self.calls.is_loaded:
                return
            if is_ours:
                self._loads_in_vain = 0
                self._patience.stop()
                self.calls.take_over()
            else:
                # Seen on busy machines after a process had ended: the page stands, and our script is not in it.
                self._load_again()

        self._page.call("pulse", done=asked)

    def _load_again(self) -> None:
        if self._loads_in_vain < MOST_LOADS:
            self._loads_in_vain += 1
            self._page.insert_script()
            self.came_empty.emit()
        else:
            self._patience.stop()
            self.failed.emit()
