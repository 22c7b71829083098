"""Terms of a list field: splits what was pasted, finds near-duplicates of terms the site already uses."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from editor.site.catalogue.terms import fold_term

SEPARATORS = ",、，;；\n\r\t\u2028\u2029"
"""Characters that end a term: ASCII and full-width commas and semicolons, the enumeration comma, line ends."""

# Quotes around a whole term; the apostrophe of '90s belongs to it.
_QUOTED = re.compile(r"""\A["'“]+(.*?)["'”]+\Z""", re.DOTALL)
_SPLIT = re.compile(f"[{SEPARATORS}]+")


def split_terms(text: str) -> list[str]:
    """Return the terms in `text`: cut at separators, outer spaces and quotes off, empty ones dropped."""
    parts = (_QUOTED.sub(r"\1", part.strip()).strip() for part in _SPLIT.split(text))
    return [part for part in parts if part]


class TermsInUse:
    """The terms that a site's articles have in one field, folded once for all look-ups.

    `key` gives the same text for spellings that mean one term (case, width, spacing, script variant).
    """

    def __init__(self, counts: Mapping[str, int], key: Callable[[str], str] = fold_term) -> None:
        """Take the number of articles by term. Folding thousands of terms takes a while: do it off the UI thread."""
        self.counts = counts
        self._key = key
        ordered = sorted(counts, key=lambda term: (-counts[term], term))
        self._folded = {term: key(term) for term in ordered}
        self._spellings: dict[str, list[str]] = {}
        for term, folded in self._folded.items():
            self._spellings.setdefault(folded, []).append(term)

    def usual_spelling(self, term: str, here: Sequence[str] = ()) -> str | None:
        """Return the spelling that `term` should have; None where `term` is the usual one or unknown.

        here: the terms before it in this article: one of them in another spelling is the one to keep.
        """
        if not self._spellings:
            return None
        folded = self._key(term)
        twin = next((other for other in here if other != term and self._key(other) == folded), None)
        best = next((other for other in self._spellings.get(folded, ()) if other != term), None)
        own = self.counts.get(term, 0)
        if best is None or self.counts[best] < own:
            return twin
        # The count of `term` holds this very article: equal counts are no reason to change it, unless nobody
        # else writes it so.
        return best if self.counts[best] > own or (own == 1 and twin is None) else twin

    def matching(self, typed: str, taken: Sequence[str], limit: int = 8) -> list[tuple[str, int]]:
        """Return the terms to offer for `typed` with their counts: beginnings first, then by frequency."""
        wanted, here = self._key(typed), set(taken)
        found = [term for term, folded in self._folded.items() if wanted in folded and term not in here]
        found.sort(key=lambda term: not self._folded[term].startswith(wanted))
        return [(term, self.counts[term]) for term in found[:limit]]


NOTHING_IN_USE = TermsInUse({})
