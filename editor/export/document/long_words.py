"""Breaks words that no line could hold before they are printed: laying one out whole takes the web engine minutes."""

from __future__ import annotations

import re

from lxml import etree

LONGEST = 2000
"""Characters without a space, some lines of them; no language has such a word."""
# Between Han letters, kana and their marks a line may be broken: a paragraph of them is no word.
_BREAKS = r"\s\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
_WORD = re.compile(rf"[^{_BREAKS}]{{{LONGEST},}}")


def break_long_words(root: etree._Element) -> None:
    """Put words of thousands of characters into pieces with a line of their own each; no character is lost."""
    for element in list(root.iter()):
        if not isinstance(element.tag, str) or element.tag in ("style", "script", "title"):
            continue
        if element.text and _WORD.search(element.text):
            first, *rest = _pieces(element.text)
            element.text = first
            for number, piece in enumerate(rest):
                element.insert(number, _line(piece))
        parent = element.getparent()
        if element.tail and parent is not None and _WORD.search(element.tail):
            first, *rest = _pieces(element.tail)
            element.tail = first
            place = parent.index(element) + 1
            for number, piece in enumerate(rest):
                parent.insert(place + number, _line(piece))


def _pieces(text: str) -> list[str]:
    """Cut a text where a long word begins and then after every `LONGEST` characters."""
    pieces: list[str] = []
    end = 0
    for match in _WORD.finditer(text):
        pieces.append(text[end : match.start()])
        word = match[0]
        pieces += [word[start : start + LONGEST] for start in range(0, len(word), LONGEST)]
        end = match.end()
    return [*pieces, text[end:]]


def _line(text: str) -> etree._Element:
    line = etree.Element("span", {"style": "display:block"})
    line.text = text
    return line
