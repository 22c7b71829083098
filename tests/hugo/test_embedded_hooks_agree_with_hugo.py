"""What depends on the whole site: where links, images and figures lead, ids made from paths, languages' settings."""

from __future__ import annotations

from pathlib import Path

import pytest

from editor.rendering.site_reader import SiteReader
from editor.site.site import Site
from tests.hugo.compare import difference
from tests.hugo.oracle import publish_site

pytestmark = pytest.mark.hugo

BODY = """[page](other.md) [same](./other.md?x=1#part) [here](#own) [中](#中) [gone](gone.md) [out](https://e.org/a?b=c&d)

[post](/posts/a.md) [p](/posts/a) [p](a) [p](../posts/a.md#x) [p](../posts/c) [p](/posts/) [up](..) [p](b/index.md)
[p](../c.md) [p](posts/c) [h](/) [h](./) [q](?x=1) [empty]() [l](/zh-tw/posts/a/) [中](中文.md)

[js](javascript:x) [ftp](ftp://a/b) [tel](tel:123) [mail](mailto:a@b.cd) www.example.org ftp://a.bc <a@b.cd> <tel:1>

![n](none.png) ![o](own.png) ![o](./OWN.png "t") ![s](sub/deep.png?v=1#f) ![s](/st.png) ![a](as.png) ![a](/img/as.png)
![a](img/as.png) ![b](/posts/b/own.png) ![b](b/own.png) ![z](own.zh-tw.png) ![圖](圖 片.png) ![圖](<圖 片.png>)
![x](own%20x.png) ![r](https://x.y/a.png) ![d](data:image/png;base64,AAAA) [f](own.png) [f](f.pdf) ![圖](沒有.png)

{{< figure src="own.png?x=1" >}} {{< figure src="./own.png" >}} {{< figure src="/st.png" >}} {{< figure src="img/as.png" >}}
{{< figure src="圖 片.png" >}} {{< figure src="/posts/b/own.png" >}} {{< figure src="data:image/png;base64,AA" >}}

[r]({{< ref "/posts/a.md" >}}) [r]({{< relref "a.md#x" >}}) [r]({{% relref "posts/b" %}}) [r]({{< relref "#中" >}})

# 中
"""
FRONT = "---\ntitle: t\n---\n"
FILES = {
    "content/other.md": FRONT,
    "content/_index.md": FRONT + BODY,
    "content/posts/_index.md": FRONT + BODY,
    "content/posts/a.md": FRONT + BODY,
    "content/posts/c.md": FRONT,
    "content/posts/中文.md": FRONT,
    "content/posts/b/index.md": "---\ntitle: t\nslug: slug\n---\n" + BODY,
    "content/zh/top.md": "---\ntitle: t\nslug: 斜槓\n---\n" + BODY,
    **dict.fromkeys(
        (
            *(
                f"content/posts/b/{name}"
                for name in ("own.png", "own x.png", "sub/deep.png", "圖 片.png", "f.pdf")
            ),
            *("static/st.png", "assets/as.png", "assets/img/as.png"),
        ),
        "x",
    ),
}
TRANSLATIONS = {
    "content/posts/a.zh-tw.md": FRONT + BODY,
    "content/posts/b/index.zh-tw.md": FRONT + BODY,
    "content/posts/only/index.zh-tw.md": FRONT + BODY,
    "content/posts/only/own.png": "x",
}
BASE = "baseURL = 'https://example.org/sub/'\n"
LANGUAGES = (
    BASE + "defaultContentLanguage = 'en'\n[languages.en]\nweight = 1\n[languages.zh-tw]\nweight = 2\n"
)
ALWAYS = "[markup.goldmark.renderHooks]\nimage = {useEmbedded = 'always'}\nlink = {useEmbedded = 'always'}\n"
COPIES = "[markup.goldmark]\nduplicateResourceFiles = true\n"
SITES = {
    "one language": (BASE, FILES),
    "a table with one language": (BASE + "[languages.en]\nweight = 1\n", FILES),
    "hooks asked for": (BASE + ALWAYS, FILES),
    "two languages": (LANGUAGES, FILES | TRANSLATIONS),
    "each in a folder": ("defaultContentLanguageInSubdir = true\n" + LANGUAGES, FILES | TRANSLATIONS),
    "copies, no hooks": (LANGUAGES + COPIES, FILES | TRANSLATIONS),
    "copies and hooks": (
        LANGUAGES + COPIES + ALWAYS,
        FILES | TRANSLATIONS | {"content/posts/b/own.zh-tw.png": "x"},
    ),
    "files of a language": (LANGUAGES, FILES | TRANSLATIONS | {"content/posts/b/own.zh-tw.png": "x"}),
    "content folders": (
        LANGUAGES.replace("weight = 1", "weight = 1\ncontentDir = 'content/en'").replace(
            "weight = 2", "weight = 2\ncontentDir = 'content/zh'"
        ),
        {name.replace("content/", "content/en/"): text for name, text in FILES.items()}
        | {
            "content/zh/posts/a.md": FRONT + BODY,
            "content/zh/posts/b/index.md": FRONT + BODY,
            "content/zh/posts/b/f.pdf": "y",
        },
    ),
    "footnotes of their own": (
        BASE + "[markup.goldmark.extensions.footnote]\nenableAutoIDPrefix = true\n",
        {
            f"content/{name}.md": FRONT + "x[^1] y[^1]\n\n[^1]: z\n"
            for name in ("a", "中/C d", "a folder with a long name/and another one/article")
        },
    ),
    "a language's own markup": (
        LANGUAGES
        + "[languages.zh-tw.markup.goldmark.renderer]\nunsafe = true\n[languages.zh-tw.markup.goldmark.extensions]\n"
        "linkify = false\n",
        FILES | TRANSLATIONS,
    ),
}


@pytest.mark.parametrize("name", SITES)
def test_links_and_images(hugo: str, tmp_path: Path, name: str) -> None:
    config, files = SITES[name]
    for file, text in files.items():
        path = tmp_path / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    kinds = "disableKinds = ['taxonomy', 'term', 'rss', 'sitemap', '404']\nrefLinksErrorLevel = 'warning'\n"
    (tmp_path / "hugo.toml").write_text(kinds + config, encoding="utf-8")
    published = publish_site(tmp_path)
    reader = SiteReader(Site.find(tmp_path))
    assert len(published) == sum(name.endswith(".md") for name in files)

    apart = {}
    for name, html in published.items():
        if found := difference(html, reader.render(reader.read(tmp_path / name)).html):
            apart[name] = found

    assert apart == {}
