"""One file for each running window: which articles it has open. What a crash left there comes back at the next start."""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
import uuid
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

_MOST_READ = 4 * 1024 * 1024  # bytes
_MOST_TABS = 500


@dataclass(frozen=True, slots=True)
class OpenTabs:
    """The open articles of one window, in the order of their tabs."""

    site: str = ""
    articles: tuple[str, ...] = ()
    front: str = ""


class SessionFile:
    """The file of one window, held by a lock that the system lets go when the process ends."""

    def __init__(self, path: Path, lock: FileLock) -> None:
        self._path, self._lock = path, lock

    @classmethod
    def own(cls, folder: Path) -> SessionFile | None:
        """Make one for this window; None where the folder takes none."""
        with contextlib.suppress(OSError):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            return cls._held(folder / f"{uuid.uuid4().hex}.json")
        return None

    @classmethod
    def left_over(cls, folder: Path) -> list[SessionFile]:
        """Take those of windows that ended without leaving, the oldest first; each is held by this window now."""
        try:
            paths = sorted(folder.glob("*.json"), key=lambda path: path.stat().st_mtime)
        except OSError:
            return []
        return [held for held in map(cls._held, paths) if held is not None]

    @classmethod
    def _held(cls, path: Path) -> SessionFile | None:
        lock = FileLock(path.with_suffix(".lock"))
        try:
            lock.acquire(timeout=0)
        except (Timeout, OSError):
            return None  # another window's, and alive
        return cls(path, lock)

    def read(self) -> OpenTabs:
        """Return what it holds; nothing for a damaged one."""
        try:
            with self._path.open("rb") as file:
                found = json.loads(file.read(_MOST_READ))
            site, front, articles = found["site"], found["front"], found["articles"]
        except (OSError, ValueError, KeyError, TypeError):
            return OpenTabs()
        names = articles if isinstance(articles, list) else []
        if not isinstance(site, str) or not isinstance(front, str):
            return OpenTabs()
        return OpenTabs(site, tuple(name for name in names[:_MOST_TABS] if isinstance(name, str)), front)

    def write(self, tabs: OpenTabs) -> None:
        """Put the tabs there, whole or not at all. Safe from any thread; a full disk changes nothing."""
        content = {"site": tabs.site, "articles": list(tabs.articles), "front": tabs.front}
        with contextlib.suppress(OSError):
            handle, name = tempfile.mkstemp(dir=self._path.parent, prefix=".session-")
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                # As ASCII: a path may hold bytes that are no Unicode.
                json.dump(content, file)
            Path(name).replace(self._path)

    def close(self, *, keep: bool = False) -> None:
        """Let it go; without `keep` it goes altogether."""
        if not keep:
            self._path.unlink(missing_ok=True)
        self._lock.release()
        if not keep:
            with contextlib.suppress(OSError):
                self._path.with_suffix(".lock").unlink(missing_ok=True)


def joined(found: list[OpenTabs]) -> OpenTabs:
    """Return the tabs of several windows as those of one: site and front of the newest, each article once."""
    known = [tabs for tabs in found if tabs.site or tabs.articles]
    if not known:
        return OpenTabs()
    articles = dict.fromkeys(name for tabs in known for name in tabs.articles)
    return OpenTabs(known[-1].site, tuple(articles), known[-1].front)
