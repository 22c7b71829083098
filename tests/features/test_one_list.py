"""In the real window: the problems panel lists what `inkstone check` prints of the article in front, and goes on doing so."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from editor import cli
from tests.limits import PATIENCE
from tests.problems.faulty_site import make_faulty_site

EACH_KIND = (
    "posts/errors.md",
    "posts/never-closed.md",
    "posts/dash.md",
    "posts/latin.md",
    "posts/raw.html",
    "posts/in-list.md",
    "posts/two.md",
    "posts/broken-toml.md",
    "posts/bundle/resource.md",
)


def shown(driver) -> list[str]:
    """The rows of the panel as a screen reader says them."""
    model = driver.bench.problems.list.model()
    return [
        model.data(model.index(row), Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())
    ]


def printed(path: Path, capfd: pytest.CaptureFixture[str]) -> list[str]:
    """What the command prints of the article, as the panel would say it."""
    capfd.readouterr()
    cli.run(["check", "--json", str(path)])
    said = []
    for entry in json.loads(capfd.readouterr().out):
        place = f"Line {entry['line']}" if entry["line"] else "Article"
        if not str(path).endswith(entry["path"]):
            place = Path(entry["path"]).name + (f", line {entry['line']}" if entry["line"] else "")
        said.append(f"{entry['severity'].capitalize()}, {place}: {entry['message']}")
    return said


def test_errors_of_each_kind_are_shown_as_the_command_prints_them(
    start, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    root = tmp_path / "faulty"
    make_faulty_site(root)
    driver = start(root / "content" / "posts" / "good.md")
    driver.actions["problems"].trigger()
    for name in ("posts/good.md", *EACH_KIND):
        path = root / "content" / name
        wanted = printed(path, capfd)
        assert any(row.startswith("Error, hugo.toml: ") for row in wanted)
        if name != "posts/good.md":
            driver.open(path)
        driver.qtbot.waitUntil(lambda wanted=wanted: shown(driver) == wanted, timeout=PATIENCE)


def test_what_comes_and_goes_on_the_disk_changes_the_list_of_an_article_nobody_types_in(
    start, site: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    path = site / "content" / "posts" / "odd.md"
    path.write_text("---\ntitle: Odd\ndate: 2020-01-01\n---\n\n![p](/p.png) {{< mine >}}\n")
    (site / "static" / "p.png").write_bytes(b"x")
    (site / "layouts" / "_shortcodes").mkdir(parents=True)
    driver = start(path)
    driver.actions["problems"].trigger()

    def agrees() -> bool:
        return shown(driver) == printed(path, capfd)

    driver.qtbot.waitUntil(lambda: len(shown(driver)) == 1 and agrees(), timeout=PATIENCE)
    (site / "static" / "p.png").unlink()
    driver.qtbot.waitUntil(lambda: len(shown(driver)) == 2 and agrees(), timeout=PATIENCE)
    (site / "layouts" / "_shortcodes" / "mine.html").write_text("x")
    driver.qtbot.waitUntil(lambda: len(shown(driver)) == 1 and agrees(), timeout=PATIENCE)
    (site / "static" / "p.png").write_bytes(b"x")
    driver.qtbot.waitUntil(lambda: shown(driver) == [], timeout=PATIENCE)


def test_what_is_typed_is_judged_as_it_will_be_once_it_is_saved(
    start, site: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    for name in ("a", "b"):
        (site / "content" / "posts" / f"{name}.md").write_text(f"---\ntitle: {name}\n---\n\nText\n")
    path = site / "content" / "posts" / "b.md"
    driver = start(path)
    driver.actions["problems"].trigger()
    header = driver.article.header.replace("title: b", "title: b\nurl: /posts/a/\ndraft: perhaps")
    driver.article.set_header(header, "typed")
    driver.pane.insertPlainText("{{< nosuch >}} ")
    driver.qtbot.waitUntil(lambda: len(shown(driver)) == 3, timeout=PATIENCE)
    typed = shown(driver)
    driver.save()
    assert typed == printed(path, capfd)


def test_a_list_that_is_empty_says_that_other_text_than_markdown_is_not_looked_at(start, site: Path) -> None:
    path = site / "content" / "posts" / "raw.html"
    path.write_text("---\ntitle: Raw\n---\n\n<p>{{< nosuch >}}</p>\n")
    driver = start(path)
    driver.actions["problems"].trigger()

    def said() -> str:
        labels = driver.bench.problems.findChildren(QLabel)
        return " ".join(label.text() for label in labels if label.isVisible())

    driver.qtbot.waitUntil(lambda: "it is not looked at" in said(), timeout=PATIENCE)
    assert shown(driver) == []


def test_an_article_of_no_site_is_not_judged_by_the_site_that_is_open(
    start, site: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    driver = start(site / "content" / "posts" / "first.md")
    driver.actions["problems"].trigger()
    loose = tmp_path / "elsewhere" / "loose.md"
    loose.parent.mkdir()
    loose.write_text("---\ntitle: L\n---\n\n{{< unknown >}} {{< param none >}} <b>raw</b> 與**「文字」**中\n")
    driver.open(loose)
    wanted = printed(loose, capfd)
    assert len(wanted) == 1
    driver.qtbot.waitUntil(lambda: shown(driver) == wanted, timeout=PATIENCE)
