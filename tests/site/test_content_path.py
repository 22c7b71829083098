"""What a path says; `hugo list` decides the rest in tests/hugo."""

from __future__ import annotations

import pytest

from editor.site.content_path import ContentPath, parse_content_path


@pytest.mark.parametrize(
    ("path", "kind", "page", "section", "name", "language"),
    [
        ("a.md", "page", "/a", "", "a", ""),
        ("posts/a.md", "page", "/posts/a", "posts", "a", ""),
        ("Posts/My Post.md", "page", "/posts/my-post", "posts", "My Post", ""),
        ("posts/b/index.md", "leaf", "/posts/b", "posts", "b", ""),
        ("b/index.md", "leaf", "/b", "", "b", ""),
        ("_index.md", "branch", "/", "", "", ""),
        ("posts/_index.en.md", "branch", "/posts", "posts", "posts", "en"),
        ("posts/a.zh-tw.md", "page", "/posts/a", "posts", "a", "zh-tw"),
        ("posts/a.ZH-TW.md", "page", "/posts/a", "posts", "a", "zh-tw"),
        ("posts/v1.2.en.md", "page", "/posts/v1.2", "posts", "v1.2", "en"),
        ("posts/a.fr.md", "page", "/posts/a.fr", "posts", "a.fr", ""),
        ("en.md", "page", "/en", "", "en", ""),
        ("posts/pic.png", "file", "/posts/pic.png", "posts", "pic", ""),
        ("posts/pic.en.png", "file", "/posts/pic.png", "posts", "pic", "en"),
        ("LICENSE", "file", "/LICENSE".lower(), "", "LICENSE", ""),
        ("中文/標題.md", "page", "/中文/標題", "中文", "標題", ""),
    ],
)
def test_parts(path: str, kind: str, page: str, section: str, name: str, language: str) -> None:
    found = parse_content_path(path, {"en", "zh-tw"})

    assert (found.kind, found.page, found.section, found.name, found.language) == (
        kind,
        page,
        section,
        name,
        language,
    )


def test_a_switched_off_language_disables_the_file() -> None:
    found = parse_content_path("a.de.md", {"en"}, {"de"})

    assert found.disabled
    assert not parse_content_path("a.en.md", {"en"}, {"de"}).disabled


@pytest.mark.parametrize("path", ["", ".", "..", "a/", "...", "a..md", ".md", "\n.md", "a" * 5000])
def test_odd_paths_harm_nothing(path: str) -> None:
    assert isinstance(parse_content_path(path, {"en"}), ContentPath)
