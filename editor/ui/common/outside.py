"""Opens links and folders with the programs of the desktop: the one place that asks for them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

_HARMLESS = ("http", "https", "mailto")


def open_link(address: QUrl | str) -> None:
    """Open a link in the browser or mail program; only the kinds that cannot start anything else."""
    url = QUrl(address)
    if url.scheme().lower() in _HARMLESS:
        QDesktopServices.openUrl(url)


def open_any_link(address: str) -> None:
    """Open a link with whatever program the desktop has for it; the author was asked about this very one."""
    QDesktopServices.openUrl(QUrl(address))


def open_folder(folder: Path) -> None:
    """Show a folder in the desktop's own file manager."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
