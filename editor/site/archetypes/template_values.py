"""What an archetype's template may ask for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path

from editor.articles.values import Value
from editor.site.casting import rfc3339
from editor.site.site import Site


def template_values(site: Site, target: Path, moment: datetime) -> Mapping[str, Value]:
    """Return what Hugo would put in for each name, for an article at `target` made at this moment."""
    content = site.content_path(target)
    folder = content.logical.rpartition("/")[0]
    stem = target.name.rpartition(".")[0]
    kind = content.logical.partition("/")[0] if "/" in content.logical else "page"
    file = {
        "Name": content.name,
        "ContentBaseName": content.name,
        "TranslationBaseName": content.name if content.kind == "page" else stem.partition(".")[0],
        "BaseFileName": stem,
        "LogicalName": target.name,
        "Ext": content.extension,
        "Dir": f"{folder}/" if folder else "",
        "Path": content.logical,
        "Section": content.section,
        "Filename": str(target),
    }
    settings = site.config.settings
    values: dict[str, Value] = {f"File.{key}": value for key, value in file.items() if key != "Name"}
    values |= {f"Page.File.{key}": value for key, value in file.items() if key != "Name"}
    values |= file
    values |= {
        "Type": kind,
        "Date": rfc3339(moment),
        "Now": moment,
        "Site.Title": site.config.title,
        "Site.BaseURL": site.config.base_url,
        "Site.Language.Lang": site.language_of(target),
    }
    params = settings.get("params")
    values |= dict(_flat("Site.Params", params if isinstance(params, Mapping) else {}))
    return values


def _flat(prefix: str, table: Mapping[str, Value]) -> Iterator[tuple[str, Value]]:
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from _flat(f"{prefix}.{key}", value)
        elif isinstance(value, str | int | float | bool):
            yield f"{prefix}.{key}", value
