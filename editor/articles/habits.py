"""Where a site's articles put their keys: the usual order, learnt from examples."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations


def typical_order(examples: Iterable[Sequence[str]]) -> tuple[str, ...]:
    """Return all keys of the examples (each the keys of one article, in its order), lower-case, in the usual order.

    A key stands before another when it does so in more of the articles that have both; of keys that never meet, the more common one stands first.
    """
    before: Counter[tuple[str, str]] = Counter()
    keys: Counter[str] = Counter()
    for example in examples:
        folded = [key.lower() for key in example]
        keys.update(folded)
        before.update(combinations(folded, 2))
    wins: Counter[str] = Counter()
    for one, two in combinations(keys, 2):
        balance = before[one, two] - before[two, one]
        wins[one] += (balance > 0) - (balance < 0)
        wins[two] += (balance < 0) - (balance > 0)
    return tuple(sorted(keys, key=lambda key: (-wins[key], -keys[key])))
