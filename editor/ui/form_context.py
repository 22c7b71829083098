"""Joins what the site knows into the context of one article's front matter form."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from editor.articles.fields import Kind, kind_of
from editor.site.bundles import resolve_image
from editor.site.catalogue import Catalogue
from editor.site.habits import FieldHabits
from editor.site.site import Site
from editor.ui.fields.context import FormContext, Suggestion

_HABITUAL = 0.6  # a field that this part of the section's articles have is offered to the others
# What a new front matter begins with where the site's articles give no example.
_FIRST_FIELDS: Mapping[str, Any] = {"title": "", "date": "", "draft": True}


class SiteKnowledge:
    """What the catalogue says about fields, counted once per state of the catalogue; safe off the UI thread."""

    def __init__(self, site: Site, catalogue: Catalogue) -> None:
        self.site = site
        self.catalogue = catalogue
        self.taxonomies = {name.lower(): catalogue.terms(name) for name in site.config.taxonomies}
        self.source_names = {
            domain: tuple(name for name, _count in names.most_common())
            for domain, names in catalogue.source_names().items()
        }
        self._habits: dict[str, FieldHabits] = {}

    def habits(self, section: str) -> FieldHabits:
        """Return the habits of a section, of the whole site where it has too few articles."""
        if section not in self._habits:
            found = self.catalogue.field_habits(section)
            self._habits[section] = found if found.articles >= 2 else self.catalogue.field_habits(None)
        return self._habits[section]


def context_for(
    name: str,
    path: Path | None,
    read_only_reason: str,
    fields: Mapping[str, Any],
    knowledge: SiteKnowledge | None,
    now: Callable[[], datetime],
) -> FormContext:
    """Return the form's context for one article; `fields` are the front matter's, as written."""
    if knowledge is None:
        return FormContext(article=name, read_only_reason=read_only_reason, new_fields=_FIRST_FIELDS)
    site = knowledge.site
    section = site.section_of(path) if path and site.folder_of(path) else ""
    habits = knowledge.habits(section)
    present = {key.lower() for key in fields}
    hints = {habit.key.lower(): _kind(habit.key, habit.examples) for habit in habits.fields}
    hints.update(dict.fromkeys(knowledge.taxonomies, Kind.LIST))
    missing = [
        Suggestion(habit.key, hints[habit.key.lower()], habit.share)
        for habit in habits.usual(_HABITUAL)
        if habit.key.lower() not in present
    ]
    missing.sort(key=lambda suggestion: -suggestion.share)
    return FormContext(
        article=name,
        read_only_reason=read_only_reason,
        hints=hints,
        completions=knowledge.taxonomies,
        missing=missing,
        time_zone=site.config.time_zone,
        now=now,
        find_image=lambda source: _image(site, path, source),
        reference_image=lambda picked: _reference(site, path, picked),
        image_folder=path.parent if path else None,
        source_names=knowledge.source_names,
        publication=_publication(knowledge.catalogue, path),
        new_fields=_FIRST_FIELDS,
    )


def _kind(key: str, examples: tuple[Any, ...]) -> Kind:
    value = next((example for example in examples if example not in (None, "")), None)
    return kind_of(key, value)


def _publication(catalogue: Catalogue, path: Path | None) -> Any:
    summary = catalogue.get(path) if path else None
    return summary.publication if summary else None


def _image(site: Site, path: Path | None, source: str) -> Path | None:
    return resolve_image(site, path, source) if path else None


def _reference(site: Site, path: Path | None, picked: Path) -> str | None:
    """Write a picked file as Hugo finds it: from the bundle, or from a static folder by its absolute path."""
    if path is not None and path.parent in picked.parents and path.stem.partition(".")[0] in ("index", "_index"):
        return picked.relative_to(path.parent).as_posix()
    for folder in site.static_folders():
        if folder in picked.parents:
            return "/" + Path(os.path.relpath(picked, folder)).as_posix()
    return None
