"""A picture of folders on disk that tells what changed since it was last compared with the disk."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from editor.site.content_path import CONTENT_EXTENSIONS, is_ignored_name
from editor.site.places import is_within, joined, parent_of
from editor.site.watching.changes import FileChange
from editor.site.watching.stamp import Stamp, identity_in, stamp_of

# Never looked into: version control and packages.
SKIPPED_NAMES = frozenset({".git", ".hg", ".svn", "node_modules"})

# Content of these files decides whether they changed; of larger ones and of images the stamp does.
_TEXT_EXTENSIONS = CONTENT_EXTENSIONS | {"toml", "yaml", "yml", "json", "txt", "css", "js"}
_HASHED_UP_TO = 4 * 1024 * 1024

_DEEPEST = 64


Listing = dict[str, Stamp]


@dataclass(slots=True)
class _Difference:
    """What one comparison found, by absolute path."""

    created: dict[str, Stamp] = field(default_factory=dict)
    edited: dict[str, Stamp] = field(default_factory=dict)
    removed: dict[str, Stamp] = field(default_factory=dict)
    passed: set[str] = field(default_factory=set)
    """Content files that came and went between two pictures."""


class Snapshot:
    """The entries of some folders, as the disk had them at the last `compare`. Not for several threads at once."""

    def __init__(self, deep: Iterable[Path], flat: Iterable[Path] = (), skip: Iterable[Path] = ()) -> None:
        """Take folders to follow with all below them (`deep`), alone (`flat`), and to leave out (`skip`)."""
        self._deep = [os.fspath(path) for path in deep]
        self._flat = {os.fspath(path) for path in flat}
        self._skip = frozenset(os.fspath(path) for path in skip)
        self._folders: dict[str, Listing] = {}
        self._hashes: dict[str, bytes] = {}
        self.unreadable: set[str] = set()
        """Folders that are there and cannot be listed."""

    @property
    def folders(self) -> Collection[str]:
        """The folders that were listed."""
        return self._folders.keys()

    @property
    def skipped(self) -> frozenset[str]:
        """Folders below the deep ones that were met and left out."""
        return frozenset(
            joined(folder, name)
            for folder, listing in self._folders.items()
            for name, entry in listing.items()
            if entry.is_folder and self._is_skipped(folder, name)
        )

    def read(self) -> None:
        """Take the picture, forgetting the one before."""
        self._folders.clear()
        self._hashes.clear()
        self.unreadable.clear()
        nothing = _Difference()
        for root in (*self._deep, *self._flat):
            self._compare_folder(root, nothing, 0)

    def compare_all(self, cancelled: Callable[[], bool] | None = None) -> list[FileChange]:
        """Compare every folder with the disk; stops early, with what was found, when cancelled."""
        return self.compare([*self._folders, *self._deep, *self._flat], cancelled=cancelled)

    def compare(
        self,
        folders: Iterable[str],
        touched: Iterable[str] = (),
        cancelled: Callable[[], bool] | None = None,
        moved_from: Mapping[str, str] = MappingProxyType({}),
    ) -> list[FileChange]:
        """Compare folders with the disk and return what changed, the picture brought up to date.

        `touched` are files that something was heard of: they are compared by content where their stamp did
        not change, since a clock set back can hide an edit. A content file that came and went before this picture
        saw it is told as removed: who looked at it meanwhile knows of it. `moved_from` gives the former names of files
        that the system told as renamed: it knows them as moved where they were edited as well, too.
        """
        found = _Difference()
        for folder in sorted(set(map(self._known_above, folders))):
            if cancelled is not None and cancelled():
                break
            self._compare_folder(folder, found, self._depth(folder))
        for path in touched:
            folder, name = os.path.split(path)
            entry = self._folders.get(folder, {}).get(name)
            if entry is None and folder in self._folders and self._is_passing_content(path, name):
                found.passed.add(path)
            if entry is None or entry.is_folder or is_ignored_name(name):
                continue
            if path not in found.created:
                found.edited.setdefault(path, entry)
        return self._changes(found, moved_from)

    def forget_content(self, paths: Iterable[str]) -> None:
        """Compare these files by content with nothing that was seen before: each is told as edited when touched."""
        for path in paths:
            self._hashes.pop(path, None)

    def _known_above(self, folder: str) -> str:
        """Return the folder itself when it can be compared, else the nearest one above that is known."""
        while folder not in self._folders and folder not in self._flat and folder not in self._deep:
            parent = parent_of(folder)
            if parent == folder:
                break
            folder = parent
        return folder

    def _depth(self, folder: str) -> int:
        return max(
            (folder[len(root) :].count(os.sep) for root in self._deep if is_within(folder, root)), default=0
        )

    def _is_skipped(self, folder: str, name: str) -> bool:
        return name in SKIPPED_NAMES or joined(folder, name) in self._skip

    def _is_followed(self, folder: str, name: str) -> bool:
        if is_ignored_name(name) or self._is_skipped(folder, name):
            return False
        return any(is_within(folder, root) for root in self._deep)

    @staticmethod
    def _is_passing_content(path: str, name: str) -> bool:
        extension = name.rpartition(".")[2].lower()
        return extension in CONTENT_EXTENSIONS and not is_ignored_name(name) and not os.path.lexists(path)

    def _compare_folder(self, folder: str, found: _Difference, depth: int) -> None:
        before = self._folders.get(folder)
        now = self._list(folder)
        if now is None:
            self._forget(folder, found)
            return
        self._folders[folder] = now
        known = before if before is not None else {}
        for name, entry in known.items():
            current = now.get(name)
            if current is None or current.is_folder != entry.is_folder:
                self._note_removed(folder, name, entry, found)
        for name, entry in now.items():
            previous = known.get(name)
            path = joined(folder, name)
            if entry.is_folder:
                new = previous is None or previous.inode != entry.inode or path not in self._folders
                if new and depth < _DEEPEST and self._is_followed(folder, name):
                    self._compare_folder(path, found, depth + 1)
            elif is_ignored_name(name):
                continue
            elif previous is None or previous.is_folder:
                found.created[path] = entry
            elif previous != entry:
                found.edited[path] = entry

    def _list(self, folder: str) -> Listing | None:
        """Return what a folder holds; None when it is gone; nothing new when it cannot be listed."""
        listing: Listing = {}
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    stamp = stamp_of(entry)
                    if stamp is not None:
                        listing[entry.name] = stamp
        except (FileNotFoundError, NotADirectoryError):
            self.unreadable.discard(folder)
            return None
        except OSError:
            # What was known stays: a share that does not answer has not lost its files.
            self.unreadable.add(folder)
            return self._folders.get(folder, {})
        self.unreadable.discard(folder)
        return listing

    def _note_removed(self, folder: str, name: str, entry: Stamp, found: _Difference) -> None:
        path = joined(folder, name)
        if entry.is_folder:
            self._forget(path, found)
        elif not is_ignored_name(name):
            found.removed[path] = entry

    def _forget(self, folder: str, found: _Difference) -> None:
        for known in [path for path in self._folders if is_within(path, folder)]:
            for name, entry in self._folders.pop(known).items():
                if not entry.is_folder and not is_ignored_name(name):
                    found.removed[joined(known, name)] = entry

    def _changes(self, found: _Difference, moved_from: Mapping[str, str]) -> list[FileChange]:
        changes: list[FileChange] = []
        # A rename keeps inode, size and time. An inode alone proves nothing: a freed one is given out again.
        gone = {identity_in(entry): path for path, entry in found.removed.items() if entry.inode}
        for path, entry in found.created.items():
            old = gone.get(identity_in(entry)) or _former(path, moved_from, found.removed)
            if old in found.removed:
                before = found.removed.pop(old)
                known = self._hashes.pop(old, None)
                if known is not None:
                    self._hashes[path] = known
                changes.append(FileChange("moved", Path(path), Path(old)))
                if identity_in(before) != identity_in(entry):
                    found.edited[path] = entry
            else:
                self._remember(path, entry)
                changes.append(FileChange("created", Path(path)))
        moved = {os.fspath(change.old_path) for change in changes if change.old_path is not None}
        for path in found.removed.keys() | (found.passed - moved):
            self._hashes.pop(path, None)
            changes.append(FileChange("removed", Path(path)))
        for path, entry in found.edited.items():
            known = self._hashes.get(path)
            if self._remember(path, entry) != known or known is None:
                changes.append(FileChange("edited", Path(path)))
        return sorted(changes, key=lambda change: change.path)

    def _remember(self, path: str, entry: Stamp) -> bytes | None:
        digest = None
        if path.rpartition(".")[2].lower() in _TEXT_EXTENSIONS and entry.size <= _HASHED_UP_TO:
            digest = _digest(path)
        if digest is None:
            self._hashes.pop(path, None)
        else:
            self._hashes[path] = digest
        return digest


def _former(path: str, moved_from: Mapping[str, str], known: Collection[str]) -> str | None:
    """The name that a file had when it was known last: a save may put it in place of another before it is renamed."""
    passed = {path}
    while (before := moved_from.get(path)) is not None and before not in passed:
        if before in known:
            return before
        passed.add(before)
        path = before
    return None


def _digest(path: str) -> bytes | None:
    flags = (
        os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
    )
    try:
        descriptor = os.open(path, flags)
    except OSError:
        return None
    try:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            return None
        digest = hashlib.blake2b(digest_size=16)
        while piece := os.read(descriptor, 1 << 20):
            digest.update(piece)
        return digest.digest()
    except OSError:
        return None
    finally:
        os.close(descriptor)
