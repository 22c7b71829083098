"""Values that a page inherits from the ``cascade`` of its sections and of the configuration."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from editor.articles.values import Value
from editor.site.casting import as_tables, as_text, lowered
from editor.site.config.globs import matches, matches_any


@dataclass(frozen=True, slots=True)
class CascadeRule:
    """One entry of a ``cascade``: values, the pages it is for, and the file it stands in."""

    values: Mapping[str, Value]
    path: str = ""
    kind: str = ""
    environment: str = ""
    languages: tuple[str, ...] = ()
    origin: Path | None = None

    def applies_to(self, page: str, kind: str, language: str, environment: str) -> bool:
        """Whether a page (Hugo's .Path and .Kind) in a language and environment is a target."""
        return (
            (not self.path or matches(self.path, page))
            and (not self.kind or matches(self.kind, kind))
            and (not self.environment or matches(self.environment, environment))
            and (not self.languages or matches_any(self.languages, language))
        )


@dataclass(frozen=True, slots=True)
class CascadedValues:
    """One value that a page has from a cascade, and the file that gives it (None: the configuration)."""

    value: Value
    origin: Path | None


def read_rules(cascade: Value, origin: Path | None = None) -> tuple[CascadeRule, ...]:
    """Read a ``cascade`` value: one table or a list of them; what is neither gives no rules."""
    return tuple(_rules(lowered(cascade), origin))


def _rules(cascade: Value, origin: Path | None) -> Iterator[CascadeRule]:
    for table in as_tables(cascade):
        target = table.pop("target", None)
        older = table.pop("_target", None)
        target = target if isinstance(target, Mapping) else older if isinstance(older, Mapping) else {}
        params = table.pop("params", None)
        # Hugo reads `params` first, then the rest where `params` is silent.
        values = {**table, **(params if isinstance(params, Mapping) else {})}
        if values:
            yield CascadeRule(
                values=values,
                path=as_text(target.get("path")),
                kind=as_text(target.get("kind")),
                environment=as_text(target.get("environment")),
                languages=_languages(target),
                origin=origin,
            )


def _languages(target: Mapping[str, Value]) -> tuple[str, ...]:
    sites = target.get("sites")
    matrix = sites.get("matrix") if isinstance(sites, Mapping) else None
    wanted = matrix.get("languages") if isinstance(matrix, Mapping) else None
    names = wanted if isinstance(wanted, list) else [wanted]
    found = [as_text(name) for name in [*names, target.get("lang")]]
    return tuple(name for name in found if name)


def inherited(
    own: Mapping[str, Value],
    rules: Iterable[CascadeRule],
    page: str,
    kind: str,
    language: str,
    environment: str,
) -> dict[str, CascadedValues]:
    """Return the values that a page with the fields `own` inherits; `rules` nearest first, the first wins."""
    found: dict[str, CascadedValues] = {}
    for rule in rules:
        if rule.applies_to(page, kind, language, environment):
            for key, value in rule.values.items():
                if key not in own and key not in found:
                    found[key] = CascadedValues(value, rule.origin)
    return found
