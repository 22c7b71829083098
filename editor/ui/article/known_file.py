"""What is known of an article's file: where it is, and what it held when it was last read or written."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from editor.articles.article import Article
from editor.articles.storage.files import Reason
from editor.ui.article.text_document import DocumentText, Loaded


@dataclass(slots=True)
class KnownFile:
    """The file of an open article, as the one who saves it and the one who reads it again know it together."""

    path: Path | None
    """None until the first save of a new article."""
    fingerprint: str | None
    """The hash of the file's content; None without a file."""
    base: Article
    """The article as last read or written."""
    shown: DocumentText
    """The body as it was made ready to be shown."""
    is_conflicted: bool = False
    """Whether another program's change waits for the author's decision."""
    unreadable: Reason | None = None
    """Why the file could not be read when it was last looked at."""

    @classmethod
    def of(cls, loaded: Loaded, *, is_new: bool) -> KnownFile:
        """Return what is known of a file just read; a new article has none yet."""
        if is_new:
            return cls(None, None, loaded.article, loaded.text)
        return cls(loaded.stored.path, loaded.stored.fingerprint, loaded.article, loaded.text)

    @property
    def read_only_reason(self) -> str:
        """Why this article cannot be edited, one sentence; empty when it can."""
        return self.base.read_only_reason or self.shown.reason

    def holds(self, fingerprint: str, base: Article) -> None:
        """The file holds this now: what another program wrote before it is decided on."""
        self.fingerprint, self.base = fingerprint, base
        self.is_conflicted = False
