"""Which article stands at an address that a link in the preview leads to."""

from __future__ import annotations

from pathlib import Path

import pytest

from editor.site.catalogue.catalogue import Catalogue
from editor.site.look_up import article_at
from editor.site.site import Site

CONFIG = 'defaultContentLanguage = "zh-tw"\n[languages.en]\nweight = 1\n[languages.zh-tw]\nweight = 2\n'


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/posts/a/", "posts/a.md"),
        ("/en/posts/a/#part", "posts/a.en.md"),
        ("/blog/posts/a/", "posts/a.md"),
        ("/blog/en/posts/a/", "posts/a.en.md"),
        ("/posts/none/", None),
    ],
)
def test_translations_are_told_apart(tmp_path: Path, address: str, name: str | None) -> None:
    base = "https://example.org/blog/" if "blog" in address else "https://example.org/"
    (tmp_path / "hugo.toml").write_text(f'baseURL = "{base}"\n{CONFIG}')
    content = tmp_path / "content"
    (content / "posts").mkdir(parents=True)
    for article in ("a.en.md", "a.md"):
        (content / "posts" / article).write_text("---\ntitle: a\n---\n")
    found = article_at(Catalogue.build(Site.find(tmp_path)), address)
    assert (found.relative_to(content).as_posix() if found else None) == name
