"""A site whose files change: which articles have to be looked at again, and what is wrong with them then."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

from editor.articles.problems import Problem
from editor.articles.storage.files import StorageError, read
from editor.markup.live.messages import SiteData
from editor.problems.article_check import ArticleCheck
from editor.rendering.references import addresses_of
from editor.site.catalogue.catalogue import Catalogue
from editor.site.site import Site

# What an article must hold for other files of the site to have a say in its problems.
_DEPENDS = (b"](", b"]:", b"{{", b"<")


class ChangingSite:
    """One site, read at the first question and kept in step with what is told to have changed."""

    def __init__(self, place: Path) -> None:
        """`place` is what `Site.find` takes to find the site."""
        self._place = place
        self._catalogue: Catalogue | None = None
        self._check: ArticleCheck | None = None
        self._addresses: SiteData = {}
        self._dependent: set[str] = set()
        self._found: set[str] = set()

    def concerned(self, changed: Sequence[str] | None) -> tuple[list[str], list[str]]:
        """Return the articles to look at after files changed (None: all of them), those that changed first.

        And the articles that are gone.
        """
        if changed is None or self._catalogue is None:
            self._catalogue = Catalogue.build(Site.find(self._place))
            gone = sorted(self._found - set(self._catalogue.judged))
            self._renew(self._catalogue)
            return list(self._catalogue.judged), gone
        before = set(self._catalogue.judged)
        touched = [str(change.path) for change in self._catalogue.update(map(Path, changed))]
        after = self._catalogue.judged
        first = dict.fromkeys(name for name in (*touched, *changed) if name in after)
        # Templates, pictures and whole folders; and what a section page hands down.
        known = before | after.keys()
        are_others_concerned = any(
            name not in known or name.rpartition(os.sep)[2].startswith("_index.") for name in changed
        )
        addresses = self._addresses
        self._renew(self._catalogue)
        rest: Iterable[str] = ()
        if are_others_concerned or addresses != self._addresses:
            rest = (self._dependent | self._found) & after.keys()
        return list(first | dict.fromkeys(sorted(rest))), sorted(before - after.keys())

    def problems_of(self, name: str) -> tuple[Problem, ...]:
        """Return what is wrong with an article now."""
        assert self._check is not None
        problems = tuple(self._check.of_file(Path(name)))
        (self._found.add if problems else self._found.discard)(name)
        (self._dependent.add if _depends(name) else self._dependent.discard)(name)
        return problems

    def _renew(self, catalogue: Catalogue) -> None:
        self._check = ArticleCheck(catalogue)
        self._addresses = addresses_of(catalogue).plain()


def _depends(name: str) -> bool:
    try:
        data = read(Path(name)).data
    except StorageError:
        return False
    return any(mark in data for mark in _DEPENDS)
