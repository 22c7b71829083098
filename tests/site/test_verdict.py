"""The verdict on the article being edited, wherever its file lies; Hugo is asked where it can decide."""

from __future__ import annotations

import csv
import io
import json
import subprocess
from pathlib import Path

import pytest

from editor import cli
from editor.site.catalogue.catalogue import Catalogue
from editor.site.site import Site
from editor.site.verdict import verdict_on
from tests.site.conftest import MakeSite

PAGE = "---\ntitle: T\ndate: 2020-01-01\n---\nx\n"
CONFIG = "ignoreFiles = ['secret-.*']\n"


def verdict(root: Path, path: Path) -> tuple[str, str]:
    publication, _ = verdict_on(Catalogue.build(Site.find(root)), path, {"title": "T", "date": "2020-01-01"})
    return publication.state, publication.reason


@pytest.mark.parametrize(
    ("name", "state", "word"),
    [
        ("content/posts/a.md", "published", ""),
        ("README.md", "hidden", "no content folder"),
        ("layouts/notes.md", "hidden", "no content folder"),
        ("content/posts/secret-a.md", "hidden", "ignoreFiles"),
        ("content/posts/.a.md", "hidden", "such a name"),
        ("content/posts/#a.md", "hidden", "such a name"),
        ("content/posts/a.txt", "hidden", "such a name"),
        ("content/posts/_a.md", "published", ""),
        ("content/posts/absent.md", "unknown", "does not have this file yet"),
        ("../elsewhere/a.md", "unknown", "not in the Hugo site that is open here"),
    ],
)
def test_the_verdict_says_where_a_file_stands(
    name: str, state: str, word: str, make_site: MakeSite, hugo: str
) -> None:
    absent = "absent" in name
    root = make_site({"content/b.md": PAGE} if absent else {"content/b.md": PAGE, name: PAGE}, CONFIG)

    found = verdict(root, (root / name).resolve())

    assert found[0] == state and word in found[1]
    if not absent and not name.startswith(".."):
        listed = subprocess.run(
            [hugo, "list", "published", "-s", str(root)], capture_output=True, text=True, check=True
        ).stdout
        rows = csv.DictReader(io.StringIO(listed[listed.find("path,") :]))
        assert (name in [row["path"] for row in rows]) == (state == "published")


def test_what_is_in_no_site_or_in_a_broken_one_is_unknown_to_all(
    make_site: MakeSite, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    loose = tmp_path / "loose" / "a.md"
    loose.parent.mkdir()
    loose.write_text(PAGE)
    broken = make_site({"content/a.md": PAGE}, "title = \n")
    for path, word in ((loose, "no Hugo site"), (broken / "content" / "a.md", "hugo.toml, line 2")):
        state, reason = verdict(path, path)
        assert state == "unknown" and word in reason
        cli.run(["list", "--json", str(path)])
        listed = json.loads(capfd.readouterr().out)
        assert [entry["publishes"] for entry in listed] == [None] and word in listed[0]["why"]


def test_a_draft_without_a_site_is_a_draft_and_a_broken_article_is_broken(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("---\ndraft: true\n---\n")
    (tmp_path / "b.md").write_text("---\ndate: soon\n---\n")
    states = [summary.publication.state for summary in Catalogue.build(Site.find(tmp_path)).summaries()]
    assert sorted(states) == ["broken", "draft"]
