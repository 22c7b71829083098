"""What the highlighter sees in lines of Markdown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from editor.writing import syntax


def kinds(line: str, state: int = syntax.TEXT) -> set[tuple[str, str]]:
    spans, _ = syntax.scan(line, state)
    return {(span.kind, line[span.start : span.start + span.length]) for span in spans}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("## 標題", ("heading2", "## 標題")),
        ("中文**粗體**中文", ("strong", "**粗體**")),
        ("*word*", ("emphasis", "*word*")),
        ("`a*b*`", ("code", "`a*b*`")),
        ("[text](https://example.org)", ("link", "text")),
        ("1. item", ("item", "1.")),
        ("- [x] done", ("item", "[x]")),
        ("> quote", ("quote", "> quote")),
        ("see https://example.org/x now", ("auto", "https://example.org/x")),
        ('{{< figure src="a.png" >}}', ("shortcode", '{{< figure src="a.png" >}}')),
        ("note[^1]", ("footnote", "[^1]")),
        ("~~gone~~", ("strike", "~~gone~~")),
        # Emphasis that Hugo publishes as literal asterisks is not shown as bold.
        ("與**「文字」**中", ("unrendered", "**「文字」**")),
        ("**真，**她", ("unrendered", "**真，**")),
    ],
)
def test_a_construct_is_found(line: str, expected: tuple[str, str]) -> None:
    assert expected in kinds(line)


@pytest.mark.parametrize("line", ["snake_case_word", "2 * 3 * 4", r"\*not\*", "#hashtag", "a_b_c"])
def test_plain_text_stays_plain(line: str) -> None:
    assert not {kind for kind, _ in kinds(line)} & {"strong", "emphasis", "heading1", "unrendered"}


def test_a_fence_holds_until_a_fitting_fence() -> None:
    states = []
    state = syntax.TEXT
    for line in ["````", "```", "# no heading", "````", "# heading"]:
        spans, state = syntax.scan(line, state)
        states.append([span.kind for span in spans])
    assert states[1] == ["code_block"]
    assert states[2] == ["code_block"]
    assert "heading1" in states[4]


@given(st.lists(st.text(alphabet="`~>-*#$ <!ab[]()文\\_{%}", max_size=20), max_size=8))
def test_the_quick_scan_agrees_with_the_full_one(lines: list[str]) -> None:
    full = quick = syntax.TEXT
    for line in lines:
        spans, full = syntax.scan(line, full)
        quick = syntax.next_state(line, quick)
        assert quick == full
        assert all(s.start >= 0 and s.start + s.length <= len(line) for s in spans)
