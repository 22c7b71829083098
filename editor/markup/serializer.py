"""The tree as HTML text, escaped as Goldmark escapes."""

from __future__ import annotations

from xml.etree.ElementTree import Comment, Element

from editor.markup.nodes import Raw

VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)


def escape(text: str) -> str:
    """Text between tags: `&`, `<`, `>` and the double quote become entities."""
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    if '"' in text:
        text = text.replace('"', "&quot;")
    return text


def inner_html(root: Element, *, xhtml: bool = False) -> str:
    """Everything inside `root` (not its own tag). Iterative: nesting depth costs no stack."""
    out: list[str] = []
    close_void = " />" if xhtml else ">"
    if root.text:
        out.append(escape(root.text))
    stack: list[tuple[Element | None, str]] = [(child, "") for child in reversed(root)]
    while stack:
        element, closing = stack.pop()
        if element is None:
            out.append(closing)
            continue
        tag: object = element.tag
        tail = escape(element.tail) if element.tail else ""
        if tag is Raw:
            out.append((element.text or "") + tail)
        elif tag is Comment:
            out.append(f"<!--{element.text}-->{tail}")
        else:
            attributes = "".join(f' {name}="{escape(value)}"' for name, value in element.items())
            if tag in VOID:
                out.append(f"<{tag}{attributes}{close_void}{tail}")
                continue
            out.append(f"<{tag}{attributes}>")
            if element.text:
                out.append(escape(element.text))
            if len(element):
                stack.append((None, f"</{tag}>{tail}"))
                stack.extend((child, "") for child in reversed(element))
            else:
                out.append(f"</{tag}>{tail}")
    return "".join(out)
