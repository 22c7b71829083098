"""The languages of a site, from its merged settings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from editor.articles.values import Value
from editor.site.config.files import Table, merged
from editor.site.config.values import table_of, text_of, texts_of, truth

MOST_LANGUAGES = 300
"""Languages that are looked at: each is laid over the whole of the settings."""


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


def languages_of(settings: Mapping[str, Value]) -> tuple[dict[str, Language], str]:
    """Return the languages of a site in their order, by their codes, and the code of the default one."""
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
