"""A renderer out of plain data, as it comes to the preview's process: what of it is looked up, and what is left to judge."""

from __future__ import annotations

import re
from collections.abc import Set
from functools import partial

from editor.articles.problems import Judgement
from editor.markup.live.messages import PageData, SiteData
from editor.markup.page_table import PagePath, PageTable, RefTargets
from editor.markup.renderer import PageContext, Renderer
from editor.markup.section_templates import ByPlace, serving
from editor.markup.settings import MarkupSettings

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


def renderer_for(site: SiteData, page: PageData) -> Renderer:
    """Make the renderer of an article from the plain data of the "site" and "open" requests (`live.messages`)."""
    own = (site.get("languages") or {}).get(page.get("language", ""), {})
    site = {**site, **own}
    settings = MarkupSettings.from_config(
        site.get("markup") or {}, enable_emoji=bool(site.get("enable_emoji"))
    )
    return Renderer(settings, page_context(site, page))


def page_context(site: SiteData, page: PageData) -> PageContext:
    """Make the renderer's context from the plain data of the "site" and "open" requests."""
    pages = site.get("pages")
    table = PageTable(pages or {})
    targets = RefTargets(pages or {}, site.get("withheld") or {}, site.get("adapters") or ())
    place = PagePath(page.get("path", ""), page.get("logical_path", ""), page.get("language", ""))

    return PageContext(
        logical_path=page.get("logical_path", ""),
        path=page.get("path", ""),
        language=page.get("language", ""),
        title=page.get("title", ""),
        params=page.get("params") or {},
        site_params=site.get("params") or {},
        shortcodes=_serving(site.get("shortcodes"), page),
        render_hooks=_serving(site.get("render_hooks"), page),
        find_page=partial(table.find, place) if pages is not None else None,
        ref_problem=partial(targets.problem, place) if pages is not None else None,
        find_link=partial(table.find_link, place),
        image_problem=local_destination,
        link_problem=local_destination,
        base_url=site.get("base_url", ""),
        # Pictures and files are found by the addresses as written, where the preview loads them from.
        resolves_links=bool(site.get("resolves_links")) and pages is not None,
        runs_inline=site.get("runs_inline", False),
        whole_site=site.get("whole_site", True),
        preview=True,
    )


def _serving(templates: ByPlace | None, page: PageData) -> Set[str] | None:
    content_type = (page.get("params") or {}).get("type")
    kind = content_type if isinstance(content_type, str) else ""
    return serving(templates, page.get("path", ""), kind) if templates is not None else None


def local_destination(destination: str) -> Judgement | None:
    """The destination itself where it leads to the site: only the editor, which knows the files, can judge it."""
    is_outside = not destination or destination.startswith(("#", "//")) or _SCHEME.match(destination)
    return None if is_outside else Judgement(destination)
