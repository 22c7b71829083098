"""What the options with a choice offer: each choice once, as the settings file and the menus name it."""

from __future__ import annotations

from editor.settings.kinds import NamedChoice


class Colours(NamedChoice):
    """The colours of the window; all but the first are palettes of `resources/styles/palette.json`."""

    SYSTEM = "system", "&Colours of the Desktop", "monitor"
    LIGHT = "light", "L&ight", "sun"
    DARK = "dark", "&Dark", "moon"
    SEPIA = "sepia", "&Sepia", "book-open"


class AutomaticSaving(NamedChoice):
    """When articles are saved by themselves."""

    OFF = "off", "&Never"
    PAUSE = "pause", "After a &Pause in Typing"
    FOCUS = "focus", "When the Article Is &Left"


class LibraryOrder(NamedChoice):
    """How the library is sorted."""

    DATE = "date", "By &Date"
    TITLE = "title", "By &Title"
    PATH = "path", "By &Path"
    MODIFIED = "modified", "By Last &Change"
