"""The formats of an export, each once: its name on the command line, its words in the dialog, how it is made."""

from __future__ import annotations

from enum import Enum, StrEnum, auto
from typing import Self


class Way(Enum):
    """How a format comes from an article."""

    WRITTEN = auto()
    """One file, from the finished document."""
    PRINTED = auto()
    """One file, from a page that the web engine prints."""
    GATHERED = auto()
    """A folder with the article's own text and the files that belong to it."""


class Format(StrEnum):
    """A format by its name on the command line, which is also the ending of its files; then its label and its way.

    What writes each of them stands in `editor.export.exporter`, where mypy finds a format that nothing writes.
    """

    label: str
    way: Way

    def __new__(cls, name: str, label: str, way: Way) -> Self:
        """Make a member of its row."""
        made = str.__new__(cls, name)
        made._value_ = name
        made.label, made.way = label, way
        return made

    HTML = "html", "Web page, one file (HTML)", Way.WRITTEN
    PDF = "pdf", "PDF, on A4", Way.PRINTED
    DOCX = "docx", "Word document (DOCX)", Way.WRITTEN
    EPUB = "epub", "E-book (EPUB)", Way.WRITTEN
    MARKDOWN = "md", "Markdown with its pictures (page bundle)", Way.GATHERED

    @classmethod
    def named(cls, name: str) -> Format:
        """Return the format with a name; raises ValueError for a name that no format has."""
        for form in cls:
            if form.value == name:
                return form
        raise ValueError(f"no format is called {name!r}")

    @property
    def suffix(self) -> str:
        """The file name suffix, with its dot."""
        return f".{self.value}"

    @property
    def needs_web_engine(self) -> bool:
        """Whether it cannot be made without the web engine."""
        return self.way is Way.PRINTED

    @property
    def has_fragment(self) -> bool:
        """Whether the article's HTML can be had alone."""
        return self is Format.HTML
