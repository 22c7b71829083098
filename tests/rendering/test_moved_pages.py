"""Where files will be once articles have another name or are gone."""

from __future__ import annotations

from pathlib import Path

from editor.rendering.moved_pages import elsewhere_of

POSTS = Path("/site/content/posts")


def test_what_is_renamed_goes_with_all_below_it_and_nothing_else_moves() -> None:
    elsewhere = elsewhere_of([POSTS / "old"], POSTS / "new")
    assert elsewhere(POSTS / "old") == POSTS / "new"
    assert elsewhere(POSTS / "old/index.md") == POSTS / "new/index.md"
    assert elsewhere(POSTS / "older/index.md") == POSTS / "older/index.md"


def test_what_is_deleted_is_nowhere() -> None:
    elsewhere = elsewhere_of([POSTS / "a.md", POSTS / "b"], None)
    assert elsewhere(POSTS / "a.md") is None
    assert elsewhere(POSTS / "b/one.png") is None
    assert elsewhere(POSTS / "c.md") == POSTS / "c.md"
