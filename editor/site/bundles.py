"""Page bundles: which files belong to an article, and where the image that it names lies."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from editor.site.config.values import truth
from editor.site.content_path import CONTENT_EXTENSIONS, parse_content_path
from editor.site.places import absolute, is_file, is_within
from editor.site.site import Site
from editor.site.site_files import is_folder
from editor.site.walk import walk_files


def is_bundle(path: Path) -> bool:
    """Whether a file is the index of a page bundle (``index.md``, ``_index.zh-tw.md``), or a folder holds one."""
    if is_folder(path):
        return any(is_bundle(entry) for entry in sorted(path.iterdir()) if entry.is_file())
    return _is_index(path.name)


def bundle_folder(path: Path) -> Path | None:
    """Return the folder of the bundle whose index `path` is, or None when it is a single file."""
    return path.parent if _is_index(path.name) else None


def resources(path: Path) -> Iterator[Path]:
    """Yield the files that belong to an article: those of its bundle, or of the folder named like it.

    In a leaf bundle that is everything below it, other content files too. A branch bundle owns what is not
    content, down to the next bundle. A single file ``a.md`` owns the files of a folder ``a`` beside it.
    """
    name = path.name
    is_leaf = name.lower().startswith("index.")
    folder = path.parent if _is_index(name) else path.parent / name.rpartition(".")[0]
    if not is_folder(folder) or (not _is_index(name) and is_bundle(folder)):
        return
    found = [entry for entry in walk_files(folder) if entry.is_regular and not entry.is_link]
    owned_by_others = set() if is_leaf else {_owned(entry.relative) for entry in found} - {""}
    for entry in found:
        below, _, own_name = entry.relative.rpartition("/")
        if is_leaf:
            is_own = below != "" or not _is_index(own_name)
        else:
            is_own = not _is_content(own_name) and not _is_below(below, owned_by_others)
        if is_own:
            yield Path(entry.path)


def _owned(relative: str) -> str:
    """Return the folder whose files belong to a content file: its own for an index, else the one named like it."""
    if not _is_content(relative):
        return ""
    folder, _, name = relative.rpartition("/")
    return folder if _is_index(name) else relative.rpartition(".")[0]


def _is_below(folder: str, others: set[str]) -> bool:
    while folder:
        if folder in others:
            return True
        folder = folder.rpartition("/")[0]
    return False


def _is_content(name: str) -> bool:
    return "." in name and name.rpartition(".")[2].lower() in CONTENT_EXTENSIONS


def is_of_site(site: Site, article: Path, path: Path) -> bool:
    """Whether a file lies in the site's own folder or beside the article, all links followed.

    A configuration may take any folder of the machine for `static` or for a theme: what is handed on never comes
    from there.
    """
    real = os.path.realpath(path)
    folder = bundle_folder(article)
    homes = (site.root, *((folder,) if folder is not None else ()))
    return any(is_within(real, os.path.realpath(home)) for home in homes)


def resolve_image(site: Site, path: Path, source: str) -> Path | None:
    """Return the file that an image address in an article leads to once published, or None.

    Follows Hugo: a relative address is found from the article's own page, so only what its bundle holds; one
    with a leading slash in the static folders, then among the files of other bundles. A web address, a broken
    one and anything outside of the site's folders give None.
    """
    wanted = _address_path(source)
    if not wanted:
        return None
    content = site.content_path(path)
    if wanted.startswith("/"):
        return _published_at(site, _without_base(site, wanted))
    # As a browser does it: from the page's own address, which begins with the site's.
    page = _base_path(site) + content.page.rstrip("/") + "/"
    target = posixpath.normpath(page + wanted)
    folder = bundle_folder(path)
    if folder is not None and (target + "/").startswith(page):
        found = _inside(folder, posixpath.normpath(wanted))
        if found is not None and not _is_content(found.name):
            return found
    found = _published_at(site, _without_base(site, target))
    if found is None and site.config.resolves_links:
        # Hugo's own image render hook.
        twin = default_language_twin(site, path)
        shared = bundle_folder(twin) if twin is not None else None
        found = _inside(shared, posixpath.normpath(wanted)) if shared is not None else None
        found = found or _in_component(site, "assets", wanted)
    return found


def resolve_field_image(site: Site, path: Path, source: str) -> Path | None:
    """Return the file that an image named in front matter most probably means, or None.

    Themes look for it in the bundle, in ``assets`` and in ``static``, with or without a leading slash.
    """
    wanted = _address_path(source)
    if not wanted:
        return None
    found = resolve_image(site, path, source)
    if found is None:
        found = _inside(path.parent, wanted) if bundle_folder(path) is not None else None
    return found or _in_component(site, "assets", wanted) or _in_component(site, "static", wanted)


def default_language_twin(site: Site, path: Path) -> Path | None:
    """Return the same article in the default language, where each language has a content folder of its own.

    Hugo lends the files of its bundle to the other languages (unless every language has its own copies).
    """
    folder, default = site.folder_of(path), site.config.default_language
    if folder is None or not folder.language or folder.language == default or site.config.copies_resources:
        return None
    for other in site.content_folders:
        if other.language == default and not other.target:
            twin = other.path / path.relative_to(folder.path)
            return twin if is_file(twin) else None
    return None


def find_asset(site: Site, relative: str) -> Path | None:
    """Return the file at a path below the site's ``assets``, or None."""
    return _in_component(site, "assets", relative)


def _is_index(name: str) -> bool:
    parts = name.lower().split(".")
    return len(parts) > 1 and parts[0] in ("index", "_index") and parts[-1] in CONTENT_EXTENSIONS


def _address_path(source: str) -> str:
    """Return the path of a local address, decoded, or "" for a web address or a broken one."""
    try:
        parts = urlsplit(source.strip())
    except ValueError:
        return ""
    if parts.scheme or parts.netloc or "\\" in source or "\0" in source:
        return ""
    decoded = unquote(parts.path)
    return "" if "\0" in decoded or "\\" in decoded else decoded


def _base_path(site: Site) -> str:
    """Return the path of the site's address, "/blog" for example.org/blog/, "" for example.org."""
    try:
        return urlsplit(site.config.base_url).path.rstrip("/")
    except ValueError:
        return ""


def _without_base(site: Site, wanted: str) -> str:
    """Take the path of the site's address off: on example.org/blog/, ``/blog/a.png`` is the site's ``/a.png``."""
    base = _base_path(site)
    if not base or truth(site.config.settings.get("canonifyurls")):
        return wanted
    return wanted[len(base) :] if wanted.startswith(base + "/") else ""


def _published_at(site: Site, target: str) -> Path | None:
    """Return what Hugo publishes at an address of the site: a static file, or the file of a bundle."""
    if not target:
        return None
    relative = posixpath.normpath("/" + target).lstrip("/")
    found = _in_component(site, "static", relative)
    if found is not None:
        return found
    for folder in site.content_folders:
        below = relative
        if folder.target:
            if not relative.startswith(folder.target + "/"):
                continue
            below = relative[len(folder.target) + 1 :]
        found = _inside(folder.path, below)
        if found is not None and parse_content_path(found.name).kind == "file":
            return found
    return None


def _in_component(site: Site, component: str, relative: str) -> Path | None:
    for folder in site.component_folders(component):
        found = _inside(folder, relative.lstrip("/"))
        if found is not None:
            return found
    return None


def _inside(folder: Path, relative: str) -> Path | None:
    """Return a file below a folder, or None when it is not there, ``..`` leads out, or a link is on the way.

    Hugo publishes no link inside a static or content folder, wherever it leads.
    """
    candidate = absolute(folder / relative)
    if not is_within(candidate, absolute(folder)):
        return None
    try:
        real = os.path.realpath(candidate)
        below = os.path.relpath(candidate, absolute(folder))
        if real != os.path.join(os.path.realpath(folder), below) or not Path(real).is_file():  # noqa: PTH118 - text
            return None
    except (OSError, ValueError):
        return None
    return Path(candidate)
