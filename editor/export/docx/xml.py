"""Elements of a Word document that python-docx has no call for, in the order the schema asks for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

# ECMA-376 part 1, 17.3.1.26 (CT_PPr) and 17.3.2.28 (CT_RPr): the order of properties.
# ruff: noqa: SIM905
_PARAGRAPH_ORDER = (
    "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
    "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange"
).split()
_RUN_ORDER = (
    "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid vanish "
    "webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em lang "
    "eastAsianLayout specVanish oMath"
).split()
_ORDER = {
    qn("w:pPr"): {qn(f"w:{name}"): place for place, name in enumerate(_PARAGRAPH_ORDER)},
    qn("w:rPr"): {qn(f"w:{name}"): place for place, name in enumerate(_RUN_ORDER)},
}


def new(
    tag: str, attributes: Mapping[str, str | int] | None = None, *children: BaseOxmlElement
) -> BaseOxmlElement:
    """Return a new element; `tag` and attribute names carry their prefix (`w:tbl`), attributes without one get `w:`."""
    element = cast(BaseOxmlElement, OxmlElement(tag))
    for name, value in (attributes or {}).items():
        element.set(qn(name if ":" in name else f"w:{name}"), str(value))
    element.extend(children)
    return element


def place(properties: BaseOxmlElement, element: BaseOxmlElement) -> BaseOxmlElement:
    """Put a property into `w:pPr` or `w:rPr` at the place the schema gives it, instead of any older one."""
    order = _ORDER[str(properties.tag)]
    for old in properties.findall(str(element.tag)):
        properties.remove(old)
    own = order[str(element.tag)]
    for index, other in enumerate(properties):
        if order.get(str(other.tag), len(order)) > own:
            properties.insert(index, element)
            break
    else:
        properties.append(element)
    return element


def text(content: str) -> BaseOxmlElement:
    """Return a `w:t` that keeps its spaces."""
    element = new("w:t", {"xml:space": "preserve"})
    element.text = content
    return element


def field(instruction: str, shown: str) -> list[BaseOxmlElement]:
    """Return the runs of a field such as PAGE; `shown` stands there until the word processor fills it in."""
    code = new("w:instrText", {"xml:space": "preserve"})
    code.text = f" {instruction} "
    parts = (
        new("w:fldChar", {"fldCharType": "begin"}),
        code,
        new("w:fldChar", {"fldCharType": "separate"}),
        text(shown),
        new("w:fldChar", {"fldCharType": "end"}),
    )
    return [new("w:r", None, part) for part in parts]
