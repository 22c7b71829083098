"""The places beside the text that fold, each once: its action, its options, and whether it is for an article."""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from editor.settings.kinds import SwitchOption, Whole
from editor.settings.options import ARTICLE_OPEN, ARTICLE_WIDTH, LIBRARY_OPEN, LIBRARY_WIDTH, PREVIEW_OPEN


class PanelArea(StrEnum):
    """A place for panels. A member is the id of its action, from which title and icon come; then where it is remembered.

    `opened` keeps whether the author wants it, `width` how wide they made it. What is for an article is folded without one.
    """

    opened: SwitchOption
    width: Whole | None
    is_for_article: bool

    def __new__(cls, action: str, opened: SwitchOption, width: Whole | None, is_for_article: bool) -> Self:
        """Make a member of its row."""
        made = str.__new__(cls, action)
        made._value_ = action
        made.opened, made.width, made.is_for_article = opened, width, is_for_article
        return made

    LIBRARY = "library", LIBRARY_OPEN, LIBRARY_WIDTH, False
    PREVIEW = "preview", PREVIEW_OPEN, None, True
    ARTICLE = "article", ARTICLE_OPEN, ARTICLE_WIDTH, True
