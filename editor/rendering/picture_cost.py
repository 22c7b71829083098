"""Says whether a picture takes more time or memory to draw than its size tells: nested copies, giant dimensions."""

from __future__ import annotations

import io
import re

from lxml import etree
from PIL import Image

from editor.rendering.drawing_cost import drawn_elements

MOST_DRAWN = 200_000
"""Elements of an SVG, copies counted each time they are drawn."""
MOST_PIXELS = 150_000_000
"""Pixels of a picture; the largest cameras' have fewer. Each takes four bytes while it is shown."""
LARGEST_SVG = 4 * 1024 * 1024

_SVG_START = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<(?:\?xml|!--|!DOCTYPE|svg|[\w.-]+:svg)", re.IGNORECASE)


def too_costly(data: bytes, kind: str = "") -> str:
    """Return why a picture is not to be drawn, as the rest of a sentence that begins with its name; "" when it may be.

    `kind` is its media type as it will be told, where that is known.
    """
    if kind == "image/svg+xml" or (_SVG_START.match(data[:4096]) and b"svg" in data[:65536]):
        return _svg_problem(data)
    return _pixel_problem(data)


def _svg_problem(data: bytes) -> str:
    if len(data) > LARGEST_SVG:
        return f"is larger than {LARGEST_SVG // 2**20} MB, which is too much for a drawing"
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return ""  # what does not parse is not drawn
    if root is None:
        return ""  # type: ignore[unreachable]  # so it is when nothing could be recovered
    document = root.getroottree()
    if document.docinfo.internalDTD is not None and any(document.docinfo.internalDTD.iterentities()):
        return "defines entities, which can make it grow without end"
    if _has_outer_sheet(root):
        return "takes a style sheet from elsewhere"
    return (
        "draws the same parts again and again, too often to be shown"
        if drawn_elements(root, MOST_DRAWN) > MOST_DRAWN
        else ""
    )


def _has_outer_sheet(root: etree._Element) -> bool:
    """Whether a style sheet stands outside of the document, where nobody sees what it draws."""
    before = root.getprevious()
    while before is not None:
        if getattr(before, "target", "") == "xml-stylesheet":
            return True
        before = before.getprevious()
    return any("@import" in "".join(sheet.itertext()).lower() for sheet in root.iter("{*}style"))


def _pixel_problem(data: bytes) -> str:
    try:
        with Image.open(io.BytesIO(data)) as picture:
            width, height = picture.size
    except Image.DecompressionBombError:
        return "has more pixels than can be shown"
    except (OSError, ValueError, SyntaxError, MemoryError):
        return ""  # a film, a sound, or a kind that only the page knows
    return "has more pixels than can be shown" if width * height > MOST_PIXELS else ""
