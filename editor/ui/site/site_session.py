"""Owns one open site: finds it, reads its articles in the background, follows the disk."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from editor.site.catalogue.catalogue import Catalogue
from editor.site.site import Site, SiteError
from editor.site.watching.changes import FileChange
from editor.site.watching.watcher import Watcher
from editor.surroundings import secure_process
from editor.ui.common.tasks import Task, Tasks
from editor.ui.site.reading import build, found_site
from editor.ui.site.site_watch import SiteWatch
from editor.ui.site.updates import CatalogueUpdates

_LONGEST_TIMER_MS = 24 * 60 * 60 * 1000
_CLOSING_SECONDS = 2.0


class SiteSession(QObject):
    """The site the author has open. All signals arrive on the UI thread.

    `open` answers at once with `begun`, then with `site_found`, `progress` and `catalogue_ready`, or with `failed`
    and one sentence. From then on `files_changed` tells what the watcher saw, and `articles_changed` what that
    changed in the catalogue.
    """

    begun = Signal()
    site_found = Signal(object)
    catalogue_ready = Signal(object)
    # Lists of `Change`, as objects: a signal of lists copies each element to Qt's own kind and back.
    articles_changed = Signal(object)
    files_changed = Signal(object)
    progress = Signal(int, int)
    said = Signal(str)
    failed = Signal(str)

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._site: Site | None = None
        self._identity = ""
        self._catalogue: Catalogue | None = None
        self._visit = 0
        """Counts the sites opened: what still comes of an earlier one is dropped."""
        self._reading: Task | None = None
        self.is_looking = False
        """Whether a site is looked for around the path that was opened last."""
        self._watch = SiteWatch(tasks, self)
        self._updates = CatalogueUpdates(tasks, self)
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.timeout.connect(self._look_at_the_clock)
        self._watch.changed.connect(self._take_changes)
        self._watch.said.connect(self.said)
        self._updates.done.connect(self._take_update)
        self._updates.said.connect(self.said)

    @property
    def site(self) -> Site | None:
        """The site, as soon as it is found."""
        return self._site

    @property
    def identity(self) -> str:
        """What makes the site this very one and no other at its place; "" while there is none."""
        return self._identity

    @property
    def catalogue(self) -> Catalogue | None:
        """Its articles, once they are read."""
        return self._catalogue

    def is_watching(self) -> bool:
        """Whether all of the site is watched: what changes on disk from now on is told without a rescan."""
        return self._watch.is_complete

    # -- opening and closing -------------------------------------------------------------------------

    def open(self, path: Path) -> None:
        """Leave the present site and open the one around a folder or file."""
        watcher = self._leave()
        if watcher is not None:
            self._tasks.run(watcher.stop)
        self.is_looking = True
        self.begun.emit()
        visit = self._visit
        self._reading = self._tasks.run(
            found_site,
            path,
            on_done=lambda found: self._enter(found[0], found[1], visit),
            on_error=lambda error: self._could_not_open(path, error),
        )

    def close(self) -> None:
        """Leave the site and wait (at most some seconds) until nothing reads or watches any more."""
        watcher = self._leave()
        if watcher is not None:
            watcher.stop(_CLOSING_SECONDS)

    def _leave(self) -> Watcher | None:
        """Have no site; returns what still watches it."""
        self._visit += 1
        if self._reading is not None:
            self._reading.cancel()
            self._reading = None
        self._updates.leave()
        self._clock.stop()
        self._site = self._catalogue = None
        self._identity, self.is_looking = "", False
        return self._watch.leave()

    def _enter(self, site: Site, identity: str, visit: int) -> None:
        if visit != self._visit:
            return
        self._site, self._identity, self.is_looking = site, identity, False
        # Nothing of this site is run because the search path leads into it.
        secure_process([site.root])
        self.site_found.emit(site)
        # Watched before it is read: what changes meanwhile is looked at afterwards.
        self._watch.watch(site)
        self._read()

    def _could_not_open(self, path: Path, error: Exception) -> None:
        self._reading, self.is_looking = None, False
        if isinstance(error, SiteError):
            self.failed.emit(str(error))
        else:
            self.failed.emit(self.tr("{0} could not be opened: {1}").format(path, error))

    # -- reading -------------------------------------------------------------------------------------

    def _read(self, *, again: bool = False) -> None:
        """Read all articles; `again` takes the configuration anew as well."""
        if self._reading is not None:
            self._reading.cancel()
        self._updates.begin_reading()
        self._reading = self._tasks.run(
            build,
            self._site,
            again,
            on_done=self._take_catalogue,
            on_error=self._could_not_read,
            on_progress=self.progress.emit,
        )

    def _take_catalogue(self, catalogue: Catalogue) -> None:
        self._reading = None
        before, site = self._site, catalogue.site
        self._site, self._catalogue = site, catalogue
        is_elsewhere = before is not None and before.content_folders != site.content_folders
        if is_elsewhere:
            self._watch.watch(site)
        self._updates.take(
            catalogue, [folder.path for folder in site.content_folders] if is_elsewhere else ()
        )
        total = len(catalogue.summaries())
        self.progress.emit(total, total)
        self.catalogue_ready.emit(catalogue)
        for folder, reason in catalogue.unreadable.items():
            self.said.emit(self.tr("{0} could not be listed: {1}").format(folder, reason))
        self._plan_clock()
        self._updates.run()

    def _could_not_read(self, error: Exception) -> None:
        self._reading = None
        self._updates.give_up_reading()
        self.progress.emit(0, 0)
        root = self._site.root if self._site is not None else ""
        self.failed.emit(self.tr("The articles of {0} could not be read: {1}").format(root, error))

    # -- following the disk --------------------------------------------------------------------------

    def look_at(self, paths: Collection[Path], *, written: bool = False) -> None:
        """List files anew from the disk, now; of those just written here the watcher tells once more what they hold."""
        self._updates.add(paths)
        for path in paths if written else ():
            self._watch.look_at_written(path)

    def follow_move(self, old: Path, new: Path) -> None:
        """Look at a file or folder that was renamed here; its articles are told as moved."""
        self._updates.add([old, new], [FileChange("moved", new, old)])

    def rescan(self) -> None:
        """Compare everything with the disk soon: notifications of changes are only hints."""
        self._watch.rescan()

    def _take_changes(self, changes: list[FileChange], configured: bool) -> None:
        if self._site is None:
            return
        self.files_changed.emit(changes)
        if configured:
            self._read(again=True)
            return
        moves = [change for change in changes if change.old_path is not None]
        former = [change.old_path for change in moves if change.old_path is not None]
        self._updates.add([*former, *(change.path for change in changes)], moves)

    def _take_update(self, changes: list[FileChange]) -> None:
        self.articles_changed.emit(changes)
        self._plan_clock()

    # -- the clock -----------------------------------------------------------------------------------

    def _plan_clock(self) -> None:
        """Wake when the next article appears or expires by itself."""
        if self._catalogue is None:
            return
        coming = self._catalogue.next_change()
        if coming is not None:
            # What was due while articles were read is looked at at once.
            wait = (coming - datetime.now(UTC)).total_seconds() * 1000 + 1000
            self._clock.start(max(0, min(_LONGEST_TIMER_MS, int(wait))))

    def _look_at_the_clock(self) -> None:
        # Who reads already looks at the clock at the end.
        if self._site is not None and self._reading is None:
            self._read()
