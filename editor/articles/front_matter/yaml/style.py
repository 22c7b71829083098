"""YAML text for values: in the style of their neighbours where that style can hold them."""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from typing import TypeVar

from editor.articles.dates import is_date_text
from editor.articles.front_matter.nodes import MAPPING, SCALAR, SEQUENCE, EditRefused, Node
from editor.articles.front_matter.yaml.scalars import plain_value
from editor.articles.values import Value

# Signs that begin something else than plain text, here or in other readers of the file.
_NO_PLAIN_START = frozenset("-?:,[]{}#&*!|>'\"%@`=<~")
_NO_PLAIN = re.compile(r": | #|:$|[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_NO_PLAIN_FLOW = re.compile(r"[,\[\]{}:?]")
# Hugo reads these as text, other programs as something else: quotes serve both.
_OTHERS_READ = re.compile(
    r"(?:yes|no|on|off|y|n|true|false|null|[0-9]+(?::[0-9]+)+|[-+]?[0-9][0-9_,.eE+-]*)", re.IGNORECASE
)
_PLAIN_KEY = re.compile(r"[A-Za-z_][\w-]*")
_NO_SINGLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_ESCAPED = re.compile('[\\\\"\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]')
_SHORT = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r", "\0": "\\0"}
# Nothing at all after a dash, and goccy may take the fields below for the item.
BARE_ITEM = "null"
_SURROGATE = re.compile("[\ud800-\udfff]")


_Habit = TypeVar("_Habit")


@dataclass(frozen=True, slots=True)
class Habits:
    """What a block's author does: quotes of text, of list items, of dates; list form; indentations in columns."""

    text: str = ""
    item: str = ""
    moment: str = ""
    block_lists: bool = False
    list_indent: int = 2
    map_indent: int = 2
    newline: str = "\n"


def habits_of(text: str, root: Node, newline: str) -> Habits:
    """Learn the habits from a parsed block."""
    seen = _Seen(text)
    seen.look(root, seen.texts, -1)
    quote = _most(seen.texts, "")
    return Habits(
        quote,
        _most(seen.items, quote),
        _most(seen.moments, ""),
        seen.lists[True] > seen.lists[False],
        _most(seen.list_indents, 2),
        _most(seen.map_indents, 2),
        newline,
    )


def _most(counter: Counter[_Habit], default: _Habit) -> _Habit:
    return counter.most_common(1)[0][0] if counter else default


class _Seen:
    """What was counted in a block: quotes, list forms (true for block lists), indentations."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.texts: Counter[str] = Counter()
        self.items: Counter[str] = Counter()
        self.moments: Counter[str] = Counter()
        self.lists: Counter[bool] = Counter()
        self.list_indents: Counter[int] = Counter()
        self.map_indents: Counter[int] = Counter()

    def look(self, node: Node, quotes: Counter[str], parent: int) -> None:
        """Count a node; `parent` is the column of the key it belongs to, -1 for none in block style."""
        if node.kind == SCALAR and isinstance(node.value, str) and node.style not in ("|", ">"):
            if is_date_text(node.value):
                self.moments[node.style] += 1
            # Quotes that the text needs say nothing about habit.
            elif can_be_plain(node.value, False) or node.style == "":
                quotes[node.style] += 1
        elif node.kind == SEQUENCE and node.items:
            self.lists[not node.style] += 1
            if not node.style and parent >= 0:
                dash = self._text.rfind("-", 0, node.items[0].start)
                self.list_indents[max(self._column(dash) - parent, 0)] += 1
            for item in node.items:
                self.look(item, self.items, -1)
        elif node.kind == MAPPING and node.entries:
            own = self._column(node.entries[0].key.start)
            if not node.style and own > parent >= 0:
                self.map_indents[own - parent] += 1
            for entry in node.entries:
                self.look(entry.value, self.texts, own if not node.style else -1)

    def _column(self, at: int) -> int:
        return at - max(self._text.rfind("\n", 0, at), self._text.rfind("\r", 0, at)) - 1


def can_be_plain(value: str, flow: bool) -> bool:
    """Whether text can stand unquoted so that Hugo and other readers take it for this text."""
    return bool(
        value
        and value[0] not in _NO_PLAIN_START
        and value == value.strip()
        and not _NO_PLAIN.search(value)
        and not (flow and _NO_PLAIN_FLOW.search(value))
        and (not _OTHERS_READ.fullmatch(value) or (is_date_text(value) and len(value) > 8))
        and plain_value(value) == value
    )


def write_text(value: str, style: str, flow: bool) -> str:
    """Write text on one line with the quotes `style` (a block sign counts as none), or others where it must."""
    if _SURROGATE.search(value):
        raise EditRefused("The text holds half a character, which no file can hold.")
    if style == "'" and not _NO_SINGLE.search(value):
        return "'" + value.replace("'", "''") + "'"
    if style not in ("'", '"'):
        if can_be_plain(value, flow):
            return value
        if '"' in value and "'" not in value and not _NO_SINGLE.search(value):
            return f"'{value}'"
    return '"' + _ESCAPED.sub(_escape, value) + '"'


def _escape(found: re.Match[str]) -> str:
    sign = found[0]
    code = ord(sign)
    return _SHORT.get(sign) or (f"\\x{code:02X}" if code < 256 else f"\\u{code:04X}")


def write_scalar(value: Value, style: str, flow: bool) -> str:
    """Write any scalar on one line; None is nothing at all outside brackets."""
    if isinstance(value, str):
        return write_text(value, style, flow)
    if value is None:
        return "null" if flow else ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return _write_float(value)
    if isinstance(value, int):
        if not -(1 << 63) <= value < 1 << 64:
            raise EditRefused("This number is larger than Hugo can hold.")
        return str(value)
    raise EditRefused(f"A value of the kind {type(value).__name__} cannot stand in YAML.")


def _write_float(value: float) -> str:
    if math.isnan(value):
        return ".nan"
    if math.isinf(value):
        return ".inf" if value > 0 else "-.inf"
    written = repr(value)
    if "e" in written and "." not in written:
        # Hugo takes a number without a point for text when it has an exponent.
        written = written.replace("e", ".0e")
    return written


def write_flow(value: Value, style: str) -> str:
    """Write a value in brackets, text in it with the quotes `style`."""
    if isinstance(value, list):
        return "[" + ", ".join(write_flow(item, style) for item in value) + "]"
    if isinstance(value, dict):
        return (
            "{"
            + ", ".join(f"{write_key(key)}: {write_flow(item, style)}" for key, item in value.items())
            + "}"
        )
    return write_scalar(value, style, True)


def write_key(name: str, style: str = "") -> str:
    """Write a key; words such as `on` and `y` are common there, and no quotes are needed for Hugo."""
    if style not in ("'", '"') and _PLAIN_KEY.fullmatch(name) and plain_value(name) == name:
        return name
    return write_text(name, style, True)


def write_literal(value: str, indent: int, newline: str, *, keep: bool = False) -> str | None:
    """Write text as a literal block (|) whose lines stand at column `indent`, or None where that cannot hold it.

    keep: text may end in blank lines (|+), which takes in blank lines of the file that follow.
    """
    if value.endswith("\n\n") and not keep:
        return None
    lines = value.split("\n")
    body = lines[:-1] if value.endswith("\n") else lines
    if _NO_SINGLE.search(value.replace("\n", "")) or _SURROGATE.search(value) or not any(body):
        return None
    if any(line and (not line.strip() or line[0] == "\t") for line in body) or body[0][:1] in ("", " "):
        return None
    return newline.join([f"|{_chomp(value)}", *(" " * indent + line if line else "" for line in body)])


def _chomp(value: str) -> str:
    return "+" if value.endswith("\n\n") else "" if value.endswith("\n") else "-"


def write_folded(value: str, indent: int, newline: str, old: str) -> str | None:
    """Write text as a folded block (>) that breaks where the old one's lines did, then at the old one's width."""
    paragraphs = value.removesuffix("\n").split("\n")
    if _NO_SINGLE.search(value.replace("\n", "")) or value.endswith("\n\n") or _SURROGATE.search(value):
        return None
    if any(part != part.strip() for part in paragraphs) or not paragraphs[0]:
        return None
    old_lines = [line.strip() for line in re.split(r"\r\n|\n|\r", old)[1:]]
    width = max((len(line) for line in old_lines), default=0) if len(old_lines) > 1 else 0
    lines: list[str] = []
    for part in paragraphs:
        if lines:
            lines.append("")
        lines += _folded_lines(part, old_lines, width)
    sign = "" if value.endswith("\n") else "-"
    return newline.join([f">{sign}", *(" " * indent + line if line else "" for line in lines)])


def _folded_lines(text: str, old_lines: list[str], width: int) -> list[str]:
    lines: list[str] = []
    while text:
        cut = next((len(line) for line in old_lines if line and text.startswith(line + " ")), 0)
        if not cut and width and len(text) > width:
            cut = text.rfind(" ", 0, width + 1)
            cut = text.find(" ", width) if cut <= 0 else cut
        # A run of blanks at a break would be more than one blank.
        if cut <= 0 or text[cut : cut + 2] == "  " or text[cut - 1] == " ":
            cut = len(text)
        lines.append(text[:cut])
        text = text[cut + 1 :]
    return lines


def write_block(value: Value, column: int, habits: Habits, *, item: bool = False) -> str:
    """Write what follows a key's colon or an item's dash that stands at `column`, with its leading blank or line end."""
    if isinstance(value, dict) and value:
        inner = column + habits.map_indent
        lines = [
            f"{' ' * inner}{write_key(key)}:{write_block(one, inner, habits)}" for key, one in value.items()
        ]
        if item:
            # The first key stands beside the dash.
            inner = column + 2
            lines = [
                f"{' ' * inner}{write_key(key)}:{write_block(one, inner, habits)}"
                for key, one in value.items()
            ]
            return " " + habits.newline.join(lines)[inner:]
        return habits.newline + habits.newline.join(lines)
    if isinstance(value, list) and value:
        if item or not (habits.block_lists or any(isinstance(one, (dict, list)) for one in value)):
            return " " + write_flow(value, habits.item)
        inner = column + habits.list_indent
        lines = [f"{' ' * inner}-{write_block(one, inner, habits, item=True)}" for one in value]
        return habits.newline + habits.newline.join(lines)
    return _write_block_scalar(value, column, habits, item)


def _write_block_scalar(value: Value, column: int, habits: Habits, item: bool) -> str:
    if isinstance(value, (dict, list)):
        return " " + write_flow(value, habits.item)
    if isinstance(value, str) and "\n" in value:
        literal = write_literal(value, column + 2, habits.newline)
        if literal is not None:
            return " " + literal
    style = habits.item if item else habits.text
    if isinstance(value, str) and is_date_text(value):
        style = habits.moment
    written = write_scalar(value, style, False) or (BARE_ITEM if item else "")
    return " " + written if written else ""
