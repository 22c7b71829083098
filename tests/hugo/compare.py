"""When two pieces of HTML count as equal: the same elements, attributes and text; how code is coloured left aside."""

from __future__ import annotations

import re
import warnings
from urllib.parse import unquote
from xml.etree.ElementTree import Element

import html5lib

warnings.filterwarnings("ignore", category=DeprecationWarning, module="html5lib")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_TOKEN_ID = re.compile(r"-?hahahugoshortcode\w*hbhb")  # Hugo's own placeholders leak into ids made from them


def canonical(html: str) -> str:
    """The HTML as a browser builds it, in one fixed spelling."""
    tree = html5lib.parseFragment(_CONTROL.sub("", html), treebuilder="etree", namespaceHTMLElements=False)
    out: list[str] = []
    _write(tree, out, in_code=False)
    return re.sub(r"\n+", "\n", "".join(out)).strip()


def _write(node: Element, out: list[str], *, in_code: bool, coloured: bool = False) -> None:
    out.append(_text(node.text, in_code))
    for child in node:
        tag = child.tag if isinstance(child.tag, str) else "!--"
        code = in_code or tag == "pre"
        shown = not (code and tag == "span")
        if shown:
            out.append(f"<{tag}{_attributes(child, coloured or tag == 'pre')}>")
        if isinstance(child.tag, str):
            _write(
                child, out, in_code=code, coloured=coloured or child.get("class", "").startswith("highlight")
            )
        if shown:
            out.append(f"</{tag}>")
        out.append(_text(child.tail, in_code))


def _text(text: str | None, in_code: bool) -> str:
    return (text or "") if in_code else re.sub(r"[ \t]*\n\s*", "\n", text or "")


def _attributes(node: Element, coloured: bool) -> str:
    found = dict(node.items())
    if coloured:  # Hugo colours by styles or by classes, the program by classes
        found.pop("style", None)
        if node.tag != "code":
            found.pop("class", None)
    for name in ("href", "src"):
        if name in found:
            found[name] = unquote(found[name])
    if "id" in found:
        found["id"] = _TOKEN_ID.sub("", found["id"])
    return "".join(f' {name}="{value}"' for name, value in sorted(found.items()))


def difference(hugo: str, ours: str, around: int = 60) -> str:
    """The first place where two canonical texts part, "" when they are equal."""
    want, got = canonical(hugo), canonical(ours)
    if want == got:
        return ""
    at = next(
        (n for n, (a, b) in enumerate(zip(want, got, strict=False)) if a != b), min(len(want), len(got))
    )
    start = max(0, at - around)
    return f"hugo {want[start : at + around]!r}\nours {got[start : at + around]!r}"
