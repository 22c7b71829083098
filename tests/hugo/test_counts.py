"""Differential: our word count and reading time against Hugo's own, on real articles and on edge cases."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

from editor.writing.counts import counts_as_cjk, tally_html

pytestmark = pytest.mark.hugo

SINGLE = """{{ dict "words" .WordCount "fuzzy" .FuzzyWordCount "minutes" .ReadingTime "html" (string .Content) | jsonify }}"""
CONFIG = """baseURL = "http://example.org/"
disableKinds = ["taxonomy", "term", "rss", "sitemap", "404", "home", "section"]
hasCJKLanguage = {cjk}
[markup.goldmark.renderer]
unsafe = {unsafe}
"""
FRONT = re.compile(r"(---|\+\+\+)[ \t]*\r?\n(.*?)\n\1[ \t]*\r?\n", re.DOTALL)

EDGES = {
    "empty": "",
    "rule-only": "***\n",
    "words-99": "w " * 99,
    "words-100": "w " * 100,
    "words-101": "w " * 101,
    "words-212": "w " * 212,
    "words-213": "w " * 213,
    "words-425": "w " * 425,
    "han-500": "字" * 500,
    "han-501": "字" * 501,
    "han-1001": "字" * 1001,
    "mixed": '今天天氣很好，Hello world 123！\n\n「他說」"你好" it\'s — a… b--c\n',
    "dash": "a—b c\n",
    "comment-han": "a—b c\n\n<!-- 中 -->\n",
    "hangul": "a—b c 한글 문장\n",
    "bopomofo": "a—b c ㄅ ー、\n",
    "spaces": "a\u00a0b\u3000c\u2003d\u200be\x1cf\x85g 中\n",
    "breaks": "one<br>two<br/>three<br />four 中\nfive  \nsix\\\nseven\n",
    "table": "| a | b |\n|---|---|\n| c中d | e |\n",
    "code": "```\na < b && c > d 中\n\ttab\n```\n\n`<x>` and `中`\n",
    "html": "<div title='1 > 2 中'>in <b>bold</b>中</div>\n\n<script>var 中 = '<p>';</script>\n\n<style>\np { }\n</style>\n\nafter\n",
    "unfinished": 'before 中\n\n<div title="open\n\nafter words\n',
    "less-than": "I <3 中 a<b c< d\n",
    "footnote": "word[^1] 中\n\n[^1]: a note\n",
}
DECLARED = {
    "true": "true",
    "false": "false",
    "text-true": '"true"',
    "text-yes": '"yes"',
    "one": "1",
    "zero": "0",
    "null": "",
}


def hugo_pages(hugo: str, site: Path, files: dict[str, str], *, cjk: bool, unsafe: bool) -> dict[str, dict]:
    """Build `files` (name -> whole text) and return what Hugo says of each."""
    (site / "content").mkdir(parents=True)
    (site / "layouts").mkdir()
    (site / "hugo.toml").write_text(CONFIG.format(cjk=str(cjk).lower(), unsafe=str(unsafe).lower()))
    (site / "layouts" / "single.html").write_text(SINGLE)
    for name, text in files.items():
        (site / "content" / f"{name}.md").write_text(text, "utf-8", newline="")
    subprocess.run([hugo, "--quiet", "-s", str(site)], check=True, capture_output=True)
    return {name: json.loads((site / "public" / name / "index.html").read_text("utf-8")) for name in files}


def disagreements(
    pages: dict[str, dict], files: dict[str, str], fields: dict[str, dict], *, cjk: bool
) -> dict:
    wrong = {}
    for name, page in pages.items():
        counts_cjk = counts_as_cjk(files[name], fields.get(name, {}), site_has_cjk=cjk)
        ours = tally_html(page["html"]).hugo(cjk=counts_cjk)
        if (ours.words, ours.fuzzy_words, ours.minutes) != (page["words"], page["fuzzy"], page["minutes"]):
            wrong[name] = (ours, page["words"], page["fuzzy"], page["minutes"], page["html"][:200])
    return wrong


@pytest.mark.parametrize("cjk", [True, False])
def test_edge_cases_count_as_hugo_counts(hugo: str, tmp_path: Path, cjk: bool) -> None:
    files = {name: f"---\ntitle: x\n---\n{body}" for name, body in EDGES.items()}
    files["title-only-han"] = "---\ntitle: 中\n---\na—b c\n"
    fields: dict[str, dict] = {}
    values = {
        "true": True,
        "false": False,
        "text-true": "true",
        "text-yes": "yes",
        "one": 1,
        "zero": 0,
        "null": None,
    }
    for name, written in DECLARED.items():
        files[f"declared-{name}"] = f"---\ntitle: x\nIsCjkLanguage: {written}\n---\na—b c 中文\n"
        fields[f"declared-{name}"] = {"title": "x", "IsCjkLanguage": values[name]}
    pages = hugo_pages(hugo, tmp_path / "site", files, cjk=cjk, unsafe=True)
    assert disagreements(pages, files, fields, cjk=cjk) == {}


@pytest.mark.parametrize("cjk", [True, False])
def test_real_articles_count_as_hugo_counts(hugo: str, corpora: Path, tmp_path: Path, cjk: bool) -> None:
    files = {}
    for number, path in enumerate(sorted(corpora.rglob("*.md"))):
        text = FRONT.sub("", path.read_text("utf-8"), count=1)
        # Shortcodes need their site: here they are only text.
        files[f"d{number}"] = f"---\ntitle: x\n---\n{text.replace('{{', '{ {')}"
    assert len(files) > 1000
    pages = hugo_pages(hugo, tmp_path / "site", files, cjk=cjk, unsafe=not cjk)
    assert disagreements(pages, files, {}, cjk=cjk) == {}
