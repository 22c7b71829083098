"""Makes an article's HTML safe to hand on: only known elements, no script, nothing that fetches by itself."""

# Two hundred quoted words are harder to read than a text of words.
# ruff: noqa: SIM905

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeAlias

import nh3
from lxml import html

from editor.rendering.xml_text import printable

Element: TypeAlias = html.HtmlElement

DEEPEST = 90
"""Nesting below this is flattened: the writers of the formats walk the tree by recursion."""

_TEXT = frozenset(
    "a abbr b bdi bdo br cite code data del dfn em i ins kbd mark q rp rt ruby s samp small span strong sub sup "
    "time u var wbr tt big strike".split()
)
_BLOCKS = frozenset(
    "address article aside blockquote caption center col colgroup dd details div dl dt figcaption figure footer h1 h2 "
    "h3 h4 h5 h6 header hgroup hr img input li main nav ol p picture pre section summary table tbody td tfoot th thead "
    "tr ul".split()
)
# Kept only until `document` has made links of them: nothing of these reaches a file.
_EMBEDDED = frozenset({"iframe", "video", "audio", "source", "embed"})
MATHML = frozenset(
    "math menclose merror mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow ms mspace msqrt "
    "mstyle msub msubsup msup mtable mtd mtext mtr munder munderover none semantics annotation".split()
)
_ATTRIBUTES = {
    "*": {"id", "class", "lang", "dir", "title", "style", "role", "aria-label", "aria-hidden"},
    "a": {"href"},
    "img": {"src", "alt", "width", "height"},
    "iframe": {"src", "title"},
    "video": {"src"},
    "audio": {"src"},
    "source": {"src"},
    "embed": {"src"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "col": {"span"},
    "colgroup": {"span"},
    "ol": {"start", "type", "reversed"},
    "li": {"value"},
    "input": {"type", "checked", "disabled"},
    "details": {"open"},
    "time": {"datetime"},
    "data": {"value"},
    "math": {"display"},
    "mo": {
        "stretchy",
        "fence",
        "separator",
        "form",
        "lspace",
        "rspace",
        "minsize",
        "maxsize",
        "movablelimits",
    },
    "mi": {"mathvariant"},
    "mover": {"accent"},
    "munder": {"accentunder"},
    "mfrac": {"linethickness"},
    "mspace": {"width"},
    "mtable": {"columnalign"},
    "mtd": {"columnalign"},
    "annotation": {"encoding"},
}
# None of these takes an address or lifts an element out of its place on the page.
_STYLES = frozenset(
    "color background-color text-align text-decoration font-weight font-style font-variant vertical-align "
    "white-space tab-size -moz-tab-size -o-tab-size display margin margin-left margin-right margin-top margin-bottom "
    "padding padding-left padding-right padding-top padding-bottom border border-width border-style border-color "
    "border-spacing border-collapse width max-width height user-select word-break overflow-wrap".split()
)
# Properties are known, their values are not: none may hold what fetches, however it is spelt.
_FETCHES = re.compile(r"(?i)url\(|image-set\(|cross-fade\(|\bimage\(|\bsrc\(|expression\(|@|\\")
_SCHEMES = frozenset({"http", "https", "mailto", "tel", "data"})


def clean(source: str) -> Element:
    """Return the content of one article as a tree below a `div`; ids are unique, nesting is bounded."""
    safe = nh3.clean(
        source,
        tags=set(_TEXT | _BLOCKS | _EMBEDDED | MATHML),
        clean_content_tags={"script", "style", "template", "noscript", "svg", "object", "title"},
        attributes={tag: set(names) for tag, names in _ATTRIBUTES.items()},
        attribute_filter=_filter_attribute,
        filter_style_properties=set(_STYLES),
        url_schemes=set(_SCHEMES),
        link_rel=None,
    )
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    root = html.fragment_fromstring(printable(safe).encode(), create_parent="div", parser=parser)
    _flatten(root)
    _make_ids_unique(root)
    return root


def elements(root: Element, *tags: str) -> Iterator[Element]:
    """Yield the elements of some tags in document order, safe against changes of the tree while going through."""
    yield from list(root.iter(*tags))


def _filter_attribute(tag: str, attribute: str, value: str) -> str | None:
    if attribute in ("href", "src") and tag != "img" and value.strip().lower().startswith("data:"):
        return None
    if attribute == "type" and tag == "input" and value.lower() != "checkbox":
        return None
    if attribute == "style":
        return ";".join(part for part in value.split(";") if not _FETCHES.search(part)) or None
    return value


def _flatten(root: Element) -> None:
    """Unwrap what is nested too deeply; its text stays."""
    deep: list[Element] = []
    pending: list[tuple[Element, int]] = [(root, 0)]
    while pending:
        element, depth = pending.pop()
        if depth > DEEPEST:
            deep.append(element)
        pending.extend((child, depth + 1) for child in element)
    for element in deep:
        element.drop_tag()


def _make_ids_unique(root: Element) -> None:
    taken: set[str] = set()
    for element in root.iter():
        name = element.get("id")
        if name is None:
            continue
        if not name or any(character.isspace() for character in name) or name in taken:
            # A link goes to the first of its name, as in a browser.
            del element.attrib["id"]
        taken.add(name)
