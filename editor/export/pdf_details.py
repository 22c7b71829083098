"""Adds to a printed PDF what the web engine leaves out: title, author, language and the outline of headings."""

from __future__ import annotations

import io
from dataclasses import dataclass
from urllib.parse import unquote

from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DictionaryObject,
    Fit,
    FloatObject,
    IndirectObject,
    NameObject,
    NumberObject,
    TextStringObject,
)

from editor.export.document.document import Document
from editor.export.document.metadata import Metadata


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A heading of the article: its level (1 to 6), its text, the id of its element."""

    level: int
    text: str
    id: str


def outline_of(document: Document) -> tuple[OutlineEntry, ...]:
    """Return the headings of an article that can be jumped to, in order."""
    found = []
    for heading in document.body.iter("h1", "h2", "h3", "h4", "h5", "h6"):
        identity, text = heading.get("id"), " ".join((heading.text_content() or "").split())
        if identity and text:
            found.append(OutlineEntry(int(str(heading.tag)[1]), text, identity))
    return tuple(found)


def add_details(pdf: bytes, metadata: Metadata, outline: tuple[OutlineEntry, ...]) -> bytes:
    """Return the PDF with the article's title, author, subject, keywords, language and outline.

    The outline needs the page to hold a link to every heading: the engine writes down only places that are linked to.
    A PDF that pypdf cannot read comes back as it was.
    """
    try:
        writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf)))
        about = {
            "/Title": metadata.title,
            "/Author": ", ".join(metadata.authors),
            "/Subject": metadata.description,
            "/Keywords": ", ".join(metadata.keywords),
            "/Creator": "Inkstone",
        }
        writer.add_metadata({key: value for key, value in about.items() if value})
        catalog = writer.root_object
        catalog[NameObject("/Lang")] = TextStringObject(metadata.language)
        catalog[NameObject("/ViewerPreferences")] = DictionaryObject(
            {NameObject("/DisplayDocTitle"): BooleanObject(True)}
        )
        _add_outline(writer, outline)
        _tell_letter_sizes(writer)
        buffer = io.BytesIO()
        writer.write(buffer)
    except (PyPdfError, ValueError, KeyError, RecursionError):
        return pdf
    return buffer.getvalue()


def _add_outline(writer: PdfWriter, outline: tuple[OutlineEntry, ...]) -> None:
    places = {unquote(name.lstrip("/")): place for name, place in writer.named_destinations.items()}
    numbers = {page.indirect_reference: number for number, page in enumerate(writer.pages)}
    parents: list[tuple[int, IndirectObject]] = []
    for entry in outline:
        place = places.get(entry.id)
        number = numbers.get(place.raw_get("/Page")) if place is not None else None
        if place is None or number is None:
            continue
        while parents and parents[-1][0] >= entry.level:
            parents.pop()
        fit = Fit.xyz(left=0, top=float(place.top or 0))
        item = writer.add_outline_item(
            title=entry.text, page_number=number, parent=parents[-1][1] if parents else None, fit=fit
        )
        parents.append((entry.level, item))


def _tell_letter_sizes(writer: PdfWriter) -> None:
    """Give each Type 3 font a letter `m` that nothing shows, 0.6 of its size wide.

    The engine writes fonts with PostScript outlines, the usual ones for Han, as Type 3 fonts. Poppler, and so
    most Linux viewers and `pdftotext`, guesses the size of such a font from the width of its `m`; of Han letters
    alone it makes twice the size, and then tears lines of Han and Latin apart when text is copied or searched.
    """
    done: set[int] = set()
    for page in writer.pages:
        fonts = _inside(_inside(page, "/Resources"), "/Font")
        for name in fonts:
            font = _inside(fonts, name)
            if font.get("/Subtype") == "/Type3" and id(font) not in done:
                done.add(id(font))
                _add_letter(font)


def _inside(holder: DictionaryObject, name: str) -> DictionaryObject:
    """A dictionary that another one holds, an empty one where it holds none."""
    held = holder.get(name)
    found = held.get_object() if held is not None else None
    return found if isinstance(found, DictionaryObject) else DictionaryObject()


def _add_letter(font: DictionaryObject) -> None:
    widths, drawn, names = (
        font["/Widths"],
        _inside(font, "/CharProcs"),
        _inside(font, "/Encoding")["/Differences"],
    )
    first, last = font["/FirstChar"], font["/LastChar"]
    if not (isinstance(widths, ArrayObject) and isinstance(names, ArrayObject)):
        return
    if not (isinstance(first, NumberObject) and isinstance(last, NumberObject)):
        return
    if names[0] != 0 or first != 0 or len(widths) != last + 1 or len(names) != last + 2 or "/g0" not in drawn:
        # Not the shape this engine writes: better left alone.
        return
    unused = [code for code in range(1, last + 1) if names[code + 1] == "/g0" and not float(widths[code])]
    if unused:
        names[unused[0] + 1], widths[unused[0]] = NameObject("/m"), FloatObject(600)
    elif last < 255:
        names.append(NameObject("/m"))
        widths.append(FloatObject(600))
        font[NameObject("/LastChar")] = NumberObject(last + 1)
    else:
        return
    drawn[NameObject("/m")] = drawn.raw_get("/g0")
