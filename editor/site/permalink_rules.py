"""The rules of a configuration's `permalinks`: which pages each is for, and the pattern of their address."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from editor.articles.values import Value
from editor.site.config.values import table_of, text_of
from editor.site.page_matcher import PageMatcher


@dataclass(frozen=True, slots=True)
class PermalinkRule:
    """One rule: the first whose target is a page gives its path."""

    target: PageMatcher
    pattern: str


def read_permalinks(configured: Value) -> Iterator[PermalinkRule]:
    """Yield the rules of a `permalinks` setting, keys in lower case.

    It is a list of rules with their targets (since Hugo 0.161), or a table by section, or by kind and section.
    """
    if isinstance(configured, list):
        for rule in map(table_of, configured):
            yield PermalinkRule(PageMatcher.of(rule.get("target")), text_of(rule.get("pattern")))
        return
    for key, value in table_of(configured).items():
        if isinstance(value, str):
            yield PermalinkRule(PageMatcher(_section_glob(key), "{page,term}"), value)
        else:
            for section, pattern in table_of(value).items():
                yield PermalinkRule(PageMatcher(_section_glob(section), key), text_of(pattern))


def _section_glob(section: str) -> str:
    name = section.strip(" /")
    return f"/{{{name},{name}/**}}" if name else "/*"


def sliced(parts: list[str], cut: str) -> list[str]:
    """Return what a slice such as ``1:`` or ``last`` takes from the parts; out of range takes what is there."""
    inside = cut.rstrip("]").strip()
    if not inside:
        return parts
    low, colon, high = inside.partition(":")
    if not colon:
        index = len(parts) - 1 if low == "last" else int(low) if low.isdigit() else 0
        return parts[index : index + 1]
    start = len(parts) - 1 if low == "last" else int(low) if low.isdigit() else 0
    end = len(parts) - 1 if high == "last" else int(high) if high.isdigit() else len(parts)
    return parts[start:end]
