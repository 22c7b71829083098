"""A summary of every article of a site, kept in step with the disk."""

from __future__ import annotations

import os
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from editor.site.changes import Change
from editor.site.habits import FieldHabits, field_habits, source_names
from editor.site.pages import Page, find_files, read_page
from editor.site.places import absolute, is_within
from editor.site.search import Filter, Search
from editor.site.site import Site
from editor.site.summarise import Summariser
from editor.site.summary import Summary
from editor.site.terms import near_duplicates
from editor.site.walk import Found

Progress = Callable[[int, int], None]
Cancelled = Callable[[], bool]

# How many articles pass between two reports of progress and two looks at `cancelled`.
_STEP = 200

__all__ = ["Catalogue", "Filter", "Summary"]


class Catalogue:
    """The articles of one site. Safe to read from any thread while another updates it."""

    def __init__(self, site: Site, now: Callable[[], datetime] | None = None) -> None:
        """Start empty; `now` tells the time that decides what is scheduled or expired (an aware datetime)."""
        self.site = site
        self.unreadable: dict[Path, str] = {}
        """Folders that could not be listed, and why."""
        self._now = now or _now
        self._lock = threading.RLock()
        self._pages: dict[str, Page] = {}
        self._summaries: dict[str, Summary] = {}
        self._sorted: tuple[Summary, ...] = ()
        self._summariser = Summariser(site)
        self._search = Search()

    @classmethod
    def build(
        cls,
        site: Site,
        on_progress: Progress | None = None,
        cancelled: Cancelled | None = None,
        now: Callable[[], datetime] | None = None,
    ) -> Catalogue:
        """Read every article of a site.

        `on_progress(done, total)` is called now and then; when `cancelled()` turns true the catalogue comes
        back with what was read so far.
        """
        catalogue = cls(site, now)
        files = list(find_files(site, catalogue._note_unreadable))
        for number, (folder, found) in enumerate(files):
            if number % _STEP == 0:
                if cancelled is not None and cancelled():
                    break
                if on_progress is not None:
                    on_progress(number, len(files))
            catalogue._pages[found.path] = read_page(site, folder, found)
        catalogue._summarise_all()
        if on_progress is not None:
            on_progress(len(catalogue._pages), len(files))
        return catalogue

    def summaries(self) -> tuple[Summary, ...]:
        """Return every article, newest first, those without a date after them by path."""
        return self._sorted

    def get(self, path: Path) -> Summary | None:
        """Return the summary of one article, or None when it is not in the catalogue."""
        return self._summaries.get(absolute(path))

    def fields_of(self, path: Path) -> Mapping[str, Any]:
        """Return the fields of one article, keys in lower case; empty when it is unknown or unreadable."""
        page = self._pages.get(absolute(path))
        return page.header.fields if page is not None else {}

    def filter(self, text: str | Filter = "", cancelled: Cancelled | None = None) -> list[Summary]:
        """Return the articles that match words or a whole `Filter`, in the order of `summaries`."""
        wanted = text if isinstance(text, Filter) else Filter(text)
        with self._lock:
            return self._search.find(self._sorted, wanted, cancelled)

    def terms(self, taxonomy: str = "tags") -> Counter[str]:
        """Return the terms of a taxonomy (its plural name) with the number of articles that have each."""
        return self._summariser.terms(self._summariser.judge_all(self._pages).values(), taxonomy)

    def near_duplicates(self, taxonomy: str = "tags") -> list[tuple[str, ...]]:
        """Return groups of terms that are probably the same, the most frequent of each group first."""
        return near_duplicates(self.terms(taxonomy))

    def field_habits(self, section: str | None = None) -> FieldHabits:
        """Return which fields the articles of a section (None: of the site) have, in their usual order."""
        pages = [
            page
            for page in list(self._pages.values())
            if (section is None or page.content.section == section)
            and page.content.kind != "branch"
            and page.header.problem is None
        ]
        return field_habits((page.header.keys, page.header.fields) for page in pages)

    def source_names(self) -> dict[str, Counter[str]]:
        """Return which ``source_name`` goes with which domain of ``source_url``."""
        return source_names(page.header.fields for page in list(self._pages.values()))

    def update(self, paths: Iterable[Path]) -> list[Change]:
        """Read changed paths again (files or folders, there or gone) and return what changed in the catalogue.

        Content decides: a file that was only touched gives no change, and a second call gives none either.
        """
        with self._lock:
            before = dict(self._summaries)
            touched = self._read_again(paths)
            if touched:
                self._search.forget(Path(path) for path in touched)
                self._summarise_all()
            return self._changes(before, touched)

    def _read_again(self, paths: Iterable[Path]) -> set[str]:
        touched: set[str] = set()
        for path in paths:
            name = absolute(path)
            for known in [key for key in self._pages if is_within(key, name)]:
                if not os.path.lexists(known):
                    del self._pages[known]
                    touched.add(known)
            for found in self._found_at(Path(name)):
                folder = self.site.folder_of(Path(found.path))
                if folder is None:
                    continue
                page = read_page(self.site, folder, found)
                known_page = self._pages.get(found.path)
                if known_page is None or known_page.header != page.header:
                    self._pages[found.path] = page
                    touched.add(found.path)
        return touched

    def _found_at(self, path: Path) -> Iterable[Found]:
        return ()

    def _changes(self, before: Mapping[str, Summary], touched: set[str]) -> list[Change]:
        changes = []
        for name in sorted(before.keys() | self._summaries.keys()):
            old, new = before.get(name), self._summaries.get(name)
            if old is None:
                changes.append(Change("created", Path(name)))
            elif new is None:
                changes.append(Change("removed", Path(name)))
            elif old != new or name in touched:
                changes.append(Change("edited", Path(name)))
        return changes

    def _summarise_all(self) -> None:
        self._summaries = self._summariser.summarise(self._pages, self._now())
        self._sorted = tuple(sorted(self._summaries.values(), key=_newest_first))

    def _note_unreadable(self, folder: Path, reason: str) -> None:
        self.unreadable[folder] = reason


def _now() -> datetime:
    return datetime.now(UTC)


def _newest_first(summary: Summary) -> tuple[bool, float, str]:
    stamp = -summary.date.timestamp() if summary.date is not None else 0.0
    return (summary.date is None, stamp, summary.logical_path)
