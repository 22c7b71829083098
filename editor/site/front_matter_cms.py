"""Reads the fields that Front Matter CMS was told about: ``frontmatter.json`` of a site that has used it."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from editor.articles.fields import Kind
from editor.articles.storage.files import StorageError
from editor.articles.values import Value
from editor.site.site_files import files_below, is_folder, read_file

FILE = "frontmatter.json"
_CONTENT_TYPES = "frontMatter.taxonomy.contentTypes"
# Where the extension puts one content type per file when its configuration is split.
_SPLIT = (".frontmatter", "config", "taxonomy", "contenttypes")
# Larger files are no configuration.
_MOST_BYTES = 1 << 20
_MOST_ENTRIES = 1000

# The extension's field types (frontmatter.codes, "Content types"); its headings and dividers hold no value.
_KINDS: Mapping[str, Kind] = {
    "string": Kind.TEXT,
    "number": Kind.NUMBER,
    "datetime": Kind.DATE,
    "boolean": Kind.YES_NO,
    "draft": Kind.YES_NO,
    "image": Kind.IMAGE,
    "choice": Kind.TEXT,
    "slug": Kind.TEXT,
    "tags": Kind.LIST,
    "categories": Kind.LIST,
    "taxonomy": Kind.LIST,
    "list": Kind.LIST,
    "fields": Kind.MAP,
    "block": Kind.MAP_LIST,
}


@dataclass(frozen=True, slots=True)
class CmsField:
    """One field as a content type declares it."""

    key: str
    kind: Kind
    choices: tuple[str, ...] = ()
    required: bool = False


def read_cms_fields(root: Path) -> dict[str, CmsField]:
    """Return the declared fields by lower-case key, the content type "default" first; nothing where there is none.

    A file that is missing, too large or no JSON gives no fields: the site does not depend on it.
    """
    types = [*_types_of(_read(root / FILE)), *_split_types(root)]
    types.sort(key=lambda content_type: content_type.get("name") != "default")
    fields: dict[str, CmsField] = {}
    for content_type in types:
        for field in _fields_of(content_type):
            fields.setdefault(field.key.lower(), field)
    return fields


def _read(path: Path) -> Value:
    try:
        settings: Value = json.loads(read_file(path, _MOST_BYTES).decode("utf-8-sig"))
    except (StorageError, ValueError, RecursionError):
        return None
    return settings


def _types_of(settings: Value) -> list[dict[str, Value]]:
    found = settings.get(_CONTENT_TYPES) if isinstance(settings, dict) else None
    return [entry for entry in found if isinstance(entry, dict)] if isinstance(found, list) else []


def _split_types(root: Path) -> Iterator[dict[str, Value]]:
    folder = root
    for name in _SPLIT:
        # The extension writes "contentTypes" too, and file systems differ in how they tell capitals apart.
        if not is_folder(folder):
            return
        inside = itertools.islice(folder.iterdir(), _MOST_ENTRIES)
        folder = next((entry for entry in inside if entry.name.lower() == name), folder / name)
    for path in itertools.islice(files_below(folder), _MOST_ENTRIES):
        if path.parent != folder or path.suffix != ".json":
            continue
        content_type = _read(path)
        if isinstance(content_type, dict):
            yield content_type


def _fields_of(content_type: Mapping[str, Value]) -> Iterator[CmsField]:
    entries = content_type.get("fields")
    for entry in entries if isinstance(entries, list) else ():
        name = entry.get("name") if isinstance(entry, dict) else None
        if not isinstance(entry, dict) or not isinstance(name, str):
            continue
        kind = _KINDS.get(str(entry.get("type")))
        if kind is None:
            continue
        if kind is Kind.TEXT and entry.get("wysiwyg"):
            kind = Kind.LONG_TEXT
        if kind in (Kind.TEXT, Kind.IMAGE) and entry.get("multiple"):
            kind = Kind.LIST
        yield CmsField(name, kind, tuple(_choices(entry.get("choices"))), entry.get("required") is True)


def _choices(choices: Value) -> Iterator[str]:
    for choice in choices if isinstance(choices, list) else ():
        if isinstance(choice, dict):
            choice = choice.get("id") or choice.get("title")
        if isinstance(choice, str) and choice:
            yield choice
