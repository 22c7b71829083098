"""Regular expressions from a site's configuration, kept from running for ever."""

from __future__ import annotations

import re
from collections.abc import Iterable

# Go's engine takes linear time for any pattern, Python's does not: what could blow up is refused. Without a
# repetition or a choice inside a repetition the cost is a polynomial of the number of repetitions.
_NESTED = re.compile(r"\((?:[^()\\]|\\.)*(?:[*+|]|\{\d*,)(?:[^()\\]|\\.)*\)\s*(?:[*+]|\{)")
_REPETITION = re.compile(r"(?<!\\)(?:\\\\)*(?:[*+]|\{\d*,)")
_MOST_REPETITIONS = 4
_LONGEST = 500


def compile_pattern(text: str) -> re.Pattern[str] | None:
    """Return a pattern ready to search with, or None when it is broken or could take too long."""
    repetitions = len(_REPETITION.findall(text))
    if len(text) > _LONGEST or repetitions > _MOST_REPETITIONS or _NESTED.search(text):
        return None
    if repetitions and re.search(r"\(.*\(.*[*+{].*\).*\)\s*[*+{]", text):
        return None
    try:
        return re.compile(text)
    except (re.error, RecursionError, OverflowError):
        return None


def refused(texts: Iterable[str]) -> list[str]:
    """Return the patterns that `compile_pattern` does not take."""
    return [text for text in texts if compile_pattern(text) is None]
