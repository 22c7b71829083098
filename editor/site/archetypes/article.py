"""Makes a new article from the site's archetype, the way ``hugo new content`` does."""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath

from editor.articles.article import Article
from editor.articles.front_matter.front_matter import FrontMatter, FrontMatterError, FrontMatterRefused
from editor.articles.storage.files import StorageError, read, write
from editor.site.archetypes.article_names import checked_parts, has_no_extension, names_index
from editor.site.archetypes.place import below_content, check_free, place_for
from editor.site.archetypes.template import NotSimple, fill_in
from editor.site.archetypes.template_values import template_values
from editor.site.config.mounts import ContentFolder
from editor.site.config.values import text_of
from editor.site.content_path import CONTENT_EXTENSIONS
from editor.site.site import Site, SiteError
from editor.site.site_files import is_folder, read_file
from editor.site.walk import walk_files

# What Hugo falls back to where neither the site nor its theme has an archetype.
DEFAULT_TEMPLATE = """---
title: "{{ replace .File.ContentBaseName "-" " " | title }}"
date: {{ .Date }}
draft: true
---

"""

_MOST_BYTES = 1 << 20  # of an archetype


class NeedsHugoError(SiteError):
    """An archetype that only the hugo program can fill in."""


@dataclass(frozen=True, slots=True)
class Archetype:
    """The template of a new article: a file, a folder that makes a bundle, or (None) Hugo's default."""

    path: Path | None
    is_folder: bool = False


def new_article(
    site: Site,
    name: str,
    title: str = "",
    *,
    folder: ContentFolder | None = None,
    now: datetime | None = None,
    with_hugo: Callable[[Path, str], None] | None = None,
) -> Path:
    """Create an article below a content folder and return its path.

    `name` is SECTION/NAME, with or without ``.md`` or ``/index.md``; a folder archetype makes a bundle of it.
    `folder` is the content folder to write to (default: the first of the project that fits). `with_hugo` takes
    the site's root and a name, and has Hugo make what only Hugo can fill in. Nothing that exists is
    overwritten. Raises SiteError with one sentence for the author.
    """
    moment = now or datetime.now(site.config.time_zone if site.config.settings.get("timezone") else None)
    moment = moment.astimezone() if moment.tzinfo is None else moment
    parts = checked_parts(below_content(site, name))
    archetype = find_archetype(site, parts)
    is_bundle = archetype.is_folder and (has_no_extension(parts[-1]) or names_index(parts[-1]))
    target = place_for(site, parts, folder, is_bundle=is_bundle)
    try:
        if is_bundle and archetype.path is not None:
            return _make_bundle(site, archetype.path, target, title, moment)
        check_free(site, target)
        text = _content(site, archetype.path, target, title, moment)
        target.parent.mkdir(parents=True, exist_ok=True)
        _write_new(target, text)
    except NeedsHugoError:
        if with_hugo is None:
            raise
        return _made_by(with_hugo, site, target, title)
    except OSError as error:
        raise SiteError(f"{target} could not be created: {error.strerror or error}.") from error
    return target


def _made_by(with_hugo: Callable[[Path, str], None], site: Site, target: Path, title: str) -> Path:
    """Have Hugo make the article, and give it its title."""
    try:
        with_hugo(site.root, site.logical_path(target))
    except SiteError:
        # Hugo leaves a placeholder behind. It stands where nothing stood before, so it is Hugo's.
        if is_folder(target):
            shutil.rmtree(target, ignore_errors=True)
        else:
            target.unlink(missing_ok=True)
        raise
    made = target / "index.md" if is_folder(target) else target
    if not made.is_file():
        raise SiteError(f"Hugo did not create {made}.")
    if title:
        try:
            stored = read(made)
            write(made, _with_title(stored.data, title, made), expected=stored.fingerprint)
        except StorageError as error:
            raise SiteError(error.message) from error
    return made


def find_archetype(site: Site, parts: list[str]) -> Archetype:
    """Return the archetype for a path below the content folder, by Hugo's order of precedence."""
    kind = parts[0] if len(parts) > 1 else ""
    last = parts[-1]
    extension = ".md" if has_no_extension(last) else "." + last.rpartition(".")[2]
    wants_folder = has_no_extension(last) or names_index(last)
    for base in filter(None, (kind, "default")):
        for folder in site.component_folders("archetypes"):
            if wants_folder and is_folder(folder / base):
                return Archetype(folder / base, is_folder=True)
            if (folder / (base + extension)).is_file():
                return Archetype(folder / (base + extension))
    return Archetype(None)


def _content(site: Site, template: Path | None, target: Path, title: str, moment: datetime) -> bytes:
    try:
        source = (
            DEFAULT_TEMPLATE if template is None else read_file(template, _MOST_BYTES).decode("utf-8-sig")
        )
    except UnicodeDecodeError as error:
        raise SiteError(f"The archetype {template} is not UTF-8 text.") from error
    except StorageError as error:
        raise SiteError(f"The archetype {template} cannot be read: {error.message}") from error
    try:
        text = fill_in(
            source, template_values(site, target, moment), text_of(site.config.settings.get("titlecasestyle"))
        )
    except NotSimple as error:
        raise NeedsHugoError(
            f"The archetype {template} uses {str(error)!r}, which only Hugo can fill in; "
            f"run: hugo new content {site.logical_path(target)}"
        ) from error
    data = text.encode("utf-8")
    return _with_title(data, title, template or target) if title else data


def _with_title(data: bytes, title: str, file: Path) -> bytes:
    article = Article.from_bytes(data)
    try:
        header = FrontMatter.read(article.header).set("title", title).text
    except FrontMatterError as error:
        raise SiteError(f"{file}, line {error.line}: {error.message}") from error
    except FrontMatterRefused as error:
        raise SiteError(f"The title cannot be set in {file}: {error}") from error
    return article.with_header(header).to_bytes()


def _write_new(target: Path, data: bytes) -> None:
    """Write a file that must not exist; leaves nothing when the disk is full."""
    descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        with contextlib.suppress(OSError):
            target.unlink()
        raise


def _make_bundle(site: Site, archetype: Path, target: Path, title: str, moment: datetime) -> Path:
    """Copy a folder archetype to `target`, content files filled in; whole or not at all."""
    if os.path.lexists(target):
        raise SiteError(f"{target} exists already; nothing was changed.")
    check_free(site, target / "index.md")
    target.parent.mkdir(parents=True, exist_ok=True)
    staging = target.with_name(f".inkstone-new-{secrets.token_hex(4)}")
    main: Path | None = None
    try:
        staging.mkdir()
        for found in walk_files(archetype):
            if found.is_link or not found.is_regular:
                continue
            place = PurePosixPath(found.relative)
            copy = staging.joinpath(*place.parts)
            copy.parent.mkdir(parents=True, exist_ok=True)
            if copy.suffix.removeprefix(".").lower() not in CONTENT_EXTENSIONS:
                shutil.copyfile(found.path, copy)
                continue
            is_main = main is None and len(place.parts) == 1 and names_index(place.name)
            final = target.joinpath(*place.parts)
            _write_new(copy, _content(site, Path(found.path), final, title if is_main else "", moment))
            main = final if is_main else main
        if main is None:
            main = target / "index.md"
            _write_new(staging / "index.md", _content(site, None, main, title, moment))
        staging.rename(target)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return main
