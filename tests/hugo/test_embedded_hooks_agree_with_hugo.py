"""On sites in several languages Hugo resolves links and images itself; so does the renderer."""

from __future__ import annotations

import pytest

from editor.markup.renderer import PageContext, Renderer
from editor.markup.settings import MarkupSettings
from tests.hugo.compare import difference
from tests.hugo.oracle import publish

pytestmark = pytest.mark.hugo

LANGUAGES = 'defaultContentLanguage = "en"\n[languages.en]\nweight = 1\n[languages.zh-tw]\nweight = 2\n'
BODY = """[page](other.md) [same](./other.md?x=1#part) [here](#own) [gone](gone.md) [out](https://example.org/a?b=c&d)

[post](/posts/a.md) ![none](none.png) [mail](mailto:a@b.cd) [empty]()
"""
PAGES = {"other.md": "/other/", "/posts/a.md": "/posts/a/"}
FILES = {
    "content/other.md": "---\ntitle: o\n---\nx\n",
    "content/posts/a.md": "---\ntitle: a\n---\nx\n",
}


def rendered(multilingual: bool) -> str:
    page = PageContext(
        address="/d0/",
        multilingual=multilingual,
        find_page=lambda path, language: PAGES.get(path),
        find_image=lambda path: None,
    )
    return Renderer(MarkupSettings(), page).render(BODY).html


@pytest.mark.parametrize("multilingual", [True, False])
def test_links_and_images(hugo: str, multilingual: bool) -> None:
    config = LANGUAGES if multilingual else ""
    html = publish({"page": BODY}, config, FILES)["page"]
    assert difference(html, rendered(multilingual)) == ""
