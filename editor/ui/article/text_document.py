"""Makes the text document of an article; for a large one beside the UI thread."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtWidgets import QPlainTextDocumentLayout

from editor.articles.article import Article
from editor.articles.storage.files import StoredFile

LARGE = 1_500_000
"""Bytes from which a document is filled beside the UI thread: 10 MB take Qt two seconds."""
LONG_LINE = 20_000
"""Characters from which lines may be wrapped anywhere: Qt's search for word ends grows with the square."""
LONGEST_LINE = 500_000
"""Characters of the longest line that is edited: Qt lays a line out anew, in one go, with every key in it."""
_SHOWN_OF_LONGEST = 2_000
_CHUNK = 20_000  # characters put in at a time, some milliseconds, between which other threads get their turn


@dataclass(frozen=True, slots=True)
class DocumentText:
    """An article's body as it is shown. Where `reason` says why, it is cut and must not be edited or saved."""

    body: str
    reason: str
    has_long_lines: bool


@dataclass(frozen=True, slots=True)
class Loaded:
    """A file with all that takes long to make of it."""

    stored: StoredFile
    article: Article
    text: DocumentText
    document: QTextDocument


def text_of(article: Article) -> DocumentText:
    """Return the body to show; a line that no editor could lay out in time is cut."""
    body = article.editor_body
    if len(body) <= LONG_LINE:
        return DocumentText(body, "", False)
    lines = body.split("\n")
    longest = max(map(len, lines))
    if longest <= LONGEST_LINE:
        return DocumentText(body, "", longest > LONG_LINE)
    number = next(number for number, line in enumerate(lines, 1) if len(line) == longest)
    number += article.editor_header.count("\n")
    cut = [line if len(line) <= LONGEST_LINE else line[:_SHOWN_OF_LONGEST] + " …" for line in lines]
    reason = QCoreApplication.translate(
        "OpenArticle",
        "Line {0} has {1} characters, too many to edit here: it is shown cut, and the file is left as it is.",
    ).format(number, f"{longest:,}")
    return DocumentText("\n".join(cut), reason, False)


def load(stored: StoredFile) -> Loaded:
    """Make article and document of a file. Runs in any thread; the document ends up in the window's."""
    article = Article.from_bytes(stored.data)
    text = text_of(article)
    document = make_document(text.body)
    application = QCoreApplication.instance()
    if application is not None:
        document.moveToThread(application.thread())
    return Loaded(stored, article, text, document)


def make_document(body: str) -> QTextDocument:
    """Return a document with a body whose lines end with ``\\n``, its history empty."""
    document = QTextDocument()
    document.setDocumentLayout(QPlainTextDocumentLayout(document))
    # Before the history begins: a margin set later would count as a step of it.
    document.setDocumentMargin(0)
    if len(body) <= _CHUNK:
        document.setPlainText(body)
    else:
        document.setUndoRedoEnabled(False)
        cursor = QTextCursor(document)
        for start in range(0, len(body), _CHUNK):
            cursor.insertText(body[start : start + _CHUNK])
        document.setUndoRedoEnabled(True)
    document.setModified(False)
    return document
