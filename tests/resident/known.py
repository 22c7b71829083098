"""Faults that are known and not mended yet: the oracle passes them over, so that it finds the others."""

from __future__ import annotations

import re

KNOWN: tuple[re.Pattern[str], ...] = ()


def is_known(said: str) -> bool:
    """Whether this is passed over."""
    return any(pattern.match(said) for pattern in KNOWN)
