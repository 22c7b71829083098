"""Text from articles and sites is plain everywhere in the window, bounded, and says what it is."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QListView,
    QMenu,
    QToolTip,
    QWidget,
)

from editor.ui.app.new_article_dialog import NewArticleDialog
from editor.ui.common.plain_text import button_text, one_line, several_lines, tooltip
from editor.ui.documents.conflict_dialog import ConflictDialog
from editor.ui.versions.history import VersionHistory
from editor.ui.window.panel_areas import PanelArea
from tests.limits import PATIENCE
from tests.shown_texts import Shown, read_as_html, shown_texts

LONG = 100_000
MOST_SHOWN = 4500
WIDEST = 1600
HOSTILE = {
    "picture": "<img src=x onerror=a>PICTURE",
    "bold": "<b>BOLD</b>",
    "entity": "&amp;ENTITY",
    "key": "&KEYFILE",
    "link": '<a href="file:///etc/passwd">LINK</a>',
    "lines": "LINES<br>\u202egpj.exe",
}
# The mark of each and what has to stand before it wherever it is shown.
BEFORE = {
    "PICTURE": "<img src=x onerror=a>",
    "BOLD": "<b>",
    "ENTITY": "&amp;",
    "KEYFILE": "&",
    "LINK": '/passwd">',
}


def hostile_site(root: Path) -> dict[str, Path]:
    """A site with nothing but such names, and one name beyond all measure."""
    content = root / "content"
    articles: dict[str, Path] = {}
    for name, text in {**HOSTILE, "long": "W" * LONG}.items():
        section = content / (text.replace("/", "∕")[:60] if name != "long" else "W" * 200)
        section.mkdir(parents=True)
        path = section / f"{text.replace('/', '∕')[:60]}.md"
        keys = {
            "title": text,
            "date": "2026-01-05",
            "description": text,
            "tags": [text, "other"],
            text[:300]: text,
            "link_url": text,
            "group": {text[:300]: [text]},
        }
        # Entities are read in a heading, and so are tags.
        heading = "&amp;amp;ENTITY" if name == "entity" else text if name == "long" else f"`{text}`"
        path.write_text(
            json.dumps(keys, ensure_ascii=False)
            + f"\n\n# {heading}\n\n[`{text}`](missing.md) ![x]({text[:50]})\n",
            "utf-8",
        )
        articles[name] = path
    title = "".join(HOSTILE.values())
    (root / "hugo.toml").write_text(f"baseURL = 'https://example.org/'\ntitle = '''{title}'''\n", "utf-8")
    (content / "<b>BOLD<∕b>_index.md").write_text("---\n: [\n---\n", "utf-8")
    return articles


def complaints(shown: Iterator[Shown]) -> list[str]:
    """Where something was read as HTML, eaten as a key, cut without a bound, or hidden."""
    found = []
    for one in shown:
        # A key is shown with its words apart.
        text = "".join(one.text.split()).replace("∕", "/")
        for mark, whole in BEFORE.items():
            before = "".join(whole.split())
            for at in (match.start() for match in re.finditer(mark, text)):
                stood = text[max(0, at - len(before)) : at]
                if stood != before and "…" not in stood:
                    found.append(f"{one.where} shows {text[max(0, at - 40) : at + 20]!r}")
        if "\u202e" in one.text:
            found.append(f"{one.where} hides the order of {one.text[:80]!r}")
        if len(one.text) > MOST_SHOWN:
            found.append(f"{one.where} shows {len(one.text)} characters")
    return found


def check(widget: QWidget | None = None) -> None:
    assert complaints(shown_texts()) == []
    if widget is not None:
        assert widget.width() <= WIDEST, f"{type(widget).__name__} is {widget.width()} wide"
        assert widget.height() <= 1400, f"{type(widget).__name__} is {widget.height()} high"


@pytest.fixture
def hostile(tmp_path: Path) -> dict[str, Path]:
    root = tmp_path / "hostile"
    root.mkdir()
    return hostile_site(root)


class Answering(QObject):
    """Looks at each dialog that comes up, waited for or not, then takes it away with Escape."""

    def __init__(self, driver) -> None:
        super().__init__()
        self.seen: list[str] = []
        self.wrong: list[str] = []
        self._driver = driver
        self._timer = QTimer(self)
        self._timer.setInterval(50)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        for dialog in self._driver.window.findChildren(QDialog):
            if not dialog.isVisible() or (isinstance(dialog, VersionHistory) and not dialog.list.count()):
                continue
            self.wrong += complaints(shown_texts())
            if dialog.width() > WIDEST or dialog.height() > WIDEST:
                self.wrong.append(f"{type(dialog).__name__} is {dialog.width()} x {dialog.height()}")
            self.seen.append(type(dialog).__name__)
            QTest.keyClick(dialog, Qt.Key.Key_Escape)

    def has_seen(self, number: int) -> bool:
        """Whether so many dialogs came, and all are gone."""
        return len(self.seen) >= number and not any(
            dialog.isVisible() for dialog in self._driver.window.findChildren(QDialog)
        )


def settled(driver, path: Path) -> None:
    """Open an article and wait until form, preview and tab tell of it."""
    driver.open(path)
    driver.qtbot.waitUntil(lambda: driver.window.tabs.count() > 0 and driver.lists_all(), timeout=PATIENCE)
    driver.qtbot.waitUntil(lambda: bool(driver.bench.views.form.findChildren(QWidget)), timeout=PATIENCE)


@pytest.mark.parametrize("name", [*HOSTILE, "long"])
def test_nothing_of_an_article_is_read_as_html_or_eaten(start, hostile: dict[str, Path], name: str) -> None:
    driver = start(hostile[name].parents[2])
    settled(driver, hostile[name])
    with driver.qtbot.waitSignal(driver.bench.views.preview.completed, timeout=PATIENCE):
        QTest.keyClicks(driver.pane, "x")
    driver.window.show_panel(PanelArea.LIBRARY, True)
    check(driver.window)
    assert driver.window.width() == WIDEST
    assert "Alt+K" not in keys_of(driver.window)


def keys_of(window: QWidget) -> set[str]:
    """The keys that buttons take for themselves."""
    return {button.shortcut().toString() for button in window.findChildren(QAbstractButton)}


def test_tooltips_under_the_mouse_are_plain(start, hostile: dict[str, Path]) -> None:
    driver = start(hostile["bold"].parents[2])
    settled(driver, hostile["bold"])
    seen: list[Shown] = []
    tabs = driver.window.tabs
    for widget, place in [(tabs, tabs.tabRect(0).center()), *rows(driver.window)]:
        QApplication.sendEvent(widget, QHelpEvent(QEvent.Type.ToolTip, place, widget.mapToGlobal(place)))
        if QToolTip.isVisible():
            seen.append(Shown(type(widget).__name__, read_as_html(QToolTip.text())))
            QToolTip.hideText()
    assert any("BOLD" in one.text for one in seen)
    assert complaints(iter(seen)) == []


def rows(window: QWidget) -> Iterator[tuple[QWidget, QPoint]]:
    for view in window.findChildren(QListView):
        if view.isVisible() and view.model() is not None:
            for row in range(min(8, view.model().rowCount())):
                place = view.visualRect(view.model().index(row, 0)).center()
                yield view.viewport(), place


@pytest.mark.parametrize("name", [*HOSTILE, "long"])
def test_dialogs_about_an_article_are_plain(start, hostile: dict[str, Path], name: str) -> None:
    driver = start(hostile[name].parents[2])
    settled(driver, hostile[name])
    QTest.keyClicks(driver.pane, "x")
    driver.save()
    answering = Answering(driver)
    library = driver.bench.library
    driver.qtbot.waitUntil(lambda: library.selected_paths() == [hostile[name]], timeout=PATIENCE)
    questions: list[Callable[[], object]] = [
        lambda: QTest.keyClick(library.list, Qt.Key.Key_F2),
        lambda: QTest.keyClick(library.list, Qt.Key.Key_Delete),
        driver.actions["new"].trigger,
        driver.actions["export"].trigger,
        driver.actions["versions"].trigger,
        lambda: QTest.keyClicks(driver.pane, "y"),
        driver.actions["close_tab"].trigger,
        driver.actions["quit"].trigger,
    ]
    for number, ask in enumerate(questions, 1):
        driver.window.activateWindow()
        place = library.list if number < 3 else driver.pane
        place.setFocus()
        driver.qtbot.waitUntil(place.hasFocus, timeout=PATIENCE)
        ask()
        if number > 5:
            number -= 1
        driver.qtbot.waitUntil(lambda most=number: answering.has_seen(most), timeout=PATIENCE)
    assert answering.wrong == []
    assert driver.article.path == hostile[name]
    assert answering.seen[0] == "RenameDialog"


def test_the_conflict_dialog_is_plain(start, hostile: dict[str, Path]) -> None:
    path = hostile["bold"]
    driver = start(path.parents[2])
    settled(driver, path)
    QTest.keyClick(driver.pane, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(driver.pane, Qt.Key.Key_Left)
    QTest.keyClicks(driver.pane, " mine")
    path.write_text(path.read_text("utf-8").rstrip("\n") + " theirs\n", "utf-8")
    driver.actions["save"].trigger()

    def dialogs() -> list[ConflictDialog]:
        return [one for one in driver.window.findChildren(ConflictDialog) if one.isVisible()]

    driver.qtbot.waitUntil(lambda: bool(dialogs()), timeout=PATIENCE)
    check(dialogs()[0])
    QTest.keyClick(dialogs()[0], Qt.Key.Key_Escape)


def test_a_section_with_a_hidden_character_is_shown_and_not_taken_for_another(
    start, hostile: dict[str, Path]
) -> None:
    driver = start(hostile["lines"].parents[2])
    settled(driver, hostile["lines"])
    driver.actions["new"].trigger()
    driver.qtbot.waitUntil(lambda: bool(new_dialogs(driver)), timeout=PATIENCE)
    (dialog,) = new_dialogs(driver)
    sections = dialog.findChildren(QComboBox)[0]
    row = next(row for row in range(sections.count()) if "202E" in sections.itemText(row))
    sections.setFocus()
    sections.setCurrentIndex(row)
    QTest.keyClicks(dialog.findChildren(QLineEdit)[0], "Made here")
    QTest.keyClick(dialog, Qt.Key.Key_Return)
    # The folder's own name is what counts, and such a name is refused for a new article.

    def said() -> list[str]:
        return [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]

    driver.qtbot.waitUntil(
        lambda: any(r"\u202egpj.exe' cannot be a file name" in text for text in said()), timeout=PATIENCE
    )
    assert "lines<br>⟨202E⟩gpj.exe/made-here.md" in said()
    QTest.keyClick(dialog, Qt.Key.Key_Escape)


def new_dialogs(driver) -> list[NewArticleDialog]:
    return [one for one in driver.window.findChildren(NewArticleDialog) if one.isVisible()]


def test_menus_show_names_as_they_are(start, hostile: dict[str, Path]) -> None:
    driver = start(hostile["key"].parents[2])
    for path in hostile.values():
        settled(driver, path)
    recent = driver.actions["recent"].menu()
    assert isinstance(recent, QMenu)
    for menu in [*driver.window.findChildren(QMenu), recent]:
        menu.aboutToShow.emit()
        assert menu.sizeHint().width() <= WIDEST
    check(driver.window)


@pytest.mark.parametrize(
    ("make", "text", "expected"),
    [
        (one_line, "a\nb\tc", "a␊b␉c"),
        (one_line, "a\u202egpj.exe", "a⟨202E⟩gpj.exe"),
        (one_line, "x" * 1000, "x" * 79 + "…" + "x" * 40),
        (one_line, "שלום.md", "\u2068שלום.md\u2069"),
        (one_line, "family \U0001f468\u200d\U0001f469", "family \U0001f468\u200d\U0001f469"),
        (button_text, "&File && <b>", "&&File &&&& <b>"),
        (several_lines, "a\n\u2028b\x00", "a\n⟨2028⟩b␀"),
        (tooltip, "plain & simple", "plain & simple"),
        (tooltip, "<b>x</b>", '<p style="white-space:pre-wrap">&lt;b&gt;x&lt;/b&gt;</p>'),
    ],
)
def test_texts_are_made_plain(make: Callable[[str], str], text: str, expected: str) -> None:
    assert make(text) == expected
