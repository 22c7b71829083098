"""Pages by what a `ref` or a link names: the article's folder, the top, and for a `ref` a mere name."""

from __future__ import annotations

import pytest

from editor.markup.page_table import PagePath, PageTable

TABLE = PageTable(
    {
        "en": {
            path: path.rstrip("/") + "/"
            for path in ("/", "/posts", "/posts/a", "/posts/a/deep", "/posts/b", "/posts/deep/c", "/other")
        },
        "fr": {"/posts/a": "/fr/posts/a/"},
    }
)
PAGE = PagePath("/posts/a", "posts/a.md", "en")
LEAF = PagePath("/posts/b", "posts/b/index.md", "en")
BRANCH = PagePath("/posts", "posts/_index.md", "en")


@pytest.mark.parametrize(
    ("place", "target", "address"),
    [
        (PAGE, "b", "/posts/b/"),
        (PAGE, "b.md", "/posts/b/"),
        (PAGE, "B/index.md", "/posts/b/"),
        (PAGE, "deep", None),
        (PAGE, "a/deep", "/posts/a/deep/"),
        (PAGE, "other.md", "/other/"),
        (PAGE, "./other.md", None),
        (PAGE, "..", "/"),
        (PAGE, "", "/"),
        (LEAF, "../a.md", "/posts/a/"),
        (LEAF, "../posts/a.md", None),
        (LEAF, "../posts/a", "/posts/a/"),
        (BRANCH, "b", "/posts/b/"),
        (BRANCH, "c", None),
        (BRANCH, "/posts/deep/c.md", "/posts/deep/c/"),
    ],
)
def test_a_link(place: PagePath, target: str, address: str | None) -> None:
    assert TABLE.find_link(place, target) == address


@pytest.mark.parametrize(
    ("target", "language", "address"),
    [
        ("c", "", "/posts/deep/c/"),
        ("c.md", "", "/posts/deep/c/"),
        ("wrong/c.md", "", None),
        ("b", "", "/posts/b/"),
        ("/posts/a", "FR", "/fr/posts/a/"),
        ("b", "fr", None),
    ],
)
def test_a_reference(target: str, language: str, address: str | None) -> None:
    assert TABLE.find(PAGE, target, language) == address
