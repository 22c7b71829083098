"""A real article in Traditional Chinese through all five formats: its text is in each of them."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import docx
import html5lib
import pytest
from lxml import etree

from tests.verbs.test_export import inkstone


@pytest.fixture
def seed(shared: Path) -> Path:
    return next((shared / "seed").glob("*.md"))


@pytest.fixture
def sentences(seed: Path) -> list[str]:
    """Paragraphs and headings that hold no mark-up, white space gone."""
    body = seed.read_text("utf-8").split("---", 2)[2]
    lines = [re.sub(r"^#+ ", "", line) for line in body.splitlines() if not line.startswith(">")]
    return ["".join(line.split()) for line in lines if line.strip() and not re.search(r"[*`\[\]<]", line)]


def text_of(path: Path) -> str:
    if path.suffix == ".html":
        page = html5lib.parse(path.read_bytes(), treebuilder="etree", namespaceHTMLElements=False)
        text = "".join(page.find(".//body").itertext())
    elif path.suffix == ".docx":
        text = "".join(paragraph.text for paragraph in docx.Document(path).paragraphs)
    elif path.suffix == ".epub":
        with zipfile.ZipFile(path) as book:
            text = "".join(etree.fromstring(book.read("EPUB/article.xhtml")).itertext())
    elif path.suffix == ".pdf":
        if shutil.which("pdftotext") is None:
            pytest.skip("no pdftotext: install poppler-utils")
        done = subprocess.run(["pdftotext", str(path), "-"], capture_output=True, text=True, check=True)
        # What stands at the top and the foot of each sheet tears the sentence that goes on across it.
        title = text_of_title(path)
        text = re.sub(r"\s*\d+ ?/ ?\d+\s*\f(?:" + re.escape(title) + r")?", "", done.stdout)
    else:
        text = path.read_text("utf-8")
    return "".join(text.split())


def text_of_title(path: Path) -> str:
    done = subprocess.run(["pdfinfo", str(path)], capture_output=True, text=True, check=True)
    return re.search(r"^Title:\s*(.*)$", done.stdout, re.MULTILINE)[1]


@pytest.mark.parametrize("form", ["html", "pdf", "docx", "epub", "md"])
def test_every_sentence_is_there(seed: Path, sentences: list[str], form: str, tmp_path: Path) -> None:
    done = inkstone("export", seed, "--to", form, "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    [written] = [path for path in (tmp_path / "out").rglob("*") if path.is_file()]
    text = text_of(written)
    assert len(sentences) > 20
    assert [sentence for sentence in sentences if sentence not in text] == []


def test_the_markdown_is_the_authors_own(seed: Path, tmp_path: Path) -> None:
    inkstone("export", seed, "--to", "md", "--out", tmp_path / "out")
    assert (tmp_path / "out" / seed.stem / "index.md").read_bytes() == seed.read_bytes()
