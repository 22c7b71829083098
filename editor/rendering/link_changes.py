"""Which links of a site would no longer lead where they lead now, if articles were renamed or gone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html import unescape
from pathlib import Path
from typing import Protocol
from urllib.parse import SplitResult, unquote, urljoin, urlsplit

from editor.articles.problems import Judgement, Problem
from editor.articles.storage.files import StorageError, read
from editor.markup.inline.addresses import base_path, embedded_hook_runs
from editor.markup.page_table import PagePath
from editor.markup.renderer import PageContext, Renderer
from editor.markup.settings import MarkupSettings
from editor.rendering.link_words import folded, mentions, pattern_of
from editor.rendering.moved_pages import SitePages, elsewhere_of, moved_pages
from editor.rendering.site_addresses import plain_address
from editor.rendering.site_reader import SiteReader
from editor.rendering.source import ArticleSource, ArticleSourceError
from editor.site.bundles import resolve_image
from editor.site.catalogue.catalogue import Catalogue
from editor.site.catalogue.judged import Judged
from editor.site.content_path import MARKDOWN_EXTENSIONS
from editor.site.places import is_covered
from editor.site.site import Site

_LOST = Judgement("lost")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_LONGEST_SHOWN = 80


class Work(Protocol):
    """The task this runs in."""

    def report(self, done: int, total: int) -> None: ...  # noqa: D102

    def cancelled(self) -> bool: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class LostLink:
    """A link that would break: its file, its line from 1, and the line's text, shortened."""

    path: Path
    line: int
    text: str


def lost_links(
    catalogue: Catalogue,
    olds: Sequence[Path],
    new: Path | None,
    unsaved: Mapping[Path, bytes],
    work: Work,
) -> list[LostLink]:
    """Return the links that would break if `olds` were gone, or the only one of them were called `new`.

    `unsaved` holds what the files of open articles lack. Reads the whole site: not for the UI thread.
    """
    site = catalogue.site
    judged = dict(catalogue.judged)
    moved = dict(moved_pages(site, judged, elsewhere_of(olds, new)))
    before, after = SitePages(site, judged), SitePages(site, moved)
    pattern = pattern_of(before.words_of(judged, olds) | after.words_of(moved, olds))
    reader = SiteReader(site, catalogue)
    found: list[LostLink] = []
    for number, (name, entry) in enumerate(judged.items()):
        if work.cancelled():
            break
        if not number % 50:
            work.report(number, len(judged))
        path = Path(name)
        if name not in moved or entry.page.content.extension not in MARKDOWN_EXTENSIONS:
            continue
        data = unsaved[path] if path in unsaved else _data_of(path)
        if not mentions(data, pattern):
            continue
        try:
            source = reader.read(path, data)
        except ArticleSourceError:
            continue  # nothing of it is published, and `check` says why
        links = _Links(site, source, moved[name], before, after, olds, is_move=new is not None)
        found.extend(_in_article(reader, source, links))
    return found


def _in_article(reader: SiteReader, source: ArticleSource, links: _Links) -> Iterator[LostLink]:
    """Render an article as usual, with look-ups that find everything but what would be lost."""
    settings, context = reader.context(source)
    links.know_hooks(settings, context)
    context = replace(
        context,
        find_page=links.find_page,
        ref_problem=links.ref_problem,
        link_problem=links.link_problem,
        image_problem=links.image_problem,
        whole_site=True,
    )
    lines = source.article.editor_body.split("\n")
    head = source.article.editor_header.count("\n")
    problems = Renderer(settings, context).render(source.article.editor_body).problems
    for problem in sorted(problems, key=lambda problem: (problem.line, problem.column)):
        if links.told(problem):
            text = lines[problem.line].strip() if problem.line < len(lines) else ""
            if len(text) > _LONGEST_SHOWN:
                start = max(0, min(problem.column, len(text) - _LONGEST_SHOWN))
                text = text[start : start + _LONGEST_SHOWN].strip() + "…"
            yield LostLink(source.path, head + problem.line + 1, text)


class _Links:
    """Where the links of one article lead, now and then."""

    def __init__(
        self,
        site: Site,
        source: ArticleSource,
        moved: Judged,
        before: SitePages,
        after: SitePages,
        olds: Sequence[Path],
        *,
        is_move: bool,
    ) -> None:
        self._site, self._path, self._olds = site, source.path, olds
        self._moves_along = is_move and is_covered(source.path, olds)
        self._base = base_path(site.config.base_url)
        self._host = _split(site.config.base_url)
        content, new = source.judged.page, moved.page
        self._states = (
            (before, PagePath(content.content.page, content.content.logical, content.language), source.link),
            (after, PagePath(new.content.page, new.content.logical, new.language), after.address_of(moved)),
        )
        self._by_path = True
        self._lost_pages: set[str] = set()

    def told(self, problem: Problem) -> bool:
        """Whether a problem is one that these look-ups brought about."""
        if problem.code == "ref-broken":
            return any(f"“{target}”" in problem.message for target in self._lost_pages)
        return problem.message == _LOST.message

    def know_hooks(self, settings: MarkupSettings, context: PageContext) -> None:
        """Learn whether a render hook leads links to pages by their paths; an unknown theme may have one."""
        is_own = "link" in (context.render_hooks or ())
        runs = embedded_hook_runs(settings.use_embedded_link_hook, is_own, context.resolves_links)
        self._by_path = runs or is_own or not self._site.knows_layouts

    def find_page(self, target: str, language: str) -> str | None:
        """Answer a `ref`: None only for one that is found now and would not be, or would be another page."""
        now, then = (world.table.find(place, target, language) for world, place, _address in self._states)
        if now is None or now == then:
            return "/"
        self._lost_pages.add(target)
        return None

    def ref_problem(self, target: str, language: str) -> Judgement | None:
        """Answer for a `ref`."""
        return Judgement(f"“{target}”", "error") if self.find_page(target, language) is None else None

    def link_problem(self, destination: str) -> Judgement | None:
        """Answer for a link."""
        destination = _as_read(destination)
        parts = self._own_parts(destination)
        if parts is None or not parts.path:
            return None
        now, then = (self._page_at(state, unquote(parts.path)) for state in self._states)
        if (now is not None and now != then) or self._loses_file(destination):
            return _LOST
        return None

    def image_problem(self, destination: str) -> Judgement | None:
        """Answer for a picture."""
        return _LOST if self._loses_file(_as_read(destination)) else None

    def _page_at(self, state: tuple[SitePages, PagePath, str], name: str) -> str | None:
        world, place, address = state
        if self._by_path and (found := world.table.find_link(place, name.removeprefix("./"))) is not None:
            return found
        wanted = plain_address(urljoin(self._base + address, name.replace("?", "%3F").replace("#", "%23")))
        return world.at.get(wanted.removeprefix(self._base.lower()))

    def _loses_file(self, destination: str) -> bool:
        """Whether a link leads to a file of a bundle that goes, by the bundle's name or from outside of it."""
        parts = _split(destination)
        if parts is None or parts.scheme or parts.netloc:
            return False
        found = resolve_image(self._site, self._path, destination)
        if found is None or not is_covered(found, self._olds):
            return False
        names = {folded(old.name) for old in self._olds}
        return not self._moves_along or bool(names & set(map(folded, unquote(parts.path).split("/"))))

    def _own_parts(self, destination: str) -> SplitResult | None:
        """Return the parts of an address of this site; None for any other."""
        parts = _split(destination)
        if parts is None or not (parts.scheme or parts.netloc):
            return parts
        is_own = self._host is not None and bool(parts.netloc) and parts.netloc == self._host.netloc
        return parts if is_own and parts.scheme in ("http", "https", "") else None


def _data_of(path: Path) -> bytes:
    try:
        return read(path).data
    except StorageError:
        return b""


def _as_read(destination: str) -> str:
    """Return a destination without the escapes and entities it is written with."""
    return unescape(_ESCAPED.sub(r"\1", destination))


def _split(address: str) -> SplitResult | None:
    try:
        return urlsplit(address)
    except ValueError:
        return None
