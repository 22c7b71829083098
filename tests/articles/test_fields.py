"""The kinds of fields: Hugo's own, hinted ones, and guesses that never change a value."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.articles.fields import HUGO_FIELDS, Kind, fits, kind_of


@pytest.mark.parametrize(
    ("key", "value", "kind"),
    [
        ("title", "x", Kind.TEXT),
        ("Title", None, Kind.TEXT),
        ("title", "two\nlines", Kind.LONG_TEXT),
        ("description", "short", Kind.LONG_TEXT),
        ("date", "2026-01-05T10:00:00+08:00", Kind.DATE),
        ("date", date(2026, 1, 5), Kind.DATE),
        ("date", "", Kind.DATE),
        ("date", "soon", Kind.TEXT),
        ("draft", False, Kind.YES_NO),
        ("draft", "false", Kind.TEXT),
        ("weight", 3, Kind.NUMBER),
        ("tags", ["a"], Kind.LIST),
        ("tags", "a", Kind.LIST),
        ("tags", None, Kind.LIST),
        ("menu", "main", Kind.TEXT),
        ("menu", ["main"], Kind.LIST),
        ("menu", {"main": {}}, Kind.MAP),
        ("cascade", {"draft": True}, Kind.MAP),
        ("cascade", [{"draft": True}], Kind.MAP_LIST),
        ("resources", [], Kind.MAP_LIST),
        ("coverImage", "a.png", Kind.IMAGE),
        ("cover", {"image": "a.png"}, Kind.MAP),
        ("images", ["a.png"], Kind.LIST),
        ("source_url", "https://example.org/", Kind.LINK),
        ("source_url", None, Kind.LINK),
        ("other", "https://example.org/", Kind.LINK),
        ("other", "2026-01-05", Kind.DATE),
        ("other", "pictures/a.webp", Kind.IMAGE),
        ("other", "x" * 500, Kind.LONG_TEXT),
        ("other", 5, Kind.NUMBER),
        ("other", True, Kind.YES_NO),
        ("other", [[1]], Kind.MAP_LIST),
        ("other", None, Kind.TEXT),
    ],
)
def test_kinds(key: str, value: Any, kind: Kind) -> None:
    assert kind_of(key, value) is kind


def test_hints_go_between_hugo_and_the_guess() -> None:
    hints = {"cover": Kind.TEXT, "title": Kind.LONG_TEXT, "stars": Kind.NUMBER, "topics": Kind.LIST}
    assert kind_of("Cover", "a.png", hints) is Kind.TEXT
    assert kind_of("title", "x", hints) is Kind.TEXT
    assert kind_of("stars", None, hints) is Kind.NUMBER
    assert kind_of("stars", "five", hints) is Kind.TEXT
    assert kind_of("topics", "one", hints) is Kind.LIST


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


@given(st.sampled_from([*HUGO_FIELDS, "cover", "my_url", "other"]), VALUES, st.sampled_from(Kind))
def test_a_kind_can_always_show_the_value(key: str, value: Any, hint: Kind) -> None:
    kind = kind_of(key, value, {key: hint})
    assert fits(kind, value) or (isinstance(value, dict) and kind is Kind.MAP)
