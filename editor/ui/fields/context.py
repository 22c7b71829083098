"""What the form knows besides the front matter itself: habits, inherited values, the site's time zone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone, tzinfo
from pathlib import Path
from typing import Protocol

from editor.articles.fields import Kind
from editor.articles.values import Value
from editor.ui.fields.terms import NOTHING_IN_USE, TermsInUse


class PublicationState(Protocol):
    """What `editor.site.publishing.Publication` tells the form."""

    @property
    def state(self) -> str:
        """One of published, draft, scheduled, expired, hidden, broken, unknown."""

    @property
    def reason(self) -> str:
        """Why, in one sentence; may be empty."""

    @property
    def when(self) -> datetime | None:
        """The moment it is or will be published, or expired."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A field that most articles of this section have and this one lacks."""

    key: str
    kind: Kind
    share: float = 0.0
    """Part of the section's articles that have the field, 0 to 1."""
    value: Value = None
    """What to begin with; None begins with the kind's own empty value (a date: now)."""


@dataclass(frozen=True, slots=True)
class InheritedValue:
    """A value that reaches the article by Hugo's `cascade`."""

    value: Value
    source: str
    """Where it is written, e.g. ``posts/_index.md``."""


def _unreferenced(_path: Path) -> str | None:
    return None


def _utc_now() -> datetime:
    return datetime.now(timezone(timedelta(0)))


@dataclass(frozen=True)
class FormContext:
    """Everything around one article's front matter, as plain data and callables; no Qt.

    Look-ups by key use the lower-cased key, because Hugo's keys are case-insensitive.
    """

    article: str = ""
    """Tells articles apart (path or id). While it stays the same the form updates in place."""
    read_only_reason: str = ""
    """Why nothing may be edited, one sentence; empty when it may."""
    hints: Mapping[str, Kind] = field(default_factory=dict)
    """Kinds by key, from the section's habits, archetype, taxonomies or ``frontmatter.json``."""
    completions: Mapping[str, TermsInUse] = field(default_factory=dict)
    """Per key the values in use on the site and how many articles use each; lists and texts."""
    missing: Sequence[Suggestion] = ()
    """Habitual fields that this article lacks, the most frequent first."""
    inherited: Mapping[str, InheritedValue] = field(default_factory=dict)
    """Values by cascade, by key as written there."""
    time_zone: tzinfo = timezone.utc  # noqa: UP017 - typeshed's datetime.UTC is the same object
    """The site's time zone: Hugo reads dates without an offset in it."""
    zone_known: bool = True
    """Whether `time_zone` is the site's own and not a guess while the site is still being read."""
    now: Callable[[], datetime] = _utc_now
    """The present moment, any zone."""
    find_image: Callable[[str], Path | None] | None = None
    """The file that an image reference of this article means; None while nothing is known of the site."""
    reference_image: Callable[[Path], str | None] = _unreferenced
    """The reference to write for a picked file; may copy it beside the article. None where it cannot."""
    image_folder: Path | None = None
    """Where the image picker begins."""
    source_names: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Per domain the `source_name`s that the site's articles pair with it, the most frequent first."""
    publication: PublicationState | None = None
    """Whether Hugo will publish the article as the form stands."""
    field_order: Sequence[str] = ()
    """Keys as the section's articles order them, for the place of a new one."""
    new_fields: Mapping[str, Value] = field(default_factory=dict)
    """What "Add front matter" writes, in order, where an article has none; an empty date becomes now."""

    def values_in_use(self, key: str) -> TermsInUse:
        """Return the site's values under `key` with their counts."""
        return self.completions.get(key.lower(), NOTHING_IN_USE)
