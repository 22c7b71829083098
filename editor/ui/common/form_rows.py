"""Sets the labels of a form on the baseline of their fields."""

from __future__ import annotations

from PySide6.QtWidgets import QFormLayout

_TALLEST = 48  # pixels of a field of one line; beside a taller one a label stays at the top


def align_labels(form: QFormLayout) -> None:
    """Make each label as high as its field: Qt gives it less, and its text would stand some pixels too high."""
    for row in range(form.rowCount()):
        label, field = (
            form.itemAt(row, role)
            for role in (QFormLayout.ItemRole.LabelRole, QFormLayout.ItemRole.FieldRole)
        )
        widget = label.widget() if label is not None else None
        if widget is not None and field is not None and field.sizeHint().height() <= _TALLEST:
            widget.setMinimumHeight(field.sizeHint().height())
