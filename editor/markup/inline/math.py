"""Mathematics between passthrough delimiters as MathML, for the preview; the page itself gets the text as it stands."""

from __future__ import annotations

from functools import lru_cache
from html import escape, unescape
from xml.etree.ElementTree import Element

from editor.markup.serializer import inner_html

LONGEST_FORMULA = 4_000
_ATTRIBUTES = frozenset(
    [
        *(
            "accent",
            "accentunder",
            "align",
            "columnalign",
            "columnlines",
            "columnspacing",
            "columnspan",
            "depth",
        ),
        *(
            "dir",
            "display",
            "displaystyle",
            "fence",
            "form",
            "height",
            "largeop",
            "linebreak",
            "linethickness",
        ),
        *(
            "lspace",
            "mathcolor",
            "mathsize",
            "mathvariant",
            "maxsize",
            "minsize",
            "movablelimits",
            "notation",
        ),
        *(
            "rowalign",
            "rowlines",
            "rowspacing",
            "rspace",
            "scriptlevel",
            "separator",
            "stretchy",
            "symmetric",
        ),
        *("voffset", "width", "xmlns"),
    ]
)


@lru_cache(maxsize=512)
def mathml(formula: str, *, display: bool) -> str | None:
    """The formula as a `math` element; None when it is too long or cannot be read."""
    if len(formula) > LONGEST_FORMULA:
        return None
    # Loaded at the first formula: its tables cost a tenth of a second, and most articles have none.
    from latex2mathml.converter import convert_to_element

    try:
        element = convert_to_element(formula, display="block" if display else "inline")
    except Exception:  # noqa: BLE001  (the library raises many kinds for formulas it does not know)
        return None
    root = Element("div")
    root.append(element)
    _make_harmless(element)
    return inner_html(root)


def _make_harmless(root: Element) -> None:
    """A formula may carry any text: leave only MathML's elements and its plain attributes."""
    for element in root.iter():
        if not str(element.tag).startswith("m"):
            element.tag = "mrow"
        for name in [name for name in element.keys() if name not in _ATTRIBUTES]:  # noqa: SIM118  (an Element, no mapping)
            del element.attrib[name]
        # The library writes characters as references and relies on unescaping them in the finished text.
        element.text = unescape(element.text) if element.text else element.text
        element.tail = unescape(element.tail) if element.tail else element.tail


def shown(text: str, opener: str, closer: str, *, display: bool) -> str:
    """What the preview shows for a passthrough: MathML, or its source marked as not understood."""
    formula = text[len(opener) : len(text) - len(closer)].strip()
    element = mathml(formula, display=display) if formula else None
    if element is not None:
        return f'<div class="math">{element}</div>' if display else element
    return f'<code class="math-source">{escape(text)}</code>'
