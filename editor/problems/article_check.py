"""Finds all that is wrong with the articles of one site: what `check` prints, the panel shows and the library marks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from editor.articles.article import Article
from editor.articles.problems import Judgement, Problem, in_order
from editor.articles.storage.files import StorageError, read
from editor.markup.live.article import LiveDocument
from editor.markup.live.context import renderer_for
from editor.markup.live.messages import SiteData
from editor.markup.shortcodes.output import WHEN_RENDERED
from editor.rendering.destinations import Destinations
from editor.rendering.page_data import OUTSIDE, page_data
from editor.rendering.site_reader import SiteReader
from editor.site.casting import as_text
from editor.site.catalogue.catalogue import Catalogue
from editor.site.catalogue.judged import Judged
from editor.site.content_path import MARKDOWN_EXTENSIONS
from editor.site.header import Header, parse_header
from editor.site.places import absolute
from editor.site.problems import address_problems, article_problems, site_problems
from editor.site.publishing import Publication, is_only_listed
from editor.site.urls import PermalinkError, Permalinks

# Not to be judged from a bare folder of articles: the configuration decides.
_NEED_A_CONFIGURATION = frozenset({"raw-html"})
# Found with a destination as their message, which only who knows the site's files can judge.
_DESTINATIONS = frozenset({"image", "link"})


@dataclass(frozen=True, slots=True)
class _Standing:
    """One article as it stands, in its file or in the window, and what Hugo derives from it in its site."""

    path: Path | None
    article: Article
    """The text may be missing, but for its beginning where there is no front matter."""
    header: Header
    in_site: tuple[Judged, Publication] | None


class ArticleCheck:
    """Looks at the articles of a catalogue as it is now; what the whole site has in common is read once.

    Without a catalogue an article is looked at by itself.
    """

    def __init__(self, catalogue: Catalogue | None) -> None:
        self._catalogue = catalogue
        self._reader = SiteReader(catalogue.site, catalogue) if catalogue is not None else None
        # The last unsaved front matter that was looked at: the article, its fields and verdict, what was found.
        self._edited_place: tuple[str, object, list[Problem]] | None = None

    def of_site(self) -> list[Problem]:
        """Return what is wrong with the site and with no article: configuration, folders, themes, terms."""
        known = self._catalogue.judged if self._catalogue is not None else {}
        return [problem for problem in self._of_all if str(problem.path) not in known]

    def of_file(self, path: Path) -> list[Problem]:
        """Return what is wrong with an article as its file stands: place, front matter, text."""
        try:
            data = read(path).data
        except StorageError as error:
            return self._of_unreadable(path, error)
        standing = self._standing(path, Article.from_bytes(data))
        return in_order(self._of(standing, self._in_text(standing)))

    def of_article(self, path: Path | None, article: Article, in_text: Iterable[Problem]) -> list[Problem]:
        """Return the whole list of an article as it stands in the window, with what keeps the site from being read.

        It is what `check` prints of a file that holds the same. `in_text` was found by a renderer for plain data
        (`renderer_for`), in lines of the body; of `article` front matter and beginning are enough.
        """
        standing = self._standing(path, article)
        around = self._of_configuration if standing.in_site is not None else ()
        return in_order([*around, *self._of(standing, in_text)])

    def _standing(self, path: Path | None, article: Article) -> _Standing:
        header = parse_header(article.to_bytes())
        in_site = None
        if path is not None and self._catalogue is not None:
            in_site = self._catalogue.judged_as_edited(path, header)
        return _Standing(path, article, header, in_site)

    def _of(self, standing: _Standing, in_text: Iterable[Problem]) -> Iterator[Problem]:
        path, header, article = standing.path, standing.header, standing.article
        if standing.in_site is not None:
            yield from self._of_place(*standing.in_site)
            yield from article_problems(*standing.in_site, article.editor_header)
        elif header.problem is not None:
            problem = header.problem
            yield Problem.of_file(
                path, "error", "front-matter", problem.message, problem.line, problem.column
            )
        if header.problem is not None or not _is_markdown(standing):
            return
        if article.read_only_reason:
            yield _unreadable(path, article.read_only_reason)
            return
        before = article.editor_header.count("\n")
        for found in self._judged(standing, in_text):
            yield found.in_file(path, before)

    def _of_place(self, judged: Judged, publication: Publication) -> Iterable[Problem]:
        """Return who else wants an article's address, as its front matter is now."""
        assert self._catalogue is not None
        name = str(judged.page.path)
        saved = self._catalogue.judged.get(name)
        if saved is None or saved.own == judged.own:
            return self._by_place.get(name, ())
        state = judged.own, publication.state
        known = self._edited_place
        if known is None or known[:2] != (name, state):
            # Each look costs a walk over the site, and the text is looked at more often than the front matter changes.
            found = address_problems(self._catalogue, (judged, publication))
            known = name, state, [problem for problem in found if str(problem.path) == name]
            self._edited_place = known
        return known[2]

    def _of_unreadable(self, path: Path, error: StorageError) -> list[Problem]:
        judged = self._catalogue.judged.get(absolute(path)) if self._catalogue is not None else None
        if judged is not None and judged.page.header.problem is not None:
            message = judged.page.header.problem.message
            return in_order(
                [
                    *self._by_place.get(absolute(path), ()),
                    Problem.of_file(path, "error", "front-matter", message),
                ]
            )
        return [_unreadable(path, error.message)]

    def _in_text(self, standing: _Standing) -> Iterator[Problem]:
        """Yield what a renderer finds in an article's text, destinations still to be judged; only when asked."""
        site, page = OUTSIDE, page_data(None, "", standing.header.fields)
        if standing.in_site is not None:
            judged = standing.in_site[0]
            site = self._site_data
            page = page_data(judged.page.content, judged.page.language, judged.params)
        elif self._catalogue is not None and standing.path is not None and self._belongs(standing):
            hugo, path = self._catalogue.site, standing.path
            site = self._site_data
            page = page_data(hugo.content_path(path), hugo.language_of(path), standing.header.fields)
        document = LiveDocument(renderer_for(site, page))
        document.load(standing.article.editor_body)
        yield from document.report().problems

    def _judged(self, standing: _Standing, in_text: Iterable[Problem]) -> Iterator[Problem]:
        """Yield the problems of a text that hold in this site; each destination is looked up once."""
        is_configured = self._belongs(standing)
        is_rendered = self._is_rendered(standing)
        destinations = self._destinations(standing)
        known: dict[tuple[str, str], Judgement | None] = {}
        for problem in in_text:
            if problem.code in _NEED_A_CONFIGURATION and not is_configured:
                continue
            if problem.code not in _DESTINATIONS:
                yield problem if is_rendered else _as_long_as_hidden(problem)
                continue
            key = (problem.code, problem.message)
            if key not in known:
                known[key] = _judgement(destinations, *key)
            judgement = known[key]
            if judgement is not None:
                yield replace(problem, message=judgement.message, severity=judgement.severity)

    def _is_rendered(self, standing: _Standing) -> bool:
        """Whether a build renders the text, for a page or for one of Hugo's own feeds."""
        if standing.in_site is None or standing.in_site[1].publishes is not False:
            return True
        assert self._catalogue is not None
        judged = standing.in_site[0]
        has_feeds = "rss" not in self._catalogue.site.config.disabled_kinds(judged.page.language)
        return has_feeds and not judged.is_resource and is_only_listed(judged.params)

    def _belongs(self, standing: _Standing) -> bool:
        """Whether a configuration says how Hugo reads this article, or will as soon as it is saved."""
        if self._catalogue is None or self._catalogue.site.is_bare:
            return False
        return standing.path is None or self._catalogue.site.folder_of(standing.path) is not None

    def _destinations(self, standing: _Standing) -> Destinations | None:
        if standing.in_site is None or self._reader is None:
            return None
        judged = standing.in_site[0]
        try:
            link = self._addresses.link_of(judged)
            self._addresses.permalink_of(judged)
        except PermalinkError:
            link = ""
        return self._reader.destinations(judged.page.path, link, as_text(judged.value("type")))

    @property
    def _of_configuration(self) -> list[Problem]:
        """What keeps Hugo from reading the site: it is wrong with every article."""
        return [problem for problem in self._of_all if problem.code == "configuration"]

    @cached_property
    def _site_data(self) -> SiteData:
        return self._reader.plain_data(self._catalogue) if self._reader is not None else OUTSIDE

    @cached_property
    def _addresses(self) -> Permalinks:
        assert self._catalogue is not None
        return Permalinks(self._catalogue.site, self._catalogue.judged)

    @cached_property
    def _by_place(self) -> dict[str, list[Problem]]:
        found: dict[str, list[Problem]] = {}
        for problem in self._of_all:
            found.setdefault(str(problem.path), []).append(problem)
        return found

    @cached_property
    def _of_all(self) -> tuple[Problem, ...]:
        return tuple(site_problems(self._catalogue)) if self._catalogue is not None else ()


def is_looked_through(path: Path | None) -> bool:
    """Whether the text of an article is looked at too, not only its front matter: by the name of its file."""
    return path is None or path.suffix.lower().lstrip(".") in MARKDOWN_EXTENSIONS


def _is_markdown(standing: _Standing) -> bool:
    """Whether the text is what this program reads: Hugo publishes other content by other rules."""
    if standing.in_site is not None:
        return standing.in_site[0].page.content.extension in MARKDOWN_EXTENSIONS
    return is_looked_through(standing.path)


def _as_long_as_hidden(problem: Problem) -> Problem:
    """Return a problem as it stands in an article that Hugo does not render, such as a draft: the build goes through."""
    if problem.code not in WHEN_RENDERED or problem.severity != "error":
        return problem
    return replace(
        problem, severity="warning", message=problem.message.replace("Hugo stops", "Hugo would stop")
    )


def _judgement(destinations: Destinations | None, code: str, destination: str) -> Judgement | None:
    if destinations is None:
        return None
    if code == "image":
        return destinations.image_problem(destination)
    return destinations.link_problem(destination)


def _unreadable(path: Path | None, reason: str) -> Problem:
    return Problem.of_file(path, "error", "unreadable", f"{reason.rstrip('.')}.")
