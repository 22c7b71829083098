"""What Markdown leaves as it is written: code, addresses in angle brackets, raw HTML, passthrough, emoji codes."""

from __future__ import annotations

import re

from editor.markup.characters import MARKDOWN_SPACES
from editor.markup.inline.pieces import AutoLink, Code, EmojiCode, RawHtml, Verbatim
from editor.markup.inline.quotes import symbol
from editor.markup.inline.scan import Scan

_AUTOLINK = re.compile(r"<([A-Za-z][A-Za-z0-9.+-]{1,31}:[^<>\x00-\x20]*)>")
_LABEL = r"[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?"
_AUTOLINK_EMAIL = re.compile(rf"<([!#-'*+\-/-9=?A-Z^-~.]{{1,320}}@{_LABEL}(?:\.{_LABEL})*)>")
_BACKTICKS = re.compile(r"`+")


def code(scan: Scan, at: int) -> int:
    """Code between backticks, or backticks that close nothing."""
    match = _BACKTICKS.match(scan.text, at)
    ticks = match[0] if match else "`"
    inside = at + len(ticks)
    if ticks not in scan.endings.absent:
        closing = re.compile(rf"(?<!`){ticks}(?!`)").search(scan.text, inside)
        if closing:
            return scan.append(Code(_code_text(scan, inside, closing.start())), at, closing.end())
        scan.endings.absent.add(ticks)
    return scan.pass_over(inside)


def _code_text(scan: Scan, start: int, end: int) -> str:
    content = scan.text[start:end]
    if content.strip(MARKDOWN_SPACES) and content[0] in " \n" and content[-1] in " \n":
        content = content[1:-1]
    content = content.replace("\n", " ")
    return content.replace("\\|", "|") if scan.cell else content


def angle(scan: Scan, at: int) -> int:
    """What begins with `<`: an address, raw HTML, a quotation mark."""
    text = scan.text
    match = _AUTOLINK_EMAIL.match(text, at)
    if match:
        return scan.append(AutoLink(match[1], "email"), at, match.end())
    match = _AUTOLINK.match(text, at)
    if match:
        return scan.append(AutoLink(match[1], "url"), at, match.end())
    end = scan.endings.raw_html(at)
    if end > 0:
        return scan.append(RawHtml(text[at:end], at), at, end)
    if scan.dialect.symbols and text.startswith("<<", at):
        return symbol(scan, "<<", at)
    return -1


def passthrough(scan: Scan, at: int) -> int:
    """What the site hands to another program, such as mathematics, between its delimiters."""
    for opener, closer, block in scan.dialect.passthrough:
        if not scan.text.startswith(opener, at):
            continue
        inside = at + len(opener)
        end = scan.endings.after(closer, inside)
        if end < 0:
            return scan.pass_over(inside)
        if end == inside + len(closer):
            return -1
        return scan.append(Verbatim(scan.text[at:end], opener, closer, block), at, end)
    if scan.text.startswith("\\\\", at):
        for opener, _, _ in scan.dialect.passthrough:
            if scan.text.startswith(opener, at + 2):
                return scan.pass_over(at + 2 + len(opener))
    return -1


def emoji(scan: Scan, at: int) -> int:
    """A name between colons."""
    end = scan.text.find(":", at + 1, at + 64)
    name = scan.text[at + 1 : end] if end > 0 else ""
    characters = scan.dialect.emoji.get(name)
    return -1 if characters is None else scan.append(EmojiCode(name, characters), at, end + 1)
