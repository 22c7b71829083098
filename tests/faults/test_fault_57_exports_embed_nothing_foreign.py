"""Fault 57: no hostile article makes an export fetch anything, or carry a file from outside the site."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import html5lib
import pytest

from tests.faults.payloads import hostile_articles, listening_server
from tests.limits import LONG_S

ROOT = Path(__file__).resolve().parents[2]
SECRET = "SECRET-OUTSIDE-THE-SITE"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site that keeps raw HTML; a secret picture and a secret text lie beside it, links to them inside."""
    root = tmp_path / "site"
    (root / "content" / "posts" / "b").mkdir(parents=True)
    (root / "static").mkdir()
    (root / "hugo.toml").write_text(
        'baseURL = "https://example.org/"\n[markup.goldmark.renderer]\nunsafe = true\n'
        "[markup.goldmark.parser.attribute]\nblock = true\n"
    )
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><title>{SECRET}</title></svg>'
    (tmp_path / "outside.svg").write_text(svg)
    (tmp_path / "outside.txt").write_text(SECRET)
    (root / "content" / "posts" / "b" / "link.svg").symlink_to(tmp_path / "outside.svg")
    (root / "static" / "folder").symlink_to(tmp_path)
    return root


REACHING_OUT = """---
title: t
---

![a](../../../../outside.svg) ![b](/../outside.svg) ![c](link.svg) ![d](/folder/outside.svg) ![e](..%2f..%2f..%2f..%2foutside.svg)

![f]({outside}) ![g](file://{outside}) ![h](/etc/passwd) ![i](..\\\\..\\\\..\\\\..\\\\outside.svg)

<img src="{outside}"><object data="{outside}"></object><iframe src="file://{outside}"></iframe>
"""


def export(content: Path, form: str, out: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "editor", "export", str(content), "--to", form, "--out", str(out)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        check=False,
        timeout=LONG_S,
    )


def contents(path: Path) -> bytes:
    """Everything in a file, unpacked where it is an archive."""
    data = path.read_bytes()
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            data += b"".join(archive.read(name) for name in archive.namelist())
    return data


@pytest.mark.parametrize("form", ["html", "pdf", "docx", "epub"])
def test_fault_57_nothing_is_fetched(site: Path, tmp_path: Path, form: str) -> None:
    with listening_server() as server:
        for number, text in enumerate(hostile_articles(server.base)):
            quoted = text.replace("'", "''").replace("\n", " ")
            (site / "content" / "posts" / f"p{number}.md").write_text(
                f"---\ntitle: '{quoted}'\ndescription: '{quoted}'\nauthor: '{quoted}'\ntags: ['{quoted}']\n"
                f"source_name: '{quoted}'\nsource_url: '{quoted}'\n---\n\n{text}\n"
            )
        done = export(site / "content", form, tmp_path / "out")
        assert "Traceback" not in done.stderr
        assert server.calls == []
    written = list((tmp_path / "out").rglob(f"*.{form}"))
    assert len(written) == number + 1, done.stderr


@pytest.mark.parametrize("form", ["html", "pdf", "docx", "epub", "md"])
def test_fault_57_no_file_from_outside_is_carried(site: Path, tmp_path: Path, form: str) -> None:
    article = site / "content" / "posts" / "b" / "index.md"
    article.write_text(REACHING_OUT.format(outside=tmp_path / "outside.svg"))
    done = export(site / "content", form, tmp_path / "out")
    assert "Traceback" not in done.stderr
    written = [path for path in (tmp_path / "out").rglob("*") if path.is_file()]
    assert written
    for path in written:
        assert SECRET.encode() not in contents(path)
        if form in ("html", "epub"):
            assert b"data:image/svg" not in contents(path).split(b"</style>")[-1]


def test_fault_57_the_html_asks_for_nothing(site: Path, tmp_path: Path) -> None:
    for number, text in enumerate(hostile_articles("http://127.0.0.1:9")):
        (site / "content" / "posts" / f"p{number}.md").write_text(f"---\ntitle: t\n---\n\n{text}\n")
    export(site / "content", "html", tmp_path / "out")
    pages = list((tmp_path / "out").rglob("*.html"))
    assert len(pages) == number + 1
    for path in pages:
        page = html5lib.parse(path.read_bytes(), treebuilder="etree", namespaceHTMLElements=False)
        for element in page.iter():
            assert element.tag not in (
                "script",
                "iframe",
                "object",
                "embed",
                "base",
                "form",
                "svg",
                "video",
                "audio",
            )
            for name, value in element.attrib.items():
                assert not str(name).startswith("on"), (path.name, element.tag, name)
                if name in ("src", "srcset", "background", "poster", "action", "data", "ping"):
                    assert value.startswith("data:image/"), (path.name, element.tag, value)
                if name == "href":
                    assert value.startswith(("http://", "https://", "mailto:", "tel:", "#")), (
                        path.name,
                        value,
                    )
                if name == "style":
                    assert "url(" not in value
