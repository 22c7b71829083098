"""Tells what changed on disk, settled and named.

Notifications are hints: each marks a folder, and what changed is found by comparing the marked folders with a
picture of how they were. So a burst, a lost notification or a rename in three steps all end in the same
answer, that of the disk.
"""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

from editor.site.places import identity_of, is_covered, outermost, plain
from editor.site.site import Site
from editor.site.site_files import leads_upward
from editor.site.watching.changes import FileChange
from editor.site.watching.hints import Batch, Hints
from editor.site.watching.limits import is_remote
from editor.site.watching.notifier import Notifier
from editor.site.watching.snapshot import Snapshot

__all__ = ["FileChange", "Watcher"]

# Seconds between two looks at: the roots themselves; everything, where notification reaches; everything, where
# it does not.
ROOT_INTERVAL = 1.0
SAFETY_INTERVAL = 60.0
POLL_INTERVAL = 2.0

LIMIT_NOTICE = (
    "The system watches no more folders for this user, so changes made by other programs appear after a few "
    "seconds; raising fs.inotify.max_user_watches mends it."
)
NO_WATCH_NOTICE = (
    "The system offers no more file notification to this user, so changes made by other programs appear after "
    "a few seconds; raising fs.inotify.max_user_instances mends it."
)
REMOTE_NOTICE = (
    "The site lies on a network folder, so changes made on other machines appear after a few seconds."
)

_log = logging.getLogger(__name__)
_T = TypeVar("_T")


class Watcher:
    """Watches folders and reports settled changes from a thread of its own."""

    def __init__(
        self,
        folders: Iterable[Path],
        on_change: Callable[[list[FileChange]], None],
        *,
        flat: Iterable[Path] = (),
        skip: Iterable[Path] = (),
        notice: Callable[[str], None] | None = None,
    ) -> None:
        """Prepare to watch `folders` with all below them and `flat` ones alone, but nothing of `skip`.

        `on_change` gets each batch on the watcher's thread; what it raises is logged and stops nothing.
        `notice` gets one sentence, once each, when changes will arrive late.
        """
        self._deep = outermost(folders)
        self._flat = [path for path in map(plain, flat) if not is_covered(path, self._deep)]
        self._on_change = on_change
        self._notice = notice
        self._said: set[str] = set()
        self._snapshot = Snapshot(self._deep, self._flat, map(plain, skip))
        self._hints = Hints()
        self._notifier = Notifier(self._hints)
        self._identities: dict[Path, tuple[int, int] | None] = {}
        self._next_full = 0.0
        self._thread: threading.Thread | None = None
        self.ready = threading.Event()
        """Set once everything is watched: what changes from then on is reported."""

    @classmethod
    def for_site(
        cls,
        site: Site,
        on_change: Callable[[list[FileChange]], None],
        *,
        notice: Callable[[str], None] | None = None,
    ) -> Watcher:
        """Watch what a site's articles and their preview depend on, and never what Hugo writes."""
        content = {folder.path for folder in site.content_folders}
        deep = list(content)
        for component in ("static", "assets", "layouts", "archetypes", "data", "i18n"):
            deep += site.component_folders(component)
        if not site.is_bare:
            deep.append(site.root / "config")
        deep = [folder for folder in deep if not leads_upward(folder)]
        skip = {site.publish_folder, site.root / "resources" / "_gen"} - content
        return cls(deep, on_change, flat=[site.root], skip=skip, notice=notice)

    def start(self) -> None:
        """Begin to watch, on a thread; returns at once. `ready` tells when everything is watched."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="inkstone-watcher", daemon=True)
            self._thread.start()

    def stop(self, timeout: float = 5.0) -> None:
        """End all threads; waits at most `timeout` seconds for a read that stalls."""
        self._hints.close()
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join(timeout)

    def rescan(self) -> None:
        """Compare everything soon, for instance when the window comes back into focus."""
        self._hints.ask_for_everything()

    def look_at_written(self, path: Path) -> None:
        """Look soon at a file that this program wrote, and tell it whatever it holds.

        Another program may put back what it held before, and between two looks that is no change.
        """
        if is_covered(path, self._deep):
            self._hints.add_written(os.fspath(path))

    def _run(self) -> None:
        try:
            self._begin()
            while (batch := self._hints.take(ROOT_INTERVAL)) is not None:
                self._report(self._look(batch))
        finally:
            self._notifier.close()
            self.ready.set()

    def _begin(self) -> None:
        self._identities = {path: identity_of(path) for path in self._roots}
        self._snapshot.read()
        self._watch()
        if any(is_remote(path) for path in self._roots):
            self._say(REMOTE_NOTICE)
        self._plan_full_look(0.0)
        # What changed between the picture and the watches would be lost: look once more.
        self._report(self._snapshot.compare_all(self._is_stopped))
        self.ready.set()

    @property
    def _roots(self) -> list[Path]:
        return [*self._deep, *self._flat]

    def _is_stopped(self) -> bool:
        return self._hints.closed

    def _watch(self) -> None:
        self._notifier.watch(self._deep, self._flat, self._snapshot.skipped)
        if not self._notifier.works:
            self._say(NO_WATCH_NOTICE)
        elif self._notifier.misses(len(self._snapshot.folders) - len(self._snapshot.unreadable)):
            self._say(LIMIT_NOTICE)

    def _say(self, sentence: str) -> None:
        if sentence not in self._said:
            self._said.add(sentence)
            if self._notice is not None:
                _guarded(self._notice, sentence)

    def _report(self, changes: list[FileChange]) -> None:
        if changes and not self._is_stopped():
            _guarded(self._on_change, changes)

    def _look(self, batch: Batch) -> list[FileChange]:
        self._snapshot.forget_content(batch.written)
        roots = self._changed_roots()
        if roots or batch.everything or time.monotonic() >= self._next_full:
            started = time.monotonic()
            found = self._snapshot.compare(
                [*self._snapshot.folders, *map(os.fspath, self._roots)],
                batch.files,
                self._is_stopped,
                batch.moved_from,
            )
            self._watch()
            self._plan_full_look(time.monotonic() - started)
            return [*roots, *found]
        if not batch.count:
            return []
        known = len(self._snapshot.folders)
        found = self._snapshot.compare(batch.folders, batch.files, self._is_stopped, batch.moved_from)
        if len(self._snapshot.folders) > known:
            # A limit may be reached only now, or a folder that is left out may have appeared.
            self._watch()
        return found

    def _plan_full_look(self, took: float) -> None:
        # What was said is that notification does not reach everything.
        interval = POLL_INTERVAL if self._said else SAFETY_INTERVAL
        # A slow disk is not kept busy: looking takes at most a twentieth of the time.
        self._next_full = time.monotonic() + max(interval, 20 * took)

    def _changed_roots(self) -> list[FileChange]:
        """Notice a root that was removed, renamed or put in another's place; it is watched anew."""
        changes: list[FileChange] = []
        for path in self._roots:
            now, before = identity_of(path), self._identities.get(path)
            if now == before:
                continue
            self._identities[path] = now
            self._notifier.forget(path)
            changes.append(
                FileChange("removed" if now is None else "created" if before is None else "rescan", path)
            )
        return changes


def _guarded(function: Callable[[_T], None], argument: _T) -> None:
    try:
        function(argument)
    except Exception:  # noqa: BLE001 - whatever a listener raises, watching goes on
        _log.exception("a listener of the watcher failed")
