"""Edits at UTF-16 offsets do to the worker's text what they do to the editor's."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.markup.live.source_text import LineChange, SourceText

TEXT = st.text(st.sampled_from("ab\n𠮷👩é中\u2028\r"), max_size=30)


def units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


@given(TEXT, st.lists(st.tuples(st.floats(0, 1), st.integers(0, 6), TEXT), max_size=12))
def test_any_edits(text: str, edits: list[tuple[float, int, str]]) -> None:
    source = SourceText(text)
    for place, removed, inserted in edits:
        start = int(place * units(text))
        removed = min(removed, units(text) - start)
        lines = text.split("\n")
        change = source.replace(start, removed, inserted)
        data, new = text.encode("utf-16-le", "surrogatepass"), inserted.encode("utf-16-le", "surrogatepass")
        text = (data[: 2 * start] + new + data[2 * (start + removed) :]).decode("utf-16-le", "surrogatepass")
        assert str(source) == text
        assert source.lines == text.split("\n")
        assert source.length == units(text)
        # Lines outside of the change are the old ones.
        assert source.lines[: change.first] == lines[: change.first]
        assert source.lines[change.first + change.inserted :] == lines[change.first + change.removed :]


def test_halves_of_a_character_meet_again() -> None:
    source = SourceText("x👩y")
    assert source.replace(2, 1, "") == LineChange(0, 1, 1)
    source.replace(2, 0, "\udc69")
    assert str(source) == "x👩y"


@pytest.mark.parametrize(("start", "removed"), [(-1, 0), (0, 4), (4, 0), (2, 2), (0, -1)])
def test_edits_outside_of_the_text(start: int, removed: int) -> None:
    with pytest.raises(IndexError):
        SourceText("abc").replace(start, removed, "")
