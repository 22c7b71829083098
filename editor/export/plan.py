"""Which articles an export writes and where each file goes."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from editor.export.formats import Format, Way
from editor.export.naming import distinct, safe_name, safe_path
from editor.site.content_path import CONTENT_EXTENSIONS, MARKDOWN_EXTENSIONS
from editor.site.site import Site, SiteError
from editor.site.walk import walk_files

EXPORTABLE = MARKDOWN_EXTENSIONS | {"html", "htm"}
"""Content formats that Inkstone renders: Markdown, and HTML, which Hugo publishes as it is."""


@dataclass(frozen=True, slots=True)
class Job:
    """One article to export. `target` lies below the output folder; `named` tells that its file was given itself."""

    source: Path
    site_root: Path
    target: PurePosixPath
    named: bool


@dataclass(frozen=True, slots=True)
class Refusal:
    """A path that cannot be exported, and why in one sentence."""

    path: Path
    message: str


@dataclass(frozen=True, slots=True)
class Plan:
    """Every job in the order of the paths given, and what could not be planned."""

    jobs: tuple[Job, ...]
    refused: tuple[Refusal, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    """An article and the relative paths it could have below the output folder, the best first."""

    site: Site
    candidates: tuple[PurePosixPath, ...]
    named: bool


def make_plan(paths: Sequence[Path], form: Format, *, name_bundles: bool = False) -> Plan:
    """Plan the export of files and folders. Reads directory listings, opens no article.

    A folder's articles keep their paths relative to it; a site's root stands for its content folders. A file goes to
    the top of the output folder under its own name, or with `name_bundles` under its bundle's (`trip.pdf` for
    `trip/index.md`). No two jobs share a target, and no target is one of the articles.
    """
    found: dict[Path, _Found] = {}
    refused: list[Refusal] = []
    folders = sum(path.is_dir() for path in paths)
    for path in paths:
        try:
            site = Site.find(path)
        except SiteError as error:
            # The line on standard error begins with the path already.
            message = str(error).rstrip(".")
            refused.append(Refusal(path, re.sub(rf"^{re.escape(str(path))} ", "it ", message)))
            continue
        if path.is_dir():
            articles = list(_in_folder(site, path, several=folders > 1, form=form))
            if not articles:
                refused.append(Refusal(path, "no articles in this folder"))
        elif reason := _refusal(path):
            refused.append(Refusal(path, reason))
            continue
        else:
            articles = [(path, _candidates_of_file(site, path, form, name_bundles=name_bundles))]
        for article, candidates in articles:
            key = _absolute(article)
            named = not path.is_dir()
            if (reason := _unsupported(article)) and not named:
                refused.append(Refusal(article, reason))
            elif key not in found or (named and not found[key].named):
                found[key] = _Found(site, candidates, named)
    targets = distinct({key: entry.candidates for key, entry in found.items()})
    jobs = (Job(key, entry.site.root, targets[key], entry.named) for key, entry in found.items())
    return Plan(tuple(jobs), tuple(refused))


def overwritten_sources(plan: Plan, out: Path) -> Iterator[Refusal]:
    """Yield a refusal for each job whose output would replace one of the articles being exported."""
    sources = {os.path.realpath(job.source) for job in plan.jobs}
    for job in plan.jobs:
        if os.path.realpath(out.joinpath(*job.target.parts)) in sources:
            yield Refusal(job.source, "the export would replace an article; choose another output folder")


def _in_folder(
    site: Site, folder: Path, *, several: bool, form: Format
) -> Iterator[tuple[Path, tuple[PurePosixPath, ...]]]:
    folder = _absolute(folder)
    holds_content = [
        part for part in site.content_folders if part.path != folder and part.path.is_relative_to(folder)
    ]
    articles = site.articles() if holds_content else _walk(folder)
    root = site.root.resolve()
    for article in articles:
        if not article.is_relative_to(folder):
            continue
        if article.is_symlink() and not article.resolve().is_relative_to(root):
            # A link out of the site: Hugo does not follow it, and its content is not the site's.
            continue
        below = article.relative_to(folder).parts
        ways = [below]
        if holds_content:
            ways.insert(0, tuple(site.logical_path(article).split("/")))
        if several:
            ways.append((folder.name or "site", *below))
        yield article, _with_fallback(site, article, ways, form)


def _walk(folder: Path) -> Iterator[Path]:
    for found in walk_files(folder):
        if found.is_regular and found.path.rpartition(".")[2].lower() in CONTENT_EXTENSIONS:
            yield Path(found.path)


def _candidates_of_file(
    site: Site, path: Path, form: Format, *, name_bundles: bool
) -> tuple[PurePosixPath, ...]:
    parts = _absolute(path).parts[1:]
    ways: list[Sequence[str]] = [parts[-length:] for length in range(1, min(len(parts), 4) + 1)]
    content = site.content_path(path)
    if name_bundles and content.is_bundle and content.name:
        suffix = path.name.partition(".")[2]
        ways.insert(0, (f"{content.name}.{suffix}",))
    return _with_fallback(site, path, ways, form)


def _with_fallback(
    site: Site, article: Path, ways: Iterable[Sequence[str]], form: Format
) -> tuple[PurePosixPath, ...]:
    """Turn ways to name an article into targets; the last keeps the article's own suffix (`a.markdown.html`)."""
    if form.way is Way.GATHERED:
        return tuple(dict.fromkeys(_bundle_path(site, article, way) for way in ways))
    paths = [safe_path(way, form.suffix) for way in ways]
    paths.append(paths[0].with_name(safe_name(article.name, form.suffix)))
    return tuple(dict.fromkeys(paths))


def _bundle_path(site: Site, article: Path, parts: Sequence[str]) -> PurePosixPath:
    """Where an article's text goes in a Markdown export: every page becomes a bundle of its own (`a.md`: `a/index.md`)."""
    content = site.content_path(article)
    *folders, name = parts
    stem, _, suffix = name.rpartition(".")
    if content.is_bundle and stem.partition(".")[0] in ("index", "_index"):
        return safe_path(parts, f".{suffix}")
    if content.language and stem.lower().endswith(f".{content.language}"):
        stem, tail = stem[: -len(content.language) - 1], f".{content.language}.{suffix}"
    else:
        tail = f".{suffix}"
    return PurePosixPath(*(safe_name(folder) for folder in folders), safe_name(stem), f"index{tail}")


def _absolute(path: Path) -> Path:
    """The path without `..`, its links left as they are: two names of one file are two articles."""
    return Path(os.path.abspath(path))  # noqa: PTH100 (resolve follows links)


def _refusal(path: Path) -> str:
    if not path.is_file():
        return "it is not a regular file"
    return _unsupported(path)


def _unsupported(path: Path) -> str:
    suffix = path.suffix.lower().lstrip(".")
    if suffix in EXPORTABLE:
        return ""
    if suffix in CONTENT_EXTENSIONS:
        return f"Inkstone renders Markdown and HTML content, not .{suffix} files"
    return "it is not an article: articles are .md, .markdown or .html files"
