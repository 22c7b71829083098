"""Heading ids of the three kinds, and how they are kept apart."""

from __future__ import annotations

import pytest

from editor.markup.headings import anchor, unique


@pytest.mark.parametrize(
    ("text", "github", "ascii_only", "blackfriday"),
    [
        ("Hello, World!", "hello-world", "hello-world", "hello-world"),
        ("中文 標題，", "中文-標題", "-", "中文-標題"),
        ("Crème  brûlée", "crème--brûlée", "creme--brulee", "crème-brûlée"),
        ("a_b - c", "a_b---c", "a_b---c", "a-b-c"),
        ("1.2 x²", "12-x", "12-x", "1-2-x²"),
        ("!!!", "heading", "heading", "heading"),
        (" a ", "a", "a", "a"),
    ],
)
def test_anchor(text: str, github: str, ascii_only: str, blackfriday: str) -> None:
    assert [anchor(text, kind) for kind in ("github", "github-ascii", "blackfriday")] == [
        github,
        ascii_only,
        blackfriday,
    ]


def test_unique() -> None:
    taken: dict[str, int] = {}
    assert [unique(name, taken) for name in ("a", "a", "a-1", "a", "a-1")] == [
        "a",
        "a-1",
        "a-1-1",
        "a-2",
        "a-1-2",
    ]
