"""Owns one open site: finds it, reads its articles in the background, follows the disk."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from editor.site.catalogue import Catalogue
from editor.site.changes import Change
from editor.site.config_files import BASE_NAMES, CONFIG_FOLDER, EXTENSIONS
from editor.site.site import Site, SiteError
from editor.site.watcher import Watcher
from editor.ui.tasks import Task, Tasks

_CONFIG_NAMES = frozenset(f"{name}.{extension}" for name in BASE_NAMES for extension in EXTENSIONS)
_LONGEST_TIMER_MS = 24 * 60 * 60 * 1000
_CLOSING_SECONDS = 2.0


class SiteSession(QObject):
    """The site the author has open. All signals arrive on the UI thread.

    `open` answers with `site_found`, then `progress` and `catalogue_ready`; or with `failed` and one sentence.
    From then on `files_changed` tells what the watcher saw, and `articles_changed` what that changed in the
    catalogue.
    """

    site_found = Signal(object)
    catalogue_ready = Signal(object)
    articles_changed = Signal(list)
    files_changed = Signal(list)
    progress = Signal(int, int)
    notice = Signal(str)
    failed = Signal(str)

    _seen_on_disk = Signal(int, list)
    _noticed = Signal(int, str)

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._site: Site | None = None
        self._catalogue: Catalogue | None = None
        self._watcher: Watcher | None = None
        self._visit = 0
        """Counts the sites opened: what still comes of an earlier one is dropped."""
        self._reading: Task | None = None
        self._updating: Task | None = None
        self._to_update: dict[Path, None] = {}
        self._moves: dict[Path, Path] = {}
        self._clock = QTimer(self)
        self._clock.setSingleShot(True)
        self._clock.timeout.connect(self._look_at_the_clock)
        self._seen_on_disk.connect(self._take_changes)
        self._noticed.connect(self._pass_notice)

    @property
    def site(self) -> Site | None:
        """The site, as soon as it is found."""
        return self._site

    @property
    def catalogue(self) -> Catalogue | None:
        """Its articles, once they are read."""
        return self._catalogue

    # -- opening and closing -------------------------------------------------------------------------

    def open(self, path: Path) -> None:
        """Leave the present site and open the one around a folder or file."""
        self._leave()
        visit = self._visit
        self._reading = self._tasks.run(
            Site.find,
            path,
            on_done=lambda site: self._enter(site, visit),
            on_error=lambda error: self._could_not_open(path, error),
        )

    def close(self) -> None:
        """Leave the site and wait (at most some seconds) until nothing reads or watches any more."""
        watcher = self._watcher
        self._leave()
        if watcher is not None:
            watcher.stop(_CLOSING_SECONDS)

    def cancel(self) -> None:
        """Stop reading; without a catalogue there is then no site open."""
        if self._reading is not None:
            self._leave()
            self.progress.emit(0, 0)

    def _leave(self) -> None:
        self._visit += 1
        for task in (self._reading, self._updating):
            if task is not None:
                task.cancel()
        self._reading = self._updating = None
        self._to_update.clear()
        self._moves.clear()
        self._clock.stop()
        self._site = self._catalogue = None
        watcher, self._watcher = self._watcher, None
        if watcher is not None:
            self._tasks.run(watcher.stop)

    def _enter(self, site: Site, visit: int) -> None:
        if visit != self._visit:
            return
        self._site = site
        self.site_found.emit(site)
        # Watched before it is read: what changes meanwhile is looked at afterwards.
        self._watch(site)
        self._read()

    def _watch(self, site: Site) -> None:
        """Watch a site's folders, and no longer those watched before."""
        visit, before = self._visit, self._watcher
        self._watcher = Watcher.for_site(
            site,
            lambda changes: self._seen_on_disk.emit(visit, changes),
            notice=lambda text: self._noticed.emit(visit, text),
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
        self._reading = self._tasks.run(
            _build,
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
        if before is not None and before.content_folders != site.content_folders:
            self._watch(site)
            self._to_update.update(dict.fromkeys(folder.path for folder in site.content_folders))
        total = len(catalogue.summaries())
        self.progress.emit(total, total)
        self.catalogue_ready.emit(catalogue)
        for folder, reason in catalogue.unreadable.items():
            self.notice.emit(self.tr("{0} could not be listed: {1}").format(folder, reason))
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
        self._to_update.update(dict.fromkeys(paths))
        self._update()

    def rescan(self) -> None:
        """Compare everything with the disk soon: notifications of changes are only hints."""
        if self._watcher is not None:
            self._watcher.rescan()

    def _take_changes(self, visit: int, changes: list[Change]) -> None:
        if visit != self._visit or self._site is None:
            return
        self.files_changed.emit(changes)
        if any(self._is_configuration(change.path) for change in changes):
            self._read(again=True)
            return
        for change in changes:
            if change.old_path is not None:
                self._moves[change.old_path] = change.path
                self._to_update[change.old_path] = None
            self._to_update[change.path] = None
        self._update()

    def _is_configuration(self, path: Path) -> bool:
        assert self._site is not None
        if self._site.is_bare:
            return False
        root = self._site.root
        if path.parent == root:
            return path.name in _CONFIG_NAMES or path.name == CONFIG_FOLDER
        return path.is_relative_to(root / CONFIG_FOLDER)

    def _update(self) -> None:
        """Bring the catalogue up to date in the background, one batch after the other."""
        if self._catalogue is None or self._updating is not None or not self._to_update:
            return
        paths, self._to_update = list(self._to_update), {}
        moves, self._moves = self._moves, {}
        self._updating = self._tasks.run(
            self._catalogue.update,
            paths,
            on_done=lambda changes: self._take_update(_with_moves(changes, moves)),
            on_error=self._could_not_update,
        )

    def _take_update(self, changes: list[Change]) -> None:
        self._updating = None
        if changes:
            self.articles_changed.emit(changes)
            self._plan_clock()
        self._update()

    def _could_not_update(self, error: Exception) -> None:
        self._updating = None
        self.notice.emit(self.tr("A change on disk could not be read: {0}").format(error))
        self._update()

    def _pass_notice(self, visit: int, text: str) -> None:
        if visit == self._visit:
            self.notice.emit(text)

    # -- the clock -----------------------------------------------------------------------------------

    def _plan_clock(self) -> None:
        """Wake when the next article appears or expires by itself."""
        if self._catalogue is None:
            return
        now = datetime.now(UTC)
        moments = (summary.publication.when for summary in self._catalogue.summaries())
        coming = [moment for moment in moments if moment is not None and moment > now]
        if coming:
            wait = (min(coming) - now).total_seconds() * 1000 + 1000
            self._clock.start(min(_LONGEST_TIMER_MS, int(wait)))

    def _look_at_the_clock(self) -> None:
        if self._site is not None:
            self._read()


def _build(site: Site, again: bool, task: Task) -> Catalogue:
    return Catalogue.build(site.reloaded() if again else site, task.report, task.cancelled)


def _with_moves(changes: list[Change], moves: dict[Path, Path]) -> list[Change]:
    """Name as one move what the catalogue tells as a removal and a creation."""
    if not moves:
        return changes
    removed = {change.path for change in changes if change.kind == "removed"}
    named, gone = [], set()
    for change in changes:
        old = _old_path(change.path, moves) if change.kind == "created" else None
        if old in removed:
            gone.add(old)
            named.append(Change("moved", change.path, old))
        else:
            named.append(change)
    return [change for change in named if change.kind != "removed" or change.path not in gone]


def _old_path(path: Path, moves: dict[Path, Path]) -> Path | None:
    for old, new in moves.items():
        if path == new:
            return old
        if path.is_relative_to(new):
            return old / path.relative_to(new)
    return None
