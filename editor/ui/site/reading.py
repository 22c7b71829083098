"""What an open site has done beside the UI thread: found, read, brought up to date."""

from __future__ import annotations

import os
from pathlib import Path

from editor.site.catalogue.catalogue import Catalogue
from editor.site.config.files import BASE_NAMES, CONFIG_FOLDER, EXTENSIONS
from editor.site.identity import identity_of
from editor.site.places import joined
from editor.site.site import Site
from editor.site.watching.changes import FileChange, with_moves
from editor.ui.common.tasks import Task

_CONFIG_NAMES = frozenset(f"{name}.{extension}" for name in BASE_NAMES for extension in EXTENSIONS)


def build(site: Site, again: bool, task: Task) -> Catalogue:
    """Read all articles of a site; `again` takes its configuration anew as well."""
    catalogue = Catalogue.build(site.reloaded() if again else site, task.report, task.cancelled)
    _take_paths_apart(catalogue)
    return catalogue


def touch_configuration(site: Site, changes: list[FileChange]) -> bool:
    """Whether a file of the site's configuration is among the changed ones. Runs on the watcher's thread."""
    if site.is_bare:
        return False
    root = os.fspath(site.root)
    names = {joined(root, name) for name in (*_CONFIG_NAMES, CONFIG_FOLDER)}
    below = joined(root, CONFIG_FOLDER) + os.sep
    paths = (os.fspath(change.path) for change in changes)
    return any(path in names or path.startswith(below) for path in paths)


def bring_up_to_date(catalogue: Catalogue, paths: list[Path], moves: list[FileChange]) -> list[FileChange]:
    """Take changed files into the catalogue; returns what that changed, with the known moves named as such."""
    changes = catalogue.update(paths)
    _take_paths_apart(catalogue)
    return with_moves(changes, moves)


def _take_paths_apart(catalogue: Catalogue) -> None:
    """Have each path know its hash: the library compares them all on the UI thread, slow only the first time."""
    for summary in catalogue.summaries():
        hash(summary.path)


def found_site(path: Path) -> tuple[Site, str]:
    """The site around a path and its identity."""
    site = Site.find(path)
    try:
        return site, identity_of(site.root)
    except OSError:
        # It went meanwhile: nothing is allowed to what may come in its place.
        return site, ""
