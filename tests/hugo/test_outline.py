"""Differential: the headings of the outline against Hugo's `.Fragments`, on real articles and on edge cases."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

from editor.writing.outline import find_headings

pytestmark = pytest.mark.hugo

CONFIG = """baseURL = "http://example.org/"
disableKinds = ["taxonomy", "term", "rss", "sitemap", "404", "home", "section"]
[markup.goldmark.renderer]
unsafe = true
"""
# Headings nest by level; levels left out, and empty headings, have no title; one JSON line each keeps their order.
SINGLE = """headings
{{ define "list" }}{{ range . }}{{ if .Title }}{{ dict "level" .Level "text" (.Title | plainify | htmlUnescape) | jsonify }}
{{ end }}{{ template "list" .Headings }}{{ end }}{{ end }}{{ template "list" .Fragments.Headings }}"""
FRONT = re.compile(r"\ufeff?(---|\+\+\+)[ \t]*\r?\n(.*?)\n\1[ \t]*\r?\n", re.DOTALL)
TYPOGRAPHER = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "…": "...", "–": "--", "—": "--"})

EDGES = {
    "levels": "# one\n## two\n###### six\n####### seven\n#no space\n#\n## \n",
    "closing": "# a #\n# b ##  \n# c#\n# d \\#\n## #\n",
    "indented": "   # three spaces\n\n    # code\n\n\t# code too\n",
    "paragraph": "text\n# after text\nmore\n",
    "setext": "One\n===\n\nTwo\nlines\n---\n\ntext\n\n---\n\n- item\n---\n\n> quote\n---\n\n===\n",
    "setext-one-sign": "Title\n-\n\nOther\n=\n",
    "setext-indented": "Title\n   ---\n\nOther\n    ---\n",
    "setext-after-heading": "# head\n---\n\ntext\n---\n",
    "setext-after-fence": "```\na\n```\n---\n",
    "setext-after-definition": "[a]: /url\n---\n\n[b]: /url\ntext\n---\n",
    "fence": "```\n# no\n```\n# yes\n~~~ sh\n# no\n```\n# no\n~~~~\n# yes\n````\n```\n# no\n````\n# yes\n",
    "fence-open": "# a\n```\n# no\n",
    "fence-with-tick": "``` a`b\n# yes\n",
    "fence-in-list": "- ```\n  # no\n  ```\n- # yes\n\n1. a\n\n   ```sh\n   # no\n   ```\n\n   # yes\n",
    "fence-open-in-list": "- ```\n  # no\n\nout\n\n# yes\n",
    "fence-in-quote": "> ```\n> # no\n> ```\n> # yes\n\n> ```\n> # no\n\n# yes\n",
    "containers": "> # q\n>> ## qq\n\n- # l\n- - ## ll\n1. # o\n\n* a\n\n  ## in item\n\n      # code in item\n",
    "deep-list": "- a\n  - b\n    - c\n\n      # deep\n\n    # less deep\n",
    "html-comment": "<!--\n# no\n-->\n# yes\n\n<!-- x --> \n# yes\n",
    "html-script": "<script>\n\n# no\n\n</script>\n# yes\n\n<pre>\n\n# no\n</pre>\n",
    "html-div": "<div>\n# no\n\n# yes\n</div>\n\n# yes\n",
    "html-tag-alone": "<my-tag a='b'>\n# no\n\ntext\n<my-tag>\n# yes\n",
    "html-inline": "<b>bold</b> text\n# yes\n",
    "html-other": "<?php\n# no\n?>\n# yes\n\n<!DOCTYPE\n# no\n>\n\n<![CDATA[\n# no\n]]>\n# yes\n",
    "html-details": "<details>\n<summary># no</summary>\n\n## yes\n\n</details>\n",
    "table": "| # a | b |\n|---|---|\n| # c | d |\n\n# yes\n",
    "rules": "text\n\n***\n\n* * *\n\n- - -\n\n___\n# yes\n",
    "attributes": "# a {#id}\n## b {.c d=e}\n### c {}\n## d {#x} e\n# e {#f} ##\n# f ## {#g}\n# h {#i} \n# {#j}\n# k{#l}\n",
    "marks": "# **bold** _it_ ***both*** ~~gone~~ `code *x*` \\*not\\* a*b*c snake_case_name\n",
    "links": "# [t](/u) [r][x] <https://a.org> [a (b)](/u_(v)) [n]\n\n[x]: /y\n",
    "html-in-heading": "# a <b>c</b> &amp; d &lt;e&gt; `<f>`\n",
    "han": "# 用**更少**資源做「更多」事\n## 與**「文字」**中\n## **真，**她 「**文字**」 **句。**\n中文標題\n---\n",
    "quotes": '# it\'s "quoted" -- and... so\n',
    "emoji": "# 🎬 YouTube #tag C#\n",
    "tabs": "#\ttab\n## a\t##\n- \t# b\n",
    "blank": "\n\n \n",
}


def plain(text: str) -> str:
    return " ".join(text.translate(TYPOGRAPHER).split())


def hugo_headings(hugo: str, site: Path, bodies: dict[str, str]) -> dict[str, list[tuple[int, str]]]:
    (site / "content").mkdir(parents=True)
    (site / "layouts").mkdir()
    (site / "hugo.toml").write_text(CONFIG)
    (site / "layouts" / "single.html").write_text(SINGLE)
    for name, body in bodies.items():
        (site / "content" / f"{name}.md").write_text(f"---\ntitle: x\n---\n{body}", "utf-8", newline="")
    subprocess.run([hugo, "--quiet", "-s", str(site)], check=True, capture_output=True)
    found = {}
    for name in bodies:
        lines = (site / "public" / name / "index.html").read_text("utf-8").splitlines()
        headings = [json.loads(line) for line in lines if line.startswith("{")]
        found[name] = [(heading["level"], plain(heading["text"])) for heading in headings]
    return found


def our_headings(body: str) -> list[tuple[int, str]]:
    return [(heading.level, plain(heading.text)) for heading in find_headings(body)]


def test_edge_cases_have_hugos_headings(hugo: str, tmp_path: Path) -> None:
    expected = hugo_headings(hugo, tmp_path / "site", EDGES)
    ours = {name: our_headings(body) for name, body in EDGES.items()}
    wrong = {name: (ours[name], expected[name]) for name in EDGES if ours[name] != expected[name]}
    assert wrong == {}


def test_real_articles_have_hugos_headings(hugo: str, corpora: Path, tmp_path: Path) -> None:
    bodies = {}
    for number, path in enumerate(sorted(corpora.rglob("*.md"))):
        text = FRONT.sub("", path.read_text("utf-8"), count=1).replace("\r\n", "\n")
        # Shortcodes need their site: here they are only text.
        bodies[f"d{number}"] = text.replace("{{", "{ {")
    expected = hugo_headings(hugo, tmp_path / "site", bodies)
    assert sum(map(len, expected.values())) > 3000
    assert {name: our_headings(body) for name, body in bodies.items()} == expected
