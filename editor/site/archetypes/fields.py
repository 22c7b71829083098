"""The fields that a section's archetype gives to new articles, for the form's kinds and suggestions."""

from __future__ import annotations

import re
from pathlib import Path

from editor.articles.article import Article
from editor.articles.front_matter.front_matter import FrontMatter, FrontMatterError
from editor.articles.storage.files import StorageError
from editor.articles.values import Value
from editor.site.archetypes.article import find_archetype
from editor.site.site import Site
from editor.site.site_files import read_file

_ACTION = re.compile(r"\{\{.*?\}\}", re.DOTALL)
# Stands for what only the template knows; letters alone are plain text in YAML, and quotes keep them so.
_UNKNOWN = "inkstoneTemplateAction"
_MOST_BYTES = 1 << 18


def archetype_fields(site: Site, section: str) -> dict[str, Value]:
    """Return the fields of a section's archetype in their order; None for a value that its template fills in.

    Nothing where there is no archetype of the site's own, or none that reads as front matter.
    """
    archetype = find_archetype(site, [*([section] if section else []), "article.md"])
    if archetype.path is None:
        return {}
    path = archetype.path / "index.md" if archetype.is_folder else archetype.path
    try:
        header = Article.from_bytes(_ACTION.sub(_UNKNOWN, _text(path)).encode()).header
        fields = FrontMatter.read(header).fields
    except (StorageError, OSError, ValueError, FrontMatterError):
        return {}
    return {key: None if _UNKNOWN in str(value) else value for key, value in fields.items()}


def _text(path: Path) -> str:
    return read_file(path, _MOST_BYTES).decode("utf-8-sig")
