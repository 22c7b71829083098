"""Renders the program's icon, resources/icons/inkstone.svg, as the PNG sizes that desktops ask for.

``python packaging/icons.py DIRECTORY`` writes ``DIRECTORY/hicolor/NxN/apps/inkstone.png``, 16 to 512 pixels.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
SOURCE = Path(__file__).resolve().parent.parent / "resources" / "icons" / "inkstone.svg"


def render(source: Path, size: int) -> QImage:
    """Return the drawing as a square image of so many pixels, transparent around it."""
    image = QImage(size, size, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    QSvgRenderer(str(source)).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return image


def main(arguments: Sequence[str]) -> int:
    """Write all sizes below the folder named on the command line; returns the exit status."""
    if len(arguments) != 1:
        print("usage: icons.py DIRECTORY", file=sys.stderr)
        return 2
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QGuiApplication([])
    for size in SIZES:
        target = Path(arguments[0]) / "hicolor" / f"{size}x{size}" / "apps" / "inkstone.png"
        target.parent.mkdir(parents=True, exist_ok=True)
        if not render(SOURCE, size).save(str(target)):
            print(f"icons.py: cannot write {target}", file=sys.stderr)
            return 1
        print(target)
    del application
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
