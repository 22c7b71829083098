"""Where a new article goes: the content folder, the file or bundle, and that nothing stands there yet."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from editor.site.archetypes.article_names import has_no_extension, names_index
from editor.site.config.mounts import ContentFolder
from editor.site.content_path import ContentPath
from editor.site.places import absolute, is_within
from editor.site.site import Site, SiteError
from editor.site.site_files import is_folder


def place_for(site: Site, parts: list[str], folder: ContentFolder | None, *, is_bundle: bool) -> Path:
    """Return where an article goes, a file or the folder of a bundle; `folder` is the content folder to write to.

    Raises SiteError where it cannot go.
    """
    if is_bundle and names_index(parts[-1]):
        parts = parts[:-1]
    if not is_bundle and has_no_extension(parts[-1]):
        parts = [*parts[:-1], parts[-1] + ".md"]
    home = folder or _folder_for(site, parts)
    relative = parts[len(home.target.split("/")) if home.target else 0 :]
    target = home.path.joinpath(*relative)
    _check_place(home, target)
    return target


def below_content(site: Site, name: str) -> str:
    """Take a leading ``content/`` off, which Hugo allows, unless the content folder has such a folder."""
    for folder in site.content_folders:
        own = folder.path.name + "/"
        if not folder.target and name.startswith(own) and not is_folder(folder.path / folder.path.name):
            return name[len(own) :]
    return name


def _folder_for(site: Site, parts: list[str]) -> ContentFolder:
    path = "/".join(parts)
    best: ContentFolder | None = None
    for folder in site.content_folders:
        if folder.theme or folder.path.is_file():
            continue
        fits = not folder.target or path.startswith(folder.target + "/")
        rank = (len(folder.target), folder.language in ("", site.config.default_language))
        if fits and (
            best is None or rank > (len(best.target), best.language in ("", site.config.default_language))
        ):
            best = folder
    if best is None:
        raise SiteError(f"{site.root} has no content folder to create an article in.")
    return best


def _check_place(home: ContentFolder, target: Path) -> None:
    """Refuse a target that a link inside the content folder leads out of it."""
    existing = target
    while not existing.exists() and existing != existing.parent:
        existing = existing.parent
    real, root = os.path.realpath(existing), os.path.realpath(home.path)
    above = is_within(root, real)
    if not is_within(absolute(target), absolute(home.path)) or not (is_within(real, root) or above):
        raise SiteError(f"{target} would leave the content folder.")


def check_free(site: Site, target: Path) -> None:
    """Refuse a target that exists or that Hugo would take for the same page as another file."""
    if os.path.lexists(target):
        raise SiteError(f"{target} exists already; nothing was changed.")
    wanted = site.content_path(target)
    for rival in _rivals(target):
        found = site.content_path(rival)
        if (
            found.page == wanted.page
            and site.language_of(rival) == site.language_of(target)
            and _is_page(found)
        ):
            raise SiteError(f"{rival} exists already and is the same page for Hugo; nothing was changed.")


def _rivals(target: Path) -> Iterator[Path]:
    # Beside a single file: its siblings and the index of a folder of its name. Beside an index: files named
    # like its folder.
    base = target.parent if names_index(target.name) else target.with_name(target.name.partition(".")[0])
    for folder in (target.parent, base, base.parent):
        with contextlib.suppress(OSError):
            yield from sorted(entry for entry in folder.iterdir() if entry.is_file())


def _is_page(content: ContentPath) -> bool:
    return content.kind != "file"
