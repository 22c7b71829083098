"""A yes or no as a switch on the label's line."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from editor.ui.common.palette import Palette
from editor.ui.fields.field import Edits, FieldEditor, Note
from editor.ui.fields.spec import FieldSpec


class ToggleSwitch(QAbstractButton):
    """A sliding switch; Space and Enter turn it."""

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._palette = palette
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        return QSize(40, 24)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        on = self.isChecked()
        track = QRectF(4, 4, 32, 16)
        colour = self._palette.colour
        painter.setPen(Qt.PenStyle.NoPen if on else QPen(colour("ink_faint"), 1))
        painter.setBrush(colour("accent") if on else colour("paper"))
        painter.setOpacity(1.0 if self.isEnabled() else 0.5)
        painter.drawRoundedRect(track.adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour("accent_ink") if on else colour("ink_faint"))
        left = track.right() - 14 if on else track.left() + 4
        painter.drawEllipse(QRectF(left, track.top() + (3 if on else 4), 10 if on else 8, 10 if on else 8))
        if self.hasFocus():
            painter.setPen(QPen(colour("accent"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(track.adjusted(-2.5, -2.5, 2.5, 2.5), 10, 10)


class YesNoField(FieldEditor):
    """A switch; turning it is one edit."""

    stands_beside_label = True

    def __init__(
        self, spec: FieldSpec, edits: Edits, palette: Palette, parent: QWidget | None = None
    ) -> None:
        super().__init__(spec, edits, palette, parent)
        self.switch = ToggleSwitch(palette, self)
        self.switch.clicked.connect(self._turned)
        self.setFocusProxy(self.switch)
        self.show_spec(spec)

    def show_spec(self, spec: FieldSpec) -> None:
        """Show yes or no; a written "true" counts as Hugo counts it."""
        super().show_spec(spec)
        self.switch.setChecked(is_yes(spec.value))
        self.switch.setEnabled(not spec.locked)

    def beside_label(self) -> QWidget | None:
        """The switch itself."""
        return self.switch

    def inputs(self) -> list[QWidget]:
        """The switch."""
        return [self.switch]

    def notes(self) -> list[Note]:
        """The refusal, if any."""
        return self.error_notes()

    def label_clicked(self) -> None:
        """Turn the switch, as clicking a check box's label does."""
        self.switch.click()

    def refresh_colours(self) -> None:
        """Paint the switch anew."""
        self.switch.update()

    def _turned(self, on: bool) -> None:
        if not self.send(on):
            self.switch.setChecked(not on)


def is_yes(value: object) -> bool:
    """Return a value as Hugo casts it to a truth value: `true`, a non-zero number, or Go's words for true."""
    if isinstance(value, str):
        # strconv.ParseBool
        return value in ("1", "t", "T", "TRUE", "true", "True")
    return bool(value) if isinstance(value, bool | int | float) else False
