"""Fault 63: a value of the front matter is text wherever an export shows it."""

from __future__ import annotations

import io
import json
import re
import zipfile
from pathlib import Path

import docx
import html5lib
import pytest
from lxml import etree

from editor.export.exporter import Exporter, Options, State
from editor.export.formats import Format
from editor.export.plan import make_plan

HOSTILE = [
    "</title><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onload='alert(1)",
    "]]></x><!-- --> <![CDATA[",
    "&lt;b&gt; & &amp; &#x41;",
    "</style><style>@import 'http://127.0.0.1:9/'</style>",
    '"}body{background:url(http://127.0.0.1:9/)}x{content:"',
    "\\\"; } @import 'x'; \u2028 \u2029 \u0085 end",
    "bell \x07 escape \x1b null \x00 end",
    "{{< youtube x >}} {{ .Site }} ${x} %s {0} $title",
    "\u202eright to left\u202c",
    "\ud83d alone \U0001f600 \ufffe \uffff end",
    "x" * 3000,
]


def export(tmp_path: Path, value: str, form: Format):
    fields = dict.fromkeys(("title", "description", "author", "source_name", "source_url", "lang"), value)
    article = tmp_path / "content" / "a.md"
    article.parent.mkdir(exist_ok=True)
    header = json.dumps({**fields, "tags": [value], "date": "2026-01-05"}, ensure_ascii=True, indent=1)
    article.write_text(header + "\n\ntext\n", "utf-8")
    [job] = make_plan([article], form).jobs
    outcome = Exporter(Options(form, tmp_path / "out")).export(job)
    assert outcome.state in (State.WRITTEN, State.TO_PRINT), outcome.message
    return outcome


def shown(value: str) -> str:
    """What is left of a value when it has been text: control characters gone, white space folded."""
    value = re.sub("[\ud800-\udfff]", "\ufffd", value)
    kept = "".join(c for c in value if c.isprintable() or c.isspace() or c == "\u202e" or c == "\u202c")
    return " ".join(kept.split())


@pytest.mark.parametrize("value", HOSTILE)
def test_fault_63_html(tmp_path: Path, value: str) -> None:
    export(tmp_path, value, Format.HTML)
    page = html5lib.parse(
        (tmp_path / "out" / "a.html").read_bytes(), treebuilder="etree", namespaceHTMLElements=False
    )
    assert {e.tag for e in page.find("head")} == {"meta", "title", "style"}
    assert len(list(page.iter("style"))) == 1
    assert [e.tag for e in page.find("body").iter() if e.tag in ("script", "style", "img", "link")] == []
    assert shown("".join(page.find(".//h1").itertext())) == shown(value)
    assert shown(page.find(".//title").text) == shown(value)
    for element in page.iter():
        assert not [name for name in element.attrib if str(name).startswith("on")]


@pytest.mark.parametrize("value", HOSTILE)
def test_fault_63_the_running_title_of_a_pdf(tmp_path: Path, value: str) -> None:
    outcome = export(tmp_path, value, Format.PDF)
    page = html5lib.parse(outcome.page.html, treebuilder="etree", namespaceHTMLElements=False)
    [_, running] = page.iter("style")
    content = running.text.removeprefix('@page{@top-left{content:"').removesuffix('"}}')
    assert '"' not in content
    assert "<" not in content
    assert "{" not in content
    assert "\n" not in content


@pytest.mark.parametrize("value", HOSTILE)
def test_fault_63_docx(tmp_path: Path, value: str) -> None:
    export(tmp_path, value, Format.DOCX)
    word = docx.Document(tmp_path / "out" / "a.docx")
    assert shown(word.paragraphs[0].text) == shown(value)


@pytest.mark.parametrize("value", HOSTILE)
def test_fault_63_epub(tmp_path: Path, value: str) -> None:
    export(tmp_path, value, Format.EPUB)
    with zipfile.ZipFile(io.BytesIO((tmp_path / "out" / "a.epub").read_bytes())) as book:
        for name in ("EPUB/package.opf", "EPUB/nav.xhtml", "EPUB/article.xhtml"):
            root = etree.fromstring(book.read(name))
            assert not [
                e
                for e in root.iter()
                if isinstance(e.tag, str) and etree.QName(e).localname in ("script", "style", "img")
            ]
        [title] = etree.fromstring(book.read("EPUB/package.opf")).iter(
            "{http://purl.org/dc/elements/1.1/}title"
        )
    assert shown(title.text) == shown(value)
