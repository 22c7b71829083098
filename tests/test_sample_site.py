"""The tour is a sound Hugo site, and the program's list of it is Hugo's."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

pytestmark = pytest.mark.hugo

EVERYTHING = ("--buildDrafts", "--buildFuture", "--buildExpired")


@pytest.fixture(scope="module")
def sample(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the tour, as a first start makes one."""
    copy = tmp_path_factory.mktemp("tour") / "site"
    shutil.copytree(root / "resources" / "sample-site", copy)
    return copy


@pytest.fixture(scope="module")
def hugos_list(sample: Path, hugo: str) -> list[dict[str, str]]:
    done = subprocess.run(
        [hugo, "list", "all", "--source", str(sample)],
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
    )
    # The program's PyPI wrapper may greet on the first line.
    table = done.stdout[done.stdout.index("path,") :]
    return list(csv.DictReader(io.StringIO(table)))


def pages(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    return [row for row in rows if row["kind"] == "page"]


@pytest.mark.parametrize("options", [(), EVERYTHING], ids=["published", "everything"])
def test_hugo_builds_it_without_a_warning(
    sample: Path, hugo: str, tmp_path: Path, options: tuple[str, ...]
) -> None:
    done = subprocess.run(
        [
            *(
                hugo,
                "build",
                "--source",
                str(sample),
                "--destination",
                str(tmp_path / "public"),
                "--noBuildLock",
            ),
            *(
                "--printPathWarnings",
                "--printUnusedTemplates",
                "--printI18nWarnings",
                "--panicOnWarning",
                *options,
            ),
        ],
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
    )
    said = done.stdout + done.stderr
    assert done.returncode == 0, said
    assert not re.search(r"^(WARN|ERROR|panic)", said, re.MULTILINE), said
    assert (tmp_path / "public" / "posts" / "welcome" / "index.html").is_file()


def test_it_is_a_dozen_articles_half_of_them_chinese(hugos_list: list[dict[str, str]]) -> None:
    articles = pages(hugos_list)
    chinese = [row for row in articles if not row["path"].endswith(".en.md")]
    assert len(articles) >= 12
    assert len(articles) / 2 <= len(chinese) < len(articles)
    assert {"歡迎使用 Inkstone", "Welcome to Inkstone"} <= {row["title"] for row in articles}


def test_one_of_each_kind_stays_unpublished(sample: Path, hugo: str, tmp_path: Path) -> None:
    def published(*options: str) -> set[str]:
        target = tmp_path / "-".join(["public", *options])
        subprocess.run(
            [hugo, "build", "--source", str(sample), "--destination", str(target), "--noBuildLock", *options],
            capture_output=True,
            check=True,
        )
        return {path.parent.name for path in target.rglob("posts/*/index.html")}

    nothing_extra = published()
    assert published("--buildDrafts") - nothing_extra == {"unfinished"}
    assert published("--buildFuture") - nothing_extra == {"letter-to-2099"}
    assert published("--buildExpired") - nothing_extra == {"new-year-notice"}


def test_the_emphasis_article_shows_the_fault_and_the_fix(sample: Path, hugo: str, tmp_path: Path) -> None:
    subprocess.run(
        [hugo, "build", "--source", str(sample), "--destination", str(tmp_path), "--noBuildLock"],
        capture_output=True,
        check=True,
    )
    html = (tmp_path / "posts" / "chinese-emphasis" / "index.html").read_text(encoding="utf-8")
    assert "<p>這個概念與**「文字」**中所說的不同。</p>" in html
    assert "與「<strong>文字</strong>」中" in html


def test_a_page_asks_nothing_of_other_servers(sample: Path, hugo: str, tmp_path: Path) -> None:
    subprocess.run(
        [
            hugo,
            "build",
            "--source",
            str(sample),
            "--destination",
            str(tmp_path),
            "--noBuildLock",
            *EVERYTHING,
        ],
        capture_output=True,
        check=True,
    )
    for page in tmp_path.rglob("*.html"):
        html = page.read_text(encoding="utf-8")
        assert "<script" not in html, page
        loaded = re.findall(r'(?:src|srcset)="([^"]+)"|<link rel="stylesheet" href="([^"]+)"', html)
        for address in (a or b for a, b in loaded):
            assert not re.match(r"(https?:)?//", address), f"{page} loads {address}"


def test_the_programs_list_agrees_with_hugos(sample: Path, hugos_list: list[dict[str, str]]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "editor", "list", str(sample), "--json"],
        capture_output=True,
        text=True,
        check=True,
        encoding="utf-8",
    )
    ours = {entry["path"]: entry for entry in json.loads(done.stdout)}
    for row in pages(hugos_list):
        entry = ours[row["path"]]
        assert entry["title"] == row["title"]
        assert entry["draft"] == (row["draft"] == "true")
        assert datetime.fromisoformat(entry["date"]) == datetime.fromisoformat(row["date"])
