"""A site's configuration as the editor needs it: languages, dates, taxonomies, build switches, markup table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from zoneinfo import ZoneInfo

from editor.articles.values import Value
from editor.site.config.files import (
    ConfigProblem,
    ConfigSource,
    Table,
    environment,
    merged,
    read_configuration,
)
from editor.site.config.patterns import refused

MOST_LANGUAGES = 300
"""Languages that are looked at: each is laid over the whole of the settings."""
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


@dataclass(frozen=True, slots=True)
class Language:
    """One language of the site. `code` is Hugo's key, in lower case, as it stands in file names."""

    code: str
    weight: int = 0
    title: str = ""
    label: str = ""
    locale: str = ""
    direction: str = "ltr"
    disabled: bool = False
    settings: Mapping[str, Value] = field(default_factory=dict)
    """The site's whole table with this language's own settings laid over it."""


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
    languages, default = _languages(settings)
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


def truth(value: object, default: bool = False) -> bool:
    """Return a setting as yes or no the way Hugo casts it (true, "true", 1, "1" …)."""
    if isinstance(value, bool):
        return value
    if isinstance(value, str):
        # strconv.ParseBool; anything else is no.
        return value in {"1", "t", "T", "true", "TRUE", "True"}
    if isinstance(value, int | float):
        return value != 0
    return default


def text_of(value: object) -> str:
    """Return a setting as text; what is no text or number is ""."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, int | float) else ""


def texts_of(value: object) -> list[str]:
    """Return a setting that may be one text or a list of them."""
    if isinstance(value, list | tuple):
        return [text_of(item) for item in value if text_of(item)]
    return [text_of(value)] if text_of(value) else []


def table_of(value: object) -> Table:
    """Return a setting as a table, an empty one when it is none."""
    return value if isinstance(value, dict) else {}


def _languages(settings: Mapping[str, Value]) -> tuple[dict[str, Language], str]:
    configured = table_of(settings.get("languages"))
    wanted = text_of(settings.get("defaultcontentlanguage")).lower()
    if len(configured) > MOST_LANGUAGES:
        # What Hugo takes for the default, then the others.
        kept = [*(code for code in (wanted, "en") if code in configured), *configured]
        configured = {code: configured[code] for code in list(dict.fromkeys(kept))[:MOST_LANGUAGES]}
    if not configured:
        code = wanted or "en"
        return {code: Language(code, settings=settings, locale=_root_locale(settings) or code)}, code
    switched_off = {code.lower() for code in texts_of(settings.get("disablelanguages"))}
    found = [_language(code, table_of(own), settings, switched_off) for code, own in configured.items()]
    # Languages without a weight come last, then by name (Hugo, langs/config.go).
    found.sort(key=lambda language: (language.weight == 0, language.weight, language.code))
    languages = {language.code: language for language in found}
    active = [language.code for language in found if not language.disabled] or list(languages)
    if wanted in languages:
        return languages, wanted
    return languages, "en" if "en" in active else active[0]


def _language(code: str, own: Table, settings: Mapping[str, Value], switched_off: set[str]) -> Language:
    laid_over: Table = {**settings, **own}
    if isinstance(own_params := own.get("params"), dict):
        laid_over["params"] = merged(table_of(settings.get("params")), own_params)
    weight = own.get("weight")
    locale = text_of(own.get("locale")) or text_of(own.get("languagecode"))
    is_default = text_of(settings.get("defaultcontentlanguage")).lower() == code
    return Language(
        code=code,
        weight=weight if isinstance(weight, int) else 0,
        title=text_of(own.get("title")) or text_of(settings.get("title")),
        label=text_of(own.get("label")) or text_of(own.get("languagename")) or code,
        locale=locale or (_root_locale(settings) if is_default else "") or code,
        direction=text_of(own.get("direction")) or text_of(own.get("languagedirection")) or "ltr",
        disabled=truth(own.get("disabled")) or code in switched_off,
        settings=laid_over,
    )


def _root_locale(settings: Mapping[str, Value]) -> str:
    return text_of(settings.get("locale")) or text_of(settings.get("languagecode"))


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
