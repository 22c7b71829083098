"""What the library shows of one article, and what Hugo makes of its front matter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from editor.site.content_path import PathKind
from editor.site.publishing import Publication


@dataclass(frozen=True, slots=True)
class Summary:
    """One article at a glance. Values are Hugo's: inherited by cascade where the article is silent."""

    path: Path
    logical_path: str
    """Below the content folder, POSIX, as on disk."""
    page_path: str
    """Hugo's .Path, e.g. ``/posts/first``."""
    kind: PathKind
    title: str
    """Hugo's title, "" when the article has none; `display_title` is never empty."""
    date: datetime | None
    draft: bool
    publication: Publication
    tags: tuple[str, ...]
    categories: tuple[str, ...]
    section: str
    language: str
    problem: str = ""
    """Why the front matter cannot be read, one sentence, "" when it can."""
    problem_line: int = 0
    problem_column: int = 0
    is_resource: bool = False
    """Below a leaf bundle: Hugo takes it for a page resource, not a page."""

    @property
    def is_branch(self) -> bool:
        """Whether this is the ``_index`` page of a section or of the home page."""
        return self.kind == "branch"

    @property
    def publishes(self) -> bool | None:
        """Whether a build at this moment writes the article; None where that cannot be known."""
        return self.publication.publishes

    @property
    def display_title(self) -> str:
        """The title, or the file's or bundle's name where there is none."""
        if self.title.strip():
            return self.title
        folder, _, name = self.logical_path.rpartition("/")
        if self.kind in ("leaf", "branch") and folder:
            return folder.rpartition("/")[2]
        return name.rpartition(".")[0] or name
