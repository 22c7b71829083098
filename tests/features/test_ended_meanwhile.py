"""Articles, dialogs, panels and the window end while work for them is still under way."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QMessageBox
from shiboken6 import isValid

from editor.articles.storage.versions import versions
from editor.settings.trust import SiteTrust
from editor.site.identity import identity_of
from editor.ui.versions.history import VersionHistory
from tests.limits import PATIENCE
from tests.publish.hugo_sites import PLAIN, make_site


def close_and_save(driver, monkeypatch: pytest.MonkeyPatch):
    """Close the article in front with the answer “Save”; the save is under way afterwards."""
    article = driver.article
    monkeypatch.setattr(QMessageBox, "question", lambda *_args, **_kw: QMessageBox.StandardButton.Save)
    driver.actions["close_tab"].trigger()
    assert article.is_saving()
    return article


def let_it_end(driver, gate: threading.Event, article) -> None:
    """Let the save end, and all that it brings about."""
    gate.set()
    driver.qtbot.waitUntil(lambda: not article.is_saving(), timeout=PATIENCE)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.mark.parametrize("asking", ["close_tab", "quit"])
def test_a_closing_save_ends_while_something_is_asked(
    start, article_path: Path, gate: threading.Event, monkeypatch: pytest.MonkeyPatch, asking: str
) -> None:
    driver = start(article_path)
    QTest.keyClicks(driver.pane, "typed ")
    article = close_and_save(driver, monkeypatch)
    agreed: list[str] = []
    driver.bench.saving.quit_agreed.connect(lambda: agreed.append("quit"))

    def think(*_args: object, **_kw: object) -> QMessageBox.StandardButton:
        let_it_end(driver, gate, article)
        return QMessageBox.StandardButton.Discard

    monkeypatch.setattr(QMessageBox, "question", think)
    driver.actions[asking].trigger()
    driver.qtbot.waitUntil(
        lambda: bool(agreed) if asking == "quit" else not driver.open_articles.articles(), timeout=PATIENCE
    )
    assert "typed " in article_path.read_text("utf-8")


def test_a_closing_save_ends_while_another_name_is_asked_for(
    start, article_path: Path, gate: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    driver = start(article_path)
    QTest.keyClicks(driver.pane, "typed ")
    article = close_and_save(driver, monkeypatch)
    other = article_path.with_name("other.md")

    def think(*_args: object, **_kw: object) -> tuple[str, str]:
        let_it_end(driver, gate, article)
        return str(other), ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", think)
    driver.actions["save_as"].trigger()
    driver.qtbot.waitUntil(lambda: not driver.open_articles.articles(), timeout=PATIENCE)
    assert "typed " in article_path.read_text("utf-8")
    assert other.read_bytes() == article_path.read_bytes()


def test_a_closing_save_ends_while_its_versions_are_looked_at(
    start, article_path: Path, gate: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    driver = start(article_path)
    for letter in "ab":
        QTest.keyClicks(driver.pane, letter)
        gate.set()
        with driver.qtbot.waitSignal(driver.bench.kept.versions.kept, timeout=PATIENCE):
            driver.save()
        gate.clear()
    QTest.keyClicks(driver.pane, "typed ")
    article = close_and_save(driver, monkeypatch)
    driver.actions["versions"].trigger()
    [dialog] = driver.window.findChildren(VersionHistory)
    driver.qtbot.waitUntil(lambda: bool(dialog.view.toPlainText()), timeout=PATIENCE)
    let_it_end(driver, gate, article)
    with driver.qtbot.waitSignal(dialog.shown, timeout=PATIENCE):
        dialog.version_button.click()
    assert driver.article is article and article.is_dirty()


def test_all_that_is_discarded_at_leaving_is_kept(start, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    posts = site / "content" / "posts"
    paths = [posts / f"{name}.md" for name in "abc"]
    for path in paths:
        path.write_text("---\ntitle: a\n---\ntext\n")
    driver = start(paths[0])
    for path in paths:
        if path != paths[0]:
            driver.open(path)
        QTest.keyClicks(driver.pane, "given up ")
    monkeypatch.setattr(QMessageBox, "question", lambda *_args, **_kw: QMessageBox.StandardButton.Discard)
    driver.actions["quit"].trigger()
    # As after the event loop: nothing is delivered any more.
    assert driver.program.tasks.shut_down(PATIENCE)
    for path in paths:
        found = versions(driver.bench.kept.versions.store, path)
        assert any("given up " in version.read().decode() for version in found), path.name


def test_the_window_closes_while_an_article_is_opened(
    start, article_path: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    driver = start(article_path)
    driver.qtbot.waitUntil(lambda: driver.bench.views.preview is not None, timeout=PATIENCE)
    driver.open_articles.open(site / "content" / "posts" / "first.md")
    driver.actions["quit"].trigger()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    driver.qtbot.waitUntil(lambda: not driver.program.tasks.busy(), timeout=PATIENCE)
    assert len(driver.open_articles.articles()) == 1


def test_a_picture_goes_into_no_other_article_than_it_was_chosen_for(
    start, article_path: Path, site: Path, gate: threading.Event, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = site / "content" / "posts" / "other.md"
    other.write_text("---\ntitle: b\n---\ntext\n")
    picture = site / "static" / "a.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n")
    driver = start(other)
    driver.open(article_path)
    QTest.keyClicks(driver.pane, "typed ")
    article = close_and_save(driver, monkeypatch)

    def think(*_args: object, **_kw: object) -> tuple[str, str]:
        let_it_end(driver, gate, article)
        return str(picture), ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", think)
    driver.actions["image"].trigger()
    assert driver.article.path == other
    assert driver.article.body() == "text\n"


@pytest.mark.hugo
def test_an_article_is_closed_while_the_theme_waits(start, tmp_path: Path, hugo: str) -> None:
    """Hugo has to be started anew, out of sight, for an article that is open no more."""
    root = make_site(tmp_path / "theme", PLAIN)
    driver = start(root / "content" / "posts" / "a.md")
    driver.open(root / "content" / "notes" / "deep" / "c.md")
    tabs = driver.bench.views.preview_tabs
    # The author was asked before.
    SiteTrust(driver.program.settings).trust(identity_of(root))
    tabs.show_theme()
    preview = tabs.theme_preview
    with driver.qtbot.waitSignal(preview.page_shown, timeout=PATIENCE):
        pass
    tabs.show_theme(False)
    article = driver.article
    driver.actions["close_tab"].trigger()
    driver.qtbot.waitUntil(lambda: not isValid(article), timeout=PATIENCE)
    config = root / "hugo.toml"
    config.write_text(config.read_text("utf-8").replace("Plain", "Another name"), "utf-8")
    # pytest-qt fails the test for an exception in a slot.
    driver.qtbot.waitUntil(lambda: not preview.is_running, timeout=PATIENCE)
    with driver.qtbot.waitSignal(preview.page_shown, timeout=PATIENCE):
        tabs.show_theme()
