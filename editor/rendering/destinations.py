"""Says what is wrong with the links and pictures of an article, as the site will publish them."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from urllib.parse import quote, unquote, urljoin, urlsplit

from editor.articles.problems import Judgement
from editor.markup.inline.addresses import base_path, embedded_hook_runs
from editor.markup.page_table import PagePath
from editor.markup.settings import MarkupSettings
from editor.markup.shortcodes.lexer import TOKEN
from editor.rendering.site_addresses import SiteAddresses, plain_address
from editor.site.bundles import bundle_folder, resolve_field_image, resolve_image
from editor.site.config.values import table_of, truth
from editor.site.places import is_file
from editor.site.resource_links import PageFiles
from editor.site.site import Site

_LONGEST_NAME = 100


class Destinations:
    """Judges the local destinations of one article. Reads the disk: not for the UI thread.

    A site's own render hook for links or images may find more than Hugo does: what lies in none of the places where
    any hook looks is a hint, which names it. A theme that is not there may bring anything: then nothing is said but
    what holds anyway.
    `address` is the article's below the site's. Without the site's `addresses` no link to a page is judged.
    """

    def __init__(
        self,
        site: Site,
        path: Path,
        address: str,
        *,
        render_hooks: Collection[str] = (),
        addresses: SiteAddresses | None = None,
    ) -> None:
        self._site, self._path, self._address = site, path, address
        self._addresses = addresses
        settings = MarkupSettings.from_config(
            table_of(site.config.language_settings(site.language_of(path)).get("markup"))
        )
        when = {"image": settings.use_embedded_image_hook, "link": settings.use_embedded_link_hook}
        own = {name.removeprefix("render-") for name in render_hooks}
        self._embedded = {
            name: embedded_hook_runs(use, name in own, site.config.resolves_links)
            for name, use in when.items()
        }
        self._unknown = {name for name in when if name in own and not self._embedded[name]}
        self._layouts_known = site.knows_layouts
        self._base = base_path(site.config.base_url)
        self._files = PageFiles(site, path, lambda: addresses.pages if addresses is not None else {})
        content = site.content_path(path)
        self._place = PagePath(content.page, content.logical, site.language_of(path))
        self._lists = {"page", "index.xml", "sitemap.xml"}
        if addresses is not None and addresses.adapters:
            # The pages that they make may have terms that no article has.
            self._lists |= set(site.config.taxonomies_of(site.language_of(path)))

    def image_problem(self, destination: str) -> Judgement | None:
        """Return what is wrong, None when Hugo publishes the picture (or it lies on the web)."""
        if not _is_local(destination):
            return None
        if "image" in self._unknown:
            return self._missing_for_any_hook(destination, "image")
        message = self._lost_picture(destination)
        return Judgement(message) if message else None

    def link_problem(self, destination: str) -> Judgement | None:
        """Return what is wrong, None when the link leads to a page or file of the site (or to the web)."""
        if not self._layouts_known or not _is_local(destination):
            return None
        if "link" in self._unknown:
            return self._missing_for_any_hook(destination, "link")
        message = self._lost_link(destination)
        return Judgement(message) if message else None

    def _missing_for_any_hook(self, destination: str, kind: str) -> Judgement | None:
        """What holds whatever a render hook does: it finds no file and no page that are nowhere."""
        name = unquote(urlsplit(destination).path)
        if not name.strip("./") or not self._layouts_known or "{" in name:
            return None
        if self._is_file_somewhere(name):
            return None
        hook = f"render-{kind}"
        if kind == "image":
            return Judgement(
                f"There is no “{_short(name)}” in the page bundle, under assets or under static. "
                f"The site's own {hook} hook decides what is published.",
                "hint",
            )
        if self._addresses is None or not self._address or self._is_page_somewhere(name):
            return None
        return Judgement(
            f"There is no page and no file “{_short(name)}”. "
            f"The site's own {hook} hook decides where the link leads.",
            "hint",
        )

    def _is_file_somewhere(self, name: str) -> bool:
        """Whether a file of this name lies where a template can look: beside the article, among resources and files."""
        if resolve_field_image(self._site, self._path, quote(name)) is not None:
            return True
        if self._files.find(name.removeprefix("./")) is not None:
            return True
        relative = name.lstrip("/")
        folders = [self._path.parent, *(folder.path for folder in self._site.content_folders)]
        for component in ("static", "assets"):
            folders += self._site.component_folders(component)
        return any(is_file(folder / relative) for folder in folders)

    def _is_page_somewhere(self, name: str) -> bool:
        """Whether a page stands at an address, or answers to a path or name, that a template can look up."""
        addresses = self._addresses
        assert addresses is not None
        forms = {name, name.removeprefix("./"), f"/{name.lstrip('./')}"}
        if any(addresses.table.find(self._place, form, "") is not None for form in forms):
            return True
        for form in (name, "/" + name.lstrip("/"), self._base + "/" + name.lstrip("/")):
            wanted = plain_address(urljoin(self._base + self._address, form))
            wanted = wanted.removeprefix(self._base.lower())
            if addresses.holds(wanted) or self._is_list(wanted) or addresses.may_be_made(wanted):
                return True
        return False

    def _lost_picture(self, destination: str) -> str:
        if resolve_image(self._site, self._path, destination) is not None:
            return ""
        name = unquote(urlsplit(destination).path)
        if self._embedded["image"] and self._files.find(name.removeprefix("./")) is not None:
            return ""
        is_beside = bool(name) and not name.startswith("/") and is_file(self._path.parent / name)
        if is_beside and bundle_folder(self._path) is None:
            return (
                f"Hugo will not find “{_short(name)}”: only a page bundle (index.md in a folder of its own) "
                "brings files along."
            )
        if not self._layouts_known:
            return ""  # a theme may bring the picture, or a hook that finds it
        return (
            self._outside(name) or f"There is no picture “{_short(name)}” in the page bundle or under static."
        )

    def _lost_link(self, destination: str) -> str:
        name = unquote(urlsplit(destination).path)
        if not name or (self._embedded["link"] and (self._addresses is None or self._is_found(name))):
            return ""
        if name.lower().endswith((".md", ".markdown")):
            return f"Hugo publishes this link as it is written, and there is no “{_short(name)}” on the site: use a ref."
        if self._addresses is None or not self._address:
            return ""
        if outside := self._outside(name):
            return outside
        wanted = plain_address(urljoin(self._base + self._address, name)).removeprefix(self._base.lower())
        if self._addresses.holds(wanted) or self._is_list(wanted):
            return ""
        if reason := self._addresses.why_withheld(wanted):
            return f"The page at “{_short(name)}” {reason}, so the link leads nowhere."
        if self._addresses.may_be_made(wanted):
            return ""
        if resolve_image(self._site, self._path, destination) is not None:
            return ""
        if "." in wanted.rpartition("/")[2]:
            return f"There is no file “{_short(name)}” in the page bundle or under static."
        return f"No page of this site stands at “{_short(name)}”."

    def _is_found(self, name: str) -> bool:
        """Whether Hugo's own render hook leads to a page or file."""
        wanted = name.removeprefix("./")
        page = self._addresses.table.find_link(self._place, wanted) if self._addresses is not None else None
        return page is not None or self._files.find(wanted) is not None

    def _outside(self, name: str) -> str:
        """What is wrong with an address from the top of the host, where the site begins further down."""
        if not self._base or not name.startswith("/") or (name + "/").startswith(self._base + "/"):
            return ""
        if truth(self._site.config.settings.get("canonifyurls")):
            return ""
        return f"“{_short(name)}” is outside of the site, whose addresses begin with {self._base}/."

    def _is_list(self, wanted: str) -> bool:
        """Whether an address may be one of Hugo's own pages: home, sections, terms, paginated lists."""
        parts = [part for part in wanted.split("/") if part]
        if not parts or any(part in self._lists for part in parts):
            return True
        return self._addresses is not None and self._addresses.is_above(wanted)


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST_NAME else name[:_LONGEST_NAME] + "…"


def _is_local(destination: str) -> bool:
    try:
        parts = urlsplit(destination)
    except ValueError:
        return False
    # What a shortcode puts there is looked up by itself.
    is_made = "{{" in destination or TOKEN.search(destination) is not None
    return not parts.scheme and not parts.netloc and not is_made
