"""The first picture of a site that has no folder for pictures yet."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.features.preview_stage import OWN_WORLD
from tests.limits import PATIENCE


def picture(path: Path) -> Path:
    image = QImage(64, 48, QImage.Format.Format_RGB32)
    image.fill(QColor("teal"))
    assert image.save(str(path))
    return path


def paste_file(driver, path: Path) -> None:
    """Copy a file in a file manager and paste it into the writing pane."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    QApplication.clipboard().setMimeData(data)
    QTest.keyClick(driver.pane, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def widths(driver) -> list[int]:
    """The widths of the pictures in the preview; 0 for one that is not shown."""
    found: list[str] = []
    page = driver.bench.views.preview.view.page()
    page.runJavaScript(
        "JSON.stringify([...document.images].map((i) => i.naturalWidth))", OWN_WORLD, found.append
    )
    driver.qtbot.waitUntil(lambda: bool(found), timeout=PATIENCE)
    return json.loads(found[0]) if found[0] else []


def test_the_first_picture_dropped_in_a_site_without_static_is_shown(
    start, site: Path, tmp_path: Path
) -> None:
    shutil.rmtree(site / "static")
    driver = start(site / "content" / "posts" / "first.md")
    driver.qtbot.waitUntil(lambda: driver.bench.views.preview is not None, timeout=PATIENCE)
    # All is read and shown: nobody looks at the site's folders again by himself.
    driver.qtbot.waitUntil(lambda: not driver.program.tasks.busy(), timeout=PATIENCE)
    paste_file(driver, picture(tmp_path / "sea.png"))
    driver.qtbot.waitUntil(lambda: "sea.png" in driver.article.body(), timeout=PATIENCE)
    assert list((site / "static").rglob("sea.png"))
    driver.qtbot.waitUntil(lambda: widths(driver) == [64], timeout=PATIENCE)


def test_a_picture_that_another_program_brings_later_is_shown(start, site: Path) -> None:
    shutil.rmtree(site / "static")
    path = site / "content" / "posts" / "first.md"
    path.write_text("---\ntitle: First\n---\n\n![](/images/sea.png)\n", "utf-8")
    driver = start(path)
    driver.qtbot.waitUntil(lambda: driver.bench.views.preview is not None, timeout=PATIENCE)
    driver.qtbot.waitUntil(lambda: widths(driver) == [0], timeout=PATIENCE)
    (site / "static" / "images").mkdir(parents=True)
    picture(site / "static" / "images" / "sea.png")
    # The author comes back to the window, and writes on.
    driver.pane.setFocus()
    QTest.keyClicks(driver.pane, "more ")
    driver.qtbot.waitUntil(lambda: widths(driver) == [64], timeout=PATIENCE)
