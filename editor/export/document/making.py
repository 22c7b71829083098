"""Makes the finished document of an article: rendered, cleaned, with its pictures."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from urllib.parse import unquote

from editor.export.document.document import Document, build
from editor.export.document.metadata import metadata_of
from editor.rendering.site_reader import SiteReader
from editor.rendering.source import ArticleSource
from editor.site.bundles import is_of_site, resolve_field_image, resolve_image
from editor.site.places import is_file
from editor.site.site import Site


def document_of(reader: SiteReader, source: ArticleSource, *, keep_relative_links: bool = False) -> Document:
    """Return the article apart from its site, pictures included."""
    rendered = reader.render(source, for_document=True)
    return build(
        rendered.html,
        metadata_of(reader.site, source),
        find_picture=partial(_find_picture, reader.site, source.path),
        keep_relative_links=keep_relative_links,
    )


def _find_picture(site: Site, article: Path, address: str) -> Path | None:
    """Return the file of a picture: where Hugo looks, then where the author may have meant it.

    A document shows `near.png` beside `posts/a.md` too, or `/img/x.png` of a site that lives at `/blog/`, which
    Hugo's pages do not; but never a file outside of the site.
    """
    found = resolve_image(site, article, address) or resolve_field_image(site, article, address)
    if found is not None:
        return found if is_of_site(site, article, found) else None
    path = unquote(address.partition("?")[0].partition("#")[0])
    if not path or path.startswith("/") or "\0" in path:
        return None
    try:
        beside = (article.parent / path).resolve()
    except (OSError, ValueError, RuntimeError):
        return None
    return beside if beside.is_relative_to(site.root.resolve()) and is_file(beside) else None
