"""The names of Hugo's own and of common fields as people read them, translatable."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from editor.ui.fields.spec import humanise

_CONTEXT: Final = "FieldLabels"

# Keys are lower-cased: Hugo's keys are case-insensitive.
_NAMES: Final[dict[str, object]] = {
    "title": QT_TRANSLATE_NOOP("FieldLabels", "Title"),
    "linktitle": QT_TRANSLATE_NOOP("FieldLabels", "Link title"),
    "subtitle": QT_TRANSLATE_NOOP("FieldLabels", "Subtitle"),
    "description": QT_TRANSLATE_NOOP("FieldLabels", "Description"),
    "summary": QT_TRANSLATE_NOOP("FieldLabels", "Summary"),
    "date": QT_TRANSLATE_NOOP("FieldLabels", "Date"),
    "publishdate": QT_TRANSLATE_NOOP("FieldLabels", "Publish date"),
    "pubdate": QT_TRANSLATE_NOOP("FieldLabels", "Publish date"),
    "published": QT_TRANSLATE_NOOP("FieldLabels", "Publish date"),
    "lastmod": QT_TRANSLATE_NOOP("FieldLabels", "Last modified"),
    "modified": QT_TRANSLATE_NOOP("FieldLabels", "Last modified"),
    "expirydate": QT_TRANSLATE_NOOP("FieldLabels", "Expiry date"),
    "unpublishdate": QT_TRANSLATE_NOOP("FieldLabels", "Expiry date"),
    "draft": QT_TRANSLATE_NOOP("FieldLabels", "Draft"),
    "tags": QT_TRANSLATE_NOOP("FieldLabels", "Tags"),
    "categories": QT_TRANSLATE_NOOP("FieldLabels", "Categories"),
    "series": QT_TRANSLATE_NOOP("FieldLabels", "Series"),
    "keywords": QT_TRANSLATE_NOOP("FieldLabels", "Keywords"),
    "aliases": QT_TRANSLATE_NOOP("FieldLabels", "Aliases"),
    "author": QT_TRANSLATE_NOOP("FieldLabels", "Author"),
    "authors": QT_TRANSLATE_NOOP("FieldLabels", "Authors"),
    "slug": QT_TRANSLATE_NOOP("FieldLabels", "Slug"),
    "url": QT_TRANSLATE_NOOP("FieldLabels", "URL"),
    "weight": QT_TRANSLATE_NOOP("FieldLabels", "Weight"),
    "type": QT_TRANSLATE_NOOP("FieldLabels", "Type"),
    "layout": QT_TRANSLATE_NOOP("FieldLabels", "Layout"),
    "image": QT_TRANSLATE_NOOP("FieldLabels", "Image"),
    "images": QT_TRANSLATE_NOOP("FieldLabels", "Images"),
    "cover": QT_TRANSLATE_NOOP("FieldLabels", "Cover"),
    "thumbnail": QT_TRANSLATE_NOOP("FieldLabels", "Thumbnail"),
    "featured_image": QT_TRANSLATE_NOOP("FieldLabels", "Featured image"),
    "featuredimage": QT_TRANSLATE_NOOP("FieldLabels", "Featured image"),
    "alt": QT_TRANSLATE_NOOP("FieldLabels", "Alternative text"),
    "caption": QT_TRANSLATE_NOOP("FieldLabels", "Caption"),
    "source_url": QT_TRANSLATE_NOOP("FieldLabels", "Source URL"),
    "source_name": QT_TRANSLATE_NOOP("FieldLabels", "Source name"),
    "menu": QT_TRANSLATE_NOOP("FieldLabels", "Menu"),
    "menus": QT_TRANSLATE_NOOP("FieldLabels", "Menus"),
    "params": QT_TRANSLATE_NOOP("FieldLabels", "Params"),
    "build": QT_TRANSLATE_NOOP("FieldLabels", "Build"),
    "cascade": QT_TRANSLATE_NOOP("FieldLabels", "Cascade"),
    "outputs": QT_TRANSLATE_NOOP("FieldLabels", "Outputs"),
    "resources": QT_TRANSLATE_NOOP("FieldLabels", "Resources"),
    "sitemap": QT_TRANSLATE_NOOP("FieldLabels", "Sitemap"),
    "toc": QT_TRANSLATE_NOOP("FieldLabels", "Table of contents"),
    "math": QT_TRANSLATE_NOOP("FieldLabels", "Math"),
    "comments": QT_TRANSLATE_NOOP("FieldLabels", "Comments"),
    "iscjklanguage": QT_TRANSLATE_NOOP("FieldLabels", "CJK language"),
    "translationkey": QT_TRANSLATE_NOOP("FieldLabels", "Translation key"),
}


def label_of(key: str) -> str:
    """Return the label for a key: a known name in the interface's language, else the key made readable."""
    known = _NAMES.get(key.lower())
    return QCoreApplication.translate(_CONTEXT, str(known)) if known else humanise(key)
