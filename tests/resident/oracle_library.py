"""The oracle's view of the library: its lines against the files on the disk, now and then and with some patience."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from editor.articles.article import Article
from editor.articles.front_matter.front_matter import FrontMatter, FrontMatterError
from editor.ui.library.panel import LibraryPanel
from tests.resident.oracle_facts import in_time
from tests.resident.world import World


def look(world: World) -> Iterator[str]:
    """Yield what the library lists otherwise than the disk has it."""
    library = world.bench.library
    if not world.is_thorough or library.filters.query.narrows:
        return
    yield from in_time(lambda: list(_compare(world, library)))


def _compare(world: World, library: LibraryPanel) -> Iterator[str]:
    model = library.list.model()
    rows = (model.summary(model.index(row)) for row in range(model.rowCount()))
    listed = {summary.path: summary.display_title for summary in rows if summary is not None}
    stored = {path: title_of(path) for path in world.in_folder()}
    for path in sorted(set(listed) ^ set(stored)):
        if path.name != "x.md":
            yield f"library: {path.name} is {'listed, but not' if path in listed else 'not listed, but'} on the disk"
    for path, title in stored.items():
        if title is not None and listed.get(path, title) != title:
            yield f"library: calls {path.name} {listed[path]!r}, its title is {title!r}"


def title_of(path: Path) -> str | None:
    """The title of a stored article; None where it cannot be told simply."""
    try:
        fields = FrontMatter.read(Article.from_bytes(path.read_bytes()).editor_header).fields
    except (FrontMatterError, OSError, UnicodeDecodeError):
        return None
    title = fields.get("title")
    return title if isinstance(title, str) and title.strip() else None
