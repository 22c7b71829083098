"""Numbers with their noun: one word, two words."""

from __future__ import annotations


def counted(number: int, one: str, several: str) -> str:
    """Return `one` for 1, else `several` with the number in place of ``{0}``.

    Both are translated whole, so that no language has to build its plural from ours.
    """
    return one if number == 1 else several.format(f"{number:,}")
