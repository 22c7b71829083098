"""What a typed name means for a file, by the languages of the site and the endings of content."""

from __future__ import annotations

from pathlib import Path

import pytest

from editor.site.renaming import Renaming
from editor.site.site import Site


@pytest.fixture
def site(tmp_path: Path) -> Site:
    (tmp_path / "content" / "posts" / "trip").mkdir(parents=True)
    (tmp_path / "hugo.toml").write_text(
        'baseURL = "https://example.org/"\n[languages.en]\nweight = 1\n[languages.zh-tw]\nweight = 2\n'
    )
    return Site.find(tmp_path)


@pytest.mark.parametrize(
    ("old", "shown", "typed", "new"),
    [
        ("alpha.md", "alpha", "alpha2", "alpha2.md"),
        ("alpha.md", "alpha", "alpha2.md", "alpha2.md"),
        ("alpha.md", "alpha", " alpha2.MD ", "alpha2.md"),
        ("alpha.md", "alpha", "alpha2.markdown", "alpha2.markdown"),
        ("alpha.md", "alpha", "alpha2.en.md", "alpha2.en.md"),
        ("alpha.md", "alpha", "v1.2", "v1.2.md"),
        ("alpha.md", "alpha", ".md", ".md.md"),
        ("alpha.zh-tw.md", "alpha", "beta", "beta.zh-tw.md"),
        ("alpha.zh-tw.md", "alpha", "beta.zh-tw.md", "beta.zh-tw.md"),
        ("alpha.zh-tw.md", "alpha", "beta.md", "beta.zh-tw.md"),
        ("alpha.zh-tw.md", "alpha", "beta.en.md", "beta.en.md"),
        # No language of the site: a part of the name.
        ("notes.for.md", "notes.for", "notes.against", "notes.against.md"),
        ("trip/index.md", "trip", "voyage", "voyage"),
        ("trip/index.md", "trip", "voyage.md", "voyage"),
    ],
)
def test_a_typed_name(site: Site, old: str, shown: str, typed: str, new: str) -> None:
    posts = site.root / "content" / "posts"
    renaming = Renaming.of(posts / old, site)
    assert renaming.shown == shown
    assert renaming.target(typed, site) == posts / new


@pytest.mark.parametrize("typed", ["", "  ", ".", "..", "a/b", "a\\b", "a\0b", "../a"])
def test_what_no_file_can_be_called(site: Site, typed: str) -> None:
    with pytest.raises(ValueError):
        Renaming.of(site.root / "content" / "posts" / "alpha.md", site).target(typed, site)
