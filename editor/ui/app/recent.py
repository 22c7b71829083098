"""The sites and articles opened lately, in the File menu."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu

from editor.settings.options import RECENT
from editor.settings.store import SettingsStore
from editor.ui.common.plain_text import button_text, one_line
from editor.ui.window.actions import Actions, When

MOST = 12


class Recent(QObject):
    """Keeps the list in the settings and shows it as a submenu."""

    path_requested = Signal(Path)

    def __init__(self, settings: SettingsStore, actions: Actions, parent: QObject) -> None:
        super().__init__(parent)
        self._settings = settings
        self._menu = QMenu()
        self._actions = actions
        actions["recent"].setMenu(self._menu)
        self._menu.aboutToShow.connect(self._fill)
        actions.tell(When.RECENT, bool(self.paths()))

    def paths(self) -> list[Path]:
        """Return what was opened lately and is still there, newest first."""
        names = self._settings.get(RECENT)
        # Not Path.exists: it raises for names that no file can have, and the settings are outside input.
        return [Path(name) for name in names if os.path.exists(name)]  # noqa: PTH110

    def add(self, path: Path) -> None:
        """Put a path at the top."""
        known = [name for name in self._settings.get(RECENT) if name != str(path)]
        self._settings.set(RECENT, (str(path), *known)[:MOST])
        self._actions.tell(When.RECENT, True)

    def _fill(self) -> None:
        self._menu.clear()
        for path in self.paths():
            action = self._menu.addAction(
                button_text(f"{one_line(path.name, 60)}  —  {one_line(str(path.parent), 80)}")
            )
            action.triggered.connect(lambda _checked=False, p=path: self.path_requested.emit(p))
