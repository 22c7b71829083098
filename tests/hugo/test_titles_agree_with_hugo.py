"""Titles in each style, and the parts of addresses, against Hugo's own functions."""

from __future__ import annotations

import html
import json
import subprocess
from pathlib import Path

import pytest

from editor.site.slugs import title_case, urlize

pytestmark = pytest.mark.hugo

SMALL = "a an and as at but by en for from if in into nor of off on onto or out over per so than that the to up upon v via vs with yet is"
TITLES = [
    "my first post",
    "the art of war",
    "what is it for",
    "an end to",
    "iPhone and macOS",
    "MY LOUD POST",
    "hello-world of it",
    "rock'n'roll is here",
    "foo: the bar",
    "(in parens) of the",
    "über straße",
    "中文 title 和 english",
    "2024 a year in review",
    "x/y of z",
    "v0.1 release notes",
    "it’s over",
    "the_underscore name",
    "well - the dash",
    "what? the end",
    *(f"x {word} y" for word in SMALL.split()),
]
TEXTS = [
    *TITLES,
    "Hello, World (2)",
    "中文，標題！ 與 space",
    "C# & F#",
    "a+b=c",
    "50% off %20",
    "  lead and trail  ",
    "tab\there",
    "a -- b",
    "emoji 👩‍🚀 x",
    "cafe\u0301 Café",
    "İstanbul ΣΑΣ",
    "~tilde @at .dot",
    "Кириллица и ещё",
    "हिन्दी",
    "ｆｕｌｌ　ｗｉｄｔｈ",
]


@pytest.mark.parametrize("style", ["ap", "chicago", "go", "firstupper", "none"])
def test_titles_and_addresses(style: str, hugo: str, tmp_path: Path) -> None:
    (tmp_path / "layouts").mkdir()
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "texts.json").write_text(json.dumps(TEXTS), "utf-8")
    (tmp_path / "layouts" / "home.html").write_text(
        "{{ $out := slice }}{{ range site.Data.texts }}"
        "{{ $out = $out | append (dict `title` (title .) `url` (urlize .)) }}{{ end }}{{ $out | jsonify }}"
    )
    (tmp_path / "hugo.toml").write_text(
        f"titleCaseStyle = '{style}'\ndisableKinds = ['taxonomy', 'term', 'rss', 'sitemap']\n"
    )
    done = subprocess.run([hugo, "-s", str(tmp_path)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    theirs = json.loads(html.unescape((tmp_path / "public" / "index.html").read_text("utf-8")))

    assert [title_case(text, style) for text in TEXTS] == [entry["title"] for entry in theirs]
    assert [urlize(text) for text in TEXTS] == [entry["url"] for entry in theirs]
