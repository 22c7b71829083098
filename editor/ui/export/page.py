"""How each page of the export dialog is laid out."""

from __future__ import annotations

from PySide6.QtWidgets import QDialogButtonBox, QPushButton, QVBoxLayout, QWidget

ROLE = QDialogButtonBox.ButtonRole


def lay_out(page: QWidget, content: QVBoxLayout, *buttons: tuple[QPushButton, ROLE]) -> None:
    """Put the content above the buttons, these in the order that the platform gives to their roles."""
    box = QDialogButtonBox(page)
    for button, role in buttons:
        box.addButton(button, role)
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(16)
    column.addLayout(content, 1)
    column.addWidget(box)
