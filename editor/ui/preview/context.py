"""Joins what site and front matter say into the preview's context of one article."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, TypedDict

from editor.articles.dates import parse_date
from editor.articles.values import Value
from editor.markup.inline.addresses import base_path
from editor.markup.live.messages import PageData, SiteData
from editor.rendering.page_data import OUTSIDE, page_data
from editor.site.bundles import resolve_image
from editor.site.casting import as_text
from editor.site.places import is_file
from editor.site.site import Site

if TYPE_CHECKING:
    # The renderer comes with it, which the page of the first article does not wait for.
    from editor.rendering.site_reader import SiteReader

NOTHING: Mapping[str, Value] = MappingProxyType({})


class PreviewContext(TypedDict, total=False):
    """What the preview must know about an article besides its text; everything may be missing.

    path: the article's file. address: the path it will be published at, such as "/posts/a/". language: the site's
    code for it. header: texts of "title", "date", "by", "description" as they shall read. find_image: an address in
    the article to the file Hugo publishes there (`site.bundles.resolve_image`), called off the UI thread; roots: the
    folders such files may lie in. allow_remote_images: whether the author lets pictures from the web load here.
    is_known: false while the site around the article is still looked for; pictures wait for that.
    site and page: plain data for the renderer.
    """

    path: Path | None
    address: str
    language: str
    header: Mapping[str, str]
    find_image: Callable[[str], Path | None]
    roots: Sequence[Path]
    allow_remote_images: bool
    is_known: bool
    site: SiteData
    page: PageData


def preview_context(
    path: Path | None,
    fields: Mapping[str, Value],
    reader: SiteReader | None,
    site_data: SiteData,
    inherited: Mapping[str, Value] = NOTHING,
) -> PreviewContext:
    """Return the context; `fields` are the front matter's as the form stands, `site_data` from `SiteReader.plain_data`.

    `inherited` is what reaches the article by cascade (keys in lower case).
    """
    lowered = {key.lower(): value for key, value in fields.items()}
    site = reader.site if reader is not None else None
    # A file in none of the site's folders is published by none of its rules; one that is not saved will be.
    is_outside = site is None or (path is not None and site.folder_of(path) is None)
    context = PreviewContext(
        path=path, header=_header(lowered, site), site=OUTSIDE if is_outside else site_data
    )
    content, language = None, ""
    if site is not None and path is not None and not is_outside:
        content = site.content_path(path)
        language, place = site.language_of(path), content.page
        pages = site_data.get("pages")
        own_pages = (pages or {}).get(language, {})
        link = own_pages.get(place) or place.rstrip("/") + "/"
        folder = link if link.endswith("/") else place.rstrip("/") + "/"
        context["address"] = base_path(site.config.base_url) + folder
        context["language"] = language
        context["find_image"] = partial(resolve_image, site, path)
        content_folders = (folder.path for folder in site.content_folders)
        # Also what is not there yet: the first picture makes its folder, and has to show in it.
        places = [place for component in ("static", "assets") for place in site.component_places(component)]
        context["roots"] = [path.parent, *content_folders, *places]
    elif path is not None:
        context["find_image"] = partial(_beside, path.parent)
        context["roots"] = [path.parent]
    context["page"] = page_data(content, language, {**inherited, **lowered})
    return context


def address_of(context: PreviewContext) -> str:
    """Return where the article will be published: a path from the site's root with a slash at its end."""
    address = context.get("address", "").strip("/")
    return f"/{address}/" if address else "/"


def page_data_of(context: PreviewContext) -> PageData:
    """Return what the renderer must know of the page."""
    return {"language": context.get("language", ""), **(context.get("page") or {})}


def _header(fields: Mapping[str, Value], site: Site | None) -> dict[str, str]:
    zone = site.config.time_zone if site is not None else None
    date = fields.get("date")
    moment = parse_date(date, zone) if zone is not None and date else None
    shown = f"{moment:%Y-%m-%d}" if isinstance(moment, datetime) else as_text(date)[:10]
    return {
        "title": as_text(fields.get("title")),
        "date": shown,
        "by": as_text(fields.get("source_name")) or as_text(fields.get("author")),
        "description": as_text(fields.get("description")),
    }


def _beside(folder: Path, source: str) -> Path | None:
    found = folder / source
    return found if is_file(found) else None
