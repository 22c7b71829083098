"""Glob patterns; those of cascade targets meet Hugo in tests/hugo."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.site.config.globs import FileFilter, _Parser, _run, matches, matches_any


@pytest.mark.parametrize(
    ("pattern", "text", "fits"),
    [
        ("/posts/*", "/posts/a", True),
        ("/posts/*", "/posts/a/b", False),
        ("/posts/**", "/posts/a/b", True),
        ("/posts/**", "/posts", False),
        ("/{posts,notes}/*", "/notes/a", True),
        ("/{posts,{notes,n}/x}/*", "/n/x/a", True),
        ("/p?sts/a", "/pasts/a", True),
        ("/p?sts/a", "/p/sts/a", False),
        ("/[a-c]/x", "/b/x", True),
        ("/[!a-c]/x", "/b/x", False),
        ("/POSTS/A", "/posts/a", True),
        (r"/\*", "/*", True),
        (r"/\*", "/a", False),
        ("/a.b", "/aXb", False),
        ("/[", "/[", True),
        ("/{a", "/{a", True),
        ("", "", True),
        ("**", "/anything/at/all", True),
    ],
)
def test_patterns(pattern: str, text: str, fits: bool) -> None:
    assert matches(pattern, text) is fits


def test_a_refusal_wins() -> None:
    assert matches_any(["*", "! de"], "en")
    assert not matches_any(["*", "! de"], "de")


@pytest.mark.parametrize(
    ("patterns", "kept"),
    [
        ((), {"a.md", "drafts/b.md", "posts/c.txt"}),
        (("! drafts/**",), {"a.md", "posts/c.txt"}),
        (("**.md",), {"a.md", "drafts/b.md"}),
        (("**.md", "! drafts/**"), {"a.md"}),
    ],
)
def test_file_filters(patterns: tuple[str, ...], kept: set[str]) -> None:
    names = {"a.md", "drafts/b.md", "posts/c.txt"}

    assert {name for name in names if FileFilter(patterns).keeps(name)} == kept


@pytest.mark.parametrize("pattern", ["*" * 40 + "b", "{" * 3000, "[" * 3000, "{a,b}" * 200, "*a" * 30 + "!"])
def test_hostile_patterns_end(pattern: str) -> None:
    assert matches(pattern, "a" * 60 + "!!") in (True, False)


@given(
    st.text(alphabet="ab/*?{},[]!-\\", max_size=12),
    st.text(alphabet="ab/-", max_size=10),
)
def test_both_ways_of_matching_agree(pattern: str, text: str) -> None:
    parser = _Parser(pattern)
    expression, states = parser.result()

    assert _run(states, text) == (re.compile(expression, re.DOTALL).fullmatch(text) is not None)
