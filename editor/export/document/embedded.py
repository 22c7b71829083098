"""Puts links where a page shows what lies elsewhere: players, foreign pages, cards of shortcodes."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

from lxml import html

from editor.export.document.cleaning import Element, elements

# The renderer's names for remote shortcodes -> where their one argument leads.
_PLACES = {
    "YouTube": "https://www.youtube.com/watch?v={0}",
    "Vimeo": "https://vimeo.com/{0}",
    "Instagram": "https://www.instagram.com/p/{0}/",
}


def link_embedded(body: Element, address_of: Callable[[str], str]) -> list[str]:
    """Replace embedded things by links and return warnings about what could not be shown.

    address_of: the absolute address of a source, "" when it is none. Nothing is fetched, and nothing is lost.
    """
    warnings: list[str] = []
    for element in elements(body, "iframe", "video", "audio", "embed"):
        source = element.get("src") or next((inner.get("src", "") for inner in element.iter("source")), "")
        address = address_of(source)
        if address:
            _replace(element, _link(address, element.get("title") or address))
        else:
            if source:
                warnings.append(f"{element.tag!s} {source[:120]!r} left out: it cannot stand in a document")
            element.drop_tag() if element.tag in ("video", "audio") else element.drop_tree()
    for element in elements(body, "source"):
        element.drop_tree()
    for element in elements(body, "picture"):
        element.drop_tag()
    for card in elements(body, "div", "span"):
        classes = (card.get("class") or "").split()
        if "shortcode-remote" in classes:
            _link_card(card)
        elif "shortcode" in classes:
            warnings.append(_open_card(card))
    return warnings


def _link_card(card: Element) -> None:
    name, argument = _label(card, "shortcode-name"), _label(card, "shortcode-arguments")
    if name == "QR code":
        paragraph = html.Element("p")
        paragraph.text = argument
        _replace(card, paragraph)
        return
    place = _PLACES.get(name)
    address = place.format(quote(argument, safe="")) if place and argument else ""
    paragraph = html.Element("p")
    paragraph.append(_link(address, f"{name}: {address}") if address else html.Element("span"))
    if not address:
        paragraph[0].text = f"{name}: {argument}" if argument else name
    _replace(card, paragraph)


def _open_card(card: Element) -> str:
    """Leave of a site's own shortcode its content: what its template would make of it is not known."""
    name = _label(card, "shortcode-name")
    if not name:
        return f"a shortcode failed: {' '.join((card.text_content() or '').split())[:200]}"
    for label in elements(card, "span"):
        if {"shortcode-name", "shortcode-arguments"} & set((label.get("class") or "").split()):
            label.drop_tree()
    if (card.text_content() or "").strip() or next(card.iter("img"), None) is not None:
        card.set("class", "shortcode-content")
        return f"the site's own shortcode {name!r} is shown as its content only"
    card.drop_tree()
    return f"the site's own shortcode {name!r} left out: only Hugo knows what it shows"


def _label(card: Element, wanted: str) -> str:
    for span in card.iter("span"):
        if wanted in (span.get("class") or "").split():
            return (span.text_content() or "").strip()
    return ""


def _link(address: str, text: str) -> Element:
    link = html.Element("a", {"href": address, "class": "embedded"})
    link.text = text
    return link


def _replace(element: Element, other: Element) -> None:
    other.tail = element.tail
    parent = element.getparent()
    if parent is not None:
        parent.replace(element, other)
