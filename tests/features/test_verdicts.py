"""What the window says of an article is what is known of it: verdict, problems, and what cannot be told."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from editor.ui.fields.publication_line import PublicationLine
from tests.limits import PATIENCE, PATIENCE_S

PAGE = "---\ntitle: Loose\ndate: 2020-01-01\n---\n\nText.\n"


def line(driver) -> PublicationLine:
    found = driver.window.findChild(PublicationLine)
    assert found is not None
    return found


def says(driver, verdict: str, reason: str) -> bool:
    shown = line(driver)
    return shown.isVisible() and verdict in shown.verdict.text() and reason in shown.reason.text()


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
