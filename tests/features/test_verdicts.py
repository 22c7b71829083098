"""What the window says of an article is what is known of it: verdict, problems, and what cannot be told."""

from __future__ import annotations

import json
import os
import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QToolButton, QWidget

from editor import cli
from editor.ui.fields.form.publication_line import PublicationLine
from tests.limits import PATIENCE, PATIENCE_S

PAGE = "---\ntitle: Loose\ndate: 2020-01-01\n---\n\nText.\n"


def says(driver, verdict: str, reason: str) -> bool:
    """Whether the form of the article in front says this above its fields."""
    shown = [line for line in driver.window.findChildren(PublicationLine) if line.isVisible()]
    return len(shown) == 1 and verdict in shown[0].verdict.text() and reason in shown[0].reason.text()


def test_a_file_in_no_site_is_not_said_to_be_published(start, tmp_path: Path) -> None:
    path = tmp_path / "loose" / "a.md"
    path.parent.mkdir()
    path.write_text(PAGE)
    driver = start(path)
    driver.qtbot.waitUntil(
        lambda: says(driver, "Unknown what Hugo publishes", "It is in no Hugo site"), timeout=PATIENCE
    )


def test_a_file_beside_the_open_site_has_no_verdict_of_that_site(start, site: Path, tmp_path: Path) -> None:
    path = tmp_path / "loose.md"
    path.write_text(PAGE)
    (site / "README.md").write_text(PAGE)
    driver = start(site)
    driver.open(path)
    driver.qtbot.waitUntil(
        lambda: says(driver, "Unknown", "not in the Hugo site that is open"), timeout=PATIENCE
    )
    driver.open(site / "README.md")
    driver.qtbot.waitUntil(lambda: says(driver, "Hidden", "in no content folder"), timeout=PATIENCE)
    driver.open(site / "content" / "posts" / "first.md")
    driver.qtbot.waitUntil(lambda: says(driver, "Hugo publishes this", ""), timeout=PATIENCE)


def test_no_verdict_of_a_site_whose_configuration_cannot_be_read(start, site: Path) -> None:
    driver = start(site / "content" / "posts" / "first.md")
    driver.qtbot.waitUntil(lambda: says(driver, "Hugo publishes this", ""), timeout=PATIENCE)
    (site / "hugo.toml").write_text("title = \n")
    driver.qtbot.waitUntil(lambda: says(driver, "Unknown", "hugo.toml, line 1"), timeout=PATIENCE)


@pytest.fixture
def slow_listing(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """A disk that lists no content folder until it is let."""
    gate = threading.Event()
    scan = os.scandir

    def slow(path="."):
        if not isinstance(path, int) and os.fsdecode(path).endswith("content"):
            assert gate.wait(PATIENCE_S)
        return scan(path)

    monkeypatch.setattr(os, "scandir", slow)
    yield gate
    gate.set()


def test_while_the_site_is_read_the_line_says_so(start, site: Path, slow_listing: threading.Event) -> None:
    driver = start(site / "content" / "posts" / "first.md", wait=False)
    driver.qtbot.waitUntil(lambda: says(driver, "Unknown", "still being read"), timeout=PATIENCE)
    slow_listing.set()
    driver.qtbot.waitUntil(lambda: says(driver, "Hugo publishes this", ""), timeout=PATIENCE)


def test_while_the_site_is_read_no_guess_is_called_its_time_zone(
    start, site: Path, slow_listing: threading.Event
) -> None:
    driver = start(site / "content" / "posts" / "first.md", wait=False)
    driver.qtbot.waitUntil(lambda: says(driver, "Unknown", "still being read"), timeout=PATIENCE)
    assert offered_zones(driver) == ["No offset: Hugo reads the site's time zone", "Z   UTC"]
    slow_listing.set()
    driver.qtbot.waitUntil(lambda: says(driver, "Hugo publishes this", ""), timeout=PATIENCE)
    assert offered_zones(driver)[2:] == ["+08:00   the site's time zone"]


def test_a_folder_without_a_configuration_has_no_time_zone_to_tell_of(start, tmp_path: Path) -> None:
    """Seen: the date of an article in no site was told "at the site", in a zone that nobody had chosen."""
    path = tmp_path / "loose" / "a.md"
    path.parent.mkdir()
    path.write_text("---\ntitle: A\ndate: 2026-01-05T10:00:00+08:00\n---\n")
    driver = start(path)
    driver.qtbot.waitUntil(lambda: says(driver, "Unknown", "in no Hugo site"), timeout=PATIENCE)
    assert offered_zones(driver) == ["No offset: Hugo reads the site's time zone", "Z   UTC"]
    row = driver.bench.views.form.form.row(("date",))
    assert not [label.text() for label in row.findChildren(QLabel) if "at the site" in label.text()]


def offered_zones(driver) -> list[str]:
    """What the menu of the date's offset offers."""
    row = driver.bench.views.form.form.row(("date",))
    QTest.mouseClick(row.editor.zone, Qt.MouseButton.LeftButton)
    menu = QApplication.activePopupWidget()
    texts = [action.text() for action in menu.actions()]
    QTest.keyClick(menu, Qt.Key.Key_Escape)
    return texts


def test_while_the_site_is_read_no_picture_is_called_missing(
    start, site: Path, slow_listing: threading.Event
) -> None:
    path = site / "content" / "posts" / "bundle" / "index.md"
    path.parent.mkdir()
    path.write_text("---\ntitle: A\nimage: cover.png\n---\n")
    cover = QPixmap(20, 20)
    cover.fill()
    assert cover.save(str(path.parent / "cover.png"))
    driver = start(path, wait=False)
    driver.qtbot.waitUntil(lambda: says(driver, "Unknown", "still being read"), timeout=PATIENCE)
    row = driver.bench.views.form.form.row(("image",))
    answers: list[bool] = []
    row.editor.thumbnail.found.connect(answers.append)
    assert row.notes() == []
    slow_listing.set()
    driver.qtbot.waitUntil(row.editor.thumbnail.isVisible, timeout=PATIENCE)
    assert answers == [True] and row.notes() == []


# -- the problems panel is what `inkstone check` says

ODD = """---
title: "Odd"
date: 2020-01-01
draft: "yes"
tags: "甲、乙"
aliases: [/posts/first/]
color: blue
---

[a]({{< ref "nope" >}}) and ![p](none.png) and [q](/posts/none/) and {{< nosuch >}} and a note[^9].

{{% param "missing" %}} {{< param "color" >}} {{< param "mood" >}}

**「甲」**乙
"""


def rows(driver) -> list[tuple[int, str]]:
    """The problems that the panel shows: line of the file, and message."""
    model = driver.bench.problems.list.model()
    found = []
    for number in range(model.rowCount()):
        index = model.index(number, 0)
        spoken = model.data(index, Qt.ItemDataRole.AccessibleTextRole)
        line = re.search(r"Line (\d+):", spoken)
        found.append((int(line[1]) if line else 0, model.data(index)))
    return sorted(found)


def checked(site: Path, path: Path, capfd: pytest.CaptureFixture[str]) -> list[tuple[int, str]]:
    capfd.readouterr()
    cli.run(["check", "--json", str(site)])
    listed = json.loads(capfd.readouterr().out)
    name = path.relative_to(site).as_posix()
    return sorted((entry["line"], entry["message"]) for entry in listed if entry["path"] == name)


def empty_text(driver) -> str:
    labels = driver.bench.problems.findChildren(QLabel)
    return " ".join(label.text() for label in labels if label.isVisible())


def test_the_problems_panel_shows_what_check_finds(
    start, site: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = site / "content" / "posts" / "odd.md"
    path.write_text(ODD)
    (site / "content" / "posts" / "_index.md").write_text("---\ntitle: P\ncascade: {mood: calm}\n---\n")
    wanted = checked(site, path, capfd)
    assert len(wanted) == 10
    driver = start(path)
    driver.actions["problems"].trigger()
    driver.qtbot.waitUntil(lambda: rows(driver) == wanted, timeout=PATIENCE)
    assert driver.window.status.findChild(QWidget) is not None
    # Another article has none of these, at once.
    driver.open(site / "content" / "posts" / "first.md")
    assert not any("nope" in message for _line, message in rows(driver))
    driver.qtbot.waitUntil(lambda: "were looked at" in empty_text(driver), timeout=PATIENCE)
    # What is typed into the front matter counts too, before it is saved.
    header = driver.article.header.replace("draft: false", "draft: perhaps")
    driver.article.set_header(header, "typed")
    driver.qtbot.waitUntil(lambda: [line for line, _ in rows(driver)] == [9], timeout=PATIENCE)


def test_enter_on_a_problem_of_the_front_matter_goes_there(start, site: Path) -> None:
    path = site / "content" / "posts" / "odd.md"
    path.write_text("---\ntitle: Odd\ndate: 2020-01-01\ndraft: perhaps\n---\n\nText.\n")
    driver = start(path)
    driver.actions["problems"].trigger()
    driver.qtbot.waitUntil(driver.bench.problems.list.hasFocus, timeout=PATIENCE)
    assert len(rows(driver)) == 1
    driver.qtbot.keyClick(driver.bench.problems.list, Qt.Key.Key_Return)
    editor = driver.bench.views.form.source.editor
    driver.qtbot.waitUntil(editor.isVisible, timeout=PATIENCE)
    assert editor.textCursor().block().text() == "draft: perhaps"


def test_an_empty_list_promises_no_more_than_was_looked_at(
    start, site: Path, tmp_path: Path, slow_listing: threading.Event
) -> None:
    driver = start(site / "content" / "posts" / "first.md", wait=False)
    driver.qtbot.waitUntil(lambda: driver.open_articles.front() is not None, timeout=PATIENCE)
    driver.actions["problems"].trigger()
    driver.qtbot.waitUntil(lambda: "still being read" in empty_text(driver), timeout=PATIENCE)
    slow_listing.set()
    driver.qtbot.waitUntil(lambda: "were looked at" in empty_text(driver), timeout=PATIENCE)
    loose = tmp_path / "loose.md"
    loose.write_text(PAGE)
    driver.open(loose)
    driver.qtbot.waitUntil(lambda: "in no Hugo site" in empty_text(driver), timeout=PATIENCE)


# -- the library's filter "Problems"


def listed(driver) -> list[str]:
    """The names of the articles that the library lists."""
    model = driver.bench.library.list.model()
    found = (model.summary(model.index(row)) for row in range(model.rowCount()))
    return sorted(summary.path.name for summary in found if summary is not None)


def press_filter(driver, name: str) -> None:
    buttons = driver.bench.library.findChildren(QToolButton)
    (button,) = [button for button in buttons if button.accessibleName() == name]
    driver.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def library_says(driver) -> str:
    labels = driver.bench.library.findChildren(QLabel)
    return " ".join(label.text() for label in labels if label.isVisible())


def test_the_filter_problems_finds_what_check_finds(start, site: Path) -> None:
    posts = site / "content" / "posts"
    for number in range(4):
        (posts / f"bad{number}.md").write_text(PAGE + f'\n[x]({{{{< ref "none{number}" >}}}})\n')
    (posts / "hinted.md").write_text("---\ndate: 2020-01-01\n---\n\nNo title is advice only.\n")
    (posts / "good.md").write_text(PAGE + '\n[x]({{< ref "soon" >}})\n')
    (posts / "soon.md").write_text(PAGE)
    driver = start(site)
    press_filter(driver, "Problems")
    assert "Looking for problems…" in library_says(driver)
    wanted = [f"bad{number}.md" for number in range(4)]
    driver.qtbot.waitUntil(
        lambda: [name for name in listed(driver) if name in (*wanted, "good.md")] == wanted, timeout=PATIENCE
    )
    driver.qtbot.waitUntil(lambda: "Looking" not in library_says(driver), timeout=PATIENCE)
    assert "hinted.md" not in listed(driver)
    # One is mended, and one that nobody touched breaks with the article that goes.
    (posts / "bad0.md").write_text(PAGE)
    (posts / "soon.md").unlink()
    driver.qtbot.waitUntil(
        lambda: [name for name in listed(driver) if name in (*wanted, "good.md")] == [*wanted[1:], "good.md"],
        timeout=PATIENCE,
    )


def test_a_configuration_that_cannot_be_read_is_told_without_an_article(start, site: Path) -> None:
    """Seen: every article was “Unknown”, and nothing in the window said why."""
    configuration = site / "hugo.toml"
    whole = configuration.read_text("utf-8")
    configuration.write_text(whole + "x = [\n", "utf-8")
    driver = start(site)
    assert driver.window.status.notice().startswith("Hugo cannot read hugo.toml, line ")
    driver.wait_until_watched()
    configuration.write_text(whole, "utf-8")
    driver.qtbot.waitUntil(lambda: driver.window.status.notice() == "", timeout=PATIENCE)
