"""Fault 55: no address of the preview's scheme leads outside of the site's own folders."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from editor.ui.preview.scheme import SiteFiles
from tests.features.preview_stage import UNSAFE, Stage
from tests.features.test_preview import PNG
from tests.limits import PATIENCE

PATHS = [
    "../secret.png",
    "../../secret.png",
    "..%2fsecret.png",
    "..%2Fsecret.png",
    "%2e%2e/secret.png",
    "%2e%2e%2fsecret.png",
    "..%5csecret.png",
    "..\\secret.png",
    "....//secret.png",
    "./../secret.png",
    "sub/../../secret.png",
    "/../secret.png",
    "/..%2fsecret.png",
    "//secret.png",
    "/%2e%2e/secret.png",
    "linked.png",
    "linked/secret.png",
    "a.png%00.html",
    "%00",
    "a.png/../../secret.png",
    "..%252fsecret.png",
    "\\\\127.0.0.1\\share\\secret.png",
    "/proc/self/environ",
    "file:///etc/passwd",
    "{outside}/secret.png",
    "/{outside}/secret.png",
    "C:/secret.png",
    "..;/secret.png",
    "pipe.png",
    ".",
    "..",
    "/",
    "",
]


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """The site's static folder, and one outside with a picture that must not be served."""
    inside, outside = tmp_path / "site" / "static", tmp_path / "outside"
    (inside / "sub").mkdir(parents=True)
    outside.mkdir()
    for folder in (outside, tmp_path, tmp_path / "site"):
        (folder / "secret.png").write_bytes(PNG)
    (inside / "a.png").write_bytes(PNG)
    (inside / "linked.png").symlink_to(outside / "secret.png")
    (inside / "linked").symlink_to(outside)
    os.mkfifo(inside / "pipe.png")
    return inside, outside


def naive_files(inside: Path) -> SiteFiles:
    """A look-up that checks nothing, so that only the scheme's own check stands between a path and the disk."""
    return SiteFiles("/posts/a/", lambda source: inside / source.lstrip("/"), (inside,))


@pytest.mark.parametrize("path", PATHS)
def test_fault_55_nothing_outside_is_read(folders: tuple[Path, Path], path: str) -> None:
    inside, outside = folders
    files = naive_files(inside)
    wanted = path.format(outside=outside)
    for address in (wanted, "/" + wanted, "/posts/a/" + wanted):
        found = files.find(address)
        assert found is None or (found.is_relative_to(inside.resolve()) and found.is_file())
        assert files.read("/linked.png") == "missing"


def test_fault_55_what_belongs_to_the_site_is_read(folders: tuple[Path, Path]) -> None:
    assert naive_files(folders[0]).read("/posts/a/a.png") == ("image/png", PNG)


@pytest.fixture
def stage(qtbot: QtBot) -> Iterator[Stage]:
    stage = Stage(qtbot)
    yield stage
    stage.close()


def test_fault_55_through_the_engine(stage: Stage, folders: tuple[Path, Path]) -> None:
    inside, outside = folders
    images = "".join(f"<img src='{path.format(outside=outside)}'>\n" for path in PATHS if path)
    files = naive_files(inside)
    stage.show(
        f"<p>\n{images}<img id=ok src='a.png'>\n</p>\n",
        site=UNSAFE,
        address=files.address,
        find_image=files.find_image,
        roots=files.roots,
    )
    stage.qtbot.waitUntil(
        lambda: stage.ask("document.getElementById('ok').naturalWidth") == 64, timeout=PATIENCE
    )
    waiting = "[...document.images].filter((i) => !i.complete).length"
    stage.qtbot.waitUntil(lambda: stage.ask(waiting) == 0, timeout=PATIENCE)
    shown = stage.ask("[...document.images].filter((i) => i.naturalWidth).map((i) => i.getAttribute('src'))")
    # "a.png" by longer ways may be shown, nothing else.
    assert set(shown) <= {"a.png", "a.png%00.html"} and "a.png" in shown
    for name in ("fetch", "XMLHttpRequest"):
        assert stage.ask(f"typeof {name}") == "function"
    stage.ask("(fetch('file:///etc/passwd').then(() => window.leaked = 1, () => window.leaked = 0), 1)")
    stage.qtbot.waitUntil(lambda: stage.ask("window.leaked") is not None, timeout=PATIENCE)
    assert stage.ask("window.leaked") == 0
