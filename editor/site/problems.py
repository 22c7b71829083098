"""What is wrong with a site as far as paths, configuration and front matter tell."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from editor.articles.front_matter.front_matter import FrontMatter, FrontMatterError
from editor.articles.problems import Problem, Severity
from editor.articles.values import Value
from editor.site.casting import as_bool_or_none, as_tables, as_text, as_words
from editor.site.catalogue.catalogue import Catalogue
from editor.site.catalogue.judged import Judged
from editor.site.publishing import Publication
from editor.site.urls import PermalinkError, Permalinks

# What a cascade may not set (Hugo, resources/page/page_matcher.go).
_NOT_IN_CASCADE = ("kind", "path", "lang", "cascade")


def site_problems(catalogue: Catalogue) -> Iterator[Problem]:
    """Yield what is wrong with the site as a whole: configuration, folders, addresses, terms."""
    for problem in catalogue.site.config.problems:
        yield Problem.of_file(problem.file, "error", "configuration", problem.message, problem.line)
    for folder, reason in catalogue.unreadable.items():
        yield Problem.of_file(
            folder, "warning", "unreadable-folder", f"The folder cannot be listed: {reason}."
        )
    for name in catalogue.site.missing_themes:
        if "/" not in name:
            # A name with a slash is a Go module, which Hugo fetches by itself.
            file = catalogue.site.config.files[0]
            yield Problem.of_file(
                file, "error", "theme", f"The theme “{name}” is not in the folder of themes."
            )
    yield from address_problems(catalogue)
    for taxonomy in catalogue.site.config.taxonomies:
        for first, *others in catalogue.near_duplicates(taxonomy):
            names = ", ".join(f"“{name}”" for name in others)
            yield Problem.of_file(
                catalogue.site.root,
                "hint",
                "near-duplicate-terms",
                f"{taxonomy}: {names} may be meant to be “{first}”; Hugo makes a page for each.",
            )


def article_problems(judged: Judged, publication: Publication, header: str) -> Iterator[Problem]:
    """Yield what is wrong with one article's place and front matter if its file holds this front matter."""
    page = judged.page
    problem = page.header.problem
    if problem is not None:
        yield Problem.of_file(
            page.path, "error", "front-matter", problem.message, problem.line, problem.column
        )
        return
    if page.is_link:
        message = "This is a symbolic link; Hugo does not follow links in content folders."
        yield Problem.of_file(page.path, "warning", "symbolic-link", message)
        return
    found = list(_field_problems(judged, is_shown=publication.state != "hidden"))
    lines = _lines_of(header, {field for field, *_ in found if field})
    for field, severity, code, message in found:
        yield Problem.of_file(
            page.path, severity, code, message, lines.get(field, 0), 1 if field in lines else 0
        )


_Raw = tuple[str, Severity, str, str]


def _field_problems(judged: Judged, *, is_shown: bool) -> Iterator[_Raw]:
    own = judged.own
    if judged.dates.problem:
        field = judged.dates.problem_field
        yield field, "error", "date", f"{judged.dates.problem} Write it as 2026-01-05T10:00:00+08:00."
    if judged.twin is not None:
        other = judged.twin.content.logical
        yield (
            "",
            "warning",
            "same-page",
            f"{other} makes the same page, and Hugo publishes only one of the two.",
        )
    if judged.is_resource:
        return
    if is_shown and judged.kind == "page" and not as_text(judged.value("title")).strip():
        yield "title", "hint", "no-title", "The article has no title."
    yield from _switch_problems(own)
    yield from _refused_values(own)
    for taxonomy in ("tags", "categories"):
        value = own.get(taxonomy)
        if isinstance(value, str) and any(mark in value for mark in ",、，;；"):
            message = f"“{value}” is one term for Hugo; write a list: [{', '.join(_split(value))}]."
            yield taxonomy, "warning", "terms-in-one-text", message


def _switch_problems(own: Mapping[str, Value]) -> Iterator[_Raw]:
    for key in ("draft", "headless"):
        if key in own and as_bool_or_none(own[key]) is None:
            message = f"“{as_text(own[key])}” is text for Hugo and counts as no; write true or false."
            yield key, "warning", "not-yes-or-no", message


def _refused_values(own: Mapping[str, Value]) -> Iterator[_Raw]:
    """Yield the values at which Hugo's build fails."""
    if "_build" in own:
        yield (
            "_build",
            "error",
            "removed-field",
            "Hugo no longer reads _build; the field is called build now.",
        )
    for key in ("build", "params", "sitemap"):
        if own.get(key) is not None and not isinstance(own[key], Mapping):
            yield (
                key,
                "error",
                "not-a-table",
                f"{key} must be a group of settings, not “{as_text(own[key])}”.",
            )
    for key in ("url", "aliases"):
        for address in as_words(own.get(key)) if key == "aliases" else (as_text(own.get(key)),):
            if address.startswith(("http://", "https://")):
                message = f"{key} takes a path of this site, not the web address “{address}”."
                yield key, "error", "web-address", message
    for table in as_tables(own.get("cascade")):
        for key in _NOT_IN_CASCADE:
            if key in table:
                yield "cascade", "error", "cascade-key", f"A cascade cannot set {key}."


def address_problems(
    catalogue: Catalogue, edited: tuple[Judged, Publication] | None = None
) -> Iterator[Problem]:
    """Yield which articles want the same address; `edited` is how one of them stands before it is saved."""
    judged = dict(catalogue.judged)
    if edited is not None:
        judged[str(edited[0].page.path)] = edited[0]
    addresses = Permalinks(catalogue.site, judged)
    owners: defaultdict[tuple[str, str], list[Judged]] = defaultdict(list)
    refused: set[str] = set()
    aliases: list[tuple[Judged, str]] = []
    # By name, so that it is always the same one of two that is told: the catalogue's order follows what changed last.
    for _, entry in sorted(judged.items()):
        if entry.kind != "page" or not _has_address(catalogue, entry, edited):
            continue
        try:
            owners[_host(catalogue, entry), addresses.link_of(entry)].append(entry)
            aliases += [(entry, alias) for alias in addresses.aliases_of(entry)]
        except PermalinkError as error:
            refused.add(str(error))
    for message in sorted(refused):
        file = catalogue.site.config.files[0] if catalogue.site.config.files else catalogue.site.root
        yield Problem.of_file(file, "error", "permalink", message[0].upper() + message[1:] + ".")
    for (_, link), entries in owners.items():
        for entry in entries[1:]:
            message = f"{entries[0].page.content.logical} is published at the same address, {link}."
            yield Problem.of_file(entry.page.path, "warning", "same-address", message)
    for entry, alias in aliases:
        rivals = owners.get((_host(catalogue, entry), alias), [])
        for rival in rivals:
            message = f"The alias {alias} is the address of {rival.page.content.logical}."
            yield Problem.of_file(entry.page.path, "warning", "alias-taken", message)


def _has_address(catalogue: Catalogue, entry: Judged, edited: tuple[Judged, Publication] | None) -> bool:
    if edited is not None and entry is edited[0]:
        publication = edited[1]
    else:
        summary = catalogue.get(entry.page.path)
        if summary is None:
            return False
        publication = summary.publication
    return publication.state not in ("hidden", "broken")


def _host(catalogue: Catalogue, entry: Judged) -> str:
    # Languages with addresses of their own may repeat each other's paths.
    return entry.page.language if catalogue.site.config.is_multihost else ""


def _lines_of(header: str, fields: set[str]) -> dict[str, int]:
    """Return the lines of fields in a front matter."""
    if not fields:
        return {}
    try:
        front_matter = FrontMatter.read(header)
    except FrontMatterError:
        return {}
    return {field: front_matter.line_of(field) for field in fields if front_matter.key_as_written(field)}


def _split(text: str) -> list[str]:
    for mark in "、，;；":
        text = text.replace(mark, ",")
    return [part.strip() for part in text.split(",") if part.strip()]
