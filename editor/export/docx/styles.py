"""The look of a Word document: page, styles, page numbers."""

from __future__ import annotations

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Length, Pt, RGBColor
from docx.styles.style import CharacterStyle, ParagraphStyle

from editor.export.docx.fonts import Fonts, fonts_for, script_of
from editor.export.docx.xml import field, new, place

PAGE_WIDTH, PAGE_HEIGHT = Cm(21.0), Cm(29.7)
MARGIN_SIDE, MARGIN_TOP, MARGIN_BOTTOM = Cm(2.6), Cm(2.5), Cm(2.4)
TEXT_WIDTH = Length(PAGE_WIDTH - 2 * MARGIN_SIDE)
TEXT_HEIGHT = Length(PAGE_HEIGHT - MARGIN_TOP - MARGIN_BOTTOM)

INK, INK_SOFT, LINE, CODE_PAPER, LINK = "211F1C", "5B574F", "D8D2C6", "F4F1EA", "2F5F8A"

_HEADING_SIZES = {1: 17, 2: 15, 3: 13, 4: 11.5, 5: 11, 6: 11}


def prepare(word: WordDocument, language: str, direction: str) -> Fonts:
    """Give a new document its page, defaults and styles; returns the fonts in force."""
    fonts = fonts_for(language)
    _page(word)
    _defaults(word, fonts, language, direction)
    _heading_styles(word, fonts)
    _paragraph_styles(word, fonts)
    _character_styles(word, fonts)
    return fonts


def shade(properties: BaseOxmlElement, fill: str) -> None:
    """Give a paragraph's or run's properties a background."""
    place(properties, new("w:shd", {"val": "clear", "color": "auto", "fill": fill}))


def bar_at_left(properties: BaseOxmlElement) -> None:
    """Give a paragraph's properties the vertical line of a quotation."""
    line = new("w:left", {"val": "single", "sz": 18, "space": 10, "color": LINE})
    place(properties, new("w:pBdr", None, line))


def line_below(properties: BaseOxmlElement) -> None:
    """Give a paragraph's properties a thin line under it."""
    line = new("w:bottom", {"val": "single", "sz": 4, "space": 6, "color": LINE})
    place(properties, new("w:pBdr", None, line))


def _page(word: WordDocument) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = PAGE_WIDTH, PAGE_HEIGHT
    section.left_margin = section.right_margin = MARGIN_SIDE
    section.top_margin, section.bottom_margin = MARGIN_TOP, MARGIN_BOTTOM
    section.footer_distance = Cm(1.2)
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    footer._p.extend(field("PAGE", "1"))
    footer.add_run(" / ")
    footer._p.extend(field("NUMPAGES", "1"))


def _defaults(word: WordDocument, fonts: Fonts, language: str, direction: str) -> None:
    way = "/".join(qn(name) for name in ("w:docDefaults", "w:rPrDefault", "w:rPr"))
    run: BaseOxmlElement = word.styles.element.find(way)
    fonts.set(run)
    place(
        run,
        new(
            "w:lang", {"val": "en-US" if script_of(language) else language, "eastAsia": fonts.east_asian_tag}
        ),
    )
    normal: ParagraphStyle = word.styles["Normal"]
    _restyle(normal, fonts, 11, INK)
    normal.paragraph_format.line_spacing = 1.5 if script_of(language) else 1.35
    normal.paragraph_format.space_before = Pt(0)
    normal.paragraph_format.space_after = Pt(9)
    normal.paragraph_format.widow_control = True
    if direction == "rtl":
        place(normal.element.get_or_add_pPr(), new("w:bidi"))


def _heading_styles(word: WordDocument, fonts: Fonts) -> None:
    for level, size in _HEADING_SIZES.items():
        heading: ParagraphStyle = word.styles[f"Heading {level}"]
        _restyle(heading, fonts, size, INK, bold=True)
        layout = heading.paragraph_format
        layout.space_before, layout.space_after = Pt(20 if level <= 2 else 14), Pt(6)
        layout.line_spacing = 1.3
        layout.keep_with_next = layout.keep_together = True
    title: ParagraphStyle = word.styles["Title"]
    _restyle(title, fonts, 24, INK, bold=True)
    title.paragraph_format.space_after = Pt(8)
    title.paragraph_format.line_spacing = 1.25
    for border in title.element.pPr.findall(qn("w:pBdr")):
        title.element.pPr.remove(border)


def _paragraph_styles(word: WordDocument, fonts: Fonts) -> None:
    _restyle(word.styles["Quote"], fonts, 11, INK_SOFT)
    caption: ParagraphStyle = word.styles["Caption"]
    _restyle(caption, fonts, 9.5, INK_SOFT)
    caption.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _restyle(word.styles["Footer"], fonts, 9, INK_SOFT)
    byline = _add_style(word, "Byline")
    _restyle(byline, fonts, 10, INK_SOFT)
    byline.paragraph_format.space_after = Pt(2)
    byline.paragraph_format.line_spacing = 1.3
    code = _add_style(word, "Code Block")
    _restyle(code, fonts, 9, INK, latin=fonts.mono)
    code.paragraph_format.line_spacing = 1.2
    code.paragraph_format.left_indent = code.paragraph_format.right_indent = Cm(0.2)
    shade(code.element.get_or_add_pPr(), CODE_PAPER)
    cell = _add_style(word, "Table Text")
    _restyle(cell, fonts, 10, INK)
    cell.paragraph_format.space_after = Pt(0)
    cell.paragraph_format.line_spacing = 1.3
    note = _add_style(word, "Footnote Text")
    _restyle(note, fonts, 9, INK)
    note.paragraph_format.space_after = Pt(2)
    note.paragraph_format.line_spacing = 1.2


def _character_styles(word: WordDocument, fonts: Fonts) -> None:
    link: CharacterStyle = word.styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
    link.font.color.rgb = RGBColor.from_string(LINK)
    link.font.underline = True
    code: CharacterStyle = word.styles.add_style("Inline Code", WD_STYLE_TYPE.CHARACTER)
    code.font.size = Pt(10)
    fonts.set(code.element.get_or_add_rPr(), fonts.mono)
    shade(code.element.get_or_add_rPr(), CODE_PAPER)
    reference: CharacterStyle = word.styles.add_style("Footnote Reference", WD_STYLE_TYPE.CHARACTER)
    reference.font.superscript = True


def _add_style(word: WordDocument, name: str) -> ParagraphStyle:
    style: ParagraphStyle = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = word.styles["Normal"]
    style.quick_style = True
    return style


def _restyle(
    style: ParagraphStyle, fonts: Fonts, size: float, colour: str, *, bold: bool = False, latin: str = ""
) -> None:
    style.font.size, style.font.bold, style.font.italic = Pt(size), bold, False
    style.font.color.rgb = RGBColor.from_string(colour)
    properties = style.element.get_or_add_rPr()
    for spacing in properties.findall(qn("w:spacing")):
        properties.remove(spacing)
    fonts.set(properties, latin)
