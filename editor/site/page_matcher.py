"""Which pages a rule of the configuration or of a cascade is for: Hugo's page matcher (`target`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from editor.articles.values import Value
from editor.site.casting import as_text
from editor.site.config.globs import matches, matches_any

_ALL_PAGES: Mapping[str, Value] = {}


@dataclass(frozen=True, slots=True)
class PageMatcher:
    """Patterns for a page's path, kind, language and environment; one that is empty takes all."""

    path: str = ""
    kind: str = ""
    environment: str = ""
    languages: tuple[str, ...] = ()

    @classmethod
    def of(cls, target: Value) -> PageMatcher:
        """Read a `target` table with keys in lower case; what is no table takes all pages."""
        table = target if isinstance(target, Mapping) else _ALL_PAGES
        return cls(
            path=as_text(table.get("path")).lower(),
            kind=as_text(table.get("kind")).lower(),
            environment=as_text(table.get("environment")).lower(),
            languages=_languages(table),
        )

    def takes(self, page: str, kind: str, language: str, environment: str) -> bool:
        """Whether a page (Hugo's .Path and .Kind) in a language and environment is a target."""
        return (
            (not self.path or matches(self.path, page))
            and (not self.kind or matches(self.kind, kind))
            and (not self.environment or matches(self.environment, environment))
            and (not self.languages or matches_any(self.languages, language))
        )


def _languages(target: Mapping[str, Value]) -> tuple[str, ...]:
    sites = target.get("sites")
    matrix = sites.get("matrix") if isinstance(sites, Mapping) else None
    wanted = matrix.get("languages") if isinstance(matrix, Mapping) else None
    names = wanted if isinstance(wanted, list) else [wanted]
    found = [as_text(name) for name in [*names, target.get("lang")]]
    return tuple(name for name in found if name)
