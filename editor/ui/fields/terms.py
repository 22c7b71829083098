"""Terms of a list field: splits what was pasted, finds near-duplicates of terms the site already uses."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

SEPARATORS = ",、，;；\n\r\t\u2028\u2029"
"""Characters that end a term: ASCII and full-width commas and semicolons, the enumeration comma, line ends."""

_SPLIT = re.compile(f"[{SEPARATORS}]+")


def split_terms(text: str) -> list[str]:
    """Return the terms in `text`: cut at separators, outer spaces and quotes off, empty ones dropped."""
    parts = (part.strip().strip("\"'“”") for part in _SPLIT.split(text))
    return [part for part in (part.strip() for part in parts) if part]


def near_duplicate(term: str, in_use: Mapping[str, int], key: Callable[[str], str]) -> str | None:
    """Return the site's more frequent spelling of `term`, None where `term` itself is the usual one.

    `key` gives the same text for spellings that mean one term; `in_use` counts articles by spelling.
    """
    wanted = key(term)
    same = [other for other in in_use if other != term and key(other) == wanted]
    best = max(same, key=lambda other: (in_use[other], other), default=None)
    # The count of `term` holds this very article, so equal counts are no reason to change it.
    return best if best is not None and in_use[best] > in_use.get(term, 0) else None


def matching_terms(
    typed: str, in_use: Mapping[str, int], taken: Sequence[str], key: Callable[[str], str], limit: int = 8
) -> list[tuple[str, int]]:
    """Return the terms to offer for `typed` with their counts: beginnings first, then by frequency."""
    wanted = key(typed)
    left = [(term, count) for term, count in in_use.items() if term not in taken]
    if wanted:
        left = [(term, count) for term, count in left if wanted in key(term)]
    left.sort(key=lambda pair: (not key(pair[0]).startswith(wanted), -pair[1], pair[0]))
    return left[:limit]
