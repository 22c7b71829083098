"""The line above the article's page: what the page lacks, and why."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from editor.ui.common.palette import Palette
from editor.ui.preview.note import PreviewNote

_LONGEST_ADDRESS = 200
_LONGEST_NAME = 100


class ArticleNote(PreviewNote):
    """Says one thing at a time, until the next article or until it holds no longer."""

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(palette, parent)
        self._failure = ""

    def tell_failure(self, sentence: str) -> None:
        """Say why the page could not be made."""
        self._failure = sentence
        self.show_text(sentence)

    def forget_failure(self) -> None:
        """Say it no longer: the page is there."""
        if self._failure and self.text == self._failure:
            self.clear()
        self._failure = ""

    def tell_remote(self, count: int) -> None:
        """Say how many pictures from the web are not loaded, and offer to load them."""
        if count:
            text = self.tr("Pictures from the web that are not loaded: {0}").format(count)
            self.show_text(text, self.tr("Load them for this site"))
        elif self.offers_action:
            self.clear()

    def tell_no_place(self, name: str) -> None:
        """Say that a link leads to no place of the article."""
        self.show_text(self.tr("This article has no heading or note “{}”.").format(name))

    def tell_refused(self, address: str) -> None:
        """Say that a link is not opened."""
        text = self.tr("This link is not opened from the preview: {}")
        self.show_text(text.format(address[:_LONGEST_ADDRESS]))

    def tell_costly(self, path: str) -> None:
        """Say that a picture is left out."""
        text = self.tr("Left out, since drawing it would keep the preview busy: {}")
        self.show_text(text.format(path.rpartition("/")[2][:_LONGEST_NAME]))
