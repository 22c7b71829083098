"""Finds articles by words in title, path, terms and text."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from editor.site.catalogue.summary import Summary
from editor.site.header import read_body

# Of one article at most this much text is searched, and of all together this much is kept in memory.
_ARTICLE_LIMIT = 4 * 1024 * 1024
_KEPT_LIMIT = 200 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Filter:
    """What the library shows: every part that is set must hold."""

    text: str = ""
    """Words that must all occur in title, path, terms or (with `in_body`) the text."""
    section: str | None = None
    tag: str = ""
    category: str = ""
    draft: bool | None = None
    state: str = ""
    """A publication state such as "scheduled"."""
    language: str = ""
    in_body: bool = False

    def keeps(self, summary: Summary) -> bool:
        """Whether everything but `text` holds."""
        return (
            (self.section is None or summary.section == self.section)
            and (not self.tag or self.tag in summary.tags)
            and (not self.category or self.category in summary.categories)
            and (self.draft is None or summary.draft == self.draft)
            and (not self.state or summary.publication.state == self.state)
            and (not self.language or summary.language == self.language)
        )


def folded(text: str) -> str:
    """Return text as it is compared: composed, one width, no case."""
    return unicodedata.normalize("NFKC", text).casefold()


class Search:
    """Keeps what is searched; texts are read when a search first needs them."""

    def __init__(self) -> None:
        self._bodies: dict[Path, str] = {}
        self._heads: dict[Path, tuple[Summary, str]] = {}
        self._kept = 0

    def forget(self, paths: Iterable[Path]) -> None:
        """Drop the texts of articles that changed."""
        for path in paths:
            self._kept -= len(self._bodies.pop(path, ""))
            self._heads.pop(path, None)

    def find(
        self, summaries: Iterable[Summary], wanted: Filter, cancelled: Callable[[], bool] | None = None
    ) -> list[Summary]:
        """Return the summaries that match, in the order given; what was found so far when cancelled."""
        words = folded(wanted.text).split()
        result = []
        for summary in summaries:
            if cancelled is not None and cancelled():
                break
            if not wanted.keeps(summary):
                continue
            missing = [word for word in words if word not in self._head(summary)]
            if not missing or (wanted.in_body and self._in_body(summary.path, missing)):
                result.append(summary)
        return result

    def _head(self, summary: Summary) -> str:
        kept = self._heads.get(summary.path)
        if kept is not None and kept[0] is summary:
            return kept[1]
        parts = (summary.display_title, summary.logical_path, *summary.tags, *summary.categories)
        text = folded("\n".join(parts))
        self._heads[summary.path] = (summary, text)
        return text

    def _in_body(self, path: Path, words: list[str]) -> bool:
        text = self._bodies.get(path)
        if text is None:
            text = folded(read_body(os.fspath(path), _ARTICLE_LIMIT))
            if self._kept + len(text) <= _KEPT_LIMIT:
                self._bodies[path] = text
                self._kept += len(text)
        return all(word in text for word in words)
