"""How often the page of the preview ended in a row: after too many times it is tried again only with another text."""

from __future__ import annotations

from typing import Final

MOST_FAILURES: Final = 2
"""Failures in a row with one revision after which it is not shown again before it changes."""


class Attempts:
    """Counts what fails of one article's page."""

    def __init__(self) -> None:
        self._failures = 0
        self._given_up: int | None = None
        """The revision of the text with which the page ended too often."""

    def begin(self) -> None:
        """The page stands as a whole, or begins with another article: nothing of before counts."""
        self._failures, self._given_up = 0, None

    def fail(self, revision: int) -> bool:
        """The page failed with this revision; returns whether it shall be tried again at once."""
        self._failures += 1
        is_over = self._failures >= MOST_FAILURES
        self._given_up = revision if is_over else None
        return not is_over

    def is_worth_another(self, revision: int) -> bool:
        """Whether a page that was given up is tried again: once for each later revision."""
        if self._given_up is None or revision <= self._given_up:
            return False
        # What it ended from may be gone from the text, or was only a busy machine.
        self._failures, self._given_up = MOST_FAILURES - 1, None
        return True
