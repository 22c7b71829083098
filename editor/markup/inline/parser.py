"""Inline Markdown as Goldmark parses it: one pass over the text of a block, giving a flat list of pieces.

markdown-it's own inline parser follows CommonMark, but not Goldmark where the two differ (linkify, typographer,
strikethrough, footnote references, the bracket stack), and it tries a dozen rules at every special character.
This one jumps from one special character to the next and stays linear on hostile input.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from editor.markup.characters import MARKDOWN_SPACES, find_closing
from editor.markup.inline.emphasis import Delimiters, DelimiterStack, is_mark
from editor.markup.inline.link_targets import parse_inline_target
from editor.markup.inline.linkify import EMAIL_START, URL_START, address_at
from editor.markup.inline.pieces import (
    LINK_END,
    AutoLink,
    Bracket,
    Break,
    Code,
    EmojiCode,
    FootnoteCall,
    Lookups,
    Piece,
    RawHtml,
    Symbol,
    TaskBox,
    TextPiece,
    Verbatim,
)
from editor.markup.inline.raw_html import TagEndings
from editor.markup.inline.typographer import (
    APOSTROPHE,
    LEFT,
    RIGHT,
    UNDECIDED,
    OpenQuotes,
    double_quote,
    flanking,
    single_quote,
)
from editor.markup.settings import MarkupSettings, Typographer, decoded

LABEL_LIMIT = 999
_AUTOLINK = re.compile(r"<([A-Za-z][A-Za-z0-9.+-]{1,31}:[^<>\x00-\x20]*)>")
_LABEL = r"[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?"
_AUTOLINK_EMAIL = re.compile(rf"<([!#-'*+\-/-9=?A-Z^-~.]{{1,320}}@{_LABEL}(?:\.{_LABEL})*)>")
_TASK = re.compile(r"\[([ \t\f\rxX])\][ \t\n\f\r]*")
_BACKTICKS = re.compile(r"`+")


# --- settings compiled --------------------------------------------------------------------------------------------


class InlineParser:
    """Parses inline text under one site's settings. Stateless between calls."""

    def __init__(self, settings: MarkupSettings, emoji: Mapping[str, str] | None = None) -> None:
        self.settings = settings
        self.emoji = emoji if settings.emoji and emoji else {}
        pairs = (
            (*settings.passthrough.block, *settings.passthrough.inline) if settings.passthrough.enable else ()
        )
        self.passthrough = tuple((o, c, (o, c) in settings.passthrough.block) for o, c in pairs)
        self.escaped_space = settings.cjk.enable and settings.cjk.escaped_space
        self.marks = _delimiter_tags(settings)
        self.symbols = _symbols(settings.typographer)
        self._patterns: dict[tuple[bool, bool], re.Pattern[str]] = {}

    def may_link(self, text: str) -> tuple[bool, bool]:
        """Whether `text` can hold a bare web address, and a bare e-mail address."""
        if not self.settings.linkify:
            return False, False
        return "://" in text or "www." in text, "@" in text

    def pattern(self, urls: bool, emails: bool) -> re.Pattern[str]:
        """The expression that finds the next character worth a look, in a text that may hold such addresses."""
        found = self._patterns.get((urls, emails))
        if found is None:
            found = self._patterns[urls, emails] = re.compile(self._alternatives(urls, emails))
        return found

    def _alternatives(self, urls: bool, emails: bool) -> str:
        singles = "\\\\\n`[\\]<*_" + "".join("\\" + mark for mark in self.marks if mark not in "*_")
        singles += ":" if self.emoji else ""
        singles += "".join(re.escape(opener[0]) for opener, _, _ in self.passthrough)
        choices = [f"[{singles}]", r"!(?=\[)"]
        if self.symbols:
            choices += ["--", r"\.\.\.", ">>", "['\"]"]
        starts = [start for wanted, start in ((urls, URL_START), (emails, EMAIL_START)) if wanted]
        if starts:
            choices.append(f"[ (](?={'|'.join(starts)})")
        return "|".join(choices)

    def parse(self, text: str, lookups: Lookups, *, task: bool = False, cell: bool = False) -> list[Piece]:
        """The pieces of `text` (lines without leading blanks, no trailing blanks at the very end).

        `task`: the text begins a list item. `cell`: it stands in a table, where `\\|` in code means a bar.
        """
        return _Run(self, text, lookups, cell=cell).pieces(task=task)


def _delimiter_tags(settings: MarkupSettings) -> dict[str, list[tuple[int, tuple[str, str], str]]]:
    """For each character: (least length, tags for one and two, kind), in the order in which Hugo tries them."""
    marks: dict[str, list[tuple[int, tuple[str, str], str]]] = {
        "*": [(1, ("em", "strong"), "emphasis")],
        "_": [(1, ("em", "strong"), "emphasis")],
    }
    extras = settings.extras
    for enabled, character, least, tag in (
        (extras.delete, "~", 2, "del"),
        (settings.strikethrough, "~", 1, "del"),
        (extras.insert, "+", 2, "ins"),
        (extras.mark, "=", 2, "mark"),
        (extras.superscript, "^", 1, "sup"),
        (extras.subscript, "~", 1, "sub"),
    ):
        if enabled:
            marks.setdefault(character, []).append((least, (tag, tag), "mark"))
    return marks


def _symbols(typographer: Typographer) -> dict[str, str]:
    if typographer.disable:
        return {}
    names = {
        "---": typographer.em_dash,
        "--": typographer.en_dash,
        "...": typographer.ellipsis,
        "<<": typographer.left_angle_quote,
        ">>": typographer.right_angle_quote,
        "'(": typographer.left_single_quote,
        "')": typographer.right_single_quote,
        "'": typographer.apostrophe,
        '"(': typographer.left_double_quote,
        '")': typographer.right_double_quote,
    }
    return {name: decoded(text) for name, text in names.items()}


# --- one text -----------------------------------------------------------------------------------------------------


class _Run:
    """The parse of one text."""

    def __init__(self, parser: InlineParser, text: str, lookups: Lookups, *, cell: bool) -> None:
        self.parser = parser
        self.text = text
        self.lookups = lookups
        self.cell = cell
        self.items: list[Piece] = []
        self.start = 0  # of the text not yet made a piece
        self.brackets: list[Bracket] = []
        self.last_link = -1  # start of the innermost link formed last
        self.delimiters = DelimiterStack()
        self.endings = TagEndings(text)
        self.task = False

    def pieces(self, *, task: bool) -> list[Piece]:
        text = self.text
        addresses = self.parser.may_link(text)
        pattern = self.parser.pattern(*addresses)
        linkify = any(addresses)
        marks, passthrough = self.parser.marks, self.parser.passthrough
        search = pattern.search
        self.task = task and self.parser.settings.task_list
        position, fresh = 0, linkify
        while True:
            if fresh:  # at a line's start and right after a piece, an address needs no blank before it
                after = self._address(position)
                if after >= 0:
                    position = after
                    continue
            match = search(text, position)
            if match is None:
                break
            at = match.start()
            character = text[at]
            after = self._passthrough(at) if passthrough else -1
            if after < 0:
                if character == "\\":
                    after = self._hard_break(at)
                    if after < 0:
                        position, fresh = self._after_escape(at), False
                        continue
                elif character in marks:
                    after = self._delimiters(at)
                elif character in _HANDLERS:
                    after = _HANDLERS[character](self, at)
            if after < 0 and linkify and character in " *_~(":
                after = self._address(at + 1)
            position, fresh = (after, linkify) if after >= 0 else (at + 1, False)
        self._flush(len(text))
        self.delimiters.match(None)
        return self.items

    # -- plain text --

    def _flush(self, end: int) -> None:
        if end > self.start:
            self.items.append(TextPiece(self.text[self.start : end], self.start))

    def _append(self, piece: Piece, at: int, after: int) -> int:
        self._flush(at)
        self.items.append(piece)
        self.start = after
        return after

    def _hard_break(self, at: int) -> int:
        """A backslash that ends its line; three in a row do not count for Goldmark."""
        if self.text[at + 1 : at + 2] != "\n":
            return -1
        if at > self.start and self.text[at - 1] == "\\":
            return -1
        return self._append(Break(True), at, at + 2)

    def _after_escape(self, at: int) -> int:
        following = self.text[at + 1 : at + 2]
        if following in MARKDOWN_SPACES and not (following == " " and self.parser.escaped_space):
            return at + 1
        return min(at + 2, len(self.text))

    def _line_end(self, at: int) -> int:
        hard = at - self.start >= 2 and self.text[at - 2 : at] == "  "
        end = at - 2 if hard else at
        # Where linkify looks at every blank, Goldmark has split the text there and trims only the last one.
        least = max(self.start, end - 1) if self.parser.settings.linkify else self.start
        while end > least and self.text[end - 1] in " \t\r":
            end -= 1
        return self._append(Break(hard, end <= self.start), end, at + 1)

    def _rest_of_line(self, at: int, limit: int = 8) -> str:
        """The line from `at`, its end included, cut to `limit` characters."""
        rest = self.text[at : at + limit]
        newline = rest.find("\n")
        return rest if newline < 0 else rest[: newline + 1]

    def _before(self, at: int) -> str:
        return self.text[at - 1] if at else "\n"

    # -- addresses, code, HTML --

    def _address(self, start: int) -> int:
        if self.brackets:
            return -1
        found = address_at(self.text, start)
        if found is None:
            return -1
        end, kind = found
        self._flush(start)
        self.items.append(AutoLink(self.text[start:end], kind))
        self.start = end
        return end

    def _code(self, at: int) -> int:
        match = _BACKTICKS.match(self.text, at)
        ticks = match[0] if match else "`"
        inside = at + len(ticks)
        if ticks not in self.endings.absent:
            closing = re.compile(rf"(?<!`){ticks}(?!`)").search(self.text, inside)
            if closing:
                return self._append(Code(self._code_text(inside, closing.start())), at, closing.end())
            self.endings.absent.add(ticks)
        self._flush(inside)
        self.start = inside
        return inside

    def _code_text(self, start: int, end: int) -> str:
        content = self.text[start:end]
        if content.strip(MARKDOWN_SPACES) and content[0] in " \n" and content[-1] in " \n":
            content = content[1:-1]
        content = content.replace("\n", " ")
        return content.replace("\\|", "|") if self.cell else content

    def _angle(self, at: int) -> int:
        text = self.text
        match = _AUTOLINK_EMAIL.match(text, at)
        if match:
            return self._append(AutoLink(match[1], "email"), at, match.end())
        match = _AUTOLINK.match(text, at)
        if match:
            return self._append(AutoLink(match[1], "url"), at, match.end())
        end = self.endings.raw_html(at)
        if end > 0:
            return self._append(RawHtml(text[at:end], at), at, end)
        if self.parser.symbols and text.startswith("<<", at):
            return self._symbol("<<", at)
        return -1

    def _passthrough(self, at: int) -> int:
        for opener, closer, block in self.parser.passthrough:
            if not self.text.startswith(opener, at):
                continue
            inside = at + len(opener)
            end = self.endings.after(closer, inside)
            if end < 0:
                self._flush(inside)
                self.start = inside
                return inside
            if end == inside + len(closer):
                return -1
            return self._append(Verbatim(self.text[at:end], opener, closer, block), at, end)
        if self.text.startswith("\\\\", at):
            for opener, _, _ in self.parser.passthrough:
                if self.text.startswith(opener, at + 2):
                    end = at + 2 + len(opener)
                    self._flush(end)
                    self.start = end
                    return end
        return -1

    def _emoji(self, at: int) -> int:
        end = self.text.find(":", at + 1, at + 64)
        name = self.text[at + 1 : end] if end > 0 else ""
        characters = self.parser.emoji.get(name)
        return -1 if characters is None else self._append(EmojiCode(name, characters), at, end + 1)

    # -- typographic characters --

    def _symbol(self, name: str, at: int, length: int = 0) -> int:
        source = self.text[at : at + (length or len(name))]
        return self._append(Symbol(self.parser.symbols[name], source), at, at + len(source))

    def _dashes(self, at: int) -> int:
        return self._symbol("---" if self.text.startswith("---", at) else "--", at)

    def _dots(self, at: int) -> int:
        return self._symbol("...", at)

    def _right_angles(self, at: int) -> int:
        return self._symbol(">>", at)

    def _quote_flanking(self, at: int) -> tuple[str, bool, bool]:
        character, end = self.text[at], at + 1
        while self.text.startswith(character, end) and end - at < 64:
            end += 1
        before = self._before(at)
        can_open, can_close = flanking(before, self.text[end : end + 1] or " ")
        return before, can_open, can_close

    def _single_quote(self, at: int) -> int:
        before, can_open, can_close = self._quote_flanking(at)
        verdict = single_quote(before, self._rest_of_line(at), can_open, can_close)
        if verdict == UNDECIDED:
            return self._closing_quote("')", at, self.lookups.single_quotes)
        if verdict == LEFT:
            self.lookups.single_quotes.opened += 1
        name = {LEFT: "'(", RIGHT: "')", APOSTROPHE: "'"}.get(verdict)
        return self._symbol(name, at, 1) if name else -1

    def _double_quote(self, at: int) -> int:
        before, can_open, can_close = self._quote_flanking(at)
        verdict = double_quote(before, self._rest_of_line(at), can_open, can_close)
        if verdict == UNDECIDED:
            return self._closing_quote('")', at, self.lookups.double_quotes)
        if verdict == LEFT:
            self.lookups.double_quotes.opened += 1
            return self._symbol('"(', at, 1)
        return -1

    def _closing_quote(self, name: str, at: int, quotes: OpenQuotes) -> int:
        borrowed = quotes.close()
        return self._append(Symbol(self.parser.symbols[name], self.text[at], borrowed), at, at + 1)

    # -- emphasis --

    def _delimiters(self, at: int) -> int:
        text, character = self.text, self.text[at]
        end = at + 1
        while end < len(text) and text[end] == character:
            end += 1
        length = end - at
        before = self._before(at)
        for least, tags, kind in self.parser.marks[character]:
            if length < least or (kind == "mark" and (length > 2 or before == character)):
                continue
            after = text[end : end + 1] or " "
            if tags[0] == "sup" and text[at + 1 : at + 2] in ("+", "-", "'"):
                after = "z"
            left, right = flanking(before, after)
            if character == "_":
                run = Delimiters(
                    character,
                    tags,
                    at,
                    left and (not right or is_mark(before)),
                    right and (not left or is_mark(after)),
                    length,
                    length,
                )
            else:
                run = Delimiters(character, tags, at, left, right, length, length)
            self.delimiters.push(run)
            return self._append(run, at, end)
        return -1

    # -- links, images, footnotes --

    def _open_bracket(self, at: int) -> int:
        if self.task and not self.items and at == self.start == 0:
            match = _TASK.match(self.text)
            if match:
                return self._append(TaskBox(match[1] in "xX"), at, match.end())
        if self.text.startswith("[^", at):
            after = self._footnote(at, at)
            if after >= 0:
                return after
        return self._bracket(False, at, at + 1)

    def _open_image(self, at: int) -> int:
        if self.text.startswith("![^", at):
            after = self._footnote(at + 1, at + 1)
            if after >= 0:
                return after
        return self._bracket(True, at, at + 2)

    def _bracket(self, image: bool, at: int, after: int) -> int:
        self._flush(at)
        bracket = Bracket(image, at, after, len(self.items), self.delimiters.last)
        self.items.append(bracket)
        self.brackets.append(bracket)
        self.start = after
        return after

    def _footnote(self, at: int, text_end: int) -> int:
        if not self.parser.settings.footnotes.enable:
            return -1
        line_end = self.text.find("\n", at)
        end = find_closing(self.text, at + 2, "[", "]", len(self.text) if line_end < 0 else line_end)
        if end < 0:
            return -1
        label = self.text[at + 2 : end]
        if not self.lookups.has_footnote(label):
            return -1
        return self._append(FootnoteCall(label), text_end, end + 1)

    def _close_bracket(self, at: int) -> int:
        if not self.brackets:
            return -1
        bracket = self.brackets.pop()
        if self._label_too_long() or (not bracket.image and self.last_link > bracket.start):
            return -1
        found = self._target(bracket, at)
        if found is None:
            return -1
        destination, title, after = found
        bracket.destination, bracket.title = destination, title
        self._flush(at)
        self.delimiters.match(bracket.bottom)
        bracket.end = len(self.items)
        self.items.append(LINK_END)
        if not bracket.image:
            self.last_link = bracket.start
        self.start = after
        return after

    def _label_too_long(self) -> bool:
        """Goldmark gives up on links while brackets are open over more than 998 bytes."""
        if len(self.brackets) < 2:
            return False
        start, end = self.brackets[0].start, self.brackets[-1].text_start
        return end - start > 998 or len(self.text[start:end].encode("utf-8", "replace")) > 998

    def _target(self, bracket: Bracket, at: int) -> tuple[str, str | None, int] | None:
        """(destination, title, position after) of the link whose text ends at `at`."""
        text = self.text
        if text.startswith("(", at + 1):
            inline = parse_inline_target(text, at + 2)
            if inline is not None:
                return inline
        elif text.startswith("[", at + 1):
            end = find_closing(text, at + 2, "[", "]", at + 2 + 2 * LABEL_LIMIT)
            if end >= 0:
                label = text[at + 2 : end]
                if not label.strip(MARKDOWN_SPACES):
                    label = text[bracket.text_start : at]
                return self._reference(label, end + 1)
        if at - bracket.text_start > LABEL_LIMIT:
            return None
        return self._reference(text[bracket.text_start : at], at + 1)

    def _reference(self, label: str, after: int) -> tuple[str, str | None, int] | None:
        if len(label) > LABEL_LIMIT or len(label.encode("utf-8", "replace")) > LABEL_LIMIT:
            return None
        reference = self.lookups.reference(label)
        return (reference[0], reference[1], after) if reference else None


_HANDLERS: Mapping[str, Callable[[_Run, int], int]] = {
    "\n": _Run._line_end,
    "`": _Run._code,
    "[": _Run._open_bracket,
    "!": _Run._open_image,
    "]": _Run._close_bracket,
    "<": _Run._angle,
    "-": _Run._dashes,
    ".": _Run._dots,
    ">": _Run._right_angles,
    "'": _Run._single_quote,
    '"': _Run._double_quote,
    ":": _Run._emoji,
}
