"""What rendering needs of one article besides its text, as plain data: for the preview's process and for `check`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, overload

from editor.articles.values import Value
from editor.markup.live.messages import PageData, SiteData
from editor.site.casting import as_text
from editor.site.content_path import ContentPath

OUTSIDE: Final[SiteData] = {"whole_site": False}
"""The data of the site for an article that is in none: what only a site can tell is not called wrong."""


def page_data(content: ContentPath | None, language: str, params: Mapping[str, Value]) -> PageData:
    """Return the data of an article; `params` are all fields, inherited ones too, keys in lower case."""
    return {
        "logical_path": content.logical if content is not None else "",
        "path": content.page if content is not None else "",
        "language": language,
        "title": as_text(params.get("title")),
        "params": plain(params),
    }


@overload
def plain(value: Mapping[str, Value]) -> dict[str, Value]: ...
@overload
def plain(value: Value) -> Value: ...
def plain(value: Value | Mapping[str, Value]) -> Value:
    """Return a value of front matter or configuration as JSON can carry it: dates become text."""
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if value is None or isinstance(value, str | int | float | bool):
        return value
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
