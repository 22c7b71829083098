"""Finds the article that is published at an address."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

from editor.site.catalogue.catalogue import Catalogue


def article_at(catalogue: Catalogue, address: str) -> Path | None:
    """Return the article at an address of the site (``/posts/b/#part``, absolute or not), or None.

    The place in the content folder is tried first; only then every article's permalink, which takes its time
    on a large site: call it beside the UI thread.
    """
    wanted = _plain(address)
    summaries = catalogue.summaries()
    at_place = [summary for summary in summaries if summary.page_path.rstrip("/").lower() == wanted]
    if at_place:
        # The translations of an article share their place; the address without a language is the default one's.
        default = catalogue.site.config.default_language
        return min(at_place, key=lambda summary: summary.language != default).path
    for summary in summaries:
        try:
            permalink = catalogue.permalink_of(summary.path)
        except ValueError:
            continue
        if permalink and _plain(permalink) == wanted:
            return summary.path
    return None


def _plain(address: str) -> str:
    return unquote(urlsplit(address).path).rstrip("/").lower()
