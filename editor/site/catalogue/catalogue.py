"""A summary of every article of a site, kept in step with the disk."""

from __future__ import annotations

import os
import threading
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from editor.articles.values import Value
from editor.site.casting import lowered
from editor.site.catalogue.cascade import CascadedValues
from editor.site.catalogue.habits import FieldHabits, field_habits, source_names, values_in_use
from editor.site.catalogue.judged import Judged
from editor.site.catalogue.pages import (
    Adapters,
    Page,
    find_again,
    find_files,
    is_content_name,
    read_page,
)
from editor.site.catalogue.search import Filter, Search
from editor.site.catalogue.summarise import Summariser
from editor.site.catalogue.summary import Summary
from editor.site.catalogue.terms import near_duplicates
from editor.site.header import Header
from editor.site.places import absolute, parent_of
from editor.site.publishing import Publication
from editor.site.site import Site
from editor.site.urls import Permalinks
from editor.site.watching.changes import FileChange

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
        self._adapters = Adapters(site)
        self._summaries: dict[str, Summary] = {}
        self._sorted: tuple[Summary, ...] = ()
        self._next_change: datetime | None = None
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
        files = list(find_files(site, catalogue.unreadable.__setitem__))
        for number, (folder, found) in enumerate(files):
            if number % _STEP == 0:
                if cancelled is not None and cancelled():
                    break
                if on_progress is not None:
                    on_progress(number, len(files))
            if not catalogue._adapters.take(found):
                catalogue._pages[found.path] = read_page(site, folder, found)
        catalogue._set(catalogue._summariser.summarise(catalogue._pages, catalogue._now()))
        if on_progress is not None:
            on_progress(len(catalogue._pages), len(files))
        return catalogue

    def summaries(self) -> tuple[Summary, ...]:
        """Return every article, newest first, those without a date after them by path."""
        return self._sorted

    def get(self, path: Path) -> Summary | None:
        """Return the summary of one article, or None when it is not in the catalogue."""
        return self._summaries.get(absolute(path))

    def as_edited(
        self, path: Path, fields: Mapping[str, Value]
    ) -> tuple[Publication, Mapping[str, CascadedValues]] | None:
        """Return Hugo's verdict on an article if its file held these fields, and what it inherits then.

        None for an article that is not in the catalogue.
        """
        name = absolute(path)
        if name not in self._summariser.judged:
            return None
        return self._summariser.as_edited(
            name, {key.lower(): lowered(value) for key, value in fields.items()}, self._now()
        )

    def judged_as_edited(self, path: Path, header: Header) -> tuple[Judged, Publication] | None:
        """Return what Hugo derives from an article if its file held this front matter, and the verdict then.

        None for an article that is not in the catalogue.
        """
        name = absolute(path)
        if name not in self._summariser.judged:
            return None
        modified = self._summariser.judged[name].page.header.modified
        judged = self._summariser.judged_as_edited(name, replace(header, modified=modified))
        return judged, self._summariser.verdict_on(judged, self._now())

    def values_in_use(self) -> dict[str, Counter[str]]:
        """Return the values that the articles have under each key (lower case) with the number of articles."""
        return values_in_use(page.header.fields for page in list(self._pages.values()))

    def filter(self, text: str | Filter = "", cancelled: Cancelled | None = None) -> list[Summary]:
        """Return the articles that match words or a whole `Filter`, in the order of `summaries`."""
        wanted = text if isinstance(text, Filter) else Filter(text)
        with self._lock:
            return self._search.find(self._sorted, wanted, cancelled)

    def terms(self, taxonomy: str = "tags") -> Counter[str]:
        """Return the terms of a taxonomy (its plural name) with the number of articles that have each."""
        return self._summariser.terms(taxonomy)

    def near_duplicates(self, taxonomy: str = "tags") -> list[tuple[str, ...]]:
        """Return groups of terms that are probably the same, the most frequent of each group first."""
        return near_duplicates(self.terms(taxonomy))

    @property
    def adapters(self) -> frozenset[str]:
        """The places (Hugo's .Path) below which content adapters make pages that only Hugo knows."""
        return self._adapters.places()

    @property
    def judged(self) -> Mapping[str, Judged]:
        """What Hugo derives from each article, by absolute path."""
        return self._summariser.judged

    def permalink_of(self, path: Path) -> str:
        """Return the address at which an article is or would be published, "" when it has none.

        Raises PermalinkError for a permalink pattern that Hugo refuses.
        """
        entry = self._summariser.judged.get(absolute(path))
        if entry is None or entry.is_resource or entry.twin is not None:
            return ""
        return Permalinks(self.site, self._summariser.judged).permalink_of(entry)

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

    def update(self, paths: Iterable[Path]) -> list[FileChange]:
        """Read changed paths again (files or folders, there or gone) and return what changed in the catalogue.

        Content decides: a file that was only touched gives no change, and a second call gives none either.
        """
        with self._lock:
            touched = self._read_again({absolute(path) for path in paths})
            if not touched:
                return []
            before = self._summaries
            self._search.forget(map(Path, touched))
            fresh = self._summariser.summarise(self._pages, self._now(), touched)
            after = {name: fresh.get(name) or before[name] for name in self._pages}
            self._set(after)
            return _changes(before, after, touched)

    def pass_time(self) -> list[FileChange]:
        """Judge again what was due to appear or expire by now; returns the articles whose verdict changed."""
        with self._lock:
            now = self._now()
            due = [
                name
                for name, summary in self._summaries.items()
                if summary.publication.when is not None and summary.publication.when <= now
            ]
            after = dict(self._summaries)
            for name in due:
                after[name] = replace(after[name], publication=self._summariser.publication_of(name, now))
            before = self._summaries
            if due:
                self._set(after)
            return _changes(before, after, ())

    def next_change(self) -> datetime | None:
        """Return when the next scheduled article appears or the next one expires, or None."""
        return self._next_change

    def _read_again(self, names: set[str]) -> set[str]:
        """Read what is at these paths now; returns the keys of the pages that differ."""
        touched: set[str] = set()
        folders = {name for name in names if name not in self._pages and not is_content_name(name)}
        gone = names & self._pages.keys()
        if folders:
            gone |= {key for key in self._pages if any(parent in folders for parent in _parents(key))}
        for key in gone:
            if not os.path.lexists(key):
                del self._pages[key]
                touched.add(key)
        self._adapters.drop_gone()
        for folder, found in find_again(self.site, names, self.unreadable.__setitem__):
            if self._adapters.take(found):
                continue
            page = read_page(self.site, folder, found)
            known = self._pages.get(found.path)
            if known is None or known.header != page.header or known.is_link != page.is_link:
                self._pages[found.path] = page
                touched.add(found.path)
        return touched

    def _set(self, summaries: dict[str, Summary]) -> None:
        # Readers hold no lock: they see the picture before or this one, each whole.
        self._summaries = summaries
        self._sorted = tuple(sorted(summaries.values(), key=_newest_first))
        moments = [s.publication.when for s in self._sorted if s.publication.when is not None]
        self._next_change = min(moments, default=None)


def _changes(
    before: Mapping[str, Summary], after: Mapping[str, Summary], touched: Collection[str]
) -> list[FileChange]:
    changes = []
    for name in sorted(before.keys() | after.keys()):
        old, new = before.get(name), after.get(name)
        if old is None:
            changes.append(FileChange("created", Path(name)))
        elif new is None:
            changes.append(FileChange("removed", Path(name)))
        elif old != new or name in touched:
            changes.append(FileChange("edited", Path(name)))
    return changes


def _parents(path: str) -> Iterator[str]:
    parent = parent_of(path)
    while parent != path:
        yield parent
        path, parent = parent, parent_of(parent)


def _now() -> datetime:
    return datetime.now(UTC)


def _newest_first(summary: Summary) -> tuple[bool, float, str]:
    stamp = -summary.date.timestamp() if summary.date is not None else 0.0
    return (summary.date is None, stamp, summary.logical_path)
