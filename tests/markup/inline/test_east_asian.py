"""Which line ends between East Asian characters become no space."""

from __future__ import annotations

import pytest

from editor.markup.inline.east_asian import keeps_soft_break


@pytest.mark.parametrize(
    ("before", "after", "simple", "css3draft"),
    [
        ("中", "文", False, False),
        ("中", "a", True, False),
        ("a", "b", True, True),
        ("한", "글", False, True),
        ("。", "中", False, False),
        ("，", "a", True, False),
        ("カ", "な", False, False),
        ("a", "\u200b", True, False),
        ("👍", "a", True, True),
    ],
)
def test_breaks(before: str, after: str, simple: bool, css3draft: bool) -> None:
    assert keeps_soft_break(before, after, "simple") is simple
    assert keeps_soft_break(before, after, "css3draft") is css3draft
