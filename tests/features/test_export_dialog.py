"""The export dialog by clicks and keys: formats, folder, drafts, replacing, stopping, problems."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QFont
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QStackedWidget, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from editor.export.formats import Format
from editor.settings.options import EXPORT_FOLDER
from editor.settings.store import SettingsStore
from editor.site.site import Site
from editor.ui.common.palette import Palette
from editor.ui.common.tasks import Tasks
from editor.ui.documents.open_articles import OpenArticles
from editor.ui.export.dialog import ExportDialog
from tests.dialogs import press, shown_dialog
from tests.limits import LONG, PATIENCE

"""Milliseconds until a step that waits for worker processes counts as stuck."""

Opener = Callable[..., ExportDialog]


@pytest.fixture
def open_dialog(qapp, qtbot: QtBot, tmp_path: Path) -> Iterator[Opener]:
    """Open the dialog for an article, as the window does."""
    parent = QWidget()
    palette, tasks = Palette("light"), Tasks(parent)
    settings = SettingsStore(tmp_path / "settings.json")
    open_articles = OpenArticles(QTabBar(parent), QStackedWidget(parent), palette, tasks, QFont(), parent)
    program = SimpleNamespace(palette=palette, tasks=tasks, settings=settings, open_articles=open_articles)
    dialogs: list[ExportDialog] = []

    settings.set(EXPORT_FOLDER, str(tmp_path / "elsewhere"))

    def run(path: Path, *, folder: bool = True) -> ExportDialog:
        dialog = ExportDialog(Site.find(path), path, program, parent)
        dialog.open()
        if folder:
            dialog.choices.folder.setText(str(tmp_path / "out"))
        dialogs.append(dialog)
        return dialog

    yield run
    for dialog in dialogs:
        if dialog.run.is_running():
            with qtbot.waitSignal(dialog.run.ended, timeout=LONG):
                dialog.run.cancel()
        dialog.done(0)
    assert tasks.shut_down(PATIENCE)
    parent.deleteLater()


def export(qtbot: QtBot, dialog: ExportDialog, form: str, scope: int = 0) -> None:
    dialog.choices.format.setCurrentIndex(dialog.choices.format.findData(form))
    dialog.choices.scope.setCurrentIndex(scope)
    with qtbot.waitSignal(dialog.run.ended, timeout=LONG):
        qtbot.mouseClick(dialog.export_button, Qt.MouseButton.LeftButton)


def problems(dialog: ExportDialog) -> list[str]:
    return [
        dialog.result_page.problems.item(row).text() for row in range(dialog.result_page.problems.count())
    ]


def test_every_format_is_offered_by_its_label(open_dialog: Opener, site: Path) -> None:
    box = open_dialog(site / "content" / "posts" / "first.md").choices.format
    offered = [(box.itemText(row), box.itemData(row)) for row in range(box.count())]
    assert offered == [(form.label, form.value) for form in Format]


def test_one_article_as_html(qtbot, open_dialog: Opener, site: Path, tmp_path: Path) -> None:
    dialog = open_dialog(site / "content" / "posts" / "first.md")
    export(qtbot, dialog, "html")
    assert "第一段文字" in (tmp_path / "out" / "first.html").read_text("utf-8")
    assert dialog.result_page.summary.text() == "1 article was written."
    assert problems(dialog) == []


def test_one_article_as_pdf_with_the_windows_own_engine(
    qtbot, open_dialog: Opener, site: Path, tmp_path: Path
) -> None:
    if shutil.which("pdftotext") is None:
        pytest.skip("no pdftotext: install poppler-utils")
    dialog = open_dialog(site / "content" / "posts" / "first.md")
    export(qtbot, dialog, "pdf")
    assert problems(dialog) == []
    text = subprocess.run(
        ["pdftotext", str(tmp_path / "out" / "first.pdf"), "-"], capture_output=True, check=True
    )
    assert "第一段文字" in text.stdout.decode()


def test_a_bundle_is_named_after_its_folder(qtbot, open_dialog: Opener, site: Path, tmp_path: Path) -> None:
    trip = site / "content" / "posts" / "trip"
    trip.mkdir()
    (trip / "index.md").write_text("---\ntitle: Trip\n---\n\nText.\n")
    dialog = open_dialog(trip / "index.md")
    export(qtbot, dialog, "epub")
    assert zipfile.ZipFile(io.BytesIO((tmp_path / "out" / "trip.epub").read_bytes())).testzip() is None


def test_a_section_leaves_drafts_out_unless_asked(
    qtbot, open_dialog: Opener, site: Path, tmp_path: Path
) -> None:
    (site / "content" / "posts" / "later.md").write_text("---\ntitle: Later\ndraft: true\n---\n\nText.\n")
    dialog = open_dialog(site / "content" / "posts" / "first.md")
    export(qtbot, dialog, "html", scope=1)
    assert (tmp_path / "out" / "first.html").exists()
    assert not (tmp_path / "out" / "later.html").exists()
    assert "1 draft was left out." in dialog.result_page.summary.text()

    second = open_dialog(site / "content" / "posts" / "first.md")
    second.choices.scope.setCurrentIndex(1)
    second.choices.drafts.setFocus()
    qtbot.keyClick(second.choices.drafts, Qt.Key.Key_Space)
    export(qtbot, second, "html", scope=1)
    assert (tmp_path / "out" / "later.html").exists()


def test_what_is_there_already_is_kept_until_the_author_agrees(
    qtbot, open_dialog: Opener, site: Path, tmp_path: Path
) -> None:
    target = tmp_path / "out" / "first.html"
    target.parent.mkdir()
    target.write_text("mine")
    dialog = open_dialog(site / "content" / "posts" / "first.md")
    export(qtbot, dialog, "html")
    assert target.read_text() == "mine"
    assert "1 file was there already and was kept." in dialog.result_page.summary.text()
    assert dialog.result_page.replace_button.isVisible()
    with qtbot.waitSignal(dialog.run.ended, timeout=LONG):
        qtbot.mouseClick(dialog.result_page.replace_button, Qt.MouseButton.LeftButton)
    assert "第一段文字" in target.read_text("utf-8")
    assert not dialog.result_page.replace_button.isVisible()


def test_an_article_that_cannot_be_exported_is_named_and_the_rest_goes_on(
    qtbot, open_dialog: Opener, site: Path, tmp_path: Path
) -> None:
    (site / "content" / "posts" / "broken.md").write_text("---\ntitle: a: b\n---\n\nText.\n")
    dialog = open_dialog(site / "content" / "posts" / "first.md")
    export(qtbot, dialog, "docx", scope=1)
    assert (tmp_path / "out" / "first.docx").exists()
    assert not (tmp_path / "out" / "broken.docx").exists()
    [problem] = problems(dialog)
    assert problem.startswith("posts/broken.md: ")
    assert "line 2" in problem


def test_stopping_ends_the_export_and_says_so(qtbot, open_dialog: Opener, site: Path, tmp_path: Path) -> None:
    for number in range(300):
        (site / "content" / "posts" / f"p{number:03}.md").write_text(f"---\ntitle: P{number}\n---\n\n文字\n")
    dialog = open_dialog(site / "content" / "posts" / "first.md")
    dialog.choices.scope.setCurrentIndex(1)
    dialog.choices.format.setCurrentIndex(dialog.choices.format.findData("docx"))
    with qtbot.waitSignal(dialog.run.outcome, timeout=LONG):
        qtbot.mouseClick(dialog.export_button, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(dialog.run.ended, timeout=LONG):
        qtbot.mouseClick(dialog.stop_button, Qt.MouseButton.LeftButton)
    written = list((tmp_path / "out").glob("*.docx"))
    assert 0 < len(written) < 300
    assert dialog.result_page.summary.text().startswith("The export was stopped.")
    assert not [path for path in (tmp_path / "out").iterdir() if path.name.startswith(".")]


def test_escape_during_an_export_stops_it_before_the_dialog_closes(
    qtbot, open_dialog: Opener, site: Path
) -> None:
    for number in range(300):
        (site / "content" / "posts" / f"p{number:03}.md").write_text(f"---\ntitle: P{number}\n---\n\n文字\n")
    dialog = open_dialog(site / "content" / "posts" / "first.md")
    dialog.choices.scope.setCurrentIndex(1)
    with qtbot.waitSignal(dialog.run.outcome, timeout=LONG):
        qtbot.mouseClick(dialog.export_button, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(dialog.run.ended, timeout=LONG):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_the_folder_opens_at_the_end(qtbot, open_dialog: Opener, site: Path, tmp_path: Path) -> None:
    opened: list[QUrl] = []

    class Opened(QWidget):
        @Slot(QUrl)
        def take(self, url: QUrl) -> None:
            opened.append(url)

    receiver = Opened()
    QDesktopServices.setUrlHandler("file", receiver, "take")
    try:
        dialog = open_dialog(site / "content" / "posts" / "first.md")
        export(qtbot, dialog, "md")
        qtbot.mouseClick(dialog.result_page.open_button, Qt.MouseButton.LeftButton)
        assert opened == [QUrl.fromLocalFile(str(tmp_path / "out"))]
    finally:
        QDesktopServices.unsetUrlHandler("file")
    assert (tmp_path / "out" / "first" / "index.md").read_bytes() == (
        site / "content/posts/first.md"
    ).read_bytes()


def test_the_choices_are_remembered(qtbot, open_dialog: Opener, site: Path, tmp_path: Path) -> None:
    path = site / "content" / "posts" / "first.md"
    export(qtbot, open_dialog(path), "epub")
    again = open_dialog(path, folder=False)
    assert again.choices.format.currentData() == "epub"
    assert again.choices.folder.text() == str(tmp_path / "out")


def test_from_the_windows_menu_as_html_and_pdf(
    qtbot, start, site: Path, article_path: Path, tmp_path: Path
) -> None:
    driver = start(site)
    driver.open(article_path)
    body = article_path.read_text("utf-8").split("---", 2)[2]
    sentence = next(line for line in body.splitlines() if len(line) > 4 and line[0] not in ">#-*![")[:12]
    for form in ("html", "pdf"):
        driver.actions["export"].trigger()
        [dialog] = [d for d in driver.window.findChildren(ExportDialog) if d.isVisible()]
        dialog.choices.folder.setText(str(tmp_path / "out"))
        export(qtbot, dialog, form)
        assert problems(dialog) == []
        qtbot.mouseClick(dialog.result_page.close_button, Qt.MouseButton.LeftButton)
    assert sentence in (tmp_path / "out" / f"{article_path.stem}.html").read_text("utf-8")
    if shutil.which("pdftotext") is None:
        pytest.skip("no pdftotext: install poppler-utils")
    command = ["pdftotext", str(tmp_path / "out" / f"{article_path.stem}.pdf"), "-"]
    assert sentence in subprocess.run(command, capture_output=True, check=True).stdout.decode()


def test_a_failed_save_ends_the_export_and_opens_none_later(start, article_path: Path) -> None:
    driver = start(article_path)
    article = driver.open_articles.front()
    QTest.keyClicks(driver.pane, "more ")
    aside = article_path.with_suffix(".aside")
    article_path.rename(aside)
    article_path.mkdir()
    driver.actions["export"].trigger()
    dialog = shown_dialog(driver.qtbot, driver.window, ExportDialog)
    with driver.qtbot.waitSignals([article.save_failed, dialog.rejected], timeout=PATIENCE):
        press(dialog, "Save and Export")
    article_path.rmdir()
    aside.rename(article_path)
    with driver.qtbot.waitSignal(article.saved, timeout=PATIENCE):
        article.save()
    assert not any(one.isVisible() for one in driver.window.findChildren(ExportDialog))


def test_what_another_program_wrote_meanwhile_is_merged_saved_and_exported(
    start, article_path: Path, tmp_path: Path
) -> None:
    driver = start(article_path)
    QTest.keyClicks(driver.pane, "mineword ")
    driver.actions["export"].trigger()
    dialog = shown_dialog(driver.qtbot, driver.window, ExportDialog)
    dialog.choices.folder.setText(str(tmp_path / "out"))
    article_path.write_text(article_path.read_text("utf-8") + "\ntheirs at the end\n", "utf-8")
    with driver.qtbot.waitSignal(dialog.run.ended, timeout=LONG):
        press(dialog, "Save and Export")
    assert not driver.article.is_dirty()
    written = (tmp_path / "out" / f"{article_path.stem}.html").read_text("utf-8")
    assert "mineword" in written and "theirs at the end" in written
    press(dialog, "Close")
