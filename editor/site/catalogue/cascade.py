"""Values that a page inherits from the ``cascade`` of its sections and of the configuration."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from editor.articles.values import Value
from editor.site.casting import as_tables, lowered
from editor.site.page_matcher import PageMatcher


@dataclass(frozen=True, slots=True)
class CascadeRule:
    """One entry of a ``cascade``: values, the pages it is for, and the file it stands in."""

    values: Mapping[str, Value]
    target: PageMatcher
    origin: Path | None = None


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
            yield CascadeRule(values, PageMatcher.of(target), origin)


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
        if rule.target.takes(page, kind, language, environment):
            for key, value in rule.values.items():
                if key not in own and key not in found:
                    found[key] = CascadedValues(value, rule.origin)
    return found
