"""Every option of the program, once: its key in the settings file, its default, its range and what it means."""

from __future__ import annotations

from editor.settings.choices import AutomaticSaving, Colours, LibraryOrder
from editor.settings.kinds import Choice, Option, Share, SwitchOption, TextOption, Texts, Whole

COLOURS = Choice("appearance.theme", Colours.SYSTEM, "The colours of the window.")
FONT = TextOption(
    "writing.font", "", "The family of the Latin letters you write in; empty for the platform's own."
)
HAN_FONT = TextOption(
    "writing.han_font", "", "The family of the Han characters you write in; empty for the best found."
)
TEXT_SIZE = Whole("writing.size", 17, "The size of the letters you write in, in pixels.", least=9, most=48)
AUTOMATIC_SAVING = Choice("saving.automatic", AutomaticSaving.OFF, "When articles are saved by themselves.")
LIBRARY_ORDER = Choice("library.sort", LibraryOrder.DATE, "How the library is sorted.")
LIBRARY_GROUPED = SwitchOption("library.grouped", True, "Whether the library groups articles by section.")

WEB_SITES = Texts("preview.web_sites", (), "The sites whose previews may load from the web.", remembered=True)
TRUSTED_SITES = Texts(
    "preview.trusted_sites", (), "The sites that Hugo may do everything for.", remembered=True
)
RESTRICTED_SITES = Texts(
    "preview.restricted_sites", (), "The sites that Hugo runs nothing for.", remembered=True
)
"""A site is its identity and, after a space, its path."""

GEOMETRY = TextOption("window.geometry", "", "The place and the size of the window.", remembered=True)
LIBRARY_WIDTH = Whole(
    "window.library_width", 248, "The width of the library.", remembered=True, least=200, most=800
)
ARTICLE_WIDTH = Whole(
    "window.article_width", 304, "The width of the fields.", remembered=True, least=200, most=800
)
LIBRARY_OPEN = SwitchOption("window.library_open", True, "Whether the library is shown.", remembered=True)
PREVIEW_OPEN = SwitchOption("window.preview_open", True, "Whether the preview is shown.", remembered=True)
ARTICLE_OPEN = SwitchOption("window.article_open", True, "Whether the fields are shown.", remembered=True)
WRITING_SHARE = Share(
    "window.writing_share",
    0.52,
    "The part of the middle that the text has beside the preview.",
    remembered=True,
    least=0.2,
    most=0.8,
)
EXPORT_FORMAT = TextOption("export.format", "", "The format of the last export.", remembered=True)
EXPORT_FOLDER = TextOption(
    "export.folder", "", "The folder of the last export; empty for the documents.", remembered=True
)
LAST_SITE = TextOption("session.site", "", "The site that was open last.", remembered=True)
RECENT = Texts("session.recent", (), "Sites and articles opened lately, newest first.", remembered=True)
LAST_ARTICLES = Texts(
    "session.articles", (), "The articles that were open last, in the order of their tabs.", remembered=True
)
LAST_FRONT = TextOption("session.front", "", "The article that was in front last.", remembered=True)


def all_options() -> tuple[Option[object], ...]:
    """Return every option above, in that order."""
    return tuple(each for each in globals().values() if isinstance(each, Option))
