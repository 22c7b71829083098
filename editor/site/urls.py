"""The address at which Hugo publishes a page."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import partial
from urllib.parse import unquote_plus

from editor.articles.values import Value
from editor.site.casting import as_text, as_words
from editor.site.catalogue.judged import Judged
from editor.site.config.config import SiteConfig
from editor.site.config.values import text_of, truth
from editor.site.content_path import normalised
from editor.site.go_time import format_go, month_name, weekday_name
from editor.site.permalink_rules import PermalinkRule, read_permalinks, sliced
from editor.site.publishing import has_no_address
from editor.site.site import Site
from editor.site.slugs import escaped_path, sanitized_path, urlize

# Hugo, resources/page/permalinks.go: `:token`, or `:sections[1:]` with a slice.
_TOKEN = re.compile(r":\w+(?:\[.+?\])?")
# Differs in every part from Go's reference time: a layout that it leaves as it is has no part of a date.
_OTHER_MOMENT = datetime(2019, 11, 9, 23, 1, 42, tzinfo=UTC)
_ESCAPED_COLON = "\0"
NO_BASE = "https://example.org/"
"""The address of a site whose configuration gives none (found by running Hugo)."""
_KINDS = frozenset({"page", "home", "section", "taxonomy", "term"})


class PermalinkError(ValueError):
    """A permalink pattern that Hugo does not know; the message names it."""


class Permalinks:
    """Finds the addresses of a site's pages."""

    def __init__(self, site: Site, judged: Mapping[str, Judged]) -> None:
        """Take the site and all its pages as the catalogue has judged them (sections lend names to pages)."""
        self._site = site
        self._sections = {
            (entry.page.language, entry.page.content.page): entry
            for entry in judged.values()
            if entry.page.content.kind == "branch" and entry.twin is None
        }
        self._rules: dict[str, tuple[PermalinkRule, ...]] = {}

    def link_of(self, entry: Judged) -> str:
        """Return the path of a page below the site's address: leading slash, not escaped, e.g. ``/posts/我的/``.

        Raises PermalinkError for a pattern that Hugo would refuse.
        """
        config = self._site.config
        settings = config.language_settings(entry.page.language)
        url = as_text(entry.value("url")).replace("\\", "/")
        prefix = language_prefix(config, entry.page.language)
        if url and ":" in url:
            url = unquote_plus(self._expand(url, entry)) or url
        if url and entry.kind != "home":
            return _explicit(url, prefix)
        ugly = _is_ugly(settings.get("uglyurls"), entry.page.content.section)
        segments = self._segments(entry, settings)
        path = "/" + "/".join(_clean(segment, settings) for segment in segments if segment.strip("/"))
        path = posixpath.normpath(re.sub("/{2,}", "/", path))
        lead = f"/{prefix}" if prefix else ""
        if path == "/":
            return f"{lead}/index.html" if ugly else f"{lead}/"
        if ugly and entry.kind in ("page", "term"):
            return f"{lead}{path}.html"
        return f"{lead}{path}/index.html" if ugly else f"{lead}{path}/"

    def permalink_of(self, entry: Judged) -> str:
        """Return the whole address of a page, escaped, as ``hugo list`` prints it; "" for one without any."""
        if has_no_address(entry.params):
            return ""
        base = text_of(self._site.config.language_settings(entry.page.language).get("baseurl")) or NO_BASE
        link = escaped_path(self.link_of(entry).replace("#", "%23"))
        return base.rstrip("/") + link

    def aliases_of(self, entry: Judged) -> list[str]:
        """Return the paths at which Hugo writes a redirection to a page, below the site's address."""
        own = self.link_of(entry)
        prefix = language_prefix(self._site.config, entry.page.language)
        found = []
        for alias in as_words(entry.value("aliases")):
            path = alias.replace("\\", "/").strip()
            if not path:
                continue
            # A relative alias starts from the folder that the page's own folder is in.
            base = f"/{prefix}/" if prefix else "/"
            target = (
                posixpath.join(posixpath.dirname(own.rstrip("/")) + "/", path)
                if path[0] != "/"
                else base + path
            )
            clean = posixpath.normpath(re.sub("/{2,}", "/", target))
            found.append(
                clean if posixpath.splitext(clean)[1] in (".html", ".htm") else clean.rstrip("/") + "/"
            )
        return found

    def _segments(self, entry: Judged, settings: Mapping[str, Value]) -> list[str]:
        expanded = self._expanded(entry, settings)
        content = entry.page.content
        if entry.kind == "page":
            if expanded is not None:
                return [expanded]
            folder = _folder_of(content.logical, content.kind == "leaf")
            return [_compared(folder, settings), self._slug(entry) or _compared(content.name, settings)]
        if entry.kind == "home":
            return []
        if expanded is not None:
            return [expanded]
        return [_compared(content.logical.rpartition("/")[0], settings)]

    def _slug(self, entry: Judged) -> str:
        own = as_text(entry.value("slug")).strip("-")
        return own or entry.dates.slug

    def _expanded(self, entry: Judged, settings: Mapping[str, Value]) -> str | None:
        if entry.kind not in _KINDS:
            return None
        language = entry.page.language
        if language not in self._rules:
            self._rules[language] = tuple(read_permalinks(settings.get("permalinks")))
        environment = self._site.config.environment
        for rule in self._rules[language]:
            if rule.target.takes(entry.page.content.page, entry.kind, language, environment):
                return posixpath.normpath(unquote_plus(self._expand(rule.pattern, entry)))
        return None

    def _expand(self, pattern: str, entry: Judged) -> str:
        text = pattern.replace("\\:", _ESCAPED_COLON)
        filled = _TOKEN.sub(lambda found: self._token(found.group()[1:], entry, pattern), text)
        return filled.replace(_ESCAPED_COLON, ":")

    def _token(self, token: str, entry: Judged, pattern: str) -> str:
        content = entry.page.content
        name, _, cut = token.partition("[")
        sections = self._section_path(entry)
        settings = self._site.config.language_settings(entry.page.language)
        written = partial(_urlized, settings)
        title = as_text(entry.value("title"))
        slug = self._slug(entry)
        match name:
            case "year" | "month" | "monthname" | "day" | "weekday" | "weekdayname" | "yearday":
                return self._date_token(name, entry)
            case "section":
                return content.section
            case "sections":
                return "/".join(sliced(sections, cut))
            case "sectionslug":
                return self._section_name(entry, sections[:1], written)
            case "sectionslugs":
                ends = range(1, len(sections) + 1)
                names = [self._section_name(entry, sections[:end], written) for end in ends]
                return "/".join(sliced([name for name in names if name], cut))
            case "title":
                return written(title)
            case "slug":
                return written(slug or title)
            case "slugorfilename" | "slugorcontentbasename":
                return written(slug or content.name)
            case "filename" | "contentbasename":
                return written(content.name)
        return self._date_token(token, entry, pattern)

    def _date_token(self, token: str, entry: Judged, pattern: str = "") -> str:
        # Go's zero time, which Hugo writes for a page without a date, is a Monday.
        moment = entry.dates.date or datetime(1, 1, 1, tzinfo=UTC)
        known = {
            "year": str(moment.year),
            "month": f"{moment.month:02}",
            "monthname": month_name(moment),
            "day": f"{moment.day:02}",
            "weekday": str(moment.isoweekday() % 7),
            "weekdayname": weekday_name(moment),
            "yearday": str(moment.timetuple().tm_yday),
        }
        if token in known:
            return known[token]
        if format_go(_OTHER_MOMENT, token) == token:
            raise PermalinkError(f"the permalink pattern {pattern!r} has the unknown token :{token}")
        return format_go(moment, token)

    def _section_path(self, entry: Judged) -> list[str]:
        """Return the parts of the path of the section that a page is in."""
        content = entry.page.content
        place = content.page
        if entry.kind == "page":
            place = place.rpartition("/")[0]
            while place.count("/") > 1 and (entry.page.language, place) not in self._sections:
                place = place.rpartition("/")[0]
        return [part for part in place.split("/") if part]

    def _section_name(self, entry: Judged, parts: list[str], written: Callable[[str], str]) -> str:
        if not parts:
            return ""
        section = self._sections.get((entry.page.language, "/" + "/".join(parts)))
        if section is None:
            return written(parts[-1].capitalize()) if len(parts) == 1 else ""
        return written(self._slug(section) or as_text(section.value("title")))


def language_prefix(config: SiteConfig, language: str) -> str:
    """Return what stands before the paths of a language, "" for the default one."""
    active = [code for code, entry in config.languages.items() if not entry.disabled]
    if config.is_multihost:
        return ""
    in_folder = truth(config.settings.get("defaultcontentlanguageinsubdir"))
    if language != config.default_language:
        return language
    return language if in_folder and (len(active) > 1 or in_folder) else ""


def _folder_of(logical: str, is_leaf: bool) -> str:
    folder = logical.rpartition("/")[0]
    return folder.rpartition("/")[0] if is_leaf else folder


def _explicit(url: str, prefix: str) -> str:
    """Return the link for a ``url`` in front matter: relative to the language's root without a leading slash."""
    path = posixpath.join("/", url) if ".." in url else url
    path = posixpath.normpath("/" + path) if ".." in url else path
    link = "/" + "/".join(part for part in path.split("/") if part)
    if url.endswith("/") or "." not in url:
        link = link.rstrip("/") + "/"
    if not url.startswith("/") and prefix and not link.startswith(f"/{prefix}/"):
        link = f"/{prefix}{link}"
    return link


def _compared(path: str, settings: Mapping[str, Value]) -> str:
    """Return a path from disk as Hugo goes on with it: in the form it compares, unless that is switched off."""
    return path if truth(settings.get("disablepathtolower")) else normalised(path)


def _clean(segment: str, settings: Mapping[str, Value]) -> str:
    return sanitized_path(segment.strip("/"), **_path_options(settings))


def _path_options(settings: Mapping[str, Value]) -> dict[str, bool]:
    return {
        "to_lower": not truth(settings.get("disablepathtolower")),
        "remove_accents": truth(settings.get("removepathaccents")),
    }


def _urlized(settings: Mapping[str, Value], text: str) -> str:
    return urlize(text, **_path_options(settings))


def _is_ugly(setting: object, section: str) -> bool:
    if isinstance(setting, Mapping):
        return truth(setting.get(section))
    return truth(setting)
