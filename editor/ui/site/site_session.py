"""Owns one open site: finds it, reads its articles in the background, follows the disk."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from editor.site.catalogue.catalogue import Catalogue
from editor.site.site import Site, SiteError
from editor.site.watching.changes import FileChange
from editor.site.watching.watcher import Watcher
from editor.surroundings import secure_process
from editor.ui.common.tasks import Task, Tasks
from editor.ui.site.reading import bring_up_to_date, build, found_site, touch_configuration

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

    _seen_on_disk = Signal(int, object, bool)
    _said_by_watcher = Signal(int, str)

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._site: Site | None = None
        self._identity = ""
        self._catalogue: Catalogue | None = None
        self._watcher: Watcher | None = None
        self._visit = 0
        """Counts the sites opened: what still comes of an earlier one is dropped."""
        self._reading: Task | None = None
        self._updating: Task | None = None
        # A checkout brings thousands: they are looked through beside the UI thread, here only handed on.
        self._to_update: list[Path] = []
        self._moves: list[FileChange] = []
        self._changed_in_reading: list[Path] = []
        """What changed while all is read: it may have been read before, and only the catalogue to go knows."""
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.timeout.connect(self._look_at_the_clock)
        self._seen_on_disk.connect(self._take_changes)
        self._said_by_watcher.connect(self._pass_notice)

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
        return self._watcher is not None and self._watcher.ready.is_set()

    # -- opening and closing -------------------------------------------------------------------------

    def open(self, path: Path) -> None:
        """Leave the present site and open the one around a folder or file."""
        self._leave()
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
        watcher = self._watcher
        self._leave()
        if watcher is not None:
            watcher.stop(_CLOSING_SECONDS)

    def _leave(self) -> None:
        self._visit += 1
        for task in (self._reading, self._updating):
            if task is not None:
                task.cancel()
        self._reading = self._updating = None
        self._to_update.clear()
        self._moves.clear()
        self._changed_in_reading.clear()
        self._clock.stop()
        self._site = self._catalogue = None
        self._identity = ""
        watcher, self._watcher = self._watcher, None
        if watcher is not None:
            self._tasks.run(watcher.stop)

    def _enter(self, site: Site, identity: str, visit: int) -> None:
        if visit != self._visit:
            return
        self._site, self._identity = site, identity
        # Nothing of this site is run because the search path leads into it.
        secure_process([site.root])
        self.site_found.emit(site)
        # Watched before it is read: what changes meanwhile is looked at afterwards.
        self._watch(site)
        self._read()

    def _watch(self, site: Site) -> None:
        """Watch a site's folders, and no longer those watched before."""
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

    def _could_not_open(self, path: Path, error: Exception) -> None:
        self._reading = None
        if isinstance(error, SiteError):
            self.failed.emit(str(error))
        else:
            self.failed.emit(self.tr("{0} could not be opened: {1}").format(path, error))

    # -- reading -------------------------------------------------------------------------------------

    def _read(self, *, again: bool = False) -> None:
        """Read all articles; `again` takes the configuration anew as well."""
        if self._reading is not None:
            self._reading.cancel()
        self._changed_in_reading.clear()
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
        self._to_update += self._changed_in_reading
        self._changed_in_reading.clear()
        if before is not None and before.content_folders != site.content_folders:
            self._watch(site)
            self._to_update += [folder.path for folder in site.content_folders]
        total = len(catalogue.summaries())
        self.progress.emit(total, total)
        self.catalogue_ready.emit(catalogue)
        for folder, reason in catalogue.unreadable.items():
            self.said.emit(self.tr("{0} could not be listed: {1}").format(folder, reason))
        self._plan_clock()
        self._update()

    def _could_not_read(self, error: Exception) -> None:
        self._reading = None
        self.progress.emit(0, 0)
        root = self._site.root if self._site is not None else ""
        self.failed.emit(self.tr("The articles of {0} could not be read: {1}").format(root, error))

    # -- following the disk --------------------------------------------------------------------------

    def look_at(self, paths: Iterable[Path]) -> None:
        """Look at files again now, for instance those just saved or made."""
        self._to_update += paths
        self._update()

    def follow_move(self, old: Path, new: Path) -> None:
        """Look at a file or folder that was renamed here; its articles are told as moved."""
        self._moves.append(FileChange("moved", new, old))
        self.look_at([old, new])

    def rescan(self) -> None:
        """Compare everything with the disk soon: notifications of changes are only hints."""
        if self._watcher is not None:
            self._watcher.rescan()

    def _take_changes(self, visit: int, changes: list[FileChange], configured: bool) -> None:
        if visit != self._visit or self._site is None:
            return
        self.files_changed.emit(changes)
        if configured:
            self._read(again=True)
            return
        moves = [change for change in changes if change.old_path is not None]
        self._moves += moves
        self._to_update += [change.old_path for change in moves if change.old_path is not None]
        self._to_update += [change.path for change in changes]
        self._update()

    def _update(self) -> None:
        """Bring the catalogue up to date in the background, one batch after the other."""
        if self._catalogue is None or self._updating is not None or not self._to_update:
            return
        paths, self._to_update = self._to_update, []
        moves, self._moves = self._moves, []
        if self._reading is not None:
            self._changed_in_reading += paths
        self._updating = self._tasks.run(
            bring_up_to_date,
            self._catalogue,
            paths,
            moves,
            on_done=self._take_update,
            on_error=self._could_not_update,
        )

    def _take_update(self, changes: list[FileChange]) -> None:
        self._updating = None
        if changes:
            self.articles_changed.emit(changes)
            self._plan_clock()
        self._update()

    def _could_not_update(self, error: Exception) -> None:
        self._updating = None
        self.said.emit(self.tr("A change on disk could not be read: {0}").format(error))
        self._update()

    def _pass_notice(self, visit: int, text: str) -> None:
        if visit == self._visit:
            self.said.emit(text)

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
