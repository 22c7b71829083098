"""Fault 40: a checkout of 10,000 files under the open window: what is unsaved stays, and the library is the disk."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from PySide6.QtTest import QTest

from editor.site.catalogue.catalogue import Catalogue
from editor.site.site import Site
from tests.faults.watching import GIT, git, make_site, other_branch, quick_folder
from tests.heartbeat import Heartbeat
from tests.limits import LONG

COUNT = 10_000


def two_branches(root: Path) -> None:
    """On `one` there are COUNT articles; on `two` a third is gone, a third renamed, a third rewritten, some are new."""
    make_site(root, COUNT, folders=40)
    git(root, "init", "-q", "-b", "one")
    git(root, "add", ".")
    git(root, "commit", "-qm", "one")
    other_branch(root, "two", "\ntheir text\n")
    for number in range(1000):
        (root / "content" / f"added-{number}.md").write_text("---\ntitle: Added\n---\n")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "two")
    git(root, "checkout", "-q", "one")


def on_disk(root: Path) -> dict[Path, str]:
    return {summary.path: summary.title for summary in Catalogue.build(Site.find(root)).summaries()}


@pytest.mark.skipif(shutil.which("git") is None, reason="no git program")
@pytest.mark.parametrize("fate", ["untouched", "rewritten", "removed"])
def test_fault_40_the_dirty_article_is_unharmed_and_the_library_is_the_disk(
    fate: str, start, tmp_path: Path
) -> None:
    with quick_folder(tmp_path) as folder:
        root = folder / "site"
        two_branches(root)
        mine = {"untouched": "mine.md", "rewritten": "section-2/2.md", "removed": "section-0/0.md"}[fate]
        path = root / "content" / mine
        if not path.exists():
            path.write_text("---\ntitle: Mine\n---\n\ntext\n")
        driver = start(root)
        driver.open(path)
        driver.wait_until_watched()
        QTest.keyClicks(driver.pane, "unsaved ")
        heart = Heartbeat()
        for branch in ("two", "one"):
            with heart.during("during the checkout"):
                process = subprocess.Popen([*GIT, "checkout", "-q", branch], cwd=root)
                driver.qtbot.waitUntil(lambda process=process: process.poll() is not None, timeout=LONG)
            assert process.returncode == 0
            expected = on_disk(root)
            with heart.during("while the window takes it over"):
                driver.qtbot.waitUntil(lambda wanted=expected: agrees(driver, wanted), timeout=LONG)
            assert driver.article.path == path
            assert "unsaved " in driver.article.body()
            assert driver.article.is_dirty()
        heart.stop()
        print({stage: f"{seconds * 1000:.0f} ms" for stage, seconds in heart.longest.items() if stage})
        if fate == "untouched":
            driver.save()
            assert path.read_text() == "---\ntitle: Mine\n---\nunsaved \ntext\n"


def agrees(driver, wanted: dict[Path, str]) -> bool:
    summaries = driver.bench.session.catalogue.summaries()
    return len(summaries) == len(wanted) and {s.path: s.title for s in summaries} == wanted
