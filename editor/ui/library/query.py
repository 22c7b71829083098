"""Decides which rows the library shows, and in which order: filter, sort, group. No widgets, any thread."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal

from editor.articles.problems import Problem
from editor.settings.choices import LibraryOrder
from editor.site.catalogue.search import folded
from editor.site.catalogue.summary import Summary

State = Literal["all", "draft", "scheduled", "problem"]
STATES: Final[tuple[State, ...]] = ("all", "draft", "scheduled", "problem")


@dataclass(frozen=True, slots=True)
class Query:
    """What the author wants to see. `text` is words that must all occur in title, path or terms."""

    text: str = ""
    state: State = "all"
    section: str | None = None
    tag: str = ""
    language: str = ""
    sort: LibraryOrder = LibraryOrder.DATE
    grouped: bool = True

    @property
    def narrows(self) -> bool:
        """Whether anything may be left out."""
        return bool(self.text.strip() or self.tag or self.language) or (
            self.state != "all" or self.section is not None
        )


@dataclass(frozen=True, slots=True)
class SectionRow:
    """The line above the articles of one section; `count` is how many match, shown or folded away."""

    section: str
    count: int
    is_folded: bool


Row = Summary | SectionRow

Key = Path | str
"""What a row stays known by when the list changes: an article's path, a section's name."""


def key_of(row: Row) -> Key:
    """Return what a row is known by from one list to the next."""
    return row.section if isinstance(row, SectionRow) else row.path


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the library is to show: a query, the sections folded away, what is found in the articles' text."""

    query: Query = field(default_factory=Query)
    folded: frozenset[str] = frozenset()
    in_text: frozenset[Path] = frozenset()


class Arrangement:
    """The rows of the library, and where each of them is."""

    def __init__(self, rows: Sequence[Row] = ()) -> None:
        self.rows = rows
        self.section_rows = [number for number, row in enumerate(rows) if isinstance(row, SectionRow)]
        """The numbers of the rows that are section lines, ascending."""
        self.numbers: dict[Key, int] = {key_of(row): number for number, row in enumerate(rows)}

    def has_rows_of(self, other: Arrangement) -> bool:
        """Whether the same rows stand in the same places; what they say may differ."""
        return len(self.rows) == len(other.rows) and all(
            new is old or key_of(new) == key_of(old) for new, old in zip(self.rows, other.rows, strict=True)
        )


class ArticleIndex:
    """All articles of a site with what finding and sorting them needs, computed once per article.

    To fill one and to arrange it takes a while at 10,000 articles; neither needs the UI thread.
    """

    def __init__(
        self,
        title_keys: Callable[[], Callable[[str], object]],
        summaries: Iterable[Summary] = (),
        before: ArticleIndex | None = None,
    ) -> None:
        """Take the articles of a catalogue, newest first; what another index knows of unchanged ones is kept.

        `title_keys` makes what gives the sort key of a title in the author's language, for use in one thread.
        """
        self._title_keys = title_keys
        self._summaries = tuple(summaries)
        self._haystacks: dict[Path, tuple[Summary, str]] = {}
        if before is not None and len(before._haystacks) <= 2 * len(self._summaries):
            self._haystacks = before._haystacks
        self._order: list[Summary] = []
        self._order_sort: LibraryOrder | None = None
        self._counts = Counter(
            all=len(self._summaries),
            draft=sum(summary.draft for summary in self._summaries),
            scheduled=sum(summary.publication.state == "scheduled" for summary in self._summaries),
        )
        self._languages = Counter(summary.language for summary in self._summaries)
        self._sections = Counter(summary.section for summary in self._summaries)
        self._tags = Counter(tag for summary in self._summaries for tag in summary.tags)
        self.modified: Mapping[Path, int] = before.modified if before is not None else {}
        """When each file was last written, nanoseconds; filled by whoever sorts by it."""
        self.problems: Mapping[Path, tuple[Problem, ...]] = before.problems if before is not None else {}
        """What is wrong with articles beyond what the catalogue knows; filled by whoever looks."""

    def refilled(self, summaries: Iterable[Summary]) -> ArticleIndex:
        """Return an index with these articles instead."""
        return ArticleIndex(self._title_keys, summaries, self)

    @property
    def summaries(self) -> tuple[Summary, ...]:
        """All articles, in the catalogue's order."""
        return self._summaries

    def set_modified(self, times: Mapping[Path, int]) -> None:
        """Take the times of the last writing."""
        self.modified = times
        if self._order_sort == LibraryOrder.MODIFIED:
            self._order_sort = None

    def set_problems(self, problems: Mapping[Path, tuple[Problem, ...]]) -> None:
        """Take what is wrong with the articles."""
        self.problems = problems
        self._counts.pop("problem", None)

    def arrange(self, wanted: Wanted) -> Arrangement:
        """Return the rows that are wanted."""
        query = wanted.query
        found = [summary for summary in self._sorted(query.sort) if self._keeps(summary, query)]
        words = folded(query.text).split()
        if words:
            found = [
                summary
                for summary in found
                if all(map(self._haystack(summary).__contains__, words)) or summary.path in wanted.in_text
            ]
        if not query.grouped:
            return Arrangement(found)
        return Arrangement(_grouped(found, wanted.folded))

    def names(self, summary: Summary, text: str) -> bool:
        """Whether all words of a text stand in an article's title, path or terms."""
        return all(map(self._haystack(summary).__contains__, folded(text).split()))

    def counts(self) -> Counter[str]:
        """Return how many articles each state of the filter holds (keys are those of `STATES`)."""
        if "problem" not in self._counts:
            self._counts["problem"] = sum(map(self._has_problem, self._summaries))
        return self._counts

    def sections(self) -> Counter[str]:
        """Return how many articles each section holds."""
        return self._sections

    def languages(self) -> Counter[str]:
        """Return how many articles each language has."""
        return self._languages

    def tags(self) -> Counter[str]:
        """Return how many articles have each tag."""
        return self._tags

    def _keeps(self, summary: Summary, query: Query) -> bool:
        return (
            (query.state == "all" or self._is_in_state(summary, query.state))
            and (query.section is None or summary.section == query.section)
            and (not query.tag or query.tag in summary.tags)
            and (not query.language or summary.language == query.language)
        )

    def _is_in_state(self, summary: Summary, state: State) -> bool:
        if state == "draft":
            return summary.draft
        if state == "scheduled":
            return summary.publication.state == "scheduled"
        return self._has_problem(summary)

    def _has_problem(self, summary: Summary) -> bool:
        is_broken = summary.problem != "" or summary.publication.state == "broken"
        return is_broken or summary.path in self.problems

    def _haystack(self, summary: Summary) -> str:
        kept = self._haystacks.get(summary.path)
        if kept is not None and kept[0] is summary:
            return kept[1]
        parts = (summary.display_title, summary.logical_path, *summary.tags, *summary.categories)
        text = folded("\n".join(parts))
        self._haystacks[summary.path] = (summary, text)
        return text

    def _sorted(self, sort: LibraryOrder) -> list[Summary]:
        if self._order_sort != sort:
            # The catalogue's own order is by date already.
            key = self._key(sort)
            self._order = sorted(self._summaries, key=key) if key is not None else list(self._summaries)
            self._order_sort = sort
        return self._order

    def _key(self, sort: LibraryOrder) -> Callable[[Summary], str | tuple[object, str]] | None:
        if sort == LibraryOrder.TITLE:
            title_key = self._title_keys()
            return lambda summary: (title_key(summary.display_title), summary.logical_path)
        if sort == LibraryOrder.PATH:
            return lambda summary: summary.logical_path.casefold()
        if sort == LibraryOrder.MODIFIED:
            times = self.modified
            return lambda summary: (-times.get(summary.path, 0), summary.logical_path)
        return None


def _grouped(found: list[Summary], folded_sections: frozenset[str]) -> list[Row]:
    """Put each section's articles together, its own page first, the pages of no section on top."""
    groups: dict[str, list[Summary]] = {}
    for summary in found:
        groups.setdefault(summary.section, []).append(summary)
    rows: list[Row] = []
    for section in sorted(groups, key=lambda name: (name != "", name.casefold(), name)):
        members = groups[section]
        is_folded = section in folded_sections
        rows.append(SectionRow(section, len(members), is_folded))
        if not is_folded:
            own = [summary for summary in members if summary.kind == "branch" and _is_top(summary)]
            rows.extend(own)
            rows.extend([summary for summary in members if summary not in own] if own else members)
    return rows


def _is_top(summary: Summary) -> bool:
    return summary.logical_path.count("/") <= 1
