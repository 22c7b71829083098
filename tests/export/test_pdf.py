"""PDF from the command line, without a screen: text that can be read back, fonts inside, links, numbers, outline."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.verbs.test_export import inkstone


@pytest.fixture(autouse=True)
def poppler() -> None:
    for program in ("pdftotext", "pdffonts", "pdfinfo"):
        if shutil.which(program) is None:
            pytest.skip(f"no {program}: install poppler-utils")


def output_of(*command: object) -> str:
    return subprocess.run([str(part) for part in command], capture_output=True, text=True, check=True).stdout


def words(text: str) -> str:
    return "".join(text.split())


@pytest.fixture
def pdf(rich: Path, tmp_path: Path) -> Path:
    paragraphs = "".join(
        f"## 第 {number} 節\n\n{'這是一段中文，用來填滿版面。' * 30}\n\n" for number in range(12)
    )
    rich.write_text(rich.read_text("utf-8") + "\n" + paragraphs, "utf-8")
    done = inkstone("export", rich, "--to", "pdf", "--out", tmp_path / "out")
    assert done.returncode == 0, done.stderr
    return tmp_path / "out" / "index.pdf"


def test_the_chinese_text_can_be_read_back(pdf: Path) -> None:
    text = words(output_of("pdftotext", pdf, "-"))
    for part in (
        "第一段文字，粗體、斜體字",
        "引用一段話。",
        "註腳的內容。",
        "2026年1月5日·王小明",
        "來源：來源&社",
    ):
        assert part in text
    # A sentence may be torn by the end of a sheet, where the number and the running title stand.
    assert text.count("這是一段中文，用來填滿版面。") >= 12 * 30 - 5
    spaced = re.findall("[\u4e00-\u9fff，。] [\u4e00-\u9fff，。]", output_of("pdftotext", pdf, "-"))
    assert spaced == []
    # Radicals that look like Han letters cannot be searched for.
    assert not [character for character in text if "\u2e80" <= character <= "\u2fdf"]


def test_every_font_is_inside(pdf: Path) -> None:
    rows = output_of("pdffonts", pdf).splitlines()[2:]
    assert rows
    for row in rows:
        emb, _sub, uni = row.rsplit(maxsplit=5)[1:4]
        assert (emb, uni) == ("yes", "yes"), row


def test_sheets_of_a4_with_numbers_and_the_title(pdf: Path) -> None:
    pages = len(PdfReader(pdf).pages)
    assert pages > 2
    assert "595 x 842" in output_of("pdfinfo", pdf).replace(".92", "").replace("594.96", "595").replace(
        "841", "842"
    ) or "A4" in output_of("pdfinfo", pdf)
    for number in range(1, pages + 1):
        sheet = words(output_of("pdftotext", "-f", number, "-l", number, pdf, "-"))
        assert f"{number}/{pages}" in sheet
        assert '標題&<b>"引號"</b>' in sheet


def test_links_outline_and_properties(pdf: Path) -> None:
    reader = PdfReader(pdf)
    actions = [note.get_object().get("/A", {}) for page in reader.pages for note in page.get("/Annots", [])]
    assert "https://example.org/source?a=1&b=2" in [str(action.get("/URI")) for action in actions]
    titles = [entry.title for entry in reader.outline]
    assert titles[:2] == ["清單", "第 0 節"]
    places = [reader.get_destination_page_number(entry) for entry in reader.outline]
    assert places == sorted(places)
    assert places[-1] > 0
    assert reader.metadata.title == '標題 & <b>"引號"</b>'
    assert reader.metadata.author == "王小明"
    assert reader.root_object["/Lang"] == "zh-TW"


def test_no_heading_is_left_alone_at_the_foot(pdf: Path) -> None:
    for page in PdfReader(pdf).pages:
        lines = [line for line in page.extract_text().splitlines() if line.strip()]
        body = [line for line in lines if " / " not in line and not line.strip().isdigit()]
        assert not (body and body[-1].strip().startswith("第") and body[-1].strip().endswith("節")), body[-3:]


def test_many_files_in_one_process_and_errors_beside_them(site: Path, tmp_path: Path) -> None:
    posts = site / "content" / "posts"
    (posts / "bad.md").write_text("---\ntitle: a: b\n---\n")
    for number in range(6):
        (posts / f"p{number}.md").write_text(f"---\ntitle: P{number}\n---\n\n第 {number} 篇\n")
    done = inkstone("export", posts, "--to", "pdf", "--out", tmp_path / "out")
    assert done.returncode == 1
    for number in range(6):
        assert f"第{number}篇" in words(output_of("pdftotext", tmp_path / "out" / f"p{number}.pdf", "-"))
    complaints = [
        line for line in done.stderr.splitlines() if "running as root" not in line and "warning" not in line
    ]
    assert len(complaints) == 1
    assert complaints[0].startswith(f"{posts / 'bad.md'}: ")


def test_without_the_web_engine_one_clear_line(site: Path, tmp_path: Path) -> None:
    hook = tmp_path / "hook"
    hook.mkdir()
    (hook / "sitecustomize.py").write_text(
        "import sys\n"
        "class Refuse:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name == 'PySide6.QtWebEngineCore':\n"
        "            raise ImportError('libnss3.so: cannot open shared object file')\n"
        "sys.meta_path.insert(0, Refuse())\n"
    )
    done = subprocess.run(
        [sys.executable, "-m", "editor", "export", str(site), "--to", "pdf", "--out", str(tmp_path / "out")],
        capture_output=True,
        text=True,
        cwd=Path(__file__).resolve().parents[2],
        env={**os.environ, "PYTHONPATH": str(hook)},
        check=False,
    )
    assert done.returncode == 1
    [line] = done.stderr.splitlines()
    assert "libnss3.so" in line
    assert not (tmp_path / "out").exists()
