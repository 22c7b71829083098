"""Numbering of a Word document: every list of the article counts for itself."""

from __future__ import annotations

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from editor.export.docx.xml import new, place

INDENT = 400
"""How far each level stands in, in twentieths of a point."""
LEVELS = 9

_BULLETS = "•◦▪"
_NUMBERS = {"1": "decimal", "a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}


class Numbering:
    """Adds list definitions to a document's numbering part."""

    def __init__(self, word: WordDocument) -> None:
        self._root: BaseOxmlElement = word.part.numbering_part.element
        self._abstract: dict[str, int] = {}
        taken = [int(str(e.get(qn("w:abstractNumId")))) for e in self._root.findall(qn("w:abstractNum"))]
        self._next_abstract = max(taken, default=-1) + 1
        numbers = [int(str(e.get(qn("w:numId")))) for e in self._root.findall(qn("w:num"))]
        self._next = max(numbers, default=0) + 1

    def start_list(self, *, ordered: bool, level: int, first: int = 1, kind: str = "1") -> int:
        """Return the number of a new list whose items stand at `level` (from 0) and count from `first`."""
        name = _NUMBERS.get(kind, "decimal") if ordered else "bullet"
        if name not in self._abstract:
            self._abstract[name] = self._define(name)
        number = self._next
        self._next += 1
        start = new("w:startOverride", {"val": max(0, min(first, 32767))})
        override = new("w:lvlOverride", {"ilvl": min(level, LEVELS - 1)}, start)
        children = [new("w:abstractNumId", {"val": self._abstract[name]})]
        if ordered:
            children.append(override)
        self._root.append(new("w:num", {"numId": number}, *children))
        return number

    def _define(self, name: str) -> int:
        identity = self._next_abstract
        self._next_abstract += 1
        levels = [self._level(name, level) for level in range(LEVELS)]
        definition = new(
            "w:abstractNum",
            {"abstractNumId": identity},
            new("w:multiLevelType", {"val": "hybridMultilevel"}),
            *levels,
        )
        first_list = self._root.find(qn("w:num"))
        # The schema wants every definition before the first list.
        if first_list is None:
            self._root.append(definition)
        else:
            first_list.addprevious(definition)
        return identity

    @staticmethod
    def _level(name: str, level: int) -> BaseOxmlElement:
        shown = _BULLETS[level % len(_BULLETS)] if name == "bullet" else f"%{level + 1}."
        indent = new("w:ind", {"left": INDENT * (level + 1), "hanging": INDENT})
        return new(
            "w:lvl",
            {"ilvl": level},
            new("w:start", {"val": 1}),
            new("w:numFmt", {"val": name}),
            new("w:lvlText", {"val": shown}),
            new("w:lvlJc", {"val": "left"}),
            new("w:pPr", None, indent),
        )


def number_paragraph(properties: BaseOxmlElement, number: int, level: int) -> None:
    """Make a paragraph, by its properties, an item of a list."""
    level_element = new("w:ilvl", {"val": min(level, LEVELS - 1)})
    place(properties, new("w:numPr", None, level_element, new("w:numId", {"val": number})))
