"""Makes a list of steps that ends in a fault as short as it gets."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from tests.resident.vocabulary import Step


def shrink(
    steps: Sequence[Step], fails: Callable[[Sequence[Step]], bool], *, seconds: float = 300.0
) -> list[Step]:
    """Leave steps out as long as `fails` still says so: halves first, single steps in the end."""
    end = time.monotonic() + seconds
    kept = list(steps)
    size = max(1, len(kept) // 2)
    while size and time.monotonic() < end:
        at, was_shorter = len(kept) - size, False
        while at > -size and time.monotonic() < end:
            shorter = kept[: max(0, at)] + kept[at + size :]
            if shorter and len(shorter) < len(kept) and fails(shorter):
                kept, was_shorter = shorter, True
            at -= size
        if size == 1 and not was_shorter:
            break
        size = size // 2 if size > 1 else (1 if was_shorter else 0)
    return [
        Step(one.name, one.choices) if one.hasty and _calm(kept, n, fails) else one
        for n, one in enumerate(kept)
    ]


def _calm(kept: Sequence[Step], number: int, fails: Callable[[Sequence[Step]], bool]) -> bool:
    calmer = list(kept)
    calmer[number] = Step(kept[number].name, kept[number].choices)
    return fails(calmer)
