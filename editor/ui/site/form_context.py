"""Joins what the site knows into the context of one article's front matter form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

from editor.articles.fields import Kind, kind_of
from editor.articles.values import Value
from editor.problems.article_check import ArticleCheck
from editor.site.archetypes.fields import archetype_fields
from editor.site.bundles import resolve_field_image
from editor.site.catalogue.catalogue import Catalogue
from editor.site.front_matter_cms import read_cms_fields
from editor.site.images import reference_to
from editor.site.publishing import Publication
from editor.site.site import Site
from editor.site.verdict import NOT_SAVED, READING, verdict_on
from editor.ui.article.open_article import OpenArticle
from editor.ui.fields.context import FormContext, InheritedValue, Suggestion
from editor.ui.fields.terms import TermsInUse

_HABITUAL = 0.6  # a field that this part of the section's articles have is offered to the others
# What a new front matter begins with where the site's articles give no example.
_FIRST_FIELDS: Mapping[str, Value] = {"title": "", "date": "", "draft": True}


@dataclass(frozen=True, slots=True)
class SectionKnowledge:
    """What the articles of a section, its archetype and Front Matter CMS say about its fields."""

    hints: Mapping[str, Kind]
    order: tuple[str, ...]
    expected: tuple[Suggestion, ...]


class SiteKnowledge:
    """What the catalogue says about fields, counted once per state of the catalogue; made off the UI thread."""

    def __init__(self, site: Site, catalogue: Catalogue) -> None:
        self.site = site
        self.catalogue = catalogue
        self.check = ArticleCheck(catalogue)
        self.source_names = {
            domain: tuple(name for name, _count in names.most_common())
            for domain, names in catalogue.source_names().items()
        }
        self._cms = read_cms_fields(site.root)
        values = catalogue.values_in_use()
        for key, field in self._cms.items():
            if field.choices:
                used = values.get(key, Counter())
                values[key] = Counter(dict.fromkeys(field.choices, 0) | used)
        self._taxonomies = [name.lower() for name in site.config.taxonomies]
        values.update({name: catalogue.terms(name) for name in self._taxonomies})
        self.values = {key: TermsInUse(counts) for key, counts in values.items()}
        # All sections now: counting thousands of articles must not wait for the author to open one.
        names = {summary.section for summary in catalogue.summaries()} | {""}
        self._sections = {name: self._learn(name) for name in names}

    def forget_files(self) -> None:
        """Look at the disk anew for what is asked next of problems: templates and pictures came or went."""
        self.check = ArticleCheck(self.catalogue)

    def section(self, name: str) -> SectionKnowledge:
        """Return what is known of a section; of the top level where it has no articles yet."""
        return self._sections.get(name) or self._sections[""]

    def _learn(self, section: str) -> SectionKnowledge:
        habits = self.catalogue.field_habits(section)
        if habits.articles < 2:
            habits = self.catalogue.field_habits(None)
        archetype = archetype_fields(self.site, section)
        hints = {
            key.lower(): kind_of(key, value) for key, value in archetype.items() if value not in (None, "")
        }
        hints |= {habit.key.lower(): _kind(habit.key, habit.examples) for habit in habits.fields}
        hints |= {key: field.kind for key, field in self._cms.items()}
        hints |= dict.fromkeys(self._taxonomies, Kind.LIST)
        expected = {habit.key.lower(): (habit.key, habit.share) for habit in habits.usual(_HABITUAL)}
        if habits.articles < 2:
            expected = {key.lower(): (key, 0.0) for key in archetype} | expected
        expected |= {
            key: (field.key, 0.0)
            for key, field in self._cms.items()
            if field.required and key not in expected
        }
        suggestions = [
            Suggestion(name, hints.get(key) or kind_of(name, None), share)
            for key, (name, share) in expected.items()
        ]
        suggestions.sort(key=lambda suggestion: -suggestion.share)
        return SectionKnowledge(hints, tuple(habit.key for habit in habits.fields), tuple(suggestions))


def context_for(
    name: str,
    path: Path | None,
    read_only_reason: str,
    fields: Mapping[str, Value],
    knowledge: SiteKnowledge | None,
    now: Callable[[], datetime],
    verdict: Publication = READING,
) -> FormContext:
    """Return the form's context for one article; `fields` are the front matter's, as written.

    `verdict` is what can be said of it while nothing is known of the site.
    """
    if knowledge is None:
        return _without_site(name, read_only_reason, now, NOT_SAVED if path is None else verdict)
    site = knowledge.site
    section = knowledge.section(site.section_of(path) if path and site.folder_of(path) else "")
    present = {key.lower() for key in fields}
    publication, inherited = verdict_on(knowledge.catalogue, path, fields)
    return FormContext(
        article=name,
        read_only_reason=read_only_reason,
        hints=section.hints,
        completions=knowledge.values,
        missing=[item for item in _expected(site, section, path) if item.key.lower() not in present],
        inherited={
            key: InheritedValue(found.value, _origin(site, found.origin)) for key, found in inherited.items()
        },
        time_zone=site.config.time_zone,
        zone_known=not site.is_bare,
        now=now,
        find_image=lambda source: resolve_field_image(site, path, source) if path else None,
        reference_image=lambda picked: reference_to(site, path, picked) if path else None,
        image_folder=path.parent if path else None,
        source_names=knowledge.source_names,
        publication=publication,
        field_order=section.order,
        new_fields=_FIRST_FIELDS,
    )


def _without_site(
    name: str, read_only_reason: str, now: Callable[[], datetime], verdict: Publication
) -> FormContext:
    """The site is still being read, or there is none: what it would tell is left out, nothing is guessed."""
    return FormContext(
        article=name,
        read_only_reason=read_only_reason,
        now=now,
        time_zone=now().astimezone().tzinfo or UTC,
        zone_known=False,
        publication=verdict,
        new_fields=_FIRST_FIELDS,
    )


def _expected(site: Site, section: SectionKnowledge, path: Path | None) -> tuple[Suggestion, ...]:
    """What the articles of a section have in common; it says nothing of the page that lists them."""
    is_list = path is not None and site.folder_of(path) and site.content_path(path).kind == "branch"
    return () if is_list else section.expected


def _kind(key: str, examples: tuple[Value, ...]) -> Kind:
    value = next((example for example in examples if example not in (None, "")), None)
    return kind_of(key, value)


def _origin(site: Site, origin: Path | None) -> str:
    """Name the place a value is inherited from as the author knows it."""
    if origin is None:
        return "the configuration"
    return site.logical_path(origin) if site.folder_of(origin) else origin.name


def form_name(article: OpenArticle) -> str:
    """Name an open article for the form: the same from opening to closing, and never another's after it."""
    if not article.objectName():
        article.setObjectName(f"article-{uuid4().hex}")
    return article.objectName()
