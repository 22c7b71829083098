"""One site's inline Markdown: what its settings make of each character, worked out once."""

from __future__ import annotations

import re
from collections.abc import Mapping

from editor.markup.inline.linkify import EMAIL_START, URL_START
from editor.markup.settings import MarkupSettings, Typographer, decoded


class Dialect:
    """The settings of one site, compiled for the parser."""

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
