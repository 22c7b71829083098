"""Pictures of a Word document, at a size that fits the page."""

from __future__ import annotations

import io
import re

from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.parts.story import StoryPart
from docx.shared import Emu
from lxml import etree
from PIL import Image, ImageDraw

from editor.export.document.pictures import Picture, PictureError
from editor.export.docx.styles import TEXT_HEIGHT
from editor.export.docx.xml import new

_SVG_EXTENSION = (
    '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}">'
    '<asvg:svgBlip xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" r:embed="{relation}"/>'
    "</a:ext></a:extLst>"
)
PIXEL = 9525
"""English Metric Units of one CSS pixel."""


def drawing(
    part: StoryPart, picture: Picture, wanted_width: str | None, alternative: str, room: int
) -> BaseOxmlElement:
    """Return a picture as a `w:drawing`; raises PictureError.

    wanted_width: the `width` of the `img`, in pixels. room: the width of the text, in English Metric Units.
    """
    drawn = picture if picture.media_type == "image/svg+xml" else None
    if drawn is not None:
        picture = _frame(drawn)
    elif picture.media_type not in ("image/png", "image/jpeg", "image/gif"):
        picture = picture.as_png()
    width, height = picture.size()
    if not width or not height:
        raise PictureError("the picture is damaged")
    shown = _pixels(wanted_width) or width
    scale = min(1.0, room / (shown * PIXEL), TEXT_HEIGHT * 0.9 / (shown * PIXEL * height / width))
    cx = Emu(max(1, int(shown * PIXEL * scale)))
    cy = Emu(max(1, int(cx * height / width)))
    try:
        inline = part.new_pic_inline(io.BytesIO(picture.data), cx, cy)
    except (
        InvalidImageStreamError,
        UnexpectedEndOfFileError,
        UnrecognizedImageError,
        ValueError,
        OSError,
    ) as error:
        raise PictureError("the picture is damaged") from error
    for side in ("distT", "distB", "distL", "distR"):
        inline.set(side, "0")
    if drawn is not None:
        _put_svg(part, inline, drawn)
    inline.docPr.set("descr", alternative)
    inline.docPr.set("name", picture.name)
    return new("w:drawing", None, inline)


def _frame(picture: Picture) -> Picture:
    """An empty frame of the size of an SVG: what programs show that know no SVG."""
    width, height = _svg_size(picture.data)
    image = Image.new("RGB", (width, height), "white")
    ImageDraw.Draw(image).rectangle((0, 0, width - 1, height - 1), outline="#d8d2c6")
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return Picture(buffer.getvalue(), "image/png", picture.name)


def _put_svg(part: StoryPart, inline: BaseOxmlElement, picture: Picture) -> None:
    """Lay the SVG over its frame, in the way Word 2016 and later programs read it ([MS-ODRAWXML] 2.3.4)."""
    blip = inline.find(f".//{qn('a:blip')}")
    if blip is None:
        return
    package = part.package
    number = sum(str(known.partname).endswith(".svg") for known in package.iter_parts()) + 1
    image = Part(PackURI(f"/word/media/drawing{number}.svg"), "image/svg+xml", picture.data, package)
    relation = part.relate_to(image, RELATIONSHIP_TYPE.IMAGE)
    blip.append(parse_xml(_SVG_EXTENSION.format(relation=relation)))


def _svg_size(data: bytes) -> tuple[int, int]:
    """Width and height in pixels; the `viewBox` where there is no size in pixels, else 640 by 480."""
    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    size = [_pixels(str(root.get(side, ""))) for side in ("width", "height")]
    box = re.findall(r"-?[\d.]+", str(root.get("viewBox", "")))
    if not all(size) and len(box) == 4:
        size = [round(float(side)) for side in box[2:]]
    width, height = size if all(0 < side < 10_000 for side in size) else (640, 480)
    return width, height


def _pixels(value: str | None) -> int:
    match = re.fullmatch(r"\s*(\d{1,5})(?:px)?\s*", value or "")
    return int(match[1]) if match else 0
