"""The system's notification of changed files, as far as it reaches; the only import of watchdog."""

from __future__ import annotations

import logging
import os
import warnings
from collections.abc import Iterable
from pathlib import Path

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch

from editor.site.places import is_within, parts_without
from editor.site.watching.hints import Hints
from editor.site.watching.limits import inotify_descriptors, watched_count

# Reading a file is no change: those notifications are not even asked for.
_EVENTS: list[type[FileSystemEvent]] = [
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
]

_log = logging.getLogger(__name__)


class Notifier:
    """Turns notifications into hints; `works` says whether there are any at all."""

    def __init__(self, hints: Hints) -> None:
        self._handler = _Handler(hints)
        self._observer: BaseObserver | None = None
        self._watched: dict[tuple[str, bool], ObservedWatch] = {}
        self._descriptors: frozenset[str] = frozenset()
        self._refused = False
        self.works = True

    def watch(self, deep: Iterable[Path], flat: Iterable[Path], skipped: frozenset[str]) -> None:
        """Watch what is not watched yet; a folder with a skipped one below is watched child by child."""
        wanted = [(os.fspath(path), False) for path in flat]
        for root in deep:
            wanted += parts_without(os.fspath(root), skipped)
        for key in wanted:
            if key not in self._watched and self.works and Path(key[0]).is_dir():
                self._add(key)

    def misses(self, folders: int) -> bool:
        """Whether the kernel refused a folder or watches fewer than `folders`, where it tells."""
        return self._refused or (bool(self._descriptors) and watched_count(self._descriptors) < folders)

    def forget(self, root: Path) -> None:
        """Drop the watches at and below a root that is gone or was replaced."""
        for key in [key for key in self._watched if is_within(key[0], os.fspath(root))]:
            watch = self._watched.pop(key)
            try:
                if self._observer is not None:
                    self._observer.unschedule(watch)
            except (KeyError, OSError, RuntimeError):
                # watchdog ended it by itself when the folder went away.
                continue

    def close(self) -> None:
        """End watchdog's threads."""
        if self._observer is not None:
            self._observer.stop()
            self._observer.join(5.0)
            self._observer = None

    def _add(self, key: tuple[str, bool]) -> None:
        path, recursive = key
        try:
            if self._observer is None:
                self._observer = self._start()
            # watchdog follows no links; with the separator at its end a linked root is the folder it leads to.
            place = path + os.sep if Path(path).is_symlink() else path
            self._watched[key] = self._observer.schedule(
                self._handler, place, recursive=recursive, event_filter=_EVENTS
            )
        except (OSError, RuntimeError) as error:
            _log.warning("cannot watch %r: %s", path, error)
            if self._observer is None:
                self.works = False
            elif Path(path).is_dir():
                self._refused = True

    def _start(self) -> BaseObserver:
        # watchdog warns on standard error when a new folder is met twice, which is how new folders are met.
        warnings.filterwarnings("ignore", category=RuntimeWarning, module=r"watchdog\.")
        before = inotify_descriptors()
        observer = Observer()
        observer.start()
        self._descriptors = inotify_descriptors() - before
        return observer


class _Handler(FileSystemEventHandler):
    """Turns notifications into hints, on watchdog's thread."""

    def __init__(self, hints: Hints) -> None:
        self._hints = hints

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Receive one notification."""
        if isinstance(event, FileMovedEvent):
            self._hints.add_move(os.fsdecode(event.src_path), os.fsdecode(event.dest_path))
        elif isinstance(event, FileDeletedEvent):
            self._hints.add_end(os.fsdecode(event.src_path))
        for path in (event.src_path, event.dest_path):
            if path:
                self._hints.add(os.fsdecode(path), is_folder=event.is_directory)
