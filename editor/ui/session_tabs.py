"""Remembers which articles are open, in which order and which is in front, for the next start."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QObject, QTimer

from editor.settings.store import SettingsStore
from editor.ui.desk import Desk
from editor.ui.tasks import Tasks

_PAUSE_MS = 1000


class SessionTabs(QObject):
    """Keeps the session's tabs in the settings: at each change, since nobody announces a crash."""

    def __init__(self, desk: Desk, settings: SettingsStore, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._settings, self._tasks = desk, settings, tasks
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._keep)
        desk.front_changed.connect(lambda _article: self._pause.start())
        desk.order_changed.connect(self._pause.start)
        desk.opened.connect(self._watch)
        desk.closed.connect(lambda _article: self._pause.start())

    def bring_back(self) -> bool:
        """Open the articles of the last session; whether the one that was in front is among them."""
        # Not Path.is_file: it raises for names that no file can have, and the settings are outside input.
        names = [name for name in self._settings.get("session.articles") if os.path.isfile(name)]  # noqa: PTH113
        front = self._settings.get("session.front")
        self._desk.open_all([Path(name) for name in names], Path(front) if front in names else None)
        return front in names

    def remember(self) -> None:
        """Take the tabs as they are into the settings, which whoever leaves writes."""
        front = self._desk.front()
        self._settings.set("session.articles", [str(a.path) for a in self._desk.articles() if a.path])
        self._settings.set("session.front", str(front.path) if front is not None and front.path else "")

    def _watch(self, article: QObject) -> None:
        article.moved.connect(lambda _path: self._pause.start())  # type: ignore[attr-defined]
        self._pause.start()

    def _keep(self) -> None:
        if self._desk.is_opening():
            self._pause.start()  # not all are back
            return
        self.remember()
        self._tasks.run(self._settings.save)
