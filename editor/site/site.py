"""The Hugo site around an article: its root, configuration, content folders and languages."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path

from editor.site.config.config import SiteConfig, empty_config, load_config
from editor.site.config.files import ConfigError, base_file, config_folder, read_table
from editor.site.config.mounts import ContentFolder, Theme, component_mounts, content_folders, themes_of
from editor.site.config.patterns import compile_pattern
from editor.site.config.values import text_of, texts_of
from editor.site.content_path import CONTENT_EXTENSIONS, ContentPath, parse_content_path
from editor.site.places import absolute, is_file, parent_of
from editor.site.site_files import is_folder
from editor.site.walk import walk_files

# A `config.toml` may belong to any program: it counts as Hugo's only beside one of these, or with these keys.
_SITE_FOLDERS = ("content", "layouts", "themes", "archetypes", "static", "archetype")
_SITE_KEYS = frozenset({"baseurl", "languagecode", "theme", "contentdir", "defaultcontentlanguage", "module"})

__all__ = ["ContentFolder", "Site", "SiteError"]


class SiteError(ValueError):
    """A path that cannot be opened as a site; the message is one sentence for the author."""


class Site:
    """A Hugo site, or a bare folder of content without a configuration. Does not change once built."""

    def __init__(self, root: Path, config: SiteConfig, *, bare_content: Path | None = None) -> None:
        """Build from a root and its configuration; `bare_content` is the content folder where there is none."""
        self.root = root
        self.config = config
        self.is_bare = bare_content is not None
        self.themes: tuple[Theme, ...] = ()
        self.missing_themes: tuple[str, ...] = ()
        """Themes and modules that are configured and not below the site: what they bring is unknown."""
        if not self.is_bare:
            self.themes, self.missing_themes = themes_of(root, config.settings)
        self.content_folders: tuple[ContentFolder, ...] = (
            (ContentFolder(bare_content, ""),)
            if bare_content is not None
            else content_folders(root, config, self.themes)
        )

    @classmethod
    def find(cls, path: Path) -> Site:
        """Find the site of a folder or file: the nearest folder upward with a Hugo configuration.

        Without one, the folder itself (or the nearest folder called ``content`` above it) is taken as a bare
        content folder. Raises SiteError when the path does not exist or cannot be read.
        """
        start = Path(absolute(path))
        try:
            is_folder = start.is_dir()
            if not is_folder and not start.exists():
                raise SiteError(f"{path} does not exist.")
        except OSError as error:
            raise SiteError(f"{path} cannot be read: {error.strerror or error}.") from error
        if is_folder and not os.access(start, os.R_OK | os.X_OK):
            raise SiteError(f"{path} cannot be read: you have no permission to list it.")
        folder = start if is_folder else start.parent
        for candidate in (folder, *folder.parents):
            if is_site_root(candidate):
                return cls(candidate, load_config(candidate))
        return _bare_site(folder, start)

    def reloaded(self) -> Site:
        """Return the site with its configuration read anew."""
        if self.is_bare:
            return Site.find(self.content_folders[0].path)
        return Site(self.root, load_config(self.root))

    def articles(self) -> Iterator[Path]:
        """Yield every content file of the site, in a stable order, page resources (`*.md` in a bundle) too."""
        for folder in self.content_folders:
            if is_file(folder.path):
                yield folder.path
                continue
            for found in walk_files(folder.path):
                if found.path.rpartition(".")[2].lower() in CONTENT_EXTENSIONS and found.is_regular:
                    yield Path(found.path)

    def folder_of(self, path: Path) -> ContentFolder | None:
        """Return the content folder that holds `path`, the innermost one, or None outside of all."""
        name = absolute(path)
        while True:
            folder = self._by_place.get(name)
            above = parent_of(name)
            if folder is not None or above == name:
                return folder
            name = above

    def logical_path(self, path: Path) -> str:
        """Return the path below the content folder (mount target included), POSIX; the name alone outside."""
        folder = self.folder_of(path)
        if folder is None:
            return path.name
        relative = os.path.relpath(absolute(path), folder.path).replace(os.sep, "/")
        return "/".join(part for part in (folder.target, relative) if part and part != ".")

    def content_path(self, path: Path) -> ContentPath:
        """Return what Hugo reads from the path of a content file."""
        return self.parse_logical(self.logical_path(path))

    def parse_logical(self, logical: str) -> ContentPath:
        """Return what Hugo reads from a path below the content folder."""
        return parse_content_path(logical, self.config.active_codes, self.config.disabled_codes)

    def section_of(self, path: Path) -> str:
        """Return Hugo's section of an article, "" at the top level."""
        return self.content_path(path).section

    def language_of(self, path: Path) -> str:
        """Return the language code of an article: of its name, its content folder, or the site's default."""
        own = self.content_path(path).language
        if own:
            return own
        folder = self.folder_of(path)
        return (folder.language if folder is not None else "") or self.config.default_language

    def static_folders(self) -> tuple[Path, ...]:
        """Return the folders whose files are published as they are, the most important first."""
        return self.component_folders("static")

    def component_folders(self, component: str) -> tuple[Path, ...]:
        """Return the existing folders of a component ("layouts", "archetypes", "assets" …), project first."""
        return tuple(path for path in self.component_places(component) if is_folder(path))

    def component_places(self, component: str) -> tuple[Path, ...]:
        """Return where the folders of a component are, or will be as soon as something is put into one."""
        if self.is_bare:
            return (self.root / component,)
        mounts = component_mounts(component, self.root, self.config, self.themes)
        return tuple(mount.path for mount in mounts if not mount.target)

    @property
    def knows_layouts(self) -> bool:
        """Whether all layouts and shortcodes that Hugo would find are on this machine."""
        return not self.is_bare and not self.missing_themes

    @property
    def doubt(self) -> str:
        """Why nobody can tell what Hugo publishes of these articles, one sentence; "" for a site that can be read."""
        if self.is_bare:
            return "It is in no Hugo site."
        if self.config.unread:
            problem = self.config.unread[0]
            place = f", line {problem.line}" if problem.line else ""
            return f"The site's configuration cannot be read ({problem.file.name}{place})."
        return ""

    @property
    def publish_folder(self) -> Path:
        """The folder that Hugo writes the site into."""
        return self.root / (text_of(self.config.settings.get("publishdir")) or "public")

    def ignores(self, path: str) -> bool:
        """Whether the configuration's ``ignoreFiles`` leave out a file (an absolute path)."""
        return any(pattern.search(path) for pattern in self._ignored)

    @cached_property
    def _by_place(self) -> dict[str, ContentFolder]:
        # A site of hundreds of languages has as many folders, and this is asked for every article.
        found: dict[str, ContentFolder] = {}
        for folder in self.content_folders:
            found.setdefault(os.fspath(folder.path), folder)
        return found

    @cached_property
    def _ignored(self) -> tuple[re.Pattern[str], ...]:
        texts = texts_of(self.config.settings.get("ignorefiles"))
        return tuple(pattern for pattern in map(compile_pattern, texts) if pattern is not None)


def _bare_site(folder: Path, start: Path) -> Site:
    """Take a folder for the content of a site without a configuration; `start` is what was opened."""
    for candidate in (folder, *folder.parents):
        if candidate.name == "content":
            return Site(candidate.parent, empty_config(), bare_content=candidate)
    if start == folder and is_folder(folder / "content"):
        return Site(folder, empty_config(), bare_content=folder / "content")
    if start.stem.lower().partition(".")[0] == "index" and start != folder:
        # An opened bundle: its folder is one article of the folder above.
        folder = folder.parent
    return Site(folder, empty_config(), bare_content=folder)


def is_site_root(folder: Path) -> bool:
    """Whether a folder holds a Hugo configuration, and not just any ``config.json``."""
    try:
        file = base_file(folder)
        if config_folder(folder) is not None:
            return True
    except OSError:
        return False
    if file is None:
        return False
    if file.stem == "hugo" or any(is_folder(folder / name) for name in _SITE_FOLDERS):
        return True
    try:
        return bool(_SITE_KEYS & read_table(file).keys())
    except (ConfigError, OSError):
        return False
