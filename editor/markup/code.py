"""Code in colours: Pygments under the same wrapping that Hugo's highlighter writes, bounded in size and time."""

from __future__ import annotations

import math
import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import escape

from pygments.lexer import Lexer
from pygments.token import STANDARD_TYPES, _TokenType

from editor.markup.attributes import Attributes, Value, written
from editor.markup.languages import lexer_for
from editor.markup.settings import Highlight, line_number_style

LONGEST_CODE = 200_000
LONGEST_LINE = 5_000
SLOW_SECONDS = 0.4
# Lexers that backtrack do so on long runs of one character; code with such a run is shown plain.
_RUN = re.compile(r"([\\'\"`(\[{<$&|?!,;:.^@ ])\1{39,}|\\{12,}")
# Not `isdigit`, for which "²" is a digit too; and no more of them than `int` takes.
_WHOLE = re.compile(r"-?[0-9]{1,18}")
_OPTION_NAMES = {
    "linenos": "line_nos",
    "lineno": "line_nos",
    "linenostart": "line_no_start",
    "hl_lines": "hl_lines",
    "hl_inline": "hl_inline",
    "style": "style",
    "noclasses": "no_classes",
    "tabwidth": "tab_width",
    "anchorlinenos": "anchor_line_nos",
    "lineanchors": "line_anchors",
    "linenumbersintable": "line_numbers_in_table",
    "guesssyntax": "guess_syntax",
}


def highlight_options(text: str) -> Attributes:
    """The options of a `highlight` call: `linenos=table,hl_lines=8 15-17`."""
    options: Attributes = {}
    for part in text.split(","):
        name, equals, value = part.partition("=")
        if equals:
            options[name.strip().lower()] = value.strip()
    return options


def highlight_attributes(attributes: Attributes) -> tuple[Attributes, Attributes]:
    """Split a fence's attributes into highlighter options and attributes of the wrapping element."""
    options: Attributes = {}
    rest: Attributes = {}
    for name, value in attributes.items():
        if name.lower() in _OPTION_NAMES:
            options[name.lower()] = value
        elif not name.lower().startswith("on"):
            rest[name.lower()] = value
    return options, rest


class CodeRenderer:
    """Highlights code blocks under one site's settings. Remembers which languages were slow on this page."""

    def __init__(self, settings: Highlight) -> None:
        self._settings = settings
        self._slow: set[str] = set()
        self._lexers: dict[str, Lexer | None] = {}

    def html(
        self, code: str, language: str, options: Attributes, attributes: Attributes | None = None
    ) -> str:
        """A whole code block, or inline code with `hl_inline`. The text on the page is exactly `code`."""
        settings = self._with(options)
        known, lexer = self._lexer(language, code)
        if settings.hl_inline:
            body = _spans(lexer, code) if lexer else escape(code)
            return f'<code class="code-inline language-{escape(language)}">{body}</code>'
        if not known and settings.guess_syntax:
            known, language = True, "fallback"
        if not known:
            return f'<pre tabindex="0"><code{_language(language)}>{escape(code)}</code></pre>'
        lines = self._timed(lexer, language, code) if lexer else _lines(escape(code))
        extra = ""
        wrapper = settings.wrapper_class
        for name, value in (attributes or {}).items():
            if name == "class":
                wrapper = f"{wrapper} {written(value)}"
            else:
                extra += f' {name}="{escape(written(value))}"'
        marked = _marked_lines(settings.hl_lines, len(lines))
        if settings.line_nos:
            body = _numbered(lines, settings, marked, language)
        elif lexer or marked:
            body = _plain(lines, marked, language)
        else:
            body = _chroma(escape(code), language)
        return f'<div class="{escape(wrapper)}"{extra}>{body}</div>'

    def _with(self, options: Attributes) -> Highlight:
        settings = self._settings
        for name, value in options.items():
            match _OPTION_NAMES.get(name.lower()):
                case "line_nos":
                    style = line_number_style(value, in_table=settings.line_numbers_in_table)
                    settings = replace(settings, line_nos=style)
                case "line_no_start":
                    settings = replace(settings, line_no_start=_whole(value))
                case "hl_lines":
                    settings = replace(settings, hl_lines=_line_list(value))
                case "hl_inline":
                    settings = replace(settings, hl_inline=str(value).lower() in ("true", "1"))
        return settings

    def _lexer(self, language: str, code: str) -> tuple[bool, Lexer | None]:
        """Whether Hugo highlights the language, and the lexer; None for code that is to be shown plain."""
        if not language:
            return False, None
        if language not in self._lexers:
            self._lexers[language] = lexer_for(language)
        lexer = self._lexers[language]
        hostile = language in self._slow or len(code) > LONGEST_CODE or _RUN.search(code)
        if hostile or (len(code) > LONGEST_LINE and max(map(len, code.split("\n"))) > LONGEST_LINE):
            return lexer is not None, None
        return lexer is not None, lexer

    def _timed(self, lexer: Lexer, language: str, code: str) -> list[str]:
        # The work of this thread: code is no slower where others keep the machine busy, and would be shown plain there.
        worked = time.thread_time()
        lines = _lines(_spans(lexer, code))
        if time.thread_time() - worked > SLOW_SECONDS + len(code) / 200_000:
            self._slow.add(language)
        return lines


def _lines(html: str) -> list[str]:
    return re.findall(r"[^\n]*\n|[^\n]+", html)


def _spans(lexer: Lexer, code: str) -> str:
    """The code as spans that never reach over a line's end."""
    return "".join(_span_parts(lexer.get_tokens(code)))


def _span_parts(tokens: Iterator[tuple[_TokenType, str]]) -> Iterator[str]:
    for kind, value in tokens:
        name = _class_of(kind)
        if not name:
            yield escape(value, quote=True)
            continue
        for line in re.findall(r"[^\n]+|\n", value):
            yield line if line == "\n" else f'<span class="{name}">{escape(line, quote=True)}</span>'


def _class_of(kind: _TokenType | None) -> str:
    while kind is not None and kind not in STANDARD_TYPES:
        kind = kind.parent
    return STANDARD_TYPES[kind] if kind is not None else ""


def _language(language: str) -> str:
    name = escape(language)
    return f' class="language-{name}" data-lang="{name}"' if language else ""


def _plain(lines: Sequence[str], marked: set[int], language: str) -> str:
    body = "".join(_line(line, number in marked) for number, line in enumerate(lines))
    return _chroma(body, language)


def _chroma(body: str, language: str) -> str:
    return f'<pre tabindex="0" class="chroma"><code{_language(language)}>{body}</code></pre>'


def _line(html: str, marked: bool, number: str = "") -> str:
    return f'<span class="line{" hl" if marked else ""}">{number}<span class="cl">{html}</span></span>'


def _numbered(lines: Sequence[str], settings: Highlight, marked: set[int], language: str) -> str:
    start = settings.line_no_start
    width = len(str(start + len(lines) - 1))
    numbers = [f"{number:>{width}}" for number in range(start, start + len(lines))]
    if settings.line_nos == "inline":
        body = "".join(
            _line(line, at in marked, f'<span class="ln">{numbers[at]}</span>')
            for at, line in enumerate(lines)
        )
        return _chroma(body, language)
    column = "".join(
        f'<span class="{"hl" if at in marked else "lnt"}">{number}\n</span>'
        for at, number in enumerate(numbers)
    )
    return (
        '<div class="chroma">\n<table class="lntable"><tr><td class="lntd">\n'
        f'<pre tabindex="0" class="chroma"><code>{column}</code></pre></td>\n<td class="lntd">\n'
        f"{_plain(lines, marked, language)}</td></tr></table>\n</div>\n"
    )


def _whole(value: Value) -> int:
    """A whole number as an option gives it; what is none counts as 1."""
    if isinstance(value, float):
        return int(value) if math.isfinite(value) else 1
    text = str(value).strip()
    return int(text) if _WHOLE.fullmatch(text) else 1


def _line_list(value: Value) -> str:
    """`hl_lines` from a fence: a string, or a list of numbers and ranges."""
    if isinstance(value, list):
        return " ".join(written(part) for part in value)
    return str(value)


def _marked_lines(text: str, count: int) -> set[int]:
    """Line indices (from 0) of `8 15-17`."""
    marked: set[int] = set()
    for part in text.replace(",", " ").split():
        first, _, last = part.partition("-")
        if _WHOLE.fullmatch(first) and (not last or _WHOLE.fullmatch(last)):
            marked.update(range(int(first) - 1, min(int(last or first), count)))
    return marked


def hook_card(language: str, content: str) -> str:
    """A code block that the site's own hook turns into something else: its name and its source."""
    return (
        f'<div class="shortcode" data-name="{escape(language)}"><span class="shortcode-name">{escape(language)}</span>'
        f'<div class="shortcode-content"><pre>{escape(content)}</pre></div></div>\n'
    )
