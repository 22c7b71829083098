"""Two states side by side: every line is shown once, and taking back all places gives the old state."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from editor.articles.differences import altered, compare, take_back

LINES = st.lists(st.sampled_from(["a\n", "b\n", "\n", "- 一\n", "c\u2028d\n"]), max_size=8).map("".join)
BODY = st.builds(str.__add__, LINES, st.sampled_from(["", "end"]))


def test_one_changed_line_is_one_place() -> None:
    found = compare(("---\nx: 1\n---\n", "a\nb\nc\n"), ("---\nx: 1\n---\n", "a\nB\nc\n"))
    assert [(row.old, row.now) for row in found.rows if row.place is not None] == [("b", "B")]
    assert found.differences[0].part == "body"


@given(LINES, BODY, LINES, BODY)
def test_all_places_taken_back_give_the_old_state(h1: str, b1: str, h2: str, b2: str) -> None:
    old, now = (h1, b1), (h2, b2)
    found = compare(old, now)
    assert [row.old for row in found.rows if row.old is not None] == _lines(h1) + _lines(b1)
    assert [row.now for row in found.rows if row.now is not None] == _lines(h2) + _lines(b2)
    for difference in reversed(found.differences):
        now = take_back(old, now, difference)
    assert now == old


def _lines(text: str) -> list[str]:
    return text.removesuffix("\n").split("\n") if text else []


def test_a_long_chinese_line_tells_which_characters_differ() -> None:
    old, now = (
        "這是一段很長的中文，說的是硯台 inkstone 的用法。",
        "這是一段很長的中文，說的是毛筆 brush 的用法。",
    )
    before, after = altered(old, now)
    assert [old[slice(*span)] for span in before] == ["硯台", "inkstone"]
    assert [now[slice(*span)] for span in after] == ["毛筆", "brush"]


def test_lines_with_little_in_common_differ_whole() -> None:
    assert altered("一二三", "甲乙丙") == (((0, 3),), ((0, 3),))


@given(st.text(max_size=40), st.text(max_size=40))
def test_what_does_not_differ_is_the_same_on_both_sides(old: str, now: str) -> None:
    def rest(text: str, spans: tuple[tuple[int, int], ...]) -> str:
        return "".join(char for n, char in enumerate(text) if not any(a <= n < b for a, b in spans))

    before, after = altered(old, now)
    assert rest(old, before) == rest(now, after)
