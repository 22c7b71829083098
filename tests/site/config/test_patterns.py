"""Regular expressions of a configuration: ordinary ones work, hostile ones are refused."""

from __future__ import annotations

import pytest

from editor.site.config.patterns import compile_pattern


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (r"\.draft\.md$", "/a/b.draft.md"),
        ("/node/", "/a/node/b"),
        (r"(a|b)\.md$", "/b.md"),
        (r".*~$", "x~"),
        ("(?i)X", "x"),
    ],
)
def test_ordinary_patterns(pattern: str, text: str) -> None:
    compiled = compile_pattern(pattern)

    assert compiled is not None
    assert compiled.search(text)


@pytest.mark.parametrize(
    "pattern",
    [
        "(a+)+$",
        "(a*)*b",
        "((a+)b?)+$",
        "(a|aa)+(b+)+$",
        ".*.*.*.*.*x",
        "(",
        "[",
        "a" * 501,
        "(?:a{1,}){2,}",
        "(.*)*",
    ],
)
def test_hostile_and_broken_patterns_are_refused(pattern: str) -> None:
    assert compile_pattern(pattern) is None
