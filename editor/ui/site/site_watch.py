"""Watches the folders of the open site; what its watcher's thread sees arrives on the UI thread."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from editor.site.site import Site
from editor.site.watching.changes import FileChange
from editor.site.watching.watcher import Watcher
from editor.ui.common.tasks import Tasks
from editor.ui.site.reading import touch_configuration


class SiteWatch(QObject):
    """One site at a time: what still comes of an earlier one is dropped."""

    # A list of `FileChange`, as an object: a signal of lists copies each element to Qt's own kind and back.
    changed = Signal(object, bool)
    """What changed on disk, and whether the site's configuration is among it."""
    said = Signal(str)

    _seen_on_disk = Signal(int, object, bool)
    _said_by_watcher = Signal(int, str)

    def __init__(self, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._watcher: Watcher | None = None
        self._visit = 0
        """Counts the sites watched."""
        self._seen_on_disk.connect(self._take_changes)
        self._said_by_watcher.connect(self._pass_notice)

    @property
    def is_complete(self) -> bool:
        """Whether all of the site is watched: what changes on disk from now on is told without a rescan."""
        return self._watcher is not None and self._watcher.ready.is_set()

    def watch(self, site: Site) -> None:
        """Watch the folders of a site, or of the same one read anew, and no longer those watched before."""
        visit, before = self._visit, self._watcher
        self._watcher = Watcher.for_site(
            site,
            lambda changes: self._seen_on_disk.emit(visit, changes, touch_configuration(site, changes)),
            notice=lambda text: self._said_by_watcher.emit(visit, text),
        )
        self._watcher.start()
        if before is not None:
            # Ending its threads may have to wait for a read of a slow disk.
            self._tasks.run(before.stop)

    def leave(self) -> Watcher | None:
        """Tell nothing more of this site; returns the watcher, which still has to be stopped."""
        self._visit += 1
        watcher, self._watcher = self._watcher, None
        return watcher

    def look_at_written(self, path: Path) -> None:
        """Tell what a file holds that was just written here: another program may have been at it since."""
        if self._watcher is not None:
            self._watcher.look_at_written(path)

    def rescan(self) -> None:
        """Compare everything with the disk soon: notifications of changes are only hints."""
        if self._watcher is not None:
            self._watcher.rescan()

    def _take_changes(self, visit: int, changes: list[FileChange], configured: bool) -> None:
        if visit == self._visit:
            self.changed.emit(changes, configured)

    def _pass_notice(self, visit: int, text: str) -> None:
        if visit == self._visit:
            self.said.emit(text)
