"""Help: what the program is, and the list of shortcuts."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QGridLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from editor import __version__
from editor.resources import resource_path
from editor.ui.common.plain_text import PlainLabel, message_box


def show_about(window: QWidget) -> None:
    """Say what the program is, its version and licence."""
    more = _tr(
        "An editor for people who publish with Hugo.\n\n"
        "Files stay yours: nothing is rewritten that you did not edit.\n\n"
        "MIT licence. Icons by Lucide (ISC licence)."
    )
    box = message_box(window, _tr("About Inkstone"), f"Inkstone {__version__}", more)
    box.setIconPixmap(QIcon(str(resource_path("icons/inkstone.svg"))).pixmap(QSize(64, 64)))
    box.open()


def show_shortcuts(window: QWidget, shortcuts: Sequence[tuple[str, str, str]]) -> None:
    """List menu, action and keys."""
    dialog = QDialog(window)
    dialog.setWindowTitle(_tr("Keyboard Shortcuts"))
    grid = QGridLayout()
    grid.setHorizontalSpacing(32)
    grid.setVerticalSpacing(4)
    last = ""
    for menu, text, keys in shortcuts:
        if menu != last:
            last = menu
            heading = PlainLabel(menu)
            font = heading.font()
            font.setBold(True)
            heading.setFont(font)
            heading.setContentsMargins(0, 12 if grid.rowCount() > 1 else 0, 0, 4)
            grid.addWidget(heading, grid.rowCount(), 0, 1, 2)
        row = grid.rowCount()
        grid.addWidget(PlainLabel(text), row, 0)
        grid.addWidget(PlainLabel(keys), row, 1, Qt.AlignmentFlag.AlignRight)
    inner = QWidget()
    inner.setLayout(grid)
    area = QScrollArea()
    area.setWidget(inner)
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
    buttons.rejected.connect(dialog.reject)
    box = QVBoxLayout(dialog)
    box.setContentsMargins(24, 24, 24, 16)
    box.addWidget(area)
    box.addWidget(buttons)
    dialog.resize(460, 560)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()


def _tr(text: str) -> str:
    return QCoreApplication.translate("Help", text)
