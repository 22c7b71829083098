"""Attribute lists behind headings, fences and below blocks."""

from __future__ import annotations

import pytest

from editor.markup.attributes import parse_attributes, written


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("{#a .b .c}", {"id": "a", "class": "b c"}),
        ('{a="x \\"y\\"" b=c d=1 e=true f=null}', {"a": 'x "y"', "b": "c", "d": 1.0, "e": True, "f": None}),
        ('{hl_lines=[1,"3-4"], title="t"}', {"hl_lines": [1.0, "3-4"], "title": "t"}),
        ("{}", {}),
        ("  {#中文}", {"id": "中文"}),
    ],
)
def test_lists(text: str, found: dict) -> None:
    assert parse_attributes(text) == (found, len(text))


@pytest.mark.parametrize("text", ["{a}", "{a=}", "{#a", "x", '{a="b}', "{=b}", "{class=1}", "{a=[1}"])
def test_no_lists(text: str) -> None:
    assert parse_attributes(text) is None


def test_written() -> None:
    assert [written(value) for value in ("x", 1.0, 1.5, True, None)] == ["x", "1", "1.5", "true", ""]
