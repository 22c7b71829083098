"""Several articles in one window: every view tells of the one in front, and nothing of it outlives a change of article."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QWidget

from tests.limits import PATIENCE

CTRL = Qt.KeyboardModifier.ControlModifier
BODY = "Text of {0}.\n"
HEADERS = {
    "yaml": "---\ntitle: {0}\ndescription: {1}\nweight: {2}\ndraft: false\n---\n",
    "toml": "+++\ntitle = '{0}'\ndescription = '{1}'\nweight = {2}\ndraft = false\n+++\n",
    "json": '{{\n  "title": "{0}",\n  "description": "{1}",\n  "weight": {2},\n  "draft": false\n}}\n',
}
FORMATS = list(HEADERS)


def article(site: Path, name: str, header: str) -> Path:
    path = site / "content" / "posts" / f"{name}.md"
    path.write_text(header + BODY.format(name), "utf-8")
    return path


def pair(site: Path, form: str) -> tuple[Path, Path]:
    """Two articles with the same keys and other values."""
    return (
        article(site, "one", HEADERS[form].format("One", "About one", 1)),
        article(site, "two", HEADERS[form].format("Two", "About two", 2)),
    )


def shown(driver, *path: str | int) -> str:
    """What the form shows under a key."""
    row = driver.bench.views.form.form.row(path)
    assert row is not None, path
    return row.editor.inputs()[0].text()


def come_to(driver, *path: str | int) -> QWidget:
    """Put the cursor into a field, as a click on its label does."""
    driver.window.activateWindow()
    driver.qtbot.waitUntil(driver.window.isActiveWindow, timeout=PATIENCE)
    row = driver.bench.views.form.form.row(path)
    assert row is not None, path
    QTest.mouseClick(row.label, Qt.MouseButton.LeftButton)
    widget = QApplication.focusWidget()
    assert widget is not None and row.isAncestorOf(widget)
    return widget


def write_over(driver, text: str, *path: str | int) -> QWidget:
    """Type another text over a field's."""
    field = come_to(driver, *path)
    QTest.keyClick(field, Qt.Key.Key_A, CTRL)
    QTest.keyClicks(field, text)
    return field


def next_tab(driver) -> None:
    with driver.qtbot.waitSignal(driver.open_articles.front_changed, timeout=PATIENCE):
        QTest.keyClick(QApplication.focusWidget() or driver.window, Qt.Key.Key_Tab, CTRL)


@pytest.mark.parametrize("form", FORMATS)
def test_a_title_typed_and_saved_is_there_when_the_author_comes_back(start, site: Path, form: str) -> None:
    one, two = pair(site, form)
    driver = start(one)
    driver.open(two)
    driver.open(one)
    write_over(driver, "My new title", "title")
    driver.save()
    written = one.read_bytes()
    assert b"My new title" in written
    next_tab(driver)
    assert shown(driver, "title") == "Two"
    next_tab(driver)
    assert shown(driver, "title") == "My new title"
    # One letter more is one letter more in the file, and nothing of the other article.
    field = come_to(driver, "title")
    QTest.keyClick(field, Qt.Key.Key_End, CTRL)
    QTest.keyClicks(field, "!")
    driver.save()
    assert one.read_bytes() == written.replace(b"My new title", b"My new title!")


@pytest.mark.parametrize("form", FORMATS)
def test_undo_and_redo_show_in_the_field_what_the_text_holds(start, site: Path, form: str) -> None:
    one, _two = pair(site, form)
    driver = start(one)
    for key, typed in (("title", "Other"), ("description", "Another"), ("weight", "77")):
        before = shown(driver, key)
        field = write_over(driver, typed, key)
        for _turn in range(2):
            QTest.keyClick(field, Qt.Key.Key_Z, CTRL)
            assert shown(driver, key) == before
            assert str(driver.article.front_matter().get(key)) == before
            QTest.keyClick(field, Qt.Key.Key_Z, CTRL | Qt.KeyboardModifier.ShiftModifier)
            assert shown(driver, key) == typed
            assert str(driver.article.front_matter().get(key)) == typed


@pytest.mark.parametrize(
    ("header", "empty"),
    [
        ("---\ntitle: {0}\ndescription: {1}\nweight: {1}\n---\n", ""),
        ('{{\n  "title": "{0}",\n  "description": {1},\n  "weight": {1}\n}}\n', "null"),
        ("+++\ntitle = '{0}'\ndescription = {1}\n+++\n", "''"),
    ],
)
def test_an_empty_key_shows_empty_beside_an_article_that_has_text_there(
    start, site: Path, header: str, empty: str
) -> None:
    full = "'About one'" if "+++" in header else '"About one"'
    first = article(site, "full", header.format("Full", full))
    second = article(site, "empty", header.format("Empty", empty))
    driver = start(first)
    assert shown(driver, "description") == "About one"
    driver.open(second)
    assert shown(driver, "description") == ""
    field = come_to(driver, "description")
    QTest.keyClicks(field, "x")
    assert driver.article.front_matter().get("description") == "x"


def test_what_another_program_writes_and_takes_back_shows_in_the_field(start, site: Path) -> None:
    one, _two = pair(site, "yaml")
    driver = start(one)
    write_over(driver, "Mine", "title")
    driver.save()
    mine = one.read_bytes()
    for text, title in ((mine.replace(b"Mine", b"Theirs"), "Theirs"), (mine, "Mine")):
        with driver.qtbot.waitSignal(driver.article.reloaded, timeout=PATIENCE):
            one.write_bytes(text)
            driver.article.reread()
        assert shown(driver, "title") == title
    # Escape leads back to what stands there now, not to what once stood there.
    field = come_to(driver, "title")
    QTest.keyClicks(field, "z")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert driver.article.front_matter().get("title") == "Mine"


def test_what_is_half_typed_waits_for_its_own_article(start, site: Path) -> None:
    """A number in the making with its complaint, and the name of a field about to be added."""
    one, two = pair(site, "yaml")
    driver = start(one)
    driver.open(two)
    driver.open(one)
    write_over(driver, "1o", "weight")
    form = driver.bench.views.form
    QTest.mouseClick(form.form.add_button, Qt.MouseButton.LeftButton)
    QTest.keyClicks(form.form.add_field.name, "sub")
    complaint = form.form.row(("weight",)).notes()
    assert complaint
    next_tab(driver)
    assert shown(driver, "weight") == "2"
    assert form.form.row(("weight",)).notes() == []
    assert not form.form.add_field.isVisible()
    assert not driver.article.is_dirty()
    next_tab(driver)
    assert shown(driver, "weight") == "1o"
    assert form.form.row(("weight",)).notes() == complaint
    assert form.form.add_field.name.text() == "sub"
    assert one.read_text("utf-8").count("weight: 1") == 1


@pytest.mark.parametrize("closes", [False, True])
def test_a_picture_chosen_late_goes_into_no_other_article(
    start, site: Path, monkeypatch: pytest.MonkeyPatch, closes: bool
) -> None:
    """The file dialog is still open when another article comes in front, or its own is closed."""
    (site / "static" / "a.png").write_bytes(b"picture")
    paths = [article(site, name, f"---\ntitle: {name}\nimage: old.png\n---\n") for name in ("one", "two")]
    driver = start(paths[0])
    driver.open(paths[1])
    driver.open(paths[0])
    form = driver.bench.views.form

    def choose(*_given: object) -> tuple[str, str]:
        driver.open_articles.bring_to_front(driver.open_articles.find(paths[1]))
        if closes:
            driver.open_articles.close(driver.open_articles.find(paths[0]))
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        return str(site / "static" / "a.png"), ""

    monkeypatch.setattr(QFileDialog, "getOpenFileName", choose)
    QTest.mouseClick(form.form.row(("image",)).editor.inputs()[1], Qt.MouseButton.LeftButton)
    assert driver.article.path == paths[1]
    assert shown(driver, "image") == "old.png"
    assert not driver.article.is_dirty()


def test_scroll_groups_and_cursor_are_where_the_author_left_them(start, site: Path) -> None:
    keys = "".join(f"key{number}: text {number}\n" for number in range(40))
    group = "more:\n  a: 1\n  b: 2\n  c: 3\n  d: 4\n  e: 5\n"
    paths = [article(site, name, f"---\ntitle: {name}\n{group}{keys}---\n") for name in ("one", "two")]
    driver = start(paths[0])
    driver.open(paths[1])
    driver.open(paths[0])
    form = driver.bench.views.form
    assert form.form.row(("more", "a")) is None
    QTest.mouseClick(form.form.row(("more",)).label, Qt.MouseButton.LeftButton)
    bar = form.form.verticalScrollBar()
    driver.qtbot.waitUntil(lambda: bar.maximum() > 300, timeout=PATIENCE)
    bar.setValue(300)
    next_tab(driver)
    assert form.form.verticalScrollBar().value() == 0
    assert form.form.row(("more", "a")) is None
    next_tab(driver)
    assert form.form.verticalScrollBar().value() == 300
    assert form.form.row(("more", "a")) is not None


def test_a_notice_goes_with_its_article(start, site: Path) -> None:
    one, two = pair(site, "yaml")
    driver = start(one)
    driver.open(two)
    first = driver.open_articles.find(one)
    status = driver.window.status
    with driver.qtbot.waitSignal(first.removed_on_disk, timeout=PATIENCE):
        one.unlink()
        driver.bench.disk_changes.look_at_all()
    # Said while it is behind another one: it stays until the author has been there.
    assert "One" in status.notice() or "one.md" in status.notice()
    next_tab(driver)
    assert "no longer on disk" in status.notice()
    next_tab(driver)
    assert status.notice() == ""
    with driver.qtbot.waitSignal(driver.article.removed_on_disk, timeout=PATIENCE):
        two.unlink()
        driver.bench.disk_changes.look_at_all()
    assert "no longer on disk" in status.notice()
    driver.save()
    assert status.notice() == ""


def test_words_and_problems_counted_are_not_those_of_the_article_before(start, site: Path) -> None:
    one = article(site, "one", "---\ntitle: One\n---\n\n與**「文字」**中 and five more words here.\n\n")
    two = article(site, "two", "---\ntitle: Two\n---\n")
    driver = start(one)
    driver.open(two)
    driver.open(one)
    status = driver.window.status
    labels = {label.accessibleName(): label for label in status.findChildren(QLabel)}
    counts = labels["Words and reading time"]
    driver.qtbot.waitUntil(
        lambda: bool(counts.text()) and bool(driver.bench.problems.problems()), timeout=PATIENCE
    )
    of_one = counts.text()
    next_tab(driver)
    assert counts.text() == ""
    assert driver.bench.problems.problems() == ()
    driver.qtbot.waitUntil(lambda: bool(counts.text()), timeout=PATIENCE)
    assert counts.text() != of_one


def test_a_heading_chosen_in_mid_typing_is_where_it_stands_now(start, site: Path) -> None:
    text = "---\ntitle: One\n---\n" + "".join(f"## Part\n\ntext {number}\n\n" for number in range(3))
    driver = start(article(site, "one", text))
    driver.actions["outline"].trigger()
    outline = driver.bench.outline.list
    driver.qtbot.waitUntil(lambda: outline.isVisible() and outline.model().rowCount() == 3, timeout=PATIENCE)
    driver.pane.go_to_line(0)
    for _ in range(3):
        QTest.keyClick(driver.pane, Qt.Key.Key_Return)
    place = outline.visualRect(outline.model().index(1, 0)).center()
    QTest.mouseClick(outline.viewport(), Qt.MouseButton.LeftButton, pos=place)
    cursor = driver.pane.textCursor()
    assert cursor.block().text() == "## Part"
    assert cursor.block().previous().previous().text() == "text 0"


def test_the_outline_offers_nothing_of_the_article_before(start, site: Path) -> None:
    one = article(site, "one", "---\ntitle: One\n---\n## Of one\n")
    two = article(site, "two", "---\ntitle: Two\n---\n" + "text\n\n" * 40_000 + "## Of two\n")
    driver = start(one)
    outline = driver.bench.outline.list.model()
    driver.qtbot.waitUntil(lambda: outline.rowCount() == 1, timeout=PATIENCE)
    driver.open(two)
    shown_headings = [outline.index(row, 0).data() for row in range(outline.rowCount())]
    assert "Of one" not in shown_headings
    driver.qtbot.waitUntil(lambda: outline.rowCount() == 1, timeout=PATIENCE)
    assert outline.index(0, 0).data() == "Of two"
