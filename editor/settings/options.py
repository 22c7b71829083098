"""Every option of the program as data: name, kind, default and what it means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Option:
    """One option: `default` also fixes its kind; `choices` limits it where not empty."""

    name: str
    default: str | int | float | bool | list[str]
    meaning: str
    choices: tuple[str, ...] = ()
    least: float | None = None
    most: float | None = None


OPTIONS: Final = {
    option.name: option
    for option in (
        Option(
            "appearance.theme",
            "system",
            "the palette: as the desktop, light, dark or sepia",
            ("system", "light", "dark", "sepia"),
        ),
        Option(
            "writing.font", "", "family of the writing pane's Latin letters; empty for the platform's own"
        ),
        Option(
            "writing.han_font", "", "family of the writing pane's Han characters; empty for the best found"
        ),
        Option("writing.size", 17, "size of the writing pane's letters in pixels", least=9, most=48),
        Option("preview.web_sites", [], "sites whose previews may load from the web, as identity and path"),
        Option("preview.trusted_sites", [], "sites that Hugo may do everything for, as identity and path"),
        Option("preview.restricted_sites", [], "sites that Hugo is kept from running anything for"),
        Option(
            "saving.automatic",
            "off",
            "when articles are saved by themselves: never, after a pause in typing, when they are left",
            ("off", "pause", "focus"),
        ),
        Option("preview.zoom", 1.0, "zoom of the preview", least=0.4, most=4.0),
        Option("window.geometry", "", "the window's place and size, as Qt writes it, base64"),
        Option("window.state", "", "the toolbars' places, as Qt writes them, base64"),
        Option("window.library_width", 248, "width of the library in pixels", least=160, most=800),
        Option("window.article_width", 304, "width of the front matter form in pixels", least=200, most=800),
        Option("window.library_open", True, "whether the library is shown"),
        Option("window.preview_open", True, "whether the preview is shown"),
        Option("window.article_open", True, "whether the front matter form is shown"),
        Option("window.writing_share", 0.52, "the writing pane's part of the middle", least=0.2, most=0.8),
        Option(
            "export.format",
            "html",
            "the format chosen at the last export",
            ("html", "pdf", "docx", "epub", "md"),
        ),
        Option("library.sort", "date", "how the library is sorted", ("date", "title", "path", "modified")),
        Option("library.grouped", True, "whether the library groups articles by section"),
        Option("export.folder", "", "the folder of the last export; empty for the documents folder"),
        Option("session.site", "", "the site that was open last"),
        Option("session.recent", [], "sites and articles opened lately, newest first"),
        Option("session.articles", [], "the articles open in the last session, in the order of their tabs"),
        Option("session.front", "", "the article in front in the last session"),
    )
}
