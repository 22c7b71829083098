"""Fills in the actions that archetypes use: names, dates, and the text functions around them.

A small part of Go templates, evaluated here so that a new article needs no other program: literals, fields,
variables, function calls, pipes and parentheses. Anything else raises NotSimple.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import TypeAlias

from editor.articles.dates import parse_date
from editor.articles.values import Value
from editor.site.go_time import format_go
from editor.site.slugs import title_case, urlize


class NotSimple(ValueError):  # noqa: N818 - a finding, not a fault
    """The template uses something that only Hugo can evaluate; the message names the action."""


# Parentheses in one action, more than any archetype has.
_DEEPEST = 50

# Shortcodes, {{< … >}} and {{% … %}}, are text to an archetype.
_ACTION = re.compile(r"\{\{(?![<%])")
_TRIMS = re.compile(r"-\s")
_END = re.compile(r"\s-\}\}\s*|\}\}")
_TOKEN = re.compile(
    r"""\s*(?:(?P<text>"(?:\\.|[^"\\\n])*"|`[^`]*`)|(?P<number>-?\d+(?:\.\d+)?)|(?P<mark>:=|[|()=])"""
    r"""|(?P<name>[.$]?[A-Za-z_][\w.]*|\$|\.))"""
)
_COMMENT_END = re.compile(r"\*/(?:\s+-\}\}\s*|\}\})")


def fill_in(template: str, values: Mapping[str, Value], style: str = "ap") -> str:
    """Return the template with its actions replaced.

    `values` are the fields by dotted name ("Date", "File.ContentBaseName", "Site.Params.author"); `style` is
    the site's titleCaseStyle. Raises NotSimple.
    """
    out: list[str] = []
    scope: dict[str, _Operand] = {}
    place = 0
    while found := _ACTION.search(template, place):
        before = template[place : found.start()]
        inside = found.end()
        if _TRIMS.match(template, inside):
            before = before.rstrip()
            inside += 1
        out.append(before)
        end = _end_of(template, inside)
        if end is None:
            raise NotSimple(template[found.start() :][:60])
        source = template[inside : end.start()].strip()
        if not source.startswith("/*"):
            out.append(_written(_Action(source, values, scope, style).result()))
        place = end.end()
    out.append(template[place:])
    return "".join(out)


def _end_of(template: str, start: int) -> re.Match[str] | None:
    """Find where an action closes; ``}}`` within a literal or a comment does not close it."""
    if template[start : start + 20].lstrip().startswith("/*"):
        return _COMMENT_END.search(template, start)
    place = start
    while (token := _TOKEN.match(template, place)) is not None and token.end() > place:
        place = token.end()
    return _END.search(template, place)


class _Action:
    """One action's tokens, read once from left to right."""

    def __init__(
        self, source: str, values: Mapping[str, Value], scope: dict[str, _Operand], style: str
    ) -> None:
        self._source = source
        self._values = values
        self._scope = scope
        self._style = style
        self._tokens = self._split()
        self._at = 0
        self._depth = 0

    def result(self) -> _Operand:
        if len(self._tokens) > 2 and self._tokens[1][1] in (":=", "=") and self._tokens[0][1].startswith("$"):
            self._at = 2
            self._scope[self._tokens[0][1]] = self._pipeline()
            return ""
        value = self._pipeline()
        if self._at < len(self._tokens):
            raise NotSimple(self._source)
        return value

    def _split(self) -> list[tuple[str, str]]:
        tokens = []
        place = 0
        while place < len(self._source):
            token = _TOKEN.match(self._source, place)
            if token is None:
                raise NotSimple(self._source)
            tokens.append((str(token.lastgroup), token.group(str(token.lastgroup))))
            place = token.end()
        return tokens

    def _peek(self) -> tuple[str, str]:
        return self._tokens[self._at] if self._at < len(self._tokens) else ("", "")

    def _pipeline(self) -> _Operand:
        value = self._command(())
        while self._peek() == ("mark", "|"):
            self._at += 1
            value = self._command((value,))
        return value

    def _command(self, piped: Sequence[_Operand]) -> _Operand:
        kind, token = self._peek()
        if kind == "name" and token[0] not in ".$":
            self._at += 1
            return self._call(token, (*self._operands(), *piped))
        operands = self._operands()
        if len(operands) == 2 and isinstance(operands[0], _Method):
            return operands[0].call(operands[1])
        if len(operands) != 1 or piped:
            raise NotSimple(self._source)
        return operands[0]

    def _operands(self) -> list[_Operand]:
        found = []
        while (token := self._peek())[0] and token not in (("mark", "|"), ("mark", ")")):
            found.append(self._operand(*token))
        return found

    def _operand(self, kind: str, token: str) -> _Operand:
        self._at += 1
        if kind == "text":
            return token[1:-1] if token[0] == "`" else _unquoted(token)
        if kind == "number":
            return float(token) if "." in token else int(token)
        if token == "(":
            self._depth += 1
            if self._depth > _DEEPEST:
                raise NotSimple(self._source[:60])
            value = self._pipeline()
            if self._peek() != ("mark", ")"):
                raise NotSimple(self._source)
            self._at += 1
            return value
        if token[0] == "." or token in ("now.Format", "site.Title", "site.BaseURL"):
            return self._field(token)
        if token in self._scope:
            return self._scope[token]
        if token[0] == "$" and "." in token:
            return self._field(token[1:])
        return self._call(token, ())

    def _field(self, token: str) -> _Operand:
        name = token.lstrip(".")
        if name.startswith("site."):
            name = "Site." + name.removeprefix("site.")
        if name == "now.Format":
            return _Method(lambda layout: format_go(self._now(), str(layout)))
        lowered = {key.lower(): value for key, value in self._values.items()}
        if name.lower() not in lowered:
            raise NotSimple(self._source)
        return lowered[name.lower()]

    def _now(self) -> datetime:
        now = self._values["Now"]
        if not isinstance(now, datetime):
            raise NotSimple(self._source)
        return now

    def _call(self, name: str, operands: Sequence[_Operand]) -> _Operand:
        if name == "now.Format" and len(operands) == 1:
            return format_go(self._now(), str(operands[0]))
        if name in ("site.Title", "site.BaseURL") and not operands:
            return self._field(name)
        if name in ("now", "time.Now") and not operands:
            return self._values["Now"]
        if name in ("title", "strings.Title") and len(operands) == 1:
            return title_case(_written(operands[0]), self._style)
        function = _FUNCTIONS.get(name.removeprefix("strings."))
        if function is None:
            raise NotSimple(self._source)
        try:
            return function(*operands)
        except (TypeError, ValueError, AttributeError) as error:
            raise NotSimple(self._source) from error


class _Method:
    """A field that takes an argument, such as ``now.Format``."""

    def __init__(self, call: Callable[[_Operand], str]) -> None:
        self.call = call


# What stands in an action: a value, or what still waits for its argument.
_Operand: TypeAlias = Value | _Method


def _written(value: object) -> str:
    if isinstance(value, datetime):
        return format_go(value, "2006-01-02 15:04:05 -0700 MST")
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, _Method):
        raise NotSimple("a method without its argument")
    return str(value)


def _unquoted(token: str) -> str:
    escapes = {"n": "\n", "t": "\t", "r": "\r"}
    return re.sub(r"\\(.)", lambda found: escapes.get(found[1], found[1]), token[1:-1])


def _date_format(layout: str, value: Value) -> str:
    if isinstance(value, datetime):
        return format_go(value, layout)
    moment = parse_date(value, datetime.now().astimezone().tzinfo)  # type: ignore[arg-type]
    if moment is None:
        raise ValueError(value)
    return format_go(moment, layout)


def _humanized(text: str) -> str:
    words = re.sub(r"[-_\s]+", " ", re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", text)).strip().lower()
    return words[:1].upper() + words[1:]


def _substr(text: str, start: int, length: int | None = None) -> str:
    begin = max(start + len(text), 0) if start < 0 else start
    if length is None:
        return text[begin:]
    return text[begin : begin + length] if length >= 0 else text[begin:length]


# With the piped value last, as Go passes it; so `"x" | strings.TrimPrefix "y"` has the prefix first.
_FUNCTIONS: Mapping[str, Callable[..., Value]] = {
    "replace": lambda text, old, new: _written(text).replace(old, new),
    "lower": lambda text: _written(text).lower(),
    "ToLower": lambda text: _written(text).lower(),
    "upper": lambda text: _written(text).upper(),
    "ToUpper": lambda text: _written(text).upper(),
    "FirstUpper": lambda text: text[:1].upper() + text[1:],
    "trim": lambda text, cut: text.strip(cut),
    "Trim": lambda text, cut: text.strip(cut),
    "TrimSpace": lambda text: text.strip(),
    "TrimPrefix": lambda prefix, text: text.removeprefix(prefix),
    "TrimSuffix": lambda suffix, text: text.removesuffix(suffix),
    "Replace": lambda text, old, new: _written(text).replace(old, new),
    "substr": _substr,
    "Substr": _substr,
    "urlize": urlize,
    "urls.URLize": urlize,
    "humanize": _humanized,
    "inflect.Humanize": _humanized,
    "dateFormat": _date_format,
    "time.Format": _date_format,
    "print": lambda *parts: "".join(map(_written, parts)),
    "default": lambda fallback, value: value or fallback,
    "string": _written,
}
