"""One finished article, ready for any writer: metadata, an inert tree of elements, and its pictures."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, unquote, urljoin, urlsplit

from lxml import html

from editor.export.document import cleaning, pictures
from editor.export.document.cleaning import Element
from editor.export.document.embedded import link_embedded
from editor.export.document.metadata import Metadata
from editor.export.document.pictures import Picture, PictureError

PICTURE_SCHEME = "picture:"
"""In a document's tree, `src="picture:NAME"` stands for the picture of that name in `Document.pictures`."""

_OUTSIDE = frozenset({"http", "https", "mailto", "tel"})
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
# Browsers mend these in addresses, other programs refuse them.
_NOT_IN_ADDRESSES = re.compile(r'[ "<>^`{|}]')
_MOST_PICTURE_BYTES = 512 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Document:
    """An article apart from its site. `body` is a `div`; nothing in it loads or runs by itself."""

    metadata: Metadata
    body: Element
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()

    def picture_of(self, image: Element) -> Picture | None:
        """Return the picture that an `img` element of the body shows."""
        source = image.get("src") or ""
        return self.pictures.get(source.removeprefix(PICTURE_SCHEME))


def build(
    source: str,
    metadata: Metadata,
    *,
    find_picture: Callable[[str], Path | None],
    keep_relative_links: bool = False,
) -> Document:
    """Make a document of an article's HTML.

    find_picture: where an image address of the article lies on this machine, None when outside the site.
    keep_relative_links: links that cannot be made absolute stay as they are; else only their text stays.
    """
    body = cleaning.clean(source)
    warnings = link_embedded(body, lambda address: outside_address(address, metadata.address))
    collector = _PictureCollector(find_picture)
    for image in cleaning.elements(body, "img"):
        collector.take(image, metadata.address)
    places = {element.get("id") for element in body.iter() if element.get("id")}
    for anchor in cleaning.elements(body, "a"):
        fragment = unquote((anchor.get("href") or "").removeprefix("#"))
        if (anchor.get("href") or "").startswith("#") and fragment in places:
            # As the id stands, not as an address: the writers look it up by name.
            anchor.set("href", f"#{fragment}")
        _settle_link(anchor, metadata.address, keep_relative=keep_relative_links)
    for box in cleaning.elements(body, "input"):
        if box.get("type") != "checkbox":
            box.drop_tree()
    return Document(metadata, body, collector.pictures, (*warnings, *collector.warnings))


def outside_address(href: str, base: str) -> str:
    """Return the absolute address a link leads to on the web or to a mailbox; "" when there is none.

    A relative link is taken from `base`. Addresses of this machine and of network shares give "".
    """
    href = _NOT_IN_ADDRESSES.sub(lambda match: quote(match[0]), re.sub(r"[\t\r\n]", "", href).strip())
    if not href or "\\" in href:
        # Browsers take a backslash for a slash: `\\host\share` is a network share.
        return ""
    if href.startswith("//"):
        href = "https:" + href
    if not _SCHEME.match(href):
        if not base.startswith(("http://", "https://")):
            return ""
        href = urljoin(base, href)
    try:
        parts = urlsplit(href)
    except ValueError:
        return ""
    scheme = parts.scheme.lower()
    if scheme in ("http", "https") and not parts.netloc:
        return ""
    return href if scheme in _OUTSIDE else ""


def _settle_link(anchor: Element, base: str, *, keep_relative: bool) -> None:
    href = anchor.get("href")
    if href is None or href.startswith("#"):
        return
    address = outside_address(href, base)
    if address:
        anchor.set("href", address)
    elif not (keep_relative and not _SCHEME.match(href) and "\\" not in href and not href.startswith("//")):
        del anchor.attrib["href"]


class _PictureCollector:
    """Reads the pictures of one article, each once, and points the tree at them."""

    def __init__(self, find: Callable[[str], Path | None]) -> None:
        self._find = find
        self._names: dict[str, str] = {}
        self._bytes = 0
        self.pictures: dict[str, Picture] = {}
        self.warnings: list[str] = []

    def take(self, image: Element, base: str) -> None:
        """Replace the address of one `img` by a picture of the document, or the element by a text or link."""
        source = (image.get("src") or "").strip()
        if source in self._names:
            image.set("src", PICTURE_SCHEME + self._names[source])
            return
        try:
            picture = self._load(source)
        except PictureError as error:
            self._replace(image, source, base, str(error))
            return
        name = f"{len(self.pictures) + 1}"
        self._names[source] = name
        self._bytes += len(picture.data)
        self.pictures[name] = picture
        image.set("src", PICTURE_SCHEME + name)

    def _load(self, source: str) -> Picture:
        if not source:
            raise PictureError("it has no address")
        if source.lower().startswith("data:"):
            return pictures.from_data_uri(source)
        if _SCHEME.match(source) or source.startswith("//") or "\\" in source:
            raise PictureError("it lies outside the site and was not fetched")
        path = self._find(source)
        if path is None:
            raise PictureError("there is no such picture in the site")
        if self._bytes > _MOST_PICTURE_BYTES:
            raise PictureError("the article has too many pictures")
        return pictures.load(path)

    def _replace(self, image: Element, source: str, base: str, reason: str) -> None:
        shown = source if len(source) <= 120 else source[:117] + "..."
        self.warnings.append(f"picture {shown!r} left out: {reason}")
        address = outside_address(source, base)
        alternative = (image.get("alt") or "").strip()
        replacement = html.Element("a" if address else "span", {"class": "picture-left-out"})
        if address:
            replacement.set("href", address)
        replacement.text = alternative or address
        replacement.tail = image.tail
        parent = image.getparent()
        if parent is None:
            return
        if parent.tag == "a" and address:
            # No link inside a link.
            replacement.tag = "span"
            del replacement.attrib["href"]
        parent.replace(image, replacement)
