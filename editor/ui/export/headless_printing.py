"""The PDF printer for the command line: Qt without a screen, started when the first page comes."""

from __future__ import annotations

import os

from PySide6.QtGui import QGuiApplication

from editor.export.batch import PrintError
from editor.ui.common.pdf_printer import PdfError, PdfPrinter
from editor.ui.common.web_engine import prepare_engine


class HeadlessPrinter:
    """Owns a Qt application and prints pages in it, one call after the other."""

    def __init__(self) -> None:
        # A page is never shown: no display is needed, and none is asked for.
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        prepare_engine(headless=True)
        self._application = QGuiApplication.instance() or QGuiApplication(["inkstone"])
        self._printer = PdfPrinter()

    def print_page(self, html: bytes) -> bytes:
        """Return a page as PDF; raises PrintError."""
        try:
            return self._printer.print_and_wait(html)
        except PdfError as error:
            raise PrintError(str(error)) from error

    def close(self) -> None:
        """Let go of the web engine in the order that Qt asks for."""
        self._printer.close()
