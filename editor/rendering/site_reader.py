"""Joins site, article and renderer: reads an article and gives what Hugo publishes of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property, partial
from glob import escape
from pathlib import Path

from editor.articles.article import Article
from editor.articles.storage.files import StorageError, read
from editor.markup.live.messages import LanguageData, SiteData
from editor.markup.page_table import PagePath
from editor.markup.renderer import PageContext, Rendered, Renderer
from editor.markup.section_templates import ByPlace, serving
from editor.markup.settings import MarkupSettings
from editor.rendering.destinations import Destinations
from editor.rendering.page_data import plain
from editor.rendering.references import References, addresses_of
from editor.rendering.source import ArticleSource, ArticleSourceError
from editor.site.casting import as_bool
from editor.site.catalogue.catalogue import Catalogue
from editor.site.catalogue.judged import Judged
from editor.site.catalogue.pages import Page, is_content_name, read_page
from editor.site.catalogue.summarise import Summariser
from editor.site.config.config import SiteConfig
from editor.site.config.values import table_of, text_of
from editor.site.content_path import MARKDOWN_EXTENSIONS
from editor.site.header import Header, parse_header
from editor.site.places import is_file
from editor.site.resource_links import PageFiles
from editor.site.site import Site
from editor.site.site_files import files_below
from editor.site.urls import PermalinkError, Permalinks
from editor.site.walk import Found


class SiteReader:
    """Reads and renders the articles of one site; what the whole site has in common is read once."""

    def __init__(self, site: Site, catalogue: Catalogue | None = None) -> None:
        """`catalogue` spares reading the whole site for references, where it is at hand."""
        self.site = site
        self._summariser = Summariser(site)
        self._branches: dict[Path, tuple[Page, ...]] = {}
        self._references = References(site, catalogue)

    def read(self, path: Path, data: bytes | None = None) -> ArticleSource:
        """Read an article, or take `data` for what its file holds.

        Raises SourceError when it is no text or its front matter cannot be read.
        """
        try:
            data = read(path).data if data is None else data
        except StorageError as error:
            raise ArticleSourceError(error.message.rstrip(".")) from error
        article = Article.from_bytes(data)
        if article.read_only_reason:
            raise ArticleSourceError(article.read_only_reason.rstrip("."))
        page = self._page(path, data)
        if (problem := page.header.problem) is not None:
            place = f"line {problem.line}, column {problem.column}: " if problem.line else ""
            raise ArticleSourceError(f"the front matter cannot be read: {place}{problem.message.rstrip('.')}")
        pages = {str(above.path): above for above in self._branches_above(path)} | {str(path): page}
        self._summariser.summarise(pages, datetime.now(UTC))
        judged = self._summariser.judged
        link, address = _addresses(self.site, judged, str(path))
        return ArticleSource(path, data, article, judged[str(path)], link, address)

    def render(self, source: ArticleSource, *, for_document: bool = False) -> Rendered:
        """Return what Hugo publishes as the article's `.Content`.

        for_document: code gets classes instead of colours of the site's own, which may be made for a dark page.
        """
        if source.judged.page.content.extension not in MARKDOWN_EXTENSIONS:
            # Hugo publishes HTML content as it is.
            return Rendered(source.article.editor_body, (), (), ())
        settings, context = self.context(source)
        if for_document:
            highlight = replace(settings.highlight, no_classes=False, line_nos="", anchor_line_nos=False)
            settings = replace(settings, highlight=highlight)
            # Mathematics as MathML, players of other sites as cards, which become links.
            context = replace(context, preview=True)
        return Renderer(settings, context).render(source.article.editor_body)

    def destinations(self, path: Path, link: str, content_type: str) -> Destinations:
        """Return who judges where the links and pictures of the article published at `link` lead to.

        `content_type` is the `type` of its front matter. Reads the whole site once, unless a catalogue is at hand.
        """
        hooks = serving(self._render_hooks, self.site.content_path(path).page, content_type)
        return Destinations(self.site, path, link, render_hooks=hooks, addresses=self._references.addresses)

    def context(self, source: ArticleSource) -> tuple[MarkupSettings, PageContext]:
        """Return the site's markup settings and what the renderer must know about the article's page."""
        page = source.judged.page
        settings = self.site.config.language_settings(page.language)
        place = PagePath(page.content.page, page.content.logical, page.language)
        served = page.content.page, source.text("type")
        links = PageFiles(self.site, source.path, lambda: self._references.pages)
        return self.markup_settings(page.language), PageContext(
            logical_path=page.content.logical,
            path=page.content.page,
            language=page.language,
            title=source.text("title"),
            params=source.judged.params,
            site_params=table_of(settings.get("params")),
            shortcodes=serving(self._shortcodes, *served) if self.site.knows_layouts else None,
            render_hooks=serving(self._render_hooks, *served),
            find_page=partial(self._references.find, place),
            ref_problem=partial(self._references.problem, place),
            find_link=partial(self._references.find_link, place),
            find_file=links.find,
            address=source.link,
            resolves_links=self.site.config.resolves_links,
            base_url=text_of(settings.get("baseurl")),
            runs_inline=self.site.config.runs_inline_shortcodes,
            whole_site=self.site.knows_layouts,
        )

    def markup_settings(self, language: str) -> MarkupSettings:
        """Return a language's `markup` table with Hugo's defaults."""
        settings = self.site.config.language_settings(language)
        return MarkupSettings.from_config(
            table_of(settings.get("markup")), enable_emoji=as_bool(settings.get("enableemoji"))
        )

    def plain_data(self, catalogue: Catalogue | None = None) -> SiteData:
        """Return what rendering needs of the site as JSON can carry it: the preview renders in another process.

        Without a catalogue no `ref` is looked up, and none is called broken.
        """
        pages: SiteData = {}
        if catalogue is not None:
            pages = addresses_of(catalogue).plain()
        config = self.site.config
        return {
            **pages,
            **_language_data(config, config.default_language),
            "shortcodes": _plain(self._shortcodes) if self.site.knows_layouts else None,
            "runs_inline": config.runs_inline_shortcodes,
            "whole_site": self.site.knows_layouts,
            "render_hooks": _plain(self._render_hooks),
            "resolves_links": config.resolves_links,
            "languages": {code: _language_data(config, code) for code in config.languages},
        }

    @cached_property
    def _shortcodes(self) -> ByPlace:
        return _templates(self.site, "_shortcodes", "shortcodes")

    @cached_property
    def _render_hooks(self) -> ByPlace:
        found = _templates(self.site, "_markup", "")
        return {
            place: [name.removeprefix("render-") for name in names if name.startswith("render-")]
            for place, names in found.items()
        }

    def _page(self, path: Path, data: bytes) -> Page:
        folder = self.site.folder_of(path)
        content = self.site.content_path(path)
        header: Header = parse_header(data, modified=_modified(path))
        if folder is None:
            # A file outside of the content folders: an article by itself.
            folder = self.site.content_folders[0]
        language = content.language or folder.language or self.site.config.default_language
        return Page(path, folder, content, language, header, path.is_symlink())

    def _branches_above(self, path: Path) -> Iterator[Page]:
        """The pages whose cascade reaches an article: the `_index` pages, and those with the name of its folder."""
        folder = self.site.folder_of(path)
        if folder is None:
            return
        for above in path.parents:
            if above not in self._branches:
                self._branches[above] = tuple(self._branch_pages(above))
            yield from (page for page in self._branches[above] if page.path != path)
            if above == folder.path:
                return

    def _branch_pages(self, directory: Path) -> Iterator[Page]:
        named = (
            file
            for file in directory.parent.glob(f"{escape(directory.name)}.*")
            if is_content_name(file.name)
        )
        for file in sorted([*directory.glob("_index.*"), *named]):
            folder = self.site.folder_of(file)
            if folder is not None and is_file(file):
                relative = file.relative_to(folder.path).as_posix()
                yield read_page(self.site, folder, Found(str(file), relative, file.is_symlink(), True))


def _language_data(config: SiteConfig, code: str) -> LanguageData:
    """What rendering needs of one language's settings."""
    settings = config.language_settings(code)
    return {
        "base_url": text_of(settings.get("baseurl")),
        "markup": plain(table_of(settings.get("markup"))),
        "enable_emoji": as_bool(settings.get("enableemoji")),
        "params": plain(table_of(settings.get("params"))),
    }


def _addresses(site: Site, judged: Mapping[str, Judged], name: str) -> tuple[str, str]:
    """An article's address below the site's, and the whole one, "" for what the site does not say."""
    addresses = Permalinks(site, judged)
    try:
        link, address = addresses.link_of(judged[name]), addresses.permalink_of(judged[name])
    except PermalinkError:
        return "", ""
    base = text_of(site.config.language_settings(judged[name].page.language).get("baseurl"))
    return link, address if base.startswith(("http://", "https://")) else ""


def _templates(site: Site, folder: str, older: str) -> ByPlace:
    """The names, without suffix, of the templates in folders of a name anywhere below the layouts of site and themes.

    `older` is the name that such a folder had before Hugo 0.146, at the top only.
    """
    found: dict[str, set[str]] = {}
    for layouts in site.component_folders("layouts"):
        for file in files_below(layouts):
            if file.suffix != ".html":
                continue
            *folders, name = file.relative_to(layouts).parts
            if folder in folders:
                at = folders.index(folder)
            elif older and folders[:1] == [older]:
                at = 0
            else:
                continue
            place = "/".join(folders[:at]).lower()
            inner = "/".join([*folders[at + 1 :], name]).partition(".")[0]
            found.setdefault("" if place == "_default" else place, set()).add(inner)
    return found


def _plain(templates: ByPlace) -> dict[str, list[str]]:
    return {place: sorted(names) for place, names in sorted(templates.items())}


def _modified(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0
