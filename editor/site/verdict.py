"""The verdict on the article that is being edited: Hugo's, or why there is none to know."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from editor.articles.values import Value
from editor.site.catalogue.cascade import CascadedValues
from editor.site.catalogue.catalogue import Catalogue
from editor.site.catalogue.pages import is_content_name
from editor.site.content_path import is_ignored_name
from editor.site.places import absolute, is_within
from editor.site.publishing import Publication
from editor.site.site import Site

READING = Publication("unknown", "The site is still being read.")
NO_SITE = Publication("unknown", "No Hugo site is open.")
NOT_SAVED = Publication("unknown", "It is not saved yet, so it is in no Hugo site.")
_ELSEWHERE = Publication("unknown", "It is not in the Hugo site that is open here.")
_NOT_LISTED = Publication("unknown", "The site's list of articles does not have this file yet.")


def verdict_on(
    catalogue: Catalogue, path: Path | None, fields: Mapping[str, Value]
) -> tuple[Publication, Mapping[str, CascadedValues]]:
    """Return the verdict on an article if its file held these fields, and what it inherits then."""
    if path is None:
        return NOT_SAVED, {}
    edited = catalogue.as_edited(path, fields)
    if edited is not None:
        return edited
    return _without_a_page(catalogue.site, path), {}


def _without_a_page(site: Site, path: Path) -> Publication:
    """Why the site has no article at a path."""
    name = absolute(path)
    if site.is_bare or not (is_within(name, str(site.root)) or site.folder_of(path) is not None):
        return _ELSEWHERE
    if site.doubt:
        return Publication("unknown", site.doubt)
    if site.folder_of(path) is None:
        return Publication(
            "hidden", "It lies in no content folder of the site, and Hugo makes pages of nothing else."
        )
    if not is_content_name(name) or is_ignored_name(path.name):
        return Publication("hidden", "Hugo makes no page of a file with such a name.")
    if site.ignores(name):
        return Publication("hidden", "The configuration leaves it out (ignoreFiles).")
    return _NOT_LISTED
