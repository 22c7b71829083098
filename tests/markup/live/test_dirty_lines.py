"""Edited lines that are noted one after the other, against the texts themselves."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from editor.markup.live.dirty_lines import DirtyLines
from editor.markup.live.source_text import LineChange


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=6))
def test_whatever_is_edited_the_lines_around_the_noted_ones_are_as_they_were(
    edits: list[tuple[int, int, int]],
) -> None:
    before = [f"old {number}" for number in range(10)]
    text = list(before)
    dirty: DirtyLines | None = None
    for number, (place, count, inserted) in enumerate(edits):
        first = min(place, len(text))
        removed = min(count, len(text) - first)
        text[first : first + removed] = [f"new {number}"] * inserted
        change = LineChange(first, removed, inserted)
        if dirty is None:
            dirty = DirtyLines(first, first + inserted, inserted - removed)
        else:
            dirty.add(change)
    assert dirty is not None
    assert text[: dirty.first] == before[: dirty.first]
    assert text[dirty.end :] == before[dirty.end - dirty.moved :]
