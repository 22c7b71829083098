"""Source lines to the lines that Markdown sees: shortcodes become placeholders, or text, before blocks are found."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from editor.articles.problems import Problem
from editor.markup.shortcodes.lexer import BUILT_IN, Shortcode, ShortcodeError, ShortcodeReader, is_inline

DIVIDER = "<!--more-->"
DIVIDER_TOKEN = "HAHAHUGOMOREHBHB"
_SPECIAL = re.compile(r"\{\{[<%]|<!--more-->")
_WINDOWS = (1, 8, 64, 1024, 1 << 30)


@dataclass(slots=True)
class Expanded:
    """Lines for the block rules. Line i belongs to the source lines `begins[i]` to `ends[i]` (half-open), a unit that
    only makes sense as a whole; what stands on it was written in source line `origins[i]`."""

    lines: list[str] = field(default_factory=list)
    begins: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    origins: list[int] = field(default_factory=list)
    calls: dict[int, list[Shortcode]] = field(default_factory=dict)
    """Shortcodes by the source line where they begin."""
    problems: dict[int, list[Problem]] = field(default_factory=dict)
    """Problems by source line; their own line numbers are those of the source."""
    reads_to_end: set[int] = field(default_factory=set)
    """Source lines whose meaning depends on the text up to its end."""

    def add(self, lines: Sequence[str], origins: Sequence[int], begin: int, end: int) -> None:
        """Append the lines of one unit."""
        self.lines.extend(lines)
        self.origins.extend(origins)
        self.begins.extend([begin] * len(lines))
        self.ends.extend([end] * len(lines))


class Expander:
    """Expands the shortcodes of one page.

    `markdown_of` renders a `{{% %}}` call to Markdown text (noting problems), or refuses with None.

    `known` maps the names of the site's own shortcodes to whether they take content; None when the site is unknown.
    """

    def __init__(
        self,
        known: Mapping[str, bool | None] | None,
        markdown_of: Callable[[Shortcode, list[Problem]], str | None] | None = None,
    ) -> None:
        self._known = known
        self._markdown_of = markdown_of

    def expand(
        self,
        lines: Sequence[str],
        start: int,
        end: int,
        divider: int = -1,
        closings: dict[str, int] | None = None,
    ) -> Expanded:
        """Lines `start` to at least `end`: a shortcode that goes on behind `end` is taken in whole.

        `divider` is the line of the summary divider that counts (the article's first), -1 for none. `closings` is
        kept by the caller while `lines` stay as they are: where the last closing tag of a shortcode stands.
        """
        closings = {} if closings is None else closings
        out = Expanded()
        line = start
        while line < end:
            text = lines[line]
            if ("{{" not in text and "<!--m" not in text) or not _SPECIAL.search(text):
                out.lines.append(text)
                out.begins.append(line)
                out.ends.append(line + 1)
                out.origins.append(line)
                line += 1
            else:
                line = self._unit(lines, line, out, divider, closings)
        return out

    def _unit(
        self, lines: Sequence[str], line: int, out: Expanded, divider: int, closings: dict[str, int]
    ) -> int:
        """Expand from `line` on until a line ends outside of any shortcode; the line after it."""
        for window in _WINDOWS:
            end = min(len(lines), line + window)
            unit = _Unit(self, lines, line, end, closings, divider)
            if unit.run() or end == len(lines):
                break
        unit.finish(out)
        return unit.last_line

    def takes_inner(self, name: str) -> bool | None:
        """Whether a shortcode takes content; None when that is not known."""
        if is_inline(name):
            return True
        if self._known is not None and name in self._known:
            return self._known[name]
        return BUILT_IN.get(name)

    def is_unknown(self, name: str) -> bool:
        """True when Hugo would not find a template of that name."""
        is_known = self._known is None or name in self._known or name in BUILT_IN or is_inline(name)
        return not is_known

    def markdown_of(self, call: Shortcode, problems: list[Problem]) -> str | None:
        """The Markdown that a `{{% %}}` call stands for, None for a site's own."""
        return self._markdown_of(call, problems) if self._markdown_of else None


class _Unit:
    """The expansion of one or more source lines that shortcodes hold together."""

    def __init__(
        self,
        expander: Expander,
        lines: Sequence[str],
        line: int,
        end: int,
        closings: dict[str, int],
        divider: int,
    ) -> None:
        self._expander = expander
        self._lines = lines
        self._first = line
        self._closings = closings
        self._divider = divider
        self._at_end = end == len(lines)
        self._text = "\n".join(lines[line:end])
        self._parts: list[
            tuple[str, int]
        ] = []  # text, and the source line where it was written (-1: made up)
        self._calls: list[Shortcode] = []
        self._problems: list[Problem] = []
        self._reads_to_end = False
        self.last_line = line + 1

    def run(self) -> bool:
        """Expand; False when the text given ended in the middle of a shortcode."""
        text = self._text
        reader = ShortcodeReader(text, self._expander.takes_inner, self._closes_later)
        position = 0
        while True:
            line_end = text.find("\n", position)
            limit = len(text) if line_end < 0 else line_end
            match = _SPECIAL.search(text, position, limit)
            if match is None:
                self._parts.append((text[position:limit], self._line_of(position)))
                self.last_line = self._first + text.count("\n", 0, limit) + 1
                return True
            self._parts.append((text[position : match.start()], self._line_of(position)))
            if match[0] == DIVIDER:
                position = self._divide(match)
                if position == len(text) and not self._at_end and self._divider < 0:
                    return False
                continue
            try:
                call, position = reader.read(match.start())
            except ShortcodeError as error:
                if error.incomplete and not self._at_end:
                    return False
                self._fail(error, match.start())
                self._parts.append((match[0], -1))
                position = match.end()
                continue
            self._place(call, match.start())

    def _divide(self, match: re.Match[str]) -> int:
        """The summary divider stands apart, and swallows the blanks and line ends behind it; others are just text."""
        position = match.end()
        if self._divider != self._line_of(match.start()):
            self._parts.append((DIVIDER, -1))
            return position
        self._divider = -1
        self._parts.append((f"\n\n{DIVIDER_TOKEN}\n\n", -1))
        while position < len(self._text) and self._text[position] in " \t\r\n":
            position += 1
        return position

    def _closes_later(self, name: str) -> bool:
        """Whether a closing tag of that name stands anywhere from this unit on (then the tag opens content)."""
        self._reads_to_end = True
        if name not in self._closings:
            closing = re.compile(r"\{\{[<%][ \t]*/[ \t]*" + re.escape(name) + r"[ \t]*[>%]\}\}")
            numbers = range(len(self._lines) - 1, -1, -1)
            self._closings[name] = next(
                (n for n in numbers if name in self._lines[n] and closing.search(self._lines[n])), -1
            )
        return self._closings[name] >= self._first

    def _line_of(self, position: int) -> int:
        return self._first + self._text.count("\n", 0, position)

    def _fail(self, error: ShortcodeError, start: int) -> None:
        """Note what is wrong with the tag at `start`; the error may have shown itself lines below."""
        line_end = self._text.find("\n", start)
        if error.incomplete or 0 <= line_end < error.seen:
            self._reads_to_end = True
        line = self._line_of(error.position)
        column = error.position - (self._text.rfind("\n", 0, error.position) + 1)
        self._problems.append(
            Problem("error", "shortcode-syntax", error.message + " Hugo stops here.", line, line + 1, column)
        )

    def _place(self, call: Shortcode | str, start: int) -> None:
        if isinstance(call, str):
            self._parts.append((call, self._line_of(start)))
            return
        call.place(self._line_of(start))
        self._calls.append(call)
        self._note_unknown(call)
        markdown = self._expander.markdown_of(call, self._problems) if call.markup else call.token()
        if markdown is not None:
            self._parts.append((markdown, -1))
        elif not call.inner:
            self._parts.append((call.token(), -1))
        else:
            self._around(call, start)

    def _around(self, call: Shortcode, position: int) -> None:
        """A site's own `{{% %}}` with content: its content is Markdown of the page, between two marks."""
        inner: list[tuple[str, int]] = []
        for part in call.inner or ():
            if isinstance(part, str):
                position = self._text.find(part, position)
                inner.append((part, self._line_of(position)))
                position += len(part)
            else:
                self._calls.append(part)
                inner.append((part.token(), -1))
                position += len(part.source)
        apart = f"\n\n{call.indentation}" if any("\n" in text for text, _ in inner) else ""
        self._parts += [(call.token("o") + apart, -1), *inner, (apart + call.token("c"), -1)]

    def _note_unknown(self, call: Shortcode) -> None:
        if self._expander.is_unknown(call.name):
            message = f"No shortcode “{call.name}” in this site: Hugo stops here."
            self._problems.append(Problem("error", "shortcode-unknown", message, call.line, call.line + 1))
        for part in call.inner or ():
            if isinstance(part, Shortcode):
                self._note_unknown(part)

    def finish(self, out: Expanded) -> None:
        """Hand the result over."""
        lines = "".join(text for text, _ in self._parts).split("\n")
        out.add(lines, self._origins(), self._first, self.last_line)
        if self._calls:
            out.calls.setdefault(self._first, []).extend(self._calls)
        if self._problems:
            out.problems.setdefault(self._first, []).extend(self._problems)
        if self._reads_to_end:
            out.reads_to_end.add(self._first)

    def _origins(self) -> list[int]:
        line = self._first
        origins = [line]
        is_blank = True  # nothing stands on the line that is being made
        for text, written in self._parts:
            if written >= 0:
                line = written
                if is_blank:
                    origins[-1] = line
            for _ in range(text.count("\n")):
                line += written >= 0
                origins.append(line)
            tail = text.rpartition("\n")[2]
            is_blank = not tail.strip() and (is_blank or "\n" in text)
        return origins
