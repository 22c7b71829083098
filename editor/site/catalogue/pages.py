"""The content files of a site as the catalogue keeps them: path, language, front matter."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from editor.site.config.mounts import ContentFolder
from editor.site.content_path import CONTENT_EXTENSIONS, ContentPath
from editor.site.header import Header, read_header
from editor.site.places import is_file, is_within, parent_of
from editor.site.site import Site
from editor.site.walk import Found, is_passed_over, walk_files


@dataclass(slots=True)
class Page:
    """One content file: where it is, what its path means, what its front matter says."""

    path: Path
    folder: ContentFolder
    content: ContentPath
    language: str
    header: Header
    is_link: bool

    @property
    def directory(self) -> str:
        """The folder of the file below the content folder, POSIX, "" at the top."""
        return self.content.logical.rpartition("/")[0]

    @property
    def base_name(self) -> str:
        """The name that ``:filename`` reads a date from: the bundle's, else the file's without language."""
        return self.content.name


def is_content_name(name: str) -> bool:
    """Whether a file of this name can be an article."""
    return name.rpartition(".")[2].lower() in CONTENT_EXTENSIONS and "." in name


def is_adapter_name(name: str) -> bool:
    """Whether a file of this name is a content adapter: a template that makes pages without files (``_content.gotmpl``)."""
    return name.startswith("_content.") and name.endswith(".gotmpl")


class Adapters:
    """The content adapters of a site: each makes pages without files, at its place and below, that only Hugo knows."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._places: dict[str, str] = {}

    def take(self, found: Found) -> bool:
        """Take over what was found at a path; whether it is an adapter."""
        path = Path(found.path)
        if not is_adapter_name(path.name):
            return False
        self._places[found.path] = self._site.content_path(path.with_name("_index.md")).page
        return True

    def drop_gone(self) -> None:
        """Forget those whose file is gone."""
        self._places = {name: place for name, place in self._places.items() if os.path.lexists(name)}

    def places(self) -> frozenset[str]:
        """Return their places, Hugo's .Path of the section that each stands in."""
        return frozenset(self._places.values())


def find_files(
    site: Site, on_unreadable: Callable[[Path, str], None] | None = None
) -> Iterator[tuple[ContentFolder, Found]]:
    """Yield the content files and adapters of a site with their folder, each once, in Hugo's order of precedence."""
    seen: set[str] = set()
    roots = [str(folder.path) for folder in site.content_folders]
    for folder in site.content_folders:
        if is_file(folder.path):
            files: Iterator[Found] = iter((Found(str(folder.path), "", folder.path.is_symlink(), True),))
        else:
            files = walk_files(folder.path, on_unreadable)
        own = str(folder.path)
        inner = [root for root in roots if root != own and is_within(root, own)]
        for found in files:
            if found.path in seen or not _is_wanted(found.path):
                continue
            if (
                any(found.path.startswith(root) for root in inner)
                and site.folder_of(Path(found.path)) != folder
            ):
                continue
            if not folder.files.keeps(found.relative) or site.ignores(found.path):
                continue
            seen.add(found.path)
            yield folder, found


def find_again(
    site: Site, names: Collection[str], on_unreadable: Callable[[Path, str], None] | None = None
) -> Iterator[tuple[ContentFolder, Found]]:
    """Yield what `find_files` would yield at some absolute paths, files or folders."""
    linked: dict[str, bool] = {}
    for name in sorted(names):
        path = Path(name)
        if path.is_dir() and not path.is_symlink():
            files = list(walk_files(path, on_unreadable))
        elif _is_wanted(name) and os.path.lexists(name):
            files = [Found(name, path.name, path.is_symlink(), path.is_file())]
        else:
            continue
        for found in files:
            folder = site.folder_of(Path(found.path))
            if folder is None or not _is_wanted(found.path):
                continue
            relative = found.path[len(str(folder.path)) :].replace(os.sep, "/").lstrip("/")
            if is_passed_over(relative) or _crosses_link(str(folder.path), found.path, linked):
                continue
            if folder.files.keeps(relative) and not site.ignores(found.path):
                yield folder, Found(found.path, relative, found.is_link, found.is_regular)


def _is_wanted(path: str) -> bool:
    return is_content_name(path) or is_adapter_name(path.rpartition(os.sep)[2])


def _crosses_link(root: str, path: str, known: dict[str, bool]) -> bool:
    """Whether a folder between a content folder and a file is a link, which Hugo does not follow."""
    folder = parent_of(path)
    if len(folder) <= len(root):
        return False
    found = known.get(folder)
    if found is None:
        found = known[folder] = Path(folder).is_symlink() or _crosses_link(root, folder, known)
    return found


def read_page(site: Site, folder: ContentFolder, found: Found) -> Page:
    """Read one content file; what is wrong with it stands in its header."""
    logical = "/".join(part for part in (folder.target, found.relative) if part)
    content = site.parse_logical(logical)
    language = content.language or folder.language or site.config.default_language
    header = read_header(found.path, with_time=site.config.uses_file_times)
    return Page(Path(found.path), folder, content, language, header, found.is_link)


def page_kind(content: ContentPath, taxonomies: Mapping[str, str]) -> str:
    """Return Hugo's kind of a page: home, section, taxonomy, term or page."""
    if content.kind != "branch":
        return "home" if content.kind == "leaf" and content.page == "/" else "page"
    if content.page == "/":
        return "home"
    head, _, below = content.page[1:].partition("/")
    if head in taxonomies:
        return "term" if below else "taxonomy"
    return "section"


def is_below_leaf(page: Page, leaves: Collection[str]) -> bool:
    """Whether a page lies in a leaf bundle (`leaves`: the bundles' folders) and is not its index."""
    directory = page.directory
    if directory in leaves and page.content.kind != "leaf":
        return True
    while directory:
        directory = directory.rpartition("/")[0]
        if directory in leaves:
            return True
    return False
