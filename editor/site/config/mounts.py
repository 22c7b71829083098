"""Where a site's components lie on disk: content folders with their languages, static folders, themes."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from editor.articles.values import Value
from editor.site.config.config import SiteConfig
from editor.site.config.files import Table, read_configuration
from editor.site.config.globs import ALL_FILES, FileFilter, matches_any
from editor.site.config.values import table_of, text_of, texts_of, truth
from editor.site.site_files import is_folder

# Folders of a site that can be mounted, each with the setting that renames it.
_FOLDER_SETTINGS = {
    "content": "contentdir",
    "static": "staticdir",
    "archetypes": "archetypedir",
    "layouts": "layoutdir",
    "assets": "assetdir",
    "data": "datadir",
    "i18n": "i18ndir",
}

# Themes may import themes; a circle or a tower of them must end.
_DEEPEST_THEME = 8


@dataclass(frozen=True, slots=True)
class Mount:
    """One folder (or single file) on disk that Hugo sees as part of a component."""

    path: Path
    target: str
    """Where it appears below the component, POSIX, "" for the component's own root."""
    languages: tuple[str, ...] = ()
    """The languages it is for; empty for the default language."""
    files: FileFilter = ALL_FILES
    theme: str = ""
    """The theme or module it comes from, "" for the project itself."""

    @property
    def language(self) -> str:
        """The one language a file here has when its name says none, "" for the default."""
        return self.languages[0] if self.languages else ""


class ContentFolder(Mount):
    """A folder whose files are content: `path`, `language`, `target` (the path that is put before)."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme or module that lies on this machine."""

    name: str
    path: Path
    settings: Mapping[str, Value]


def content_folders(root: Path, config: SiteConfig, themes: tuple[Theme, ...]) -> tuple[ContentFolder, ...]:
    """Return the content folders in Hugo's order of precedence: the project's, then the themes'."""
    mounts = list(component_mounts("content", root, config, themes))
    return tuple(
        ContentFolder(mount.path, mount.target, mount.languages, mount.files, mount.theme) for mount in mounts
    )


def component_mounts(
    component: str, root: Path, config: SiteConfig, themes: tuple[Theme, ...] = ()
) -> Iterator[Mount]:
    """Yield what is mounted as `component` ("content", "static", "layouts" …), project first, no doubles."""
    seen = set()
    project = list(_configured(component, root, config.settings, config, "")) or list(
        _by_setting(component, root, config)
    )
    for mount in [*project, *(m for theme in themes for m in _of_theme(component, theme, config))]:
        key = (mount.path, mount.target, mount.languages)
        if key not in seen:
            seen.add(key)
            yield mount


def themes_of(root: Path, settings: Mapping[str, Value]) -> tuple[tuple[Theme, ...], tuple[str, ...]]:
    """Return the configured themes and modules that lie below the site, by precedence, and the names of the others."""
    found: dict[Path, Theme] = {}
    missing: dict[str, None] = {}
    themes_folder = root / (text_of(settings.get("themesdir")) or "themes")
    waiting = [(name, 0) for name in _imports(settings)]
    while waiting:
        name, depth = waiting.pop(0)
        places = (root / "_vendor" / name, themes_folder / name)
        folder = next((place for place in places if is_folder(place)), None)
        if folder is None:
            missing[name] = None
        elif folder not in found:
            own = read_configuration(folder).table
            found[folder] = Theme(name, folder, own)
            if depth < _DEEPEST_THEME:
                # Hugo goes into a theme's own themes before it goes on.
                waiting[:0] = [(inner, depth + 1) for inner in _imports(own)]
    return tuple(found.values()), tuple(missing)


def _imports(settings: Mapping[str, Value]) -> list[str]:
    entries = table_of(settings.get("module")).get("imports")
    tables = [table_of(entry) for entry in entries] if isinstance(entries, list) else []
    names = [text_of(table.get("path")) for table in tables if not truth(table.get("disable"))]
    return [name for name in (*names, *texts_of(settings.get("theme"))) if name]


def _of_theme(component: str, theme: Theme, config: SiteConfig) -> Iterator[Mount]:
    mounts = list(_configured(component, theme.path, theme.settings, config, theme.name))
    if mounts or table_of(theme.settings.get("module")).get("mounts"):
        yield from mounts
    elif is_folder(theme.path / component):
        yield Mount(theme.path / component, "", theme=theme.name)


def _configured(
    component: str, base: Path, settings: Mapping[str, Value], config: SiteConfig, theme: str
) -> Iterator[Mount]:
    entries = table_of(settings.get("module")).get("mounts")
    for entry in entries if isinstance(entries, list) else ():
        mount = table_of(entry)
        target = text_of(mount.get("target")).replace("\\", "/").strip("/")
        head, _, below = target.partition("/")
        source = text_of(mount.get("source"))
        if head != component or not source:
            continue
        languages = _languages_of(mount, config)
        if languages is None:
            continue
        yield Mount(_within(base, source), below, languages, _filter_of(mount), theme)


def _languages_of(mount: Table, config: SiteConfig) -> tuple[str, ...] | None:
    # None: the mount names languages and the site has none of them, so Hugo leaves it out.
    matrix = table_of(table_of(mount.get("sites")).get("matrix"))
    patterns = texts_of(matrix.get("languages")) or texts_of(mount.get("lang"))
    if not patterns:
        return ()
    active = [code for code, language in config.languages.items() if not language.disabled]
    return tuple(code for code in active if matches_any(patterns, code)) or None


def _filter_of(mount: Table) -> FileFilter:
    patterns = texts_of(mount.get("files"))
    if not patterns:
        patterns = [f"! {pattern}" for pattern in texts_of(mount.get("excludefiles"))]
        patterns += texts_of(mount.get("includefiles"))
    return FileFilter(tuple(patterns))


def _by_setting(component: str, root: Path, config: SiteConfig) -> Iterator[Mount]:
    setting = _FOLDER_SETTINGS[component]
    if component == "static":
        yield from (Mount(_within(root, name), "") for name in _static_names(config.settings))
        return
    shared = text_of(config.settings.get(setting)) or component
    if component != "content":
        yield Mount(_within(root, shared), "")
        return
    for language in config.languages.values():
        if language.disabled:
            continue
        own = text_of(language.settings.get(setting)) or component
        # A language that has no folder of its own shares the site's: then the file name says the language.
        yield Mount(_within(root, own), "", () if own == shared else (language.code,))


def _static_names(settings: Mapping[str, Value]) -> list[str]:
    numbered = [key for key in settings if re.fullmatch(r"staticdir\d?0?", key)]
    return [name for key in sorted(numbered) for name in texts_of(settings[key])] or ["static"]


def _within(base: Path, source: str) -> Path:
    # normpath and not resolve: a link inside the site keeps the name the author knows.
    return Path(os.path.normpath(base / source))
