"""An image reference with a picker, dropping of files, and a thumbnail of what it means."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QToolButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from editor.ui.common.palette import Palette
from editor.ui.fields.field import Edits, Note, TypedField
from editor.ui.fields.inputs import TextInput
from editor.ui.fields.kinds.thumbnail import Thumbnail
from editor.ui.fields.spec import FieldSpec

_SUFFIXES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".avif", ".svg", ".bmp", ".tif", ".tiff")


class ImageField(TypedField):
    """A reference as Hugo resolves it; says when there is no such file."""

    def __init__(
        self, spec: FieldSpec, edits: Edits, palette: Palette, parent: QWidget | None = None
    ) -> None:
        super().__init__(spec, edits, palette, parent)
        self._there: bool | None = None
        text = TextInput(self)
        text.setInputMethodHints(Qt.InputMethodHint.ImhNoAutoUppercase)
        self.attach(text)
        self._pick = QToolButton(self)
        self._pick.setObjectName("pickImage")
        self._pick.setToolTip(self.tr("Choose an image file"))
        self._pick.clicked.connect(self._choose)
        self.thumbnail = Thumbnail(palette, edits.tasks, self)
        self.thumbnail.found.connect(self._found)
        line = QHBoxLayout()
        line.setSpacing(4)
        line.addWidget(text, 1)
        line.addWidget(self._pick, 0, Qt.AlignmentFlag.AlignTop)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(line)
        layout.addWidget(self.thumbnail)
        self.setAcceptDrops(True)
        self.refresh_colours()
        self.show_spec(spec)

    def show_spec(self, spec: FieldSpec) -> None:
        """Show the reference and look its file up."""
        super().show_spec(spec)
        self._pick.setEnabled(not spec.locked)
        context = spec.context
        if not self.thumbnail.show_source(self.text_of(spec), context.find_image, context.image_folder):
            self._there = None

    def can_show(self, spec: FieldSpec) -> bool:
        """A reference goes on as such while it is typed."""
        return spec.value is None or isinstance(spec.value, str)

    def inputs(self) -> list[QWidget]:
        """The reference and the picker."""
        return [self.input, self._pick]

    def set_accessible_name(self, name: str) -> None:
        """Name all three."""
        self.input.setAccessibleName(name)
        self._pick.setAccessibleName(self.tr("Choose {0}").format(name))
        self.thumbnail.setAccessibleName(self.tr("Thumbnail of {0}").format(name))

    def notes(self) -> list[Note]:
        """The refusal; that the file is missing."""
        notes = self.error_notes()
        if self._there is False and self.input.text() == self.text_of(self.spec):
            notes.append(Note(self.tr("Hugo finds no such image for this article."), "warn"))
        return notes

    def refresh_colours(self) -> None:
        """Take the icon in the palette's colour."""
        self._pick.setIcon(self.window_palette.icon("image"))

    def use_file(self, path: Path) -> bool:
        """Write the reference to a picked or dropped file; says so where there is none."""
        reference = self.spec.context.reference_image(path)
        if reference is None:
            self.set_error(self.tr('"{0}" lies outside what this article can refer to.').format(path.name))
            return False
        self.use(reference)
        return True

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if not self.spec.locked and _first_image(event.mimeData().urls()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = _first_image(event.mimeData().urls())
        if path is not None:
            event.acceptProposedAction()
            self.use_file(path)

    def _choose(self) -> None:
        context = self.spec.context
        filters = self.tr("Images ({0})").format(" ".join(f"*{suffix}" for suffix in _SUFFIXES))
        folder = str(context.image_folder or Path.home())
        chosen, _ = QFileDialog.getOpenFileName(self, self.tr("Choose an image"), folder, filters)
        # The article may be closed meanwhile, or the field gone from it.
        if chosen and isValid(self):
            self.use_file(Path(chosen))

    def _found(self, there: bool) -> None:
        self._there = there
        self.noted.emit()


def _first_image(urls: list[QUrl]) -> Path | None:
    paths = (Path(url.toLocalFile()) for url in urls if url.isLocalFile())
    return next((path for path in paths if path.suffix.lower() in _SUFFIXES), None)
