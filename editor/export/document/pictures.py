"""Pictures for exported documents: recognised by their content, bounded in size, SVG made inert."""

from __future__ import annotations

import base64
import binascii
import io
import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote_to_bytes

from lxml import etree
from PIL import Image, UnidentifiedImageError

from editor.articles.storage.files import Reason, StorageError, read
from editor.rendering.picture_cost import too_costly

LARGEST = 64 * 1024 * 1024
"""Bytes of a picture that an export takes in."""
LARGEST_SVG = 4 * 1024 * 1024

SUFFIXES = {
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/gif": ".gif",
    "image/webp": ".webp",
    "image/avif": ".avif",
    "image/bmp": ".bmp",
    "image/svg+xml": ".svg",
}
"""Media type -> file name suffix of every kind of picture that an export takes in."""

_DATA_URI = re.compile(r"data:(image/[a-z+.-]+)((?:;[^,;]+)*),(.*)", re.IGNORECASE | re.DOTALL)
_SVG_DROPPED = frozenset(
    {"script", "foreignobject", "iframe", "object", "embed", "audio", "video", "handler", "set"}
)
_ANIMATED_LINK = re.compile(r"(?i)href|^on")
_SVG = "http://www.w3.org/2000/svg"
# Names of functions and rules that take an address; "\\" may spell any of them otherwise.
_CSS_OUTSIDE = re.compile(
    r"(?i)@import|@namespace|url\(\s*['\"]?(?!#|data:image/(?:png|jpeg|gif|webp))"
    r"|image-set\(|cross-fade\(|\bimage\(|\bsrc\(|expression\(|\\"
)


class PictureError(Exception):
    """A picture that cannot be taken in; the text is a short reason."""


@dataclass(frozen=True, slots=True)
class Picture:
    """An image file's bytes and media type; `name` is the file's own name without suffix, for a reader of the export."""

    data: bytes
    media_type: str
    name: str

    @property
    def suffix(self) -> str:
        """The suffix that fits the content, whatever the file was called."""
        return SUFFIXES[self.media_type]

    def data_uri(self) -> str:
        """The picture as a `data:` address."""
        return f"data:{self.media_type};base64,{base64.b64encode(self.data).decode('ascii')}"

    def size(self) -> tuple[int, int]:
        """Width and height in pixels; raises PictureError for SVG and for what cannot be decoded."""
        with _opened(self) as image:
            return image.size

    def as_png(self) -> Picture:
        """The same picture as PNG, its first frame; raises PictureError."""
        with _opened(self) as image:
            try:
                plain = image.convert("RGBA" if image.has_transparency_data else "RGB")
                buffer = io.BytesIO()
                plain.save(buffer, "PNG")
            except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
                raise PictureError("the picture is damaged") from error
        return Picture(buffer.getvalue(), "image/png", self.name)


def load(path: Path) -> Picture:
    """Read an image file; raises PictureError. What is no image by its content is not taken, whatever its name."""
    try:
        data = read(path, limit=LARGEST).data
    except StorageError as error:
        reasons = {
            Reason.NOT_A_FILE: "it is not a regular file",
            Reason.TOO_LARGE: f"it is larger than {LARGEST // 2**20} MB",
        }
        raise PictureError(reasons.get(error.reason, error.message.rstrip("."))) from error
    return from_bytes(data, path.stem)


def from_bytes(data: bytes, name: str) -> Picture:
    """Recognise a picture by its first bytes; raises PictureError."""
    media_type = _media_type(data)
    if not media_type:
        raise PictureError("it is not a picture of a known kind")
    if media_type == "image/svg+xml":
        data = inert_svg(data)
    if reason := too_costly(data, media_type):
        raise PictureError(f"it {reason}")
    return Picture(data, media_type, name)


def from_data_uri(uri: str) -> Picture:
    """Decode an image `data:` address; raises PictureError."""
    match = _DATA_URI.fullmatch(uri.strip())
    if not match or len(uri) > LARGEST * 4 // 3 + 100:
        raise PictureError("it is not a picture of a known kind")
    content = unquote_to_bytes(match[3])
    if ";base64" in match[2].lower():
        try:
            content = base64.b64decode(content)
        except (binascii.Error, ValueError) as error:
            raise PictureError("the picture is damaged") from error
    return from_bytes(content, "image")


def inert_svg(data: bytes) -> bytes:
    """Return the SVG without scripts, handlers, foreign content and any address outside itself; raises PictureError."""
    if len(data) > LARGEST_SVG:
        raise PictureError(f"the SVG is larger than {LARGEST_SVG // 2**20} MB")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_pis=True, remove_comments=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise PictureError("the SVG does not parse") from error
    if etree.QName(root).localname != "svg":
        raise PictureError("it is not a picture of a known kind")
    for element in list(root.iter()):
        if not isinstance(element.tag, str):
            _remove(element)
            continue
        if _is_active(element):
            _remove(element)
        else:
            _disarm(element)
    return bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True))


def _is_active(element: etree._Element) -> bool:
    """Whether the element runs, brings in other documents, turns a link into something else later, or is no drawing."""
    if (etree.QName(element).namespace or _SVG) != _SVG:
        # HTML and editors' own notes: browsers do with the one what they do in a page, nobody needs the other.
        return True
    name = etree.QName(element).localname.lower()
    if name == "style":
        return bool(_CSS_OUTSIDE.search("".join(element.itertext())))
    if name.startswith("animate"):
        return bool(_ANIMATED_LINK.search(element.get("attributeName", "")))
    return name in _SVG_DROPPED


def _disarm(element: etree._Element) -> None:
    for key, value in list(element.attrib.items()):
        name = etree.QName(key).localname.lower()
        if (
            name.startswith("on")
            or name == "base"  # what begins with "#" would be taken from there
            or (name in ("href", "src") and not _stays_inside(value))
            or (name != "href" and _CSS_OUTSIDE.search(value))
        ):
            del element.attrib[key]


def _stays_inside(address: str) -> bool:
    address = address.strip().lower()
    return address.startswith(("#", "data:image/png", "data:image/jpeg", "data:image/gif", "data:image/webp"))


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _media_type(data: bytes) -> str:
    start = data[:64]
    if start.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if start.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if start.startswith((b"GIF87a", b"GIF89a")):
        return "image/gif"
    if start[:4] == b"RIFF" and start[8:12] == b"WEBP":
        return "image/webp"
    if start[4:8] == b"ftyp" and (b"avif" in start or b"avis" in start):
        return "image/avif"
    if start.startswith(b"BM") and len(data) > 26:
        return "image/bmp"
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith((b"<?xml", b"<svg", b"<!--", b"<!DOCTYPE svg")) and b"<svg" in head:
        return "image/svg+xml"
    return ""


def _opened(picture: Picture) -> Image.Image:
    try:
        return Image.open(io.BytesIO(picture.data))
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise PictureError("the picture is damaged") from error
