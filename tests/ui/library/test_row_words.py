"""What is said of a row of the library, and what it keeps to itself."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from editor.articles.problems import Problem
from editor.site.catalogue.catalogue import Catalogue
from editor.site.catalogue.summary import Summary
from editor.site.site import Site
from editor.ui.library.query import SectionRow
from editor.ui.library.row_words import article_tooltip, row_text, spoken, state_label


@pytest.fixture
def summary(small_site: Path) -> Summary:
    summaries = Catalogue.build(Site.find(small_site)).summaries()
    return next(s for s in summaries if s.logical_path == "notes/toml.md")


def found(count: int) -> list[Problem]:
    return [Problem.of_file(None, "error", "code", f"Wrong {number}.", number) for number in range(count)]


def test_a_section_tells_its_number_and_hugos_top_level_has_a_name() -> None:
    assert row_text(SectionRow("posts", 3, is_folded=False)) == "posts (3)"
    assert spoken(SectionRow("", 1, is_folded=True)) == "Top level (1)"


def test_three_problems_stand_in_the_tooltip_and_the_number_of_all(summary: Summary) -> None:
    words = article_tooltip(summary, found(5))
    assert "line 2: Wrong 2." in words
    assert "Wrong 3." not in words
    assert "Problems in all: 5" in words
    assert "in all" not in article_tooltip(summary, found(3))


def test_front_matter_that_cannot_be_read_is_the_one_thing_said(summary: Summary) -> None:
    broken = replace(summary, problem="No value.", problem_line=4)
    words = article_tooltip(broken, found(2))
    assert "line 4: No value." in words
    assert "Wrong" not in words
    assert state_label(broken) == "Broken"


def test_a_title_with_line_breaks_stays_one_line(summary: Summary) -> None:
    assert "\n" not in row_text(replace(summary, title="one\ntwo"))
    assert spoken(replace(summary, title="one\ntwo")).startswith("one")
