"""Footnotes of a Word document, which python-docx does not write."""

from __future__ import annotations

from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.parts.story import StoryPart

from editor.export.docx.xml import new, text

# Every document with footnotes carries these two (ECMA-376 part 1, 17.11.23 and 17.11.1).
_SEPARATORS = f"""<w:footnotes {nsdecls("w", "r")}>
<w:footnote w:type="separator" w:id="-1"><w:p><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>
<w:r><w:separator/></w:r></w:p></w:footnote>
<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:pPr><w:spacing w:after="0" w:line="240"
w:lineRule="auto"/></w:pPr><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>
</w:footnotes>"""


class FootnotesPart:
    """The footnotes part of a document; made when the first note is asked for."""

    def __init__(self, word: WordDocument) -> None:
        self._word = word
        self._part: StoryPart | None = None
        self._count = 0

    @property
    def part(self) -> StoryPart:
        """The part that holds the notes, to which links in them belong."""
        if self._part is None:
            element = parse_xml(_SEPARATORS)
            package = self._word.part.package
            self._part = StoryPart(
                PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, element, package
            )
            self._word.part.relate_to(self._part, RELATIONSHIP_TYPE.FOOTNOTES)
            self._tell_settings()
        return self._part

    def add(self) -> tuple[int, BaseOxmlElement]:
        """Add an empty note; returns its id and the element its paragraphs go into."""
        self._count += 1
        note = new("w:footnote", {"id": self._count})
        self.part.element.append(note)
        return self._count, note

    def _tell_settings(self) -> None:
        separators = [new("w:footnote", {"id": -1}), new("w:footnote", {"id": 0})]
        properties = new("w:footnotePr", None, *separators)
        settings = self._word.settings.element
        compat = settings.find(qn("w:compat"))
        if compat is not None:
            compat.addprevious(properties)


def reference_run(identity: int) -> BaseOxmlElement:
    """Return the run that shows a note's number in the text."""
    style = new("w:rPr", None, new("w:rStyle", {"val": "FootnoteReference"}))
    return new("w:r", None, style, new("w:footnoteReference", {"id": identity}))


def own_number_runs() -> list[BaseOxmlElement]:
    """Return the runs that show a note's number at the beginning of the note."""
    style = new("w:rPr", None, new("w:rStyle", {"val": "FootnoteReference"}))
    return [new("w:r", None, style, new("w:footnoteRef")), new("w:r", None, text(" "))]
