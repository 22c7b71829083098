"""Where the library's lines lie, against a plain sum over all of them."""

from __future__ import annotations

import pytest

from editor.ui.library.places import Places

SECTION, ARTICLE = 32, 52
LAYOUTS = {
    "empty": (0, []),
    "flat": (5, []),
    "one": (4, [0]),
    "several": (12, [0, 4, 5, 9]),
    "folded": (3, [0, 1, 2]),
}


@pytest.mark.parametrize(("count", "sections"), LAYOUTS.values(), ids=LAYOUTS)
def test_every_line_lies_below_the_one_before(count: int, sections: list[int]) -> None:
    places = Places(count, sections, ARTICLE, SECTION)
    top = 0
    for row in range(count):
        height = SECTION if row in sections else ARTICLE
        assert (places.top(row), places.height(row)) == (top, height)
        assert places.row_at(top) == places.row_at(top + height - 1) == row
        top += height
    assert places.total == top
    assert places.row_at(top) == places.row_at(-1) == -1


def test_the_topmost_section_stays_until_the_next_one_pushes_it_away() -> None:
    places = Places(12, [0, 4, 5, 9], ARTICLE, SECTION)
    assert places.pinned(0) == (0, 0)
    assert places.pinned(100) == (0, 0)
    next_top = places.top(4)
    assert places.pinned(next_top - SECTION) == (0, 0)
    assert places.pinned(next_top - 10) == (0, 10 - SECTION)
    assert places.pinned(next_top) == (4, 0)
    assert places.pinned(places.top(11)) == (9, 0)
    assert Places(5, [], ARTICLE, SECTION).pinned(10) == (-1, 0)
