"""What is done with an open article beside the UI thread: written, read again, compared and merged."""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from editor.articles.article import Article
from editor.articles.storage.files import StorageError, StoredFile, fingerprint_of, read, write
from editor.ui.article.text_document import DocumentText, text_of
from editor.ui.common.text_patch import Edits, edits_between

if TYPE_CHECKING:
    from editor.articles.merge import Merged


@dataclass(frozen=True, slots=True)
class Typed:
    """An article's text as the window has it: over which base, its header, and its body as the document gives it."""

    base: Article
    header: str
    raw: str
    """Lines ended by U+2029: turning them takes long enough to be left to others."""

    @property
    def body(self) -> str:
        """The body with ``\\n`` line ends."""
        return self.raw.replace("\u2029", "\n")

    def article(self) -> Article:
        """Return the article, ready for the disk."""
        article = self.base.with_editor_body(self.body)
        return article if self.header == article.editor_header else article.with_editor_header(self.header)


@dataclass(frozen=True, slots=True)
class Reread:
    """A file read again; `article` and `text` where its content is another than was known."""

    stored: StoredFile
    article: Article | None = None
    text: DocumentText | None = None
    base: Article | None = None
    edits: Edits | None = None
    """What turns the body of `base` into the text."""
    length: int = 0
    """UTF-16 units of the body of `base`."""


@dataclass(frozen=True, slots=True)
class Joined:
    """Unsaved text merged with a file; `merged` is None where that file is no text."""

    theirs: Article
    merged: Merged | None
    edits: Edits = ()
    """What turns the unsaved body into the merged one."""


def save(
    target: Path, typed: Typed, expected: str | None, *, in_place: bool, replace_read_only: bool
) -> tuple[StoredFile, Article]:
    """Write the text as typed; returns the file and the article as they are then. Raises StorageError."""
    article = typed.article()
    return _write_changed(target, article.to_bytes(), expected, in_place, replace_read_only), article


def look_again(path: Path, known: str | None, base: Article | None) -> Reread:
    """Read a file whose content was `known`; with a `base`, say also what turns its body into the new one."""
    stored = read(path)
    return Reread(stored) if stored.fingerprint == known else taken_apart(stored, base)


def taken_apart(stored: StoredFile, base: Article | None = None) -> Reread:
    """Return a file with all that takes long to make of it."""
    article = Article.from_bytes(stored.data)
    text = text_of(article)
    if base is None:
        return Reread(stored, article, text)
    old = base.editor_body
    length = len(old.encode("utf-16-le", "surrogatepass")) // 2
    return Reread(stored, article, text, base, edits_between(old, text.body), length)


def join(typed: Typed, stored: StoredFile) -> Joined:
    """Merge what another program wrote with the text as typed."""
    theirs = Article.from_bytes(stored.data)
    if theirs.read_only_reason:
        return Joined(theirs, None)
    # Imported late: most sessions never meet a conflict.
    from editor.articles.merge import merge

    body = typed.body
    merged = merge(
        (typed.base.editor_header, typed.base.editor_body),
        (typed.header, body),
        (theirs.editor_header, theirs.editor_body),
    )
    return Joined(theirs, merged, edits_between(body, merged.body) if merged.is_clean else ())


def _write_changed(
    path: Path, data: bytes, expected: str | None, in_place: bool, replace_read_only: bool
) -> StoredFile:
    """Write, unless the file already holds just these bytes: then its time stamp stays too."""
    if expected == fingerprint_of(data):
        with contextlib.suppress(StorageError):
            stored = read(path)
            if stored.fingerprint == expected:
                return stored
    if expected is not None and not os.path.lexists(path):
        # Removed by another program: the author's text makes it anew, with the folder of a bundle.
        expected = None
        if path.parent.parent.is_dir():
            with contextlib.suppress(OSError):
                path.parent.mkdir(exist_ok=True)
    return write(path, data, expected=expected, in_place=in_place, replace_read_only=replace_read_only)
