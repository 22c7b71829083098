"""Word files, opened again with python-docx: real headings, lists, tables, notes, links, pictures, fonts."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree

from editor.export.document import document
from editor.export.document.metadata import Metadata
from editor.export.docx.writer import write_docx

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"


def word_of(html: str, **metadata):
    built = document.build(
        html, Metadata(**({"title": "t", "language": "zh-TW"} | metadata)), find_picture=lambda _: None
    )
    return docx.Document(io.BytesIO(write_docx(built)[0]))


@pytest.fixture
def word(rich: Path, export, tmp_path: Path):
    export(rich, form="docx")
    return docx.Document(tmp_path / "out" / "index.docx")


def styled(word, style: str) -> list[str]:
    return [paragraph.text for paragraph in word.paragraphs if paragraph.style.name == style]


def test_title_date_author_source(word) -> None:
    assert styled(word, "Title") == ['標題 & <b>"引號"</b>']
    assert styled(word, "Byline") == ["2026 年 1 月 5 日 · 王小明", "來源：來源 & 社"]
    assert word.core_properties.title == '標題 & <b>"引號"</b>'
    assert word.core_properties.author == "王小明"
    assert word.core_properties.keywords == "寫作, Hugo"
    assert word.core_properties.created.replace(tzinfo=None) == datetime(2026, 1, 5, 2)


def test_headings_quotes_and_code(word) -> None:
    assert styled(word, "Heading 2") == ["清單"]
    assert styled(word, "Quote") == ["引用一段話。"]
    assert styled(word, "Code Block") == ['def f(x):\n    return "中文"  # 註解']


def test_code_is_coloured_on_paper(word) -> None:
    [code] = [p for p in word.paragraphs if p.style.name == "Code Block"]
    colours = {run.text: str(run.font.color.rgb) for run in code.runs if run.font.color.rgb is not None}
    assert colours["def"] != colours['"中文"'] != colours["# 註解"]


def test_lists_are_words_own(word) -> None:
    root = etree.fromstring(word.part.numbering_part.blob)
    kinds = {}
    for number in root.iter(f"{W}num"):
        abstract = number.find(f"{W}abstractNumId").get(f"{W}val")
        [definition] = [d for d in root.iter(f"{W}abstractNum") if d.get(f"{W}abstractNumId") == abstract]
        start = number.find(f".//{W}startOverride")
        kinds[number.get(f"{W}numId")] = (
            definition.find(f".//{W}numFmt").get(f"{W}val"),
            None if start is None else start.get(f"{W}val"),
        )
    items = []
    for paragraph in word.paragraphs:
        numbering = paragraph.paragraph_format.element.find(f".//{W}numPr")
        if numbering is not None:
            kind = kinds[numbering.find(f"{W}numId").get(f"{W}val")]
            items.append((paragraph.text, *kind, numbering.find(f"{W}ilvl").get(f"{W}val")))
    assert items == [
        ("甲", "bullet", None, "0"),
        ("乙", "bullet", None, "1"),
        ("☑ 完成", "bullet", None, "0"),
        ("三", "decimal", "3", "0"),
        ("四", "decimal", "3", "0"),
    ]


def test_two_numbered_lists_count_for_themselves() -> None:
    word = word_of("<ol><li>a</li></ol><p>x</p><ol><li>b</li></ol>")
    numbers = [
        p.paragraph_format.element.find(f".//{W}numId").get(f"{W}val")
        for p in word.paragraphs
        if p.paragraph_format.element.find(f".//{W}numId") is not None
    ]
    assert len(set(numbers)) == 2


def test_the_table_with_its_heading_row_and_alignment(word) -> None:
    [table] = word.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["欄", "數"], ["a", "1"]]
    assert next(word.element.iter(f"{W}tr")).find(f".//{W}tblHeader") is not None
    assert table.cell(1, 1).paragraphs[0].paragraph_format.element.find(f".//{W}jc").get(f"{W}val") == "right"


def test_joined_cells() -> None:
    word = word_of(
        '<table><tr><td colspan="2">a</td></tr><tr><td rowspan="2">b</td><td>c</td></tr><tr><td>d</td></tr></table>'
    )
    [table] = word.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["a", "a"], ["b", "c"], ["b", "d"]]


def test_a_table_too_wide_for_word_keeps_what_fits() -> None:
    word = word_of("<table><tr>" + "".join(f"<td>{n}</td>" for n in range(100)) + "</tr></table>")
    assert len(word.tables[0].columns) == 63


def test_footnotes_are_words_own(word, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "out" / "index.docx") as package:
        notes = etree.fromstring(package.read("word/footnotes.xml"))
    texts = {n.get(f"{W}id"): "".join(n.itertext()).strip() for n in notes.iter(f"{W}footnote")}
    references = [r.get(f"{W}id") for r in word.element.body.iter(f"{W}footnoteReference")]
    assert [texts[identity] for identity in references] == ["註腳的內容。"]
    assert "註腳的內容" not in "".join(p.text for p in word.paragraphs)


def test_a_note_referred_to_twice_is_one_note() -> None:
    call = '<sup id="fnref:1"><a href="#fn:1" class="footnote-ref">1</a></sup>'
    word = word_of(
        f'<p>a{call} b{call}</p><div class="footnotes" role="doc-endnotes"><ol><li id="fn:1"><p>N</p></li></ol></div>'
    )
    assert len(list(word.element.body.iter(f"{W}footnoteReference"))) == 1


def test_links_lead_outside_and_inside(word) -> None:
    links = [link for paragraph in word.paragraphs for link in paragraph.hyperlinks]
    targets = {link.text: link.url or f"#{link.fragment}" for link in links}
    assert targets["連結"] == "https://example.org/%E8%B7%AF?q=a%20b"
    assert targets["遠圖"] == "https://example.org/far.png"
    bookmarks = {b.get(f"{W}name") for b in word.element.body.iter(f"{W}bookmarkStart")}
    assert targets["往下"].removeprefix("#") in bookmarks


def test_pictures_with_their_alternative_text(word) -> None:
    descriptions = [e.get("descr") for e in word.element.body.iter(qn("wp:docPr"))]
    assert descriptions == ["近圖", "靜態"]
    media = [str(part.partname) for part in word.part.package.iter_parts() if "/media/" in str(part.partname)]
    assert sorted(Path(name).suffix for name in media) == [".png", ".png", ".svg"]


@pytest.mark.parametrize(
    ("language", "font", "tag"),
    [
        ("zh-TW", "Microsoft JhengHei", "zh-TW"),
        ("zh-Hans", "Microsoft YaHei", "zh-CN"),
        ("ja", "Yu Gothic", "ja-JP"),
        ("en", "Microsoft JhengHei", "zh-TW"),
    ],
)
def test_east_asian_fonts_follow_the_language(language: str, font: str, tag: str) -> None:
    word = word_of("<p>字</p>", language=language)
    fonts = word.styles.element.find(f"{W}docDefaults").find(f".//{W}rFonts")
    assert fonts.get(f"{W}eastAsia") == font
    assert fonts.get(f"{W}eastAsiaTheme") is None
    assert word.styles.element.find(f"{W}docDefaults").find(f".//{W}lang").get(f"{W}eastAsia") == tag


def test_han_is_stressed_with_dots_and_latin_in_italics() -> None:
    [paragraph] = [p for p in word_of("<p><em>強調 word</em></p>").paragraphs if p.text == "強調 word"]
    marks = [(r.text, bool(r.italic), r.font.element.find(f".//{W}em") is not None) for r in paragraph.runs]
    assert marks == [("強調", False, True), (" word", True, False)]


def test_a_line_break_between_han_is_no_space() -> None:
    assert [p.text for p in word_of("<p>第一行\n第二行\nnext line</p>").paragraphs][
        -1
    ] == "第一行第二行 next line"


def test_equations_are_words_own() -> None:
    word = word_of(
        "<p><math><mfrac><mi>a</mi><mn>2</mn></mfrac><mo>+</mo><msqrt><mi>x</mi></msqrt></math></p>"
    )
    [equation] = word.element.body.iter(f"{M}oMath")
    assert [child.tag.removeprefix(M) for child in equation] == ["f", "r", "rad"]
    assert "".join(equation.itertext()) == "a2+x"


def test_page_numbers_stand_at_the_foot(word) -> None:
    footer = word.sections[0].footer.paragraphs[0].paragraph_format.element
    assert [e.text.strip() for e in footer.iter(f"{W}instrText")] == ["PAGE", "NUMPAGES"]


def test_a_damaged_picture_becomes_its_text(site: Path, rich: Path, export) -> None:
    (rich.parent / "near.png").write_bytes((rich.parent / "near.png").read_bytes()[:40])
    [outcome] = export(rich, form="docx")
    assert any("near" in warning and "damaged" in warning for warning in outcome.warnings)
