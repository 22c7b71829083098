"""Writes what stands inside one paragraph of a Word document: text with its look, links, pictures, notes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import quote

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.parts.story import StoryPart

from editor.export.document.cleaning import Element
from editor.export.document.document import Document
from editor.export.document.pictures import PictureError
from editor.export.document.typography import EAST_ASIAN
from editor.export.docx.fonts import Fonts
from editor.export.docx.math import equation
from editor.export.docx.notes import FootnotesPart, reference_run
from editor.export.docx.pictures import drawing
from editor.export.docx.xml import new, place, text

# CSS Text 3, 4.1.3: a line break between two wide characters is no space.
_BREAK_BETWEEN_HAN = re.compile(rf"(?<=[{EAST_ASIAN}])[ \t]*[\r\n]+[ \t]*(?=[{EAST_ASIAN}])")
_SPACE = re.compile(r"[ \t\r\n\f]+")
_SCRIPT_RUNS = re.compile(rf"[{EAST_ASIAN}]+|[^{EAST_ASIAN}]+")
_HAN = re.compile(rf"[{EAST_ASIAN}]")


@dataclass(frozen=True, slots=True)
class Look:
    """How a piece of text looks."""

    bold: bool = False
    italic: bool = False
    strike: bool = False
    underline: bool = False
    code: bool = False
    mark: bool = False
    link: bool = False
    raised: str = ""  # "superscript" or "subscript"
    colour: str = ""  # six hexadecimal digits


PLAIN = Look()

_LOOKS: Mapping[str, Mapping[str, object]] = {
    "strong": {"bold": True},
    "b": {"bold": True},
    "em": {"italic": True},
    "i": {"italic": True},
    "cite": {"italic": True},
    "dfn": {"italic": True},
    "var": {"italic": True},
    "del": {"strike": True},
    "s": {"strike": True},
    "strike": {"strike": True},
    "ins": {"underline": True},
    "u": {"underline": True},
    "code": {"code": True},
    "kbd": {"code": True},
    "samp": {"code": True},
    "tt": {"code": True},
    "mark": {"mark": True},
    "sup": {"raised": "superscript"},
    "sub": {"raised": "subscript"},
}


@dataclass(slots=True)
class Shared:
    """What all paragraphs of one Word document share while it is written."""

    document: Document
    word: WordDocument
    fonts: Fonts
    footnotes: FootnotesPart
    note_sources: Mapping[str, Element]
    bookmarks: Mapping[str, str]
    colours: Mapping[str, str]
    write_note: Callable[[Element, BaseOxmlElement], None] | None = None
    note_bookmarks: dict[str, str] = field(default_factory=dict)
    bookmark_count: int = 0
    warnings: list[str] = field(default_factory=list)


class LineWriter:
    """Fills one paragraph element. White space is collapsed as a browser does it."""

    def __init__(self, shared: Shared, part: StoryPart, paragraph: BaseOxmlElement, width: int) -> None:
        self._shared, self._part, self._paragraph, self._width = shared, part, paragraph, width
        self._target = paragraph
        self._last_text: BaseOxmlElement | None = None
        self._drop_space = True
        self.is_empty = True

    def content(self, element: Element, look: Look) -> None:
        """Write everything inside an element."""
        self.text(element.text or "", look)
        for child in element:
            self.element(child, look)
            self.text(child.tail or "", look)

    def element(self, element: Element, look: Look) -> None:
        """Write one inline element."""
        tag = element.tag
        if not isinstance(tag, str):
            return
        self.mark_place(element)
        if note := _footnote_label(element):
            self._footnote(note)
        elif tag == "br":
            self.line_break()
        elif tag == "img":
            self._image(element, look)
        elif tag == "a":
            self._link(element, look)
        elif tag == "math":
            self._target.append(equation(element))
            self._drop_space, self._last_text, self.is_empty = False, None, False
        elif tag == "input":
            self.text("☑ " if element.get("checked") is not None else "☐ ", look)
        elif tag == "rt":
            self.text("（" + (element.text_content() or "") + "）", look)
        elif tag in ("rp", "wbr", "col", "colgroup"):
            return
        elif tag == "q":
            self.text("“", look)
            self.content(element, look)
            self.text("”", look)
        else:
            self.content(element, replace(look, **_LOOKS.get(tag, {})))  # type: ignore[arg-type]

    def text(self, content: str, look: Look) -> None:
        """Write text whose white space counts as one space."""
        if not content:
            return
        collapsed = _SPACE.sub(" ", _BREAK_BETWEEN_HAN.sub("", content))
        if self._drop_space:
            collapsed = collapsed.lstrip(" ")
        if not collapsed:
            return
        self._drop_space = collapsed.endswith(" ")
        # A slanted Han glyph is a faked one: Han text is stressed by dots instead.
        pieces = _SCRIPT_RUNS.findall(collapsed) if look.italic else [collapsed]
        for piece in pieces:
            self._run(look, [text(piece)], stress=look.italic and bool(_HAN.match(piece)))

    def literal(self, content: str, look: Look) -> None:
        """Write text whose line breaks, tabs and spaces all stay."""
        parts: list[BaseOxmlElement] = []
        for index, line in enumerate(content.split("\n")):
            if index:
                parts.append(new("w:br"))
            for number, piece in enumerate(line.split("\t")):
                if number:
                    parts.append(new("w:tab"))
                if piece:
                    parts.append(text(piece))
        if parts:
            self._run(look, parts)

    def line_break(self) -> None:
        """Begin a new line of the same paragraph."""
        self._run(PLAIN, [new("w:br")])
        self._drop_space = True

    def finish(self) -> None:
        """Drop the space at the end of the paragraph."""
        if self._last_text is not None and self._last_text.text:
            self._last_text.text = self._last_text.text.rstrip(" ")

    def mark_place(self, element: Element) -> None:
        """Make an element that links lead to findable."""
        name = self._shared.bookmarks.get(element.get("id") or "")
        if name:
            self._bookmark(name)

    def _bookmark(self, name: str) -> None:
        self._shared.bookmark_count += 1
        number = self._shared.bookmark_count
        self._target.append(new("w:bookmarkStart", {"id": number, "name": name}))
        self._target.append(new("w:bookmarkEnd", {"id": number}))

    def _run(self, look: Look, parts: list[BaseOxmlElement], *, stress: bool = False) -> None:
        properties = _run_properties(look, self._shared.fonts, stress=stress)
        run = new("w:r", None, *([properties] if len(properties) else []), *parts)
        self._target.append(run)
        self._last_text = parts[-1] if parts[-1].tag == qn("w:t") else None
        self.is_empty = False

    def _link(self, element: Element, look: Look) -> None:
        href = element.get("href") or ""
        if href.startswith("#"):
            name = self._shared.bookmarks.get(href[1:])
            attributes = {"w:anchor": name} if name else None
        elif href:
            relation = self._part.relate_to(
                quote(href, safe="%/:=&?~#+!$,;'@()*[]-._"), RELATIONSHIP_TYPE.HYPERLINK, is_external=True
            )
            attributes = {"r:id": relation}
        else:
            attributes = None
        if attributes is None or self._target is not self._paragraph:
            self.content(element, look)
            return
        self._target = new("w:hyperlink", attributes)
        self.content(element, replace(look, link=True))
        link, self._target = self._target, self._paragraph
        if len(link):
            self._paragraph.append(link)

    def _footnote(self, label: str) -> None:
        shared = self._shared
        source = shared.note_sources.get(label)
        if source is None or self._part is not shared.word.part:
            # Word knows no note inside a note.
            return
        # Nothing may part a note's number from the word it belongs to.
        self.finish()
        if label in shared.note_bookmarks:
            # Word counts every reference as a note of its own: a second one is shown as a reference to the first.
            link = new("w:hyperlink", {"anchor": shared.note_bookmarks[label]})
            style = new("w:rPr", None, new("w:rStyle", {"val": "FootnoteReference"}))
            number = list(shared.note_bookmarks).index(label) + 1
            link.append(new("w:r", None, style, text(str(number))))
            self._paragraph.append(link)
            return
        identity, note = shared.footnotes.add()
        shared.note_bookmarks[label] = f"_Note{identity}"
        self._bookmark(f"_Note{identity}")
        self._target.append(reference_run(identity))
        self.is_empty = False
        self._drop_space, self._last_text = False, None
        if shared.write_note is not None:
            shared.write_note(source, note)

    def _image(self, element: Element, look: Look) -> None:
        picture = self._shared.document.picture_of(element)
        alternative = element.get("alt") or ""
        if picture is None:
            self.text(alternative, look)
            return
        try:
            shape = drawing(self._part, picture, element.get("width"), alternative, self._width)
        except PictureError as error:
            self._shared.warnings.append(f"picture {picture.name!r} left out: {error}")
            self.text(alternative or picture.name, look)
            return
        self._run(PLAIN, [shape])
        self._drop_space = False


def _run_properties(look: Look, fonts: Fonts, *, stress: bool) -> BaseOxmlElement:
    properties = new("w:rPr")
    if look.link:
        place(properties, new("w:rStyle", {"val": "Hyperlink"}))
    elif look.code:
        place(properties, new("w:rStyle", {"val": "InlineCode"}))
    if look.code and look.link:
        fonts.set(properties, fonts.mono)
    for wanted, tag in ((look.bold, "w:b"), (look.italic and not stress, "w:i"), (look.strike, "w:strike")):
        if wanted:
            place(properties, new(tag))
    if look.underline:
        place(properties, new("w:u", {"val": "single"}))
    if look.colour:
        place(properties, new("w:color", {"val": look.colour}))
    if look.mark:
        place(properties, new("w:shd", {"val": "clear", "color": "auto", "fill": "FBEFC4"}))
    if look.raised:
        place(properties, new("w:vertAlign", {"val": look.raised}))
    if stress:
        place(properties, new("w:em", {"val": "underDot"}))
    return properties


def _footnote_label(element: Element) -> str:
    """The id of the note that Goldmark's `<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">` refers to."""
    anchor = element if element.tag == "a" else None
    if element.tag == "sup" and len(element) == 1:
        anchor = element[0]
    if anchor is None or "footnote-ref" not in (anchor.get("class") or "").split():
        return ""
    return (anchor.get("href") or "").removeprefix("#")
