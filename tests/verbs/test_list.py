"""`inkstone list`: the JSON contract, the table, and what goes to standard error."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from editor import cli

KEYS = [
    "path",
    "title",
    "date",
    "draft",
    "publishes",
    "why",
    "tags",
    "categories",
    "section",
    "language",
    "permalink",
    "problem",
]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    root = tmp_path / "site"
    for name, text in {
        "hugo.toml": "timeZone = 'Asia/Taipei'\n",
        "content/posts/a.md": "---\ntitle: 甲\ndate: 2024-01-01\ntags: [x, y]\ncategories: Notes\n---\n",
        "content/posts/b.md": "---\ntitle: B\ndate: 2099-01-01\n---\n",
        "content/notes/c.md": "---\ndraft: true\n---\n",
    }.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, "utf-8")
    return root


def test_json(site: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["list", "--json", str(site)]) == 0

    out, err = capfd.readouterr()
    entries = json.loads(out)
    assert err == ""
    assert all(list(entry) == KEYS for entry in entries)
    assert entries[1] == {
        "path": "content/posts/a.md",
        "title": "甲",
        "date": "2024-01-01T00:00:00+08:00",
        "draft": False,
        "publishes": True,
        "why": "",
        "tags": ["x", "y"],
        "categories": ["Notes"],
        "section": "posts",
        "language": "en",
        "permalink": "https://example.org/posts/a/",
        "problem": "",
    }
    assert (entries[0]["publishes"], entries[0]["why"]) == (False, "It appears on 2099-01-01 00:00 +08:00.")
    assert (entries[2]["date"], entries[2]["draft"], entries[2]["why"]) == (None, True, "It is a draft.")


def test_the_table(site: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["list", str(site)]) == 0

    assert capfd.readouterr().out.splitlines() == [
        "2099-01-01  scheduled  content/posts/b.md  B  (It appears on 2099-01-01 00:00 +08:00.)",
        "2024-01-01  published  content/posts/a.md  甲  [x, y]",
        "-           draft      content/notes/c.md  c  (It is a draft.)",
    ]


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("content/posts", ["b.md", "a.md"]),
        ("content/notes/c.md", ["c.md"]),
        ("content", ["b.md", "a.md", "c.md"]),
    ],
)
def test_a_part_of_a_site(path: str, found: list[str], site: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["list", "--json", str(site / path)]) == 0

    assert [Path(entry["path"]).name for entry in json.loads(capfd.readouterr().out)] == found


def test_a_bare_folder(site: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (site / "hugo.toml").unlink()

    assert cli.run(["list", "--json", str(site / "content" / "posts")]) == 0

    assert [entry["path"] for entry in json.loads(capfd.readouterr().out)] == [
        "content/posts/b.md",
        "content/posts/a.md",
    ]


def test_what_cannot_be_read_is_one_line_each_and_the_rest_goes_on(
    site: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    broken = site / "content" / "posts" / "broken.md"
    broken.write_text("---\ntitle: a: b\n---\n")
    (site / "config" / "_default").mkdir(parents=True)
    (site / "config" / "_default" / "params.toml").write_text("a = 1\nb =\n")

    assert cli.run(["list", "--json", str(site)]) == 1

    out, err = capfd.readouterr()
    assert len(json.loads(out)) == 4
    lines = err.splitlines()
    assert len(lines) == 2
    assert lines[0].startswith(f"{site}/config/_default/params.toml:2: ")
    assert lines[1].startswith(f"{broken}:2:")


def test_a_path_that_does_not_exist(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["list", str(tmp_path / "absent")]) == 1

    out, err = capfd.readouterr()
    assert out == ""
    assert err == f"inkstone list: {tmp_path / 'absent'} does not exist.\n"


def test_a_reader_that_goes_away_is_no_traceback(site: Path) -> None:
    # More than a pipe holds.
    for number in range(800):
        (site / "content" / "notes" / f"{number}-{'x' * 200}.md").write_text("x")
    command = [sys.executable, "-m", "editor", "list", str(site)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        errors = process.stderr.read()
    assert errors == b""
    assert process.returncode == 141


def test_another_encoding_of_the_terminal(site: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "editor", "list", str(site)],
        env={"PYTHONIOENCODING": "ascii", "LC_ALL": "C", "PATH": ""},
        capture_output=True,
        check=False,
    )

    assert done.returncode == 0
    assert "甲".encode() in done.stdout
