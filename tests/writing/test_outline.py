"""Lines, shortcodes and sections of the outline. That its headings are Hugo's: tests/hugo/test_outline.py."""

from __future__ import annotations

import pytest

from editor.writing.outline import Heading, find_headings, heading_above, plain_heading


def test_lines_count_from_nought_and_a_paragraph_heading_stands_on_its_first_line() -> None:
    text = "\n# One\n\ntext\n\nTwo\nlines\n---\n## 三\n"
    assert find_headings(text) == [Heading(1, "One", 1), Heading(2, "Two lines", 5), Heading(2, "三", 8)]


def test_highlight_and_comment_shortcodes_hide_what_looks_like_a_heading() -> None:
    text = "{{< highlight sh >}}\n# no\n{{< /highlight >}}\n# yes\n{{% comment %}}\n# no\n{{% /comment %}}\n{{< tab >}}\n# tab\n"
    assert [heading.text for heading in find_headings(text)] == ["yes", "tab"]


def test_the_heading_above_a_line() -> None:
    headings = find_headings("before\n# a\n\n## b\ntext\n# c\n")
    assert [heading_above(headings, line) for line in (0, 1, 2, 3, 4, 5, 99)] == [-1, 0, 0, 1, 1, 2, 2]
    assert heading_above([], 0) == -1


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        (" ![a picture](x.png)", "a picture"),
        (" {{< icon star >}} Star", "Star"),
        (" 與**「文字」**中", "與**「文字」**中"),
        (" `a_b_c` and a\\_b\\_c", "a_b_c and a_b_c"),
        (" ***all*** of **it**", "all of it"),
    ],
)
def test_a_heading_reads_without_marks(source: str, shown: str) -> None:
    assert plain_heading(source) == shown


@pytest.mark.parametrize(
    "piece", ["```\n", "# a\n", "<div>\n", "- ", "> ", "[", "`a", "**a ", "a\n", "<!--\n", "    # a\n", "~"]
)
def test_hostile_text_ends(piece: str) -> None:
    found = find_headings(piece * 20_000)
    assert len(found) == (20_000 if piece == "# a\n" else 0)
