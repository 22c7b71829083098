"""Turns the pages of a site into summaries: what they inherit, their dates, whether they are published."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime, tzinfo

from editor.articles.values import Value
from editor.site.casting import as_terms, as_text
from editor.site.catalogue.cascade import CascadedValues, CascadeRule, inherited, read_rules
from editor.site.catalogue.judged import Judged
from editor.site.catalogue.newest import newest_below
from editor.site.catalogue.pages import Page, is_below_leaf, page_kind
from editor.site.catalogue.relations import Relations
from editor.site.catalogue.summary import Summary
from editor.site.config.allow_list import AllowList
from editor.site.config.config import SiteConfig, date_sources
from editor.site.config.values import table_of
from editor.site.header import Header
from editor.site.publishing import (
    BuildSwitches,
    Publication,
    is_draft,
    judge,
    read_dates,
    shape_problem,
)
from editor.site.site import Site

# Content that Hugo (since 0.162) writes out as it is or runs, and so asks the configuration about.
_GUARDED_TYPES = {"html": "text/html", "htm": "text/html", "org": "text/org"}


class _LanguageRules:
    """What the configuration says for one language, read once."""

    def __init__(self, config: SiteConfig, code: str) -> None:
        settings = config.language_settings(code)
        self.zone: tzinfo = config.zone_of(code)
        self.sources = date_sources(table_of(settings.get("frontmatter")))
        self.taxonomies = config.taxonomies_of(code)
        self.switches = BuildSwitches.of(settings)
        self.disabled_kinds = config.disabled_kinds(code)
        self.allowed_content = AllowList.of(settings)
        self.cascade: tuple[CascadeRule, ...] = read_rules(settings.get("cascade"))


class Summariser:
    """Judges all pages of a site together, since a page depends on its sections and its twins."""

    def __init__(self, site: Site) -> None:
        """Take the site whose configuration rules."""
        self._site = site
        self._rules: dict[str, _LanguageRules] = {}
        self._relations = Relations(frozenset(), {}, {})
        self._above: dict[tuple[str, str], tuple[CascadeRule, ...]] = {}
        self.judged: Mapping[str, Judged] = {}
        """What was derived from each page at the last call, by the keys given."""

    def summarise(
        self, pages: Mapping[str, Page], now: datetime, touched: Collection[str] | None = None
    ) -> dict[str, Summary]:
        """Return the summaries of all pages, or only those that can differ after `touched` pages changed."""
        relations = Relations.of(pages.values())
        before, self._relations = self._relations, relations
        self._above = {}
        if touched is None or (before.leaves, before.cascades) != (relations.leaves, relations.cascades):
            names: set[str] = set(pages)
        else:
            moved = {
                key
                for key in before.winners.keys() | relations.winners.keys()
                if before.winners.get(key) is not relations.winners.get(key)
            }
            names = {name for name in touched if name in pages}
            names |= {name for name, page in pages.items() if (page.language, page.content.page) in moved}
        judged = {name: entry for name, entry in self.judged.items() if name in pages and name not in names}
        judged |= {name: self._judge(pages[name]) for name in names}
        self.judged = judged
        undated = {name for name, entry in judged.items() if entry.takes_date}
        newest = newest_below(judged.values(), lambda code: self.rules_of(code).taxonomies) if undated else {}
        names |= undated
        return {name: self._summary(judged[name], newest, now) for name in names}

    def publication_of(self, name: str, now: datetime) -> Publication:
        """Return the verdict on a page already judged, at another time."""
        return self._publication(self.judged[name], now)

    def as_edited(
        self, name: str, fields: Mapping[str, Value], now: datetime
    ) -> tuple[Publication, Mapping[str, CascadedValues]]:
        """Return the verdict on a page already judged if its file held these fields, and what it inherits then.

        `fields` have keys in lower case. What the page means to others (its cascade, a twin) stays as on disk.
        """
        edited = self.judged_as_edited(
            name, replace(self.judged[name].page.header, fields=fields, problem=None)
        )
        return self._publication(edited, now), edited.inherited

    def judged_as_edited(self, name: str, header: Header) -> Judged:
        """Return what Hugo derives from a page already judged if its file held this front matter."""
        entry = self.judged[name]
        return replace(self._judge(replace(entry.page, header=header)), twin=entry.twin)

    def verdict_on(self, judged: Judged, now: datetime) -> Publication:
        """Return the verdict on a page, from `judged_as_edited` for instance."""
        return self._publication(judged, now)

    def terms(self, taxonomy: str) -> Counter[str]:
        """Count the terms of a taxonomy over the pages; resources and twins do not count."""
        counter: Counter[str] = Counter()
        for entry in list(self.judged.values()):
            if not entry.is_resource and entry.twin is None:
                counter.update(dict.fromkeys(as_terms(entry.param(taxonomy.lower())), 1))
        return counter

    def rules_of(self, language: str) -> _LanguageRules:
        """Return what the configuration says for a language."""
        rules = self._rules.get(language)
        if rules is None:
            rules = self._rules[language] = _LanguageRules(self._site.config, language)
        return rules

    def _judge(self, page: Page) -> Judged:
        language = self.rules_of(page.language)
        own = page.header.fields
        kind = page_kind(page.content, language.taxonomies)
        rules = self._rules_for(page)
        gained: Mapping[str, CascadedValues] = {}
        if rules:
            place = page.content.page
            gained = inherited(own, rules, place, kind, page.language, self._site.config.environment)
        params = {**{key: found.value for key, found in gained.items()}, **own} if gained else own
        dates = read_dates(own, params, language.sources, language.zone, page.base_name, page.header.modified)
        is_resource = is_below_leaf(page, self._relations.leaves)
        winner = self._relations.winners.get((page.language, page.content.page))
        twin = winner if winner is not page and not is_resource else None
        return Judged(page, kind, own, gained, dates, is_resource, twin)

    def _rules_for(self, page: Page) -> tuple[CascadeRule, ...]:
        """Return the rules for a page: its own as its front matter is now, then those from above, nearest first."""
        place, language = page.content.page, page.language
        own = read_rules(page.header.fields.get("cascade"), page.path)
        if place == "/":
            return (*own, *self.rules_of(language).cascade)
        above = self._rules_at(place.rpartition("/")[0] or "/", language)
        return (*own, *above) if own else above

    def _rules_at(self, place: str, language: str) -> tuple[CascadeRule, ...]:
        """Return the rules that a place hands down: of the page there, of those above it, of the site."""
        if not self._relations.cascades:
            return self.rules_of(language).cascade
        found = self._above.get((language, place))
        if found is None:
            own = self._relations.cascades.get((language, place), ())
            above = (
                self.rules_of(language).cascade
                if place == "/"
                else self._rules_at(place.rpartition("/")[0] or "/", language)
            )
            found = self._above[language, place] = (*own, *above) if own else above
        return found

    def _summary(self, entry: Judged, newest: Mapping[tuple[str, str], datetime], now: datetime) -> Summary:
        page = entry.page
        date = entry.dates.date
        if entry.takes_date:
            date = newest.get((page.language, page.content.page))
        problem = page.header.problem
        return Summary(
            path=page.path,
            logical_path=page.content.logical,
            page_path=page.content.page,
            kind=page.content.kind,
            title=as_text(entry.value("title")),
            date=date,
            draft=is_draft(entry.params),
            publication=self._publication(entry, now),
            tags=as_terms(entry.param("tags")),
            categories=as_terms(entry.param("categories")),
            section=page.content.section,
            language=page.language,
            problem=problem.message if problem is not None else "",
            problem_line=problem.line if problem is not None else 0,
            problem_column=problem.column if problem is not None else 0,
            is_resource=entry.is_resource,
        )

    def _publication(self, entry: Judged, now: datetime) -> Publication:
        verdict = self._by_hugo(entry, now)
        if verdict.publishes and self._site.doubt:
            return Publication("unknown", self._site.doubt, verdict.when)
        return verdict

    def _by_hugo(self, entry: Judged, now: datetime) -> Publication:
        page = entry.page
        problem = page.header.problem
        if problem is not None:
            where = f" (line {problem.line})" if problem.line else ""
            return Publication("broken", problem.message.rstrip(".") + where + ".")
        if page.is_link:
            return Publication(
                "hidden", "It is a symbolic link, which Hugo does not follow in content folders."
            )
        if page.content.disabled:
            return Publication("hidden", f"Its language {page.content.language} is switched off.")
        if entry.is_resource:
            return Publication("hidden", "It lies in a leaf bundle, so Hugo takes it for a page resource.")
        if entry.twin is not None:
            other = entry.twin.content.logical
            return Publication(
                "hidden", f"{other} makes the same page, and Hugo publishes only one of the two."
            )
        language = self.rules_of(page.language)
        media_type = _GUARDED_TYPES.get(page.content.extension)
        if media_type is not None and not language.allowed_content.accepts(media_type):
            return Publication(
                "broken", f"Hugo refuses {media_type} content unless security.allowContent allows it."
            )
        shape = shape_problem(page.header.fields)
        if shape:
            return Publication("broken", shape)
        if "_build" in entry.params:
            return Publication("broken", "Hugo no longer reads _build; the field is called build now.")
        if entry.kind in language.disabled_kinds:
            return Publication("hidden", f"The configuration disables pages of the kind {entry.kind}.")
        return judge(entry.params, entry.dates, language.switches, now, language.zone)
