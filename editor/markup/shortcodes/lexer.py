"""Shortcodes in an article's text: found and read as Hugo's page lexer reads them. Nothing is rendered here."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

Argument = str | bool | int | float
OPENING = re.compile(r"\{\{[<%]")
TOKEN = re.compile(r"HAHAHUGOSHORTCODE([0-9a-f]{16})([soc])HBHB")
"""Stands for a shortcode while Markdown is read; kinds: s whole, o and c around content that is Markdown of the page."""

BUILT_IN: Mapping[str, bool] = {
    "comment": True,
    "details": True,
    "figure": False,
    "gist": False,
    "highlight": True,
    "instagram": False,
    "param": False,
    "qr": True,
    "ref": False,
    "relref": False,
    "twitter": False,
    "tweet": False,
    "vimeo": False,
    "x": False,
    "youtube": False,
}
"""Hugo's own shortcodes; True for those that take content up to a closing tag."""

_NAME = re.compile(r"[\w/-]+(?:\.inline(?= ))?")
_WORD = re.compile(r"[\w.-]+")
_BARE = re.compile(r"[^ \t\r\n\f\v]+")
_SPACES = re.compile(r"[ \t\r\n\f\v]*")
_INTEGER = re.compile(r"-?[0-9]+$")
_FLOAT = re.compile(r"-?[0-9]*\.[0-9]+(?:e[-+]?[0-9]+)?$", re.IGNORECASE)


class ShortcodeError(ValueError):
    """Hugo would stop at this shortcode. `position` is an offset in the text, `incomplete` when more text may mend it.

    `seen` is the offset behind the last character that had a part in it: text from there on changes nothing.
    """

    def __init__(self, message: str, position: int, *, seen: int = 0, incomplete: bool = False) -> None:
        super().__init__(message)
        self.message = message
        self.position = position
        self.seen = max(seen, position)
        self.incomplete = incomplete


@dataclass(slots=True)
class Shortcode:
    """One call: `markup` for `{{% %}}`; `inner` is None without content, else text and nested calls in order."""

    name: str
    markup: bool
    source: str = ""
    named: dict[str, Argument] = field(default_factory=dict)
    positional: list[Argument] = field(default_factory=list)
    inner: list[str | Shortcode] | None = None
    indentation: str = ""
    line: int = 0

    def get(self, key: str | int) -> Argument | None:
        """An argument by name or by place, as `.Get` in a template."""
        if isinstance(key, int):
            return self.positional[key] if key < len(self.positional) else None
        return self.named.get(key)

    def place(self, line: int) -> None:
        """Note the line where the call begins (nested calls are noted there too)."""
        self.line = line
        for part in self.inner or ():
            if isinstance(part, Shortcode):
                part.place(line)

    def token(self, kind: str = "s") -> str:
        """The placeholder; equal calls have equal ones, so a block renders alike wherever it stands."""
        digest = hashlib.blake2b(self.source.encode("utf-8", "replace"), digest_size=8).hexdigest()
        return f"HAHAHUGOSHORTCODE{digest}{kind}HBHB"


def is_inline(name: str) -> bool:
    """Whether a shortcode's template is its content, written in the article."""
    return name.endswith(".inline")


def takes_content(template: str) -> bool:
    """Whether a shortcode template uses what stands between its tags."""
    return ".Inner" in template


class ShortcodeReader:
    """Reads one call from a text. `takes_inner(name)` says whether a closing tag is expected; None: not known."""

    def __init__(
        self, text: str, takes_inner: Callable[[str], bool | None], closing_ahead: Callable[[str], bool]
    ) -> None:
        self._text = text
        self._takes_inner = takes_inner
        self._closing_ahead = closing_ahead

    def read(self, start: int, depth: int = 0) -> tuple[Shortcode | str, int]:
        """The call that opens at `start` and the position behind it; a commented one gives its literal text."""
        if depth > 60:
            raise ShortcodeError("Shortcodes are nested too deeply.", start)
        text = self._text
        markup = text[start + 2] == "%"
        ending = "%}}" if markup else ">}}"
        if text.startswith("/*", start + 3):
            return self._comment(start, ending)
        position = self._skip(start + 3)
        if text.startswith("/", position):
            raise ShortcodeError("A closing shortcode tag without an opening one.", start, seen=position + 1)
        call, position, closed = self._head(start, position, ending, markup)
        expects = self._takes_inner(call.name)
        if closed:
            call.inner = []
        elif expects or (expects is None and self._closing_ahead(call.name)):
            position = self._inner(call, position, start, depth)
        call.source = text[start:position]
        line_start = text.rfind("\n", 0, start) + 1
        before = text[line_start:start]
        call.indentation = "" if before.strip(" \t") else before
        return call, position

    def _comment(self, start: int, ending: str) -> tuple[str, int]:
        end = self._text.find("*/" + ending, start + 5)
        if end < 0:
            raise ShortcodeError("The shortcode comment is not closed.", start, incomplete=True)
        literal = self._text[start : start + 3] + self._text[start + 5 : end] + ending
        return literal, end + 2 + len(ending)

    def _skip(self, position: int) -> int:
        match = _SPACES.match(self._text, position)
        return match.end() if match else position

    def _head(self, start: int, position: int, ending: str, markup: bool) -> tuple[Shortcode, int, bool]:
        """Name and arguments: (call, position behind the tag, whether it closes itself)."""
        match = _NAME.match(self._text, position)
        if match is None:
            incomplete = position >= len(self._text)
            raise ShortcodeError("A shortcode has no name.", start, seen=position + 1, incomplete=incomplete)
        call = Shortcode(match[0], markup)
        position = match.end()
        while True:
            position = self._skip(position)
            if self._text.startswith(ending, position):
                return call, position + len(ending), False
            if self._text.startswith("/", position):
                after = self._skip(position + 1)
                if self._text.startswith(ending, after):
                    return call, after + len(ending), True
            if position >= len(self._text):
                raise self._unclosed(call, start)
            position = self._argument(call, position, start)

    def _argument(self, call: Shortcode, position: int, start: int) -> int:
        text = self._text
        if text[position] in '"`\\':
            value, position = self._quoted(position, start)
            self._positional(call, value, start, position)
            return position
        match = _WORD.match(text, position)
        if match is None:
            bare = _BARE.findall(text[position : position + 12])[0]
            raise ShortcodeError(
                f"The shortcode “{call.name}” has an argument that needs quotes: {bare!r}.",
                start,
                seen=position + len(bare) + 1,
            )
        after = self._skip(match.end())
        if after >= len(text):
            raise self._unclosed(call, start)
        if not text.startswith("=", after):
            self._positional(call, typed(match[0]), start, after + 1)
            return match.end()
        if call.positional:
            raise self._mixed(call, start, after + 1)
        after = self._skip(after + 1)
        if text[after : after + 1] in ('"', "`", "\\"):
            call.named[match[0]], after = self._quoted(after, start)
            return after
        end = after
        while end < len(text) and text[end] not in " \t\r\n":
            end += 1
        call.named[match[0]] = typed(text[after:end])
        return end

    def _positional(self, call: Shortcode, value: Argument, start: int, seen: int) -> None:
        if call.named:
            raise self._mixed(call, start, seen)
        call.positional.append(value)

    @staticmethod
    def _mixed(call: Shortcode, start: int, seen: int) -> ShortcodeError:
        message = f"The shortcode “{call.name}” mixes named and unnamed arguments."
        return ShortcodeError(message, start, seen=seen)

    @staticmethod
    def _unclosed(call: Shortcode, start: int) -> ShortcodeError:
        ending = "%}}" if call.markup else ">}}"
        message = f"The shortcode “{call.name}” is not closed by {ending}."
        return ShortcodeError(message, start, incomplete=True)

    def _quoted(self, position: int, start: int) -> tuple[str, int]:
        text = self._text
        if text[position] == "`":
            end = text.find("`", position + 1)
            if end < 0:
                raise ShortcodeError(
                    "A shortcode argument is not closed by a backtick.", start, incomplete=True
                )
            return text[position + 1 : end], end + 1
        if text[position] == "\\":
            if not text.startswith('\\"', position):
                message = "A shortcode argument begins with a stray backslash."
                raise ShortcodeError(message, start, seen=position + 2)
            end = text.find('\\"', position + 2)
            if end < 0:
                raise ShortcodeError("A shortcode argument is not closed by a quote.", start, incomplete=True)
            return text[position + 2 : end], end + 2
        out: list[str] = []
        position += 1
        while position < len(text) and text[position] not in '"\n':
            if text.startswith('\\"', position):
                position += 1
            out.append(text[position])
            position += 1
        if position >= len(text) or text[position] == "\n":
            message = "A shortcode argument is not closed by a quote on its line."
            raise ShortcodeError(message, start, seen=position)
        return "".join(out), position + 1

    def _inner(self, call: Shortcode, position: int, start: int, depth: int) -> int:
        """Content up to the closing tag; the position behind it."""
        text = self._text
        call.inner = []
        while True:
            match = OPENING.search(text, position)
            if match is None:
                raise ShortcodeError(
                    f"The shortcode “{call.name}” has no closing tag.", start, incomplete=True
                )
            if match.start() > position:
                call.inner.append(text[position : match.start()])
            after = self._skip(match.end())
            if text.startswith("/", after):
                return self._closing(call, match, self._skip(after + 1))
            nested, position = self.read(match.start(), depth + 1)
            call.inner.append(nested)

    def _closing(self, call: Shortcode, opening: re.Match[str], position: int) -> int:
        name = _NAME.match(self._text, position)
        if name is None or name[0] != call.name:
            found = name[0] if name else ""
            raise ShortcodeError(
                f"The shortcode “{call.name}” is closed as “{found}”.",
                opening.start(),
                seen=position + len(found) + 1,
                incomplete=position >= len(self._text),
            )
        ending = "%}}" if opening[0] == "{{%" else ">}}"
        after = self._skip(name.end())
        if not self._text.startswith(ending, after):
            raise ShortcodeError(
                f"The closing tag of “{call.name}” is not closed by {ending}.",
                opening.start(),
                incomplete=True,
            )
        return after + len(ending)


def typed(word: str) -> Argument:
    """An unquoted argument as Hugo types it: yes/no, number or text."""
    if word in ("true", "false"):
        return word == "true"
    if _INTEGER.match(word):
        return int(word)
    return float(word) if _FLOAT.match(word) else word
