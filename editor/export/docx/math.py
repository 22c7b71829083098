"""MathML as the equations of a Word document (OMML)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement

from editor.export.document.cleaning import Element

_MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_NARY = frozenset("∑∏∐∫∬∭∮⋃⋂⨁⨂⨀⋁⋀")
_ACCENTS = frozenset("^ˆ~˜¯‾→⃗˙¨´`ˇ˘_")


def equation(math: Element) -> BaseOxmlElement:
    """Return a `math` element as an `m:oMath`; what OMML has no form for becomes its text."""
    return _element("oMath", *_row(math))


def _element(name: str, *children: BaseOxmlElement) -> BaseOxmlElement:
    element = cast(BaseOxmlElement, OxmlElement(f"m:{name}", nsdecls={"m": _MATH}))
    element.extend(children)
    return element


def _valued(name: str, value: str) -> BaseOxmlElement:
    element = _element(name)
    element.set(f"{{{_MATH}}}val", value)
    return element


def _row(parent: Element) -> list[BaseOxmlElement]:
    """The children of an element, one after the other; a big operator takes what follows it."""
    children = [child for child in parent if isinstance(child.tag, str)]
    result: list[BaseOxmlElement] = []
    index = 0
    while index < len(children):
        child = children[index]
        index += 1
        operator = _big_operator(child)
        if operator:
            following = [item for rest in children[index:] for item in _convert(rest)]
            result.append(_nary(child, operator, following))
            return result
        result.extend(_convert(child))
    return result


def _convert(element: Element) -> list[BaseOxmlElement]:
    tag = str(element.tag)
    parts = [child for child in element if isinstance(child.tag, str)]
    if tag in ("mi", "mn", "mo", "mtext", "ms"):
        return _run(element)
    if tag in ("mrow", "mstyle", "mpadded", "math", "menclose", "merror", "mtd", "mphantom"):
        return _row(element)
    if tag == "semantics":
        return _convert(parts[0]) if parts else []
    if tag == "mspace":
        return [_text_run(" ")]
    if tag == "msqrt":
        hidden = _element("radPr", _valued("degHide", "1"))
        return [_element("rad", hidden, _element("deg"), _element("e", *_row(element)))]
    if tag == "mtable":
        return [_matrix(parts)]
    if tag in _SHAPES and len(parts) == len(_SHAPES[tag][1]):
        name, slots = _SHAPES[tag]
        return [_shape(tag, name, slots, parts)]
    if tag in ("mover", "munder") and len(parts) == 2:
        return [_over_or_under(tag, parts)]
    return [_text_run(text)] if (text := "".join(map(str, element.itertext())).strip()) else []


# MathML element -> OMML element and the names of its parts in MathML's order.
_SHAPES: dict[str, tuple[str, tuple[str, ...]]] = {
    "mfrac": ("f", ("num", "den")),
    "msup": ("sSup", ("e", "sup")),
    "msub": ("sSub", ("e", "sub")),
    "msubsup": ("sSubSup", ("e", "sub", "sup")),
    "munderover": ("sSubSup", ("e", "sub", "sup")),
    "mroot": ("rad", ("e", "deg")),
}


def _shape(tag: str, name: str, slots: Sequence[str], parts: Sequence[Element]) -> BaseOxmlElement:
    filled = [_element(slot, *_convert(part)) for slot, part in zip(slots, parts, strict=True)]
    if tag == "mroot":
        filled.reverse()
    return _element(name, *filled)


def _over_or_under(tag: str, parts: Sequence[Element]) -> BaseOxmlElement:
    mark = "".join(map(str, parts[1].itertext())).strip()
    base = _element("e", *_convert(parts[0]))
    if tag == "mover" and mark in _ACCENTS:
        return _element("acc", _element("accPr", _valued("chr", mark)), base)
    return _element("limUpp" if tag == "mover" else "limLow", base, _element("lim", *_convert(parts[1])))


def _big_operator(element: Element) -> str:
    base = (
        element[0]
        if element.tag in ("munderover", "msubsup", "munder", "mover", "msub", "msup") and len(element)
        else element
    )
    text = "".join(map(str, base.itertext())).strip() if base.tag == "mo" else ""
    return text if text in _NARY else ""


def _nary(element: Element, operator: str, following: Sequence[BaseOxmlElement]) -> BaseOxmlElement:
    tag = str(element.tag)
    limits = [_convert(part) for part in element[1:]] if tag != "mo" else []
    has_lower = tag in ("munderover", "msubsup", "munder", "msub")
    has_upper = tag in ("munderover", "msubsup", "mover", "msup")
    lower = limits[0] if has_lower and limits else []
    upper = limits[-1] if has_upper and limits else []
    properties = _element(
        "naryPr",
        _valued("chr", operator),
        _valued("limLoc", "undOvr" if tag.startswith("mund") else "subSup"),
    )
    if not has_lower:
        properties.append(_valued("subHide", "1"))
    if not has_upper:
        properties.append(_valued("supHide", "1"))
    return _element(
        "nary", properties, _element("sub", *lower), _element("sup", *upper), _element("e", *following)
    )


def _matrix(rows: Sequence[Element]) -> BaseOxmlElement:
    return _element(
        "m",
        *(
            _element("mr", *(_element("e", *_row(cell)) for cell in row if cell.tag == "mtd"))
            for row in rows
            if row.tag == "mtr"
        ),
    )


def _run(element: Element) -> list[BaseOxmlElement]:
    text = "".join(map(str, element.itertext())).strip()
    if not text:
        return []
    # Word slants single letters by itself; names of functions and text stand upright.
    upright = element.tag in ("mtext", "ms") or (element.tag == "mi" and len(text) > 1)
    return [_text_run(text, upright=upright)]


def _text_run(text: str, *, upright: bool = False) -> BaseOxmlElement:
    content = _element("t")
    content.text = text
    content.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    style = [_element("rPr", _valued("sty", "p"))] if upright else []
    fonts = parse_xml(
        '<w:rPr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        '<w:rFonts w:ascii="Cambria Math" w:hAnsi="Cambria Math"/></w:rPr>'
    )
    return _element("r", *style, fonts, content)
