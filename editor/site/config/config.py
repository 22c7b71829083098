"""A site's configuration as the editor needs it: languages, dates, taxonomies, build switches, markup table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from zoneinfo import ZoneInfo

from editor.articles.values import Value
from editor.site.config.files import (
    ConfigProblem,
    ConfigSource,
    environment,
    read_configuration,
)
from editor.site.config.languages import MOST_LANGUAGES, Language, languages_of
from editor.site.config.patterns import refused
from editor.site.config.values import table_of, text_of, texts_of, truth

DEFAULT_TAXONOMIES: Mapping[str, str] = MappingProxyType({"tags": "tag", "categories": "category"})

# Which front matter keys give each date, in order (Hugo, resources/page/pagemeta): the first that parses wins.
_DATE_SOURCES: dict[str, tuple[str, ...]] = {
    "date": ("date", "publishdate", "lastmod"),
    "lastmod": (":git", "lastmod", "date", "publishdate"),
    "publishdate": ("publishdate", "date"),
    "expirydate": ("expirydate",),
}
_DATE_ALIASES = {
    "lastmod": ("modified",),
    "publishdate": ("pubdate", "published"),
    "expirydate": ("unpublishdate",),
}


@dataclass(frozen=True)
class SiteConfig:
    """What the configuration says, with Hugo's defaults where it is silent."""

    settings: Mapping[str, Value]
    """The merged table, keys in lower case."""
    languages: Mapping[str, Language]
    default_language: str
    environment: str
    problems: tuple[ConfigProblem, ...]
    files: tuple[Path, ...]
    unread: tuple[ConfigProblem, ...] = ()
    """Those of the problems that keep settings from being known: files that could not be read."""

    @property
    def title(self) -> str:
        """The site's title."""
        return text_of(self.settings.get("title"))

    @property
    def base_url(self) -> str:
        """The site's address as configured, "" when it has none."""
        return text_of(self.settings.get("baseurl"))

    @property
    def time_zone(self) -> tzinfo:
        """The zone of dates without an offset (default language); UTC when none is set."""
        return self.zone_of(self.default_language)

    @property
    def has_cjk_language(self) -> bool:
        """Whether Hugo counts Han, kana and hangul as words by themselves (default language)."""
        return truth(self.language_settings(self.default_language).get("hascjklanguage"))

    @property
    def markup(self) -> Mapping[str, Value]:
        """The raw ``markup`` table, keys in lower case."""
        return table_of(self.settings.get("markup"))

    @property
    def taxonomies(self) -> Mapping[str, str]:
        """Plural front matter key -> singular name; a ``taxonomies`` table replaces the defaults wholly."""
        return self.taxonomies_of(self.default_language)

    @property
    def cascade(self) -> Value:
        """The site-wide ``cascade``: a table, a list of tables, or None."""
        return self.settings.get("cascade")

    @property
    def front_matter(self) -> Mapping[str, tuple[str, ...]]:
        """Date -> the front matter keys (and ``:filename`` …) that give it, in order, aliases included."""
        return date_sources(table_of(self.settings.get("frontmatter")))

    @cached_property
    def active_codes(self) -> frozenset[str]:
        """The codes of the languages that are built."""
        return frozenset(code for code, language in self.languages.items() if not language.disabled)

    @cached_property
    def disabled_codes(self) -> frozenset[str]:
        """The codes of the languages that are switched off, those that are configured nowhere else too."""
        off = {code.lower() for code in texts_of(self.settings.get("disablelanguages"))}
        return frozenset(off | (set(self.languages) - self.active_codes))

    @cached_property
    def runs_inline_shortcodes(self) -> bool:
        """Whether templates written in articles run; unless the site says so, Hugo publishes nothing of them."""
        return truth(table_of(self.settings.get("security")).get("enableinlineshortcodes"))

    @cached_property
    def uses_file_times(self) -> bool:
        """Whether a date may come from the time a file was last written."""
        tables = [table_of(language.settings.get("frontmatter")) for language in self.languages.values()]
        return any(":filemodtime" in keys for table in tables for keys in date_sources(table).values())

    @property
    def is_multihost(self) -> bool:
        """Whether every language has an address of its own."""
        return any(
            "baseurl" in table_of(value) for value in table_of(self.settings.get("languages")).values()
        )

    @property
    def copies_resources(self) -> bool:
        """Whether every language publishes the files of a page bundle by itself, instead of sharing them."""
        goldmark = table_of(self.markup.get("goldmark"))
        return self.is_multihost or truth(goldmark.get("duplicateresourcefiles"))

    @property
    def resolves_links(self) -> bool:
        """Whether Hugo's own render hooks for links and images run where `useEmbedded` says "auto".

        They do on a site that has a table of languages, be it with one language only (found by running Hugo).
        """
        return bool(table_of(self.settings.get("languages"))) and not self.copies_resources

    def language_settings(self, code: str) -> Mapping[str, Value]:
        """Return the site's table with one language's settings over it."""
        language = self.languages.get(code)
        return language.settings if language is not None else self.settings

    def zone_of(self, code: str) -> tzinfo:
        """Return the zone of a language's dates without an offset."""
        return zone_named(text_of(self.language_settings(code).get("timezone"))) or UTC

    def taxonomies_of(self, code: str) -> Mapping[str, str]:
        """Return one language's taxonomies, plural -> singular."""
        settings = self.language_settings(code)
        if "taxonomies" not in settings:
            return DEFAULT_TAXONOMIES
        found = table_of(settings["taxonomies"])
        return {
            text_of(plural): singular for singular, plural in found.items() if singular and text_of(plural)
        }

    def disabled_kinds(self, code: str) -> frozenset[str]:
        """Return the page kinds that Hugo does not build, in lower case."""
        return frozenset(kind.lower() for kind in texts_of(self.language_settings(code).get("disablekinds")))


def load_config(root: Path, environment_name: str | None = None) -> SiteConfig:
    """Read the configuration below `root`. Never raises: what is wrong stands in `problems`."""
    name = environment_name or environment()
    return config_from(read_configuration(root, name), name)


def empty_config() -> SiteConfig:
    """Return the configuration of a folder without one: Hugo's defaults."""
    return config_from(ConfigSource(), environment())


def config_from(source: ConfigSource, environment_name: str) -> SiteConfig:
    """Build the configuration from tables already read."""
    settings = source.table
    languages, default = languages_of(settings)
    problems = [*source.problems, *_complaints(settings, languages, source.files)]
    return SiteConfig(
        settings=settings,
        languages=languages,
        default_language=default,
        environment=environment_name,
        problems=tuple(problems),
        files=tuple(source.files),
        unread=tuple(source.problems),
    )


def date_sources(configured: Mapping[str, Value]) -> dict[str, tuple[str, ...]]:
    """Return the keys that give each date, from the ``frontmatter`` table of a configuration."""
    sources = {}
    for date, default in _DATE_SOURCES.items():
        wanted: list[str] = []
        chosen = texts_of(configured[date]) if date in configured else default
        for key in chosen:
            key = key.lower()
            wanted.extend(default if key == ":default" else (key,))
        complete = [alias for key in wanted for alias in (key, *_DATE_ALIASES.get(key, ()))]
        sources[date] = tuple(dict.fromkeys(complete))
    return sources


def zone_named(name: str) -> tzinfo | None:
    """Return the time zone of an IANA name ("" is UTC, "Local" this machine's), or None if there is none."""
    if not name:
        return UTC
    if name == "Local":
        return datetime.now().astimezone().tzinfo
    try:
        return ZoneInfo(name)
    except (ValueError, OSError):
        # ZoneInfoNotFoundError is a KeyError of its own kind; a name such as "../x" is a ValueError.
        return None
    except KeyError:
        return None


def _complaints(
    settings: Mapping[str, Value], languages: Mapping[str, Language], files: list[Path]
) -> list[ConfigProblem]:
    complaints = []
    file = files[0] if files else Path()
    count = len(table_of(settings.get("languages")))
    if count > MOST_LANGUAGES:
        message = f"the site has {count:,} languages; the first {MOST_LANGUAGES:,} are looked at"
        complaints.append(ConfigProblem(file, 0, message))
    for language in languages.values():
        zone = text_of(language.settings.get("timezone"))
        if zone_named(zone) is None:
            complaints.append(
                ConfigProblem(file, 0, f'timeZone "{zone}" is not a known time zone; UTC is used')
            )
            break
    for pattern in refused(texts_of(settings.get("ignorefiles"))):
        complaints.append(
            ConfigProblem(file, 0, f"the ignoreFiles pattern {pattern[:80]!r} cannot be used here")
        )
    wanted = text_of(settings.get("defaultcontentlanguage")).lower()
    if wanted and wanted not in languages:
        complaints.append(
            ConfigProblem(
                file, 0, f'defaultContentLanguage "{wanted}" is not among the languages of the site'
            )
        )
    return complaints
