"""Links and pictures that lead nowhere are told; what Hugo publishes is not."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from editor.problems.article_check import ArticleCheck
from editor.site.catalogue.catalogue import Catalogue
from editor.site.site import Site

FILES = {
    "hugo.toml": 'baseURL = "https://example.org/"\n',
    "static/s.png": "x",
    "static/file.pdf": "x",
    "content/posts/a.md": "---\ntitle: a\n---\n",
    "content/posts/near.png": "x",
    "content/posts/b/index.md": "---\ntitle: b\naliases: [/old/]\n---\n",
    "content/posts/b/in.png": "x",
    "content/posts/own.md": "---\ntitle: own\nslug: other\ntags: [x]\naliases: [older]\n---\n",
    "content/posts/d.md": "---\ntitle: d\ndraft: true\naliases: [/not-yet/]\n---\n",
}


@pytest.fixture
def site(tmp_path: Path) -> Site:
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return Site.find(tmp_path)


def problems(site: Site, name: str, body: str) -> list[tuple[str, str]]:
    path = site.root / "content" / name
    path.write_text(path.read_text() + body)
    found = ArticleCheck(Catalogue.build(site)).of_file(path)
    return [(problem.code, problem.message) for problem in found if problem.code in ("link", "image")]


@pytest.mark.parametrize(
    "body",
    [
        "![p](/s.png)",
        "![p](https://example.org/x.png)",
        "[t](/posts/b/)",
        "[t](../b/)",
        "[t](/posts/other/)",
        "[t](/posts/)",
        "[t](/)",
        "[t](/tags/x/)",
        "[t](/tags/)",
        "[t](/old/)",
        "[t](/posts/older/)",
        "[t](/file.pdf)",
        "[t](https://example.org/nowhere/)",
        "[t](mailto:a@example.org)",
        "[t](#part)",
        '[t]({{< ref "b" >}})',
        "[t](/posts/b/?q=1#x)",
    ],
)
def test_what_is_published_is_not_told(site: Site, body: str) -> None:
    assert problems(site, "posts/a.md", body + "\n") == []


@pytest.mark.parametrize(
    ("name", "body", "code", "words"),
    [
        ("posts/a.md", "![p](near.png)", "image", "page bundle"),
        ("posts/a.md", "![p](none.png)", "image", "no picture"),
        ("posts/b/index.md", "![p](/in.png)", "image", "no picture"),
        ("posts/a.md", "[t](/posts/none/)", "link", "No page"),
        ("posts/a.md", "[t](/tags/none/)", "link", "No page"),
        ("posts/a.md", "[t](/older/)", "link", "No page"),
        ("posts/a.md", "[t](../d/)", "link", "is a draft"),
        ("posts/a.md", "[t](/not-yet/)", "link", "No page"),
        ("posts/a.md", "[t](/posts/own/)", "link", "No page"),
        ("posts/a.md", "[t](b/index.md)", "link", "use a ref"),
        ("posts/a.md", "[t](/none.pdf)", "link", "no file"),
    ],
)
def test_what_leads_nowhere_is_told(site: Site, name: str, body: str, code: str, words: str) -> None:
    found = problems(site, name, body + "\n")
    assert [item[0] for item in found] == [code]
    assert words in found[0][1]


LANGUAGES = 'defaultContentLanguage = "en"\n[languages.en]\nweight = 1\n[languages.zh-tw]\nweight = 2\n'
BELOW = 'baseURL = "https://example.org/blog/"\n'


@pytest.fixture
def with_config(site: Site) -> Callable[[str], Site]:
    def reconfigure(config: str) -> Site:
        (site.root / "hugo.toml").write_text(config)
        (site.root / "assets").mkdir()
        (site.root / "assets" / "asset.png").write_text("x")
        (site.root / "content/posts/b/index.zh-tw.md").write_text("---\ntitle: b\n---\n")
        return Site.find(site.root)

    return reconfigure


@pytest.mark.parametrize(
    ("config", "name", "body"),
    [
        (BELOW, "posts/a.md", "[t](/blog/posts/b/)"),
        (BELOW, "posts/a.md", "[t](../b/) [t](/blog/tags/x/) [t](/blog/)"),
        (BELOW, "posts/a.md", "![p](/blog/s.png)"),
        (BELOW + "canonifyURLs = true\n", "posts/a.md", "[t](/posts/b/) ![p](/s.png)"),
        (
            BELOW + LANGUAGES,
            "posts/b/index.zh-tw.md",
            "![p](in.png) ![p](IN.png) ![p](asset.png) [t](/posts/)",
        ),
        (BELOW + LANGUAGES, "posts/a.md", "[t](b/index.md) [t](/posts/b) [t](own.md) [t](own)"),
    ],
)
def test_what_a_site_below_an_address_or_in_two_languages_publishes(
    with_config: Callable[[str], Site], config: str, name: str, body: str
) -> None:
    assert problems(with_config(config), name, body + "\n") == []


@pytest.mark.parametrize(
    ("config", "name", "body", "code", "words"),
    [
        (BELOW, "posts/a.md", "[t](/posts/b/)", "link", "begin with /blog/"),
        (BELOW, "posts/a.md", "![p](/s.png)", "image", "begin with /blog/"),
        (BELOW, "posts/a.md", "[t](/blog/posts/none/)", "link", "No page"),
        (LANGUAGES, "posts/a.md", "![p](none.png)", "image", "no picture"),
        (LANGUAGES, "posts/a.md", "[t](none.md)", "link", "use a ref"),
        (LANGUAGES, "posts/b/index.zh-tw.md", "[t](/posts/own.md)", "link", "use a ref"),
    ],
)
def test_what_such_a_site_does_not_publish(
    with_config: Callable[[str], Site], config: str, name: str, body: str, code: str, words: str
) -> None:
    found = problems(with_config(config), name, body + "\n")
    assert [item[0] for item in found] == [code]
    assert words in found[0][1]


@pytest.mark.parametrize(
    "name", ["圖" * 300 + ".png", "a/" * 3000 + "x.png", "%00", "a%00b.png", "..%2f..%2fx"]
)
@pytest.mark.parametrize("config", [BELOW, BELOW + LANGUAGES])
def test_what_no_system_could_hold_is_told_like_all_that_is_missing(
    with_config: Callable[[str], Site], config: str, name: str
) -> None:
    found = problems(with_config(config), "posts/a.md", f'![p]({name}) {{{{< figure src="{name}" >}}}}\n')
    assert [code for code, _ in found] == ["image"]
    assert len(found[0][1]) < 200


HOOKS = {
    "layouts/_markup/render-image.html": (
        "{{ $r := .Page.Resources.Get .Destination }}{{ with $r }}{{ else }}{{ $r = resources.Get .Destination }}{{ end }}"
        '{{ with $r }}<img src="{{ .RelPermalink }}">{{ else }}<b>lost</b>{{ end }}'
    ),
    "layouts/_markup/render-link.html": (
        '{{ with site.GetPage .Destination }}<a href="{{ .RelPermalink }}">t</a>{{ else }}<b>lost</b>{{ end }}'
    ),
    "layouts/page.html": "{{ .Content }}",
    "assets/made.png": "x",
}


@pytest.mark.parametrize(
    ("body", "code", "hook"),
    [
        ("![p](none.png)", "image", "render-image"),
        ("![p](/img/none.png)", "image", "render-image"),
        ("[t](/posts/none)", "link", "render-link"),
        ("[t](none.md)", "link", "render-link"),
        ("![p](made.png)", "", ""),
        ("[t](/posts/own)", "", ""),
        ("[t](/posts/b)", "", ""),
    ],
)
def test_what_no_hook_can_find_is_a_hint_that_names_the_hook(
    site: Site, body: str, code: str, hook: str, hugo: str
) -> None:
    for name, text in HOOKS.items():
        path = site.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    path = site.root / "content" / "posts" / "a.md"
    path.write_text(path.read_text() + body + "\n")

    found = ArticleCheck(Catalogue.build(Site.find(site.root))).of_file(path)

    assert [(problem.code, problem.severity) for problem in found] == ([(code, "hint")] if code else [])
    assert all(hook in problem.message for problem in found)
    subprocess.run([hugo, "-s", str(site.root)], check=True, capture_output=True)
    published = (site.root / "public" / "posts" / "a" / "index.html").read_text()
    assert ("lost" in published) == bool(code)


@pytest.mark.parametrize(
    ("body", "label"),
    [
        ("A note[^none].", "none"),
        ("A[^1] and B[^2].\n\n[^1]: One.", "2"),
        ("A[^1].\n\n[^1]: One.", ""),
        ("In code `[^x]` and a class \\[^a-z].", ""),
        ("```\n[^x]\n```", ""),
        ("[^x](/posts/b/)", ""),
    ],
)
def test_a_footnote_that_nobody_wrote_is_told(site: Site, body: str, label: str, hugo: str) -> None:
    for name, text in HOOKS.items():
        path = site.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    path = site.root / "content" / "posts" / "a.md"
    path.write_text(path.read_text() + body + "\n")

    check = ArticleCheck(Catalogue.build(Site.find(site.root)))
    found = [problem for problem in check.of_file(path) if problem.code == "footnote"]

    assert [f"“{label}”" in problem.message for problem in found] == ([True] if label else [])
    if label:
        subprocess.run([hugo, "-s", str(site.root)], check=True, capture_output=True)
        assert f"[^{label}]" in (site.root / "public" / "posts" / "a" / "index.html").read_text()
