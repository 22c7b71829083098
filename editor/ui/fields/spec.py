"""Plans the form: which fields to show, of which kind, with which label, for a front matter and its context."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from editor.articles.fields import HUGO_FIELDS, Kind, kind_of
from editor.articles.front_matter.front_matter import FrontMatter
from editor.articles.values import KeyPath, Value
from editor.ui.fields.context import FormContext
from editor.ui.fields.terms import NOTHING_IN_USE, TermsInUse

MOST_FIELDS = 200
"""More fields than this at one level are left to the source tab."""
MOST_DEPTH = 6
"""Groups deeper than this are left to the source tab."""

_CAPITALS = {
    "url": "URL",
    "id": "ID",
    "seo": "SEO",
    "css": "CSS",
    "html": "HTML",
    "toc": "TOC",
    "rss": "RSS",
    "cjk": "CJK",
}
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[^A-Z_\-\s]+|[A-Z]+")


@dataclass(frozen=True)
class FieldSpec:
    """One field as the form shows it."""

    path: KeyPath
    kind: Kind
    value: Value
    context: FormContext = field(compare=False, repr=False)
    siblings: Mapping[str, Value] = field(default_factory=dict, compare=False, repr=False)
    """The article's top-level fields, for hints that depend on another field."""
    locked: str = ""
    """Why it is read-only, one sentence; empty when it may be edited."""

    @property
    def key(self) -> str:
        """The field's own name, or its index in a list."""
        return str(self.path[-1])

    def sibling(self, key: str) -> Value:
        """Return the article's top-level value under `key`, whatever its case; None without one."""
        return next((value for name, value in self.siblings.items() if name.lower() == key), None)

    @property
    def values_in_use(self) -> TermsInUse:
        """The values that the site's articles have in this field, with their counts."""
        return self.context.values_in_use(self.key) if len(self.path) == 1 else NOTHING_IN_USE

    @property
    def can_move(self) -> bool:
        """Whether it can change places: fields of the article and items of lists; the order in a map means nothing."""
        return not self.locked and (len(self.path) == 1 or self.is_item)

    @property
    def is_item(self) -> bool:
        """Whether it is an item of a list, which has no name of its own."""
        return isinstance(self.path[-1], int)


def plan(
    front_matter: FrontMatter, context: FormContext, chosen: Mapping[str, Kind] | None = None
) -> list[FieldSpec]:
    """Return the fields to show, in file order; `chosen` holds kinds the author picked, by lower-case key."""
    specs = []
    hints = {**context.hints, **(chosen or {})}
    for key, value in list(front_matter.fields.items())[:MOST_FIELDS]:
        locked = context.read_only_reason or front_matter.locked_reason(key)
        kind = kind_to_show(key, value, hints)
        specs.append(FieldSpec((key,), kind, value, context, front_matter.fields, locked))
    return specs


def kind_to_show(key: str, value: Value, hints: Mapping[str, Kind]) -> Kind:
    """Return `kind_of` a field, but keep Hugo's own kind where the form can mend a value that does not fit it.

    A date that Hugo cannot read stays a date, with a remedy; a `draft` written as text is cast by Hugo and is
    a switch; a title that happens to be a number is typed on as text.
    """
    own = HUGO_FIELDS.get(key.lower())
    if own is Kind.DATE and isinstance(value, str) and "\n" not in value:
        return own
    if own is Kind.YES_NO and isinstance(value, str) and value.lower() in ("true", "false"):
        return own
    if own is Kind.TEXT and isinstance(value, int | float):
        return own
    return kind_of(key, value, hints)


def children(spec: FieldSpec) -> list[FieldSpec]:
    """Return the fields inside a group, or the items of a list of groups."""
    pairs: list[tuple[str | int, Value]] = []
    if isinstance(spec.value, dict):
        pairs = list(spec.value.items())
    elif isinstance(spec.value, list):
        pairs = list(enumerate(spec.value))
    # Below `params` stand the site's own fields, elsewhere keys mean other things.
    hints = spec.context.hints if spec.path == ("params",) else {}
    return [
        FieldSpec(
            (*spec.path, key),
            kind_of(str(key), value, hints),
            value,
            spec.context,
            spec.siblings,
            spec.locked,
        )
        for key, value in pairs[:MOST_FIELDS]
    ]


def humanise(key: str) -> str:
    """Return a label for a key without one of its own: ``source_url`` -> ``Source URL``, ``ogImage`` -> ``Og image``."""
    words: list[str] = _WORD.findall(key)
    if not words or not key.isascii():
        return key
    shown = [
        _CAPITALS.get(word.lower(), word if len(word) > 1 and word.isupper() else word.lower())
        for word in words
    ]
    return shown[0][:1].upper() + " ".join(shown)[1:]
