"""Where goccy/go-yaml, which Hugo reads YAML with, finds something else in a block than libyaml."""

from __future__ import annotations

import re

from editor.articles.front_matter.edits import line_start
from editor.articles.front_matter.nodes import SCALAR, SEQUENCE, Collection, Node, NodeEntry, SourceError
from editor.articles.front_matter.yaml.scalars import plain_value

# A backslash before it takes the line end out of the text.
_FOLDED_CRLF = re.compile(r"(?<!\\)\r\n")
_LINE = re.compile(r"[^\r\n]*")
# Below the sign of a text block without text.
_BLANKS_AND_COMMENT = re.compile(r"[^\r\n]*(?>\r\n|\n|\r)(?:[ \t]*(?>\r\n|\n|\r))+ *#")


def quoted_with_crlf(text: str, start: int, end: int) -> str:
    """Return quoted text that runs over lines that end in CRLF, each of them as the two line ends that goccy counts.

    "" where it has none.
    """
    if text.find("\r\n", start, end) < 0:
        return ""
    return _FOLDED_CRLF.sub("\n\n", text[start:end]).replace("\r\n", "\n")


def check_empty_block(text: str, start: int, keep: bool) -> None:
    """Refuse a text block (| or >) without text where goccy looks for it further on and finds something else.

    keep: whether its sign has a +. Raises SourceError.
    """
    rest = _LINE.match(text, start)
    at = rest.end() if rest else len(text)
    if _BLANKS_AND_COMMENT.match(text, start) or (keep and text.startswith("\n", at) and text[at:].strip()):
        raise SourceError('This text block (| or >) holds no text: write some below it, or "".', start)


def bare_dash_list(text: str, entry: NodeEntry) -> Collection | None:
    """Return an entry's value if it is a list at the key's own column that ends in a dash with nothing after it.

    goccy takes the keys that follow at that column into the item.
    """
    value = entry.value
    if not isinstance(value, Collection) or value.kind != SEQUENCE or value.style:
        return None
    last = value.items[-1]
    written = len(last.anchor) + 1 if last.anchor else 0
    if last.kind != SCALAR or last.value is not None or last.end - last.start > written:
        return None
    columns = [at - line_start(text, at) for at in (value.start, entry.key.start)]
    return value if columns[0] == columns[1] else None


def split_tight(text: str, key: Node, value: Node) -> tuple[Node, Node]:
    """Read `{a:b}` as goccy does, a key and a value, where YAML has a key “a:b” without a value."""
    colon = text.find(":", key.start, key.end)
    if colon < 0:
        return key, value
    name, rest = text[key.start : colon], text[colon + 1 : key.end]
    return (
        Node(SCALAR, plain_value(name), key.start, colon, ""),
        Node(SCALAR, plain_value(rest), colon + 1, key.end, ""),
    )
