"""The fields that most articles of the section have and this one lacks."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QToolButton, QWidget

from editor.articles.front_matter.front_matter import FrontMatter
from editor.ui.common.plain_text import button_text, one_line, tooltip
from editor.ui.fields.context import FormContext, Suggestion
from editor.ui.fields.form.form_part import FormPart
from editor.ui.fields.labels import label_of
from editor.ui.fields.lists.flow_layout import FlowLayout


class UsualPart(FormPart):
    """One button for each usual field."""

    chosen = Signal(object)
    """The `Suggestion` that the author wants to add."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(self.tr("Usual in this section"), parent)
        self._buttons: list[QToolButton] = []
        self._flow = FlowLayout(self.content, spacing=4)

    def show_usual(self, front_matter: FrontMatter, context: FormContext) -> None:
        """Show what the article lacks."""
        missing = [item for item in context.missing if front_matter.key_as_written(item.key) is None]
        if context.read_only_reason or not front_matter.format:
            missing = []
        while len(self._buttons) < len(missing):
            self._add_button()
        for index, button in enumerate(self._buttons):
            button.setVisible(index < len(missing))
            if index < len(missing):
                self._show_on(button, missing[index])
        self.setVisible(bool(missing))

    def tab_stops(self) -> list[QWidget]:
        """Return the buttons in tab order."""
        return [*self._buttons]

    def _add_button(self) -> None:
        button = QToolButton(self.content)
        button.setProperty("role", "suggestion")
        button.clicked.connect(lambda: self.chosen.emit(button.property("item")))
        self._buttons.append(button)
        self._flow.addWidget(button)

    def _show_on(self, button: QToolButton, item: Suggestion) -> None:
        if button.property("item") != item:
            # Pressed for another field.
            button.setDown(False)
        name = label_of(item.key)
        button.setProperty("item", item)
        button.setText(button_text(f"+ {name}", 40))
        button.setAccessibleName(self.tr("Add {0}").format(one_line(name)))
        share = self.tr("{0}: in {1} % of this section's articles")
        button.setToolTip(tooltip(share.format(one_line(item.key), round(item.share * 100))))
