"""What a query finds, in which order, in which groups."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from editor.site.catalogue.catalogue import Catalogue
from editor.site.catalogue.summary import Summary
from editor.site.site import Site
from editor.ui.library.query import ArticleIndex, Query, Row, SectionRow, Wanted


@pytest.fixture
def article_index(small_site: Path) -> ArticleIndex:
    return ArticleIndex(lambda: str.casefold, Catalogue.build(Site.find(small_site)).summaries())


def names(rows: Sequence[Row]) -> list[str]:
    """Sections as `[name count]`, articles by their path."""
    return [
        f"[{row.section} {row.count}]" if isinstance(row, SectionRow) else row.logical_path for row in rows
    ]


def test_articles_stand_under_their_sections_own_page_first_newest_next(article_index: ArticleIndex) -> None:
    assert names(article_index.arrange(Wanted(Query())).rows) == [
        "[ 2]",
        "_index.md",
        "about/index.md",
        "[notes 3]",
        "notes/toml.md",
        "notes/markup.md",
        "notes/untitled.md",
        "[posts 6]",
        "posts/_index.md",
        "posts/future.md",
        "posts/first.md",
        "posts/bundle/index.md",
        "posts/expired.md",
        "posts/broken.md",
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("anthropic", ["posts/first.md"]),
        ("ＡＮＴＨＲＯＰＩＣ", ["posts/first.md"]),
        ("投資 十分", ["posts/first.md"]),
        ("十分 zzz", []),
        ("notes/", ["notes/toml.md", "notes/markup.md", "notes/untitled.md"]),
        ("ai 投資", ["posts/first.md", "posts/bundle/index.md"]),
        ("  ", None),
    ],
)
def test_all_words_are_looked_for_in_title_path_and_terms(
    article_index: ArticleIndex, text: str, found: list[str] | None
) -> None:
    rows = names(article_index.arrange(Wanted(Query(text=text, grouped=False))).rows)
    assert rows == (
        found if found is not None else names(article_index.arrange(Wanted(Query(grouped=False))).rows)
    )


def test_states_sections_tags_and_counts(article_index: ArticleIndex) -> None:
    flat = Query(grouped=False)
    assert names(article_index.arrange(Wanted(replace(flat, state="draft"))).rows) == [
        "posts/bundle/index.md"
    ]
    assert names(article_index.arrange(Wanted(replace(flat, state="scheduled"))).rows) == ["posts/future.md"]
    assert names(article_index.arrange(Wanted(replace(flat, state="problem"))).rows) == ["posts/broken.md"]
    assert names(article_index.arrange(Wanted(replace(flat, section=""))).rows) == [
        "_index.md",
        "about/index.md",
    ]
    assert len(article_index.arrange(Wanted(replace(flat, section="notes"))).rows) == 3
    assert names(article_index.arrange(Wanted(replace(flat, tag="Hugo"))).rows) == [
        "posts/first.md",
        "notes/toml.md",
    ]
    assert dict(article_index.counts()) == {"all": 11, "draft": 1, "scheduled": 1, "problem": 1}
    assert article_index.tags() == {"AI 投資": 2, "Hugo": 2}


def test_orders(article_index: ArticleIndex, small_site: Path) -> None:
    def order(sort: str) -> list[str]:
        return names(article_index.arrange(Wanted(Query(sort=sort, section="notes", grouped=False))).rows)  # type: ignore[arg-type]

    assert order("title") == ["notes/toml.md", "notes/markup.md", "notes/untitled.md"]
    assert order("path") == ["notes/markup.md", "notes/toml.md", "notes/untitled.md"]
    notes = small_site / "content" / "notes"
    article_index.set_modified({notes / "untitled.md": 3, notes / "markup.md": 2})
    assert order("modified") == ["notes/untitled.md", "notes/markup.md", "notes/toml.md"]


def test_a_folded_section_keeps_its_line_and_count(article_index: ArticleIndex) -> None:
    rows = article_index.arrange(Wanted(folded=frozenset({"posts", ""}))).rows
    assert names(rows)[:1] == ["[ 2]"]
    assert names(rows)[-1:] == ["[posts 6]"]
    assert [row.is_folded for row in rows if isinstance(row, SectionRow)] == [True, False, True]


def test_articles_found_in_their_text_are_shown_too(article_index: ArticleIndex, small_site: Path) -> None:
    path = small_site / "content" / "notes" / "toml.md"
    rows = article_index.arrange(Wanted(Query(text="zzz", grouped=False), in_text=frozenset({path}))).rows
    assert names(rows) == ["notes/toml.md"]


def test_what_is_known_of_unchanged_articles_is_kept(article_index: ArticleIndex) -> None:
    article_index.arrange(Wanted(Query(text="hugo")))
    first, *others = article_index.summaries
    renamed = Summary(**{name: getattr(first, name) for name in first.__slots__} | {"title": "完全不同"})
    article_index = article_index.refilled([renamed, *others])
    assert names(article_index.arrange(Wanted(Query(text="完全不同", grouped=False))).rows) == [
        first.logical_path
    ]
    assert os.fspath(first.path) == os.fspath(renamed.path)
