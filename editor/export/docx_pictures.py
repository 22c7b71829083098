"""Pictures of a Word document, at a size that fits the page."""

from __future__ import annotations

import io
import re

from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.parts.story import StoryPart
from docx.shared import Emu

from editor.export.docx_styles import TEXT_HEIGHT
from editor.export.docx_xml import new
from editor.export.pictures import Picture, PictureError

PIXEL = 9525
"""English Metric Units of one CSS pixel."""


def drawing(
    part: StoryPart, picture: Picture, wanted_width: str | None, alternative: str, room: int
) -> BaseOxmlElement:
    """Return a picture as a `w:drawing`; raises PictureError.

    wanted_width: the `width` of the `img`, in pixels. room: the width of the text, in English Metric Units.
    """
    if picture.media_type == "image/svg+xml":
        raise PictureError("Word documents take no SVG")
    if picture.media_type not in ("image/png", "image/jpeg", "image/gif"):
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
    inline.docPr.set("descr", alternative)
    inline.docPr.set("name", picture.name)
    return new("w:drawing", None, inline)


def _pixels(value: str | None) -> int:
    match = re.fullmatch(r"\s*(\d{1,5})(?:px)?\s*", value or "")
    return int(match[1]) if match else 0
