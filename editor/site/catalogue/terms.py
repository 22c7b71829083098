"""Finds the terms of a taxonomy that are probably one term written in two ways."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Mapping
from functools import lru_cache

_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]|[\U00020000-\U0003ffff]")
_SPACING = re.compile(r"[\s_\-‐-―・·]+")


def fold_term(term: str) -> str:
    """Return a key that is equal for terms differing only in case, width, spacing or script variant."""
    folded = _SPACING.sub("", unicodedata.normalize("NFKC", term).casefold())
    return _simplified(folded) if _HAN.search(folded) else folded


@lru_cache(maxsize=8192)
def _simplified(text: str) -> str:
    return _to_simplified()(text)


@lru_cache(maxsize=1)
def _to_simplified() -> Callable[[str], str]:
    # OpenCC is imported when the first Han term is folded: it costs a tenth of the window's start-up.
    from opencc import OpenCC

    # One converter for all terms: making it takes far longer than converting one.
    return OpenCC("t2s").convert


def near_duplicates(terms: Mapping[str, int]) -> list[tuple[str, ...]]:
    """Return the groups of terms that fold to one key, the most frequent term of each group first."""
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for term in terms:
        groups[fold_term(term)].append(term)
    found = [
        sorted(group, key=lambda term: (-terms[term], term)) for group in groups.values() if len(group) > 1
    ]
    return [
        tuple(group)
        for group in sorted(found, key=lambda group: (-sum(terms[term] for term in group), group[0]))
    ]
