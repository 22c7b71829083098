"""`inkstone set` and `unset` as a shell calls them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from editor import cli

ARTICLE = """---
title: "Foo" # note
tags:
- a
draft: false
---

Body.\r
"""


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "a.md"
    path.write_bytes(ARTICLE.encode())
    return path


def run(*arguments: str | Path) -> int:
    return cli.run([str(argument) for argument in arguments])


@pytest.mark.parametrize(
    ("assignment", "old", "new"),
    [
        ("draft=true", "draft: false", "draft: true"),
        ("tags=[a, b]", "- a\n", "- a\n- b\n"),
        ('title="A: B"', 'title: "Foo"', 'title: "A: B"'),
        ("title=新的", 'title: "Foo"', 'title: "新的"'),
        ("title=a = b", 'title: "Foo"', 'title: "a = b"'),
        ("TITLE=x", 'title: "Foo"', 'title: "x"'),
        ("weight=5", "draft: false\n", "draft: false\nweight: 5\n"),
        ("menu.main.weight=5", "draft: false\n", "draft: false\nmenu:\n  main:\n    weight: 5\n"),
        ("draft=", "draft: false\n", "draft:\n"),
    ],
)
def test_one_field(article: Path, assignment: str, old: str, new: str) -> None:
    assert run("set", assignment, article) == 0
    assert article.read_bytes().decode() == ARTICLE.replace(old, new)


def test_unset(article: Path) -> None:
    assert run("unset", "Tags", article) == 0
    assert article.read_bytes().decode() == ARTICLE.replace("tags:\n- a\n", "")
    assert run("unset", "tags", article) == 0


def test_same_value_leaves_the_file_untouched(article: Path) -> None:
    os.utime(article, ns=(10**18, 10**18))
    before = article.stat()
    assert run("set", "title=Foo", article) == 0
    assert run("set", "tags=[a]", article) == 0
    assert run("unset", "none", article) == 0
    after = article.stat()
    assert (after.st_mtime_ns, after.st_ino) == (before.st_mtime_ns, before.st_ino)
    assert article.read_bytes() == ARTICLE.encode()


def test_each_file_is_independent(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = {
        "bad.md": b"---\ntitle: a: b\n---\n",
        "good.md": b"---\ntitle: x\n---\n",
        "latin.md": b"---\ntitle: caf\xe9\n---\n",
        "merge.md": b"---\ntitle: &x y\nother: *x\n---\n",
        "none.md": b"Only text.\n",
        "toml.md": b"+++\ntitle = 'x'\n+++\n",
        "unclosed.md": b"---\ntitle: x\n",
    }
    for name, data in names.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "folder.md").mkdir()
    files = [tmp_path / name for name in [*names, "folder.md", "missing.md"]]
    assert run("set", "title=new", *files) == 1
    lines = capsys.readouterr().err.splitlines()
    told = {line.split(": ")[0].removeprefix(str(tmp_path) + "/"): line for line in lines}
    assert set(told) == {"bad.md:2:9", "latin.md", "merge.md", "unclosed.md:1:4", "folder.md", "missing.md"}
    assert len(lines) == len(told)
    changed = {
        "good.md": b"---\ntitle: new\n---\n",
        "none.md": b"---\ntitle: new\n---\nOnly text.\n",
        "toml.md": b"+++\ntitle = 'new'\n+++\n",
    }
    assert {name: (tmp_path / name).read_bytes() for name in names} == {**names, **changed}


@pytest.mark.parametrize("assignment", ["title", "=x", "tags=[a", "title=a: b", "title=a\nweight: 1"])
def test_a_wrong_call_changes_nothing(
    article: Path, assignment: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("set", assignment, article) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
    assert article.read_bytes() == ARTICLE.encode()


def test_names_and_values_that_are_no_text_give_one_line(
    tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    """A line end or a byte that is no UTF-8, in a file's name and in an argument."""
    for name in ("two\nlines.md", "\udcff.md"):
        (tmp_path / name).write_text("---\ntitle: a: b\n---\n")
        assert run("set", "draft=true", tmp_path / name) == 1
    good = tmp_path / "good.md"
    good.write_text("---\ntitle: x\n---\n")
    assert run("set", "title=\udcff", good) == 1
    assert run("set", "\udcff=1", good) == 1
    assert good.read_text() == "---\ntitle: x\n---\n"
    lines = capfdbinary.readouterr().err.decode().splitlines()
    assert len(lines) == 4
    assert "two\\nlines.md:2:9: " in lines[0]


def test_a_new_key_goes_where_the_neighbours_have_it(tmp_path: Path) -> None:
    for number in range(4):
        (tmp_path / f"n{number}.md").write_text(
            "---\ntitle: x\nweight: 1\ndate: 2024-01-01\ndraft: true\n---\n"
        )
    (tmp_path / "odd.md").write_text("---\nweight: 1\ntitle: x\n---\n")
    new = tmp_path / "new.md"
    new.write_text("---\ntitle: x\ndate: 2024-01-01\nown: 1\n---\n")
    assert run("set", "weight=5", new) == 0
    assert run("set", "draft=true", new) == 0
    assert new.read_text() == "---\ntitle: x\nweight: 5\ndate: 2024-01-01\ndraft: true\nown: 1\n---\n"


def test_neighbours_of_a_bundle_are_the_other_bundles(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.md").write_text("---\ndraft: true\ntitle: x\n---\n")
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "index.md").write_text("---\ntitle: x\n---\n")
    assert run("set", "draft=false", tmp_path / "new" / "index.md") == 0
    assert (tmp_path / "new" / "index.md").read_text() == "---\ndraft: false\ntitle: x\n---\n"


def test_a_file_named_twice_is_set_once(article: Path) -> None:
    assert run("set", "weight=1", article, article) == 0
    assert article.read_text("utf-8").count("weight") == 1


def test_thousands_of_files_in_one_call(tmp_path: Path) -> None:
    """Enough for several processes, with one bad file in each part of the work."""
    files = [tmp_path / f"a{number}.md" for number in range(1200)]
    for path in files:
        path.write_bytes(ARTICLE.encode())
    bad = [files[5], files[1195]]
    for path in bad:
        path.write_text("---\ntitle: a: b\n---\n")
    done = subprocess.run(
        [sys.executable, "-m", "editor", "set", "draft=true", *map(str, files)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert [line.split(":")[0] for line in done.stderr.splitlines()] == [str(path) for path in bad]
    wanted = ARTICLE.replace("draft: false", "draft: true").encode()
    assert all(path.read_bytes() == wanted for path in files if path not in bad)
    assert sorted(tmp_path.iterdir()) == sorted(files)


def test_no_traceback_and_no_window_parts(article: Path) -> None:
    code = "import sys; from editor import cli; cli.run(sys.argv[1:]); print(*sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code, "set", "draft=true", str(article)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert not {"PySide6", "markdown", "watchdog", "tomli"} & set(done.stdout.split())
