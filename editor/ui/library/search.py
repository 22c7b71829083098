"""Looks for what the author searches in the articles' text, beside the window and after a pause in typing."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from editor.site.catalogue.catalogue import Catalogue
from editor.site.catalogue.search import Filter
from editor.ui.common.tasks import Latest, Task, Tasks

_PAUSE_MS = 250


class TextSearch(QObject):
    """One search at a time; a first one of a large site reads all its files."""

    found = Signal(frozenset)
    """The paths of the articles whose text has the words."""

    def __init__(self, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._search = Latest(tasks, self)
        self._catalogue: Catalogue | None = None
        self._text = ""
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._start)

    def look_for(self, text: str, catalogue: Catalogue | None) -> None:
        """Search for this from now on, and no longer for what was asked before."""
        self.stop()
        self._text, self._catalogue = text.strip(), catalogue
        # One Latin letter stands in every article; one Han character is a word.
        if catalogue is not None and self._text and not (len(self._text) < 2 and self._text.isascii()):
            self._pause.start()

    def stop(self) -> None:
        """Search no longer."""
        self._pause.stop()
        self._catalogue = None
        self._search.stop()

    def _start(self) -> None:
        catalogue, text = self._catalogue, self._text
        if catalogue is None:
            return

        def find(task: Task) -> frozenset[Path]:
            found = catalogue.filter(Filter(text=text, in_body=True), task.cancelled)
            return frozenset(summary.path for summary in found)

        self._search.run(find, on_done=self.found.emit)
