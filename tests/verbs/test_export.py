"""`inkstone export` as a script calls it: paths, status, one line per error."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.limits import LONG_S

ROOT = Path(__file__).resolve().parents[2]


def inkstone(*arguments: object) -> subprocess.CompletedProcess[str]:
    environment = {
        key: value for key, value in os.environ.items() if key not in ("DISPLAY", "WAYLAND_DISPLAY")
    }
    return subprocess.run(
        [sys.executable, "-m", "editor", *map(str, arguments)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env=environment,
        check=False,
        timeout=LONG_S,
    )


@pytest.fixture
def content(tmp_path: Path) -> Path:
    content = tmp_path / "site" / "content"
    (content / "posts" / "b").mkdir(parents=True)
    (tmp_path / "site" / "hugo.toml").write_text('baseURL = "https://example.org/"\n')
    (content / "posts" / "a.md").write_text("---\ntitle: A\n---\n\n**a**\n")
    (content / "posts" / "b" / "index.md").write_text("---\ntitle: B\n---\n\nb\n")
    (content / "posts" / "draft.md").write_text("---\ntitle: D\ndraft: true\n---\n\nd\n")
    return content


def files(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_a_folder_keeps_its_paths_and_leaves_drafts_out(content: Path, tmp_path: Path) -> None:
    done = inkstone("export", content, "--to", "html", "--out", tmp_path / "out", "--fragment")
    assert (done.returncode, done.stderr) == (0, "")
    assert files(tmp_path / "out") == ["posts/a.html", "posts/b/index.html"]
    assert (tmp_path / "out" / "posts" / "a.html").read_text() == "<p><strong>a</strong></p>\n"
    assert "1 draft left out" in done.stdout


@pytest.mark.parametrize("form", ["docx", "epub", "md"])
def test_the_other_formats(content: Path, tmp_path: Path, form: str) -> None:
    done = inkstone("export", content / "posts" / "a.md", "--to", form, "--out", tmp_path / "out")
    assert (done.returncode, done.stderr) == (0, "")
    assert files(tmp_path / "out") == [{"md": "a/index.md"}.get(form, f"a.{form}")]


def test_drafts_by_flag_and_by_name(content: Path, tmp_path: Path) -> None:
    inkstone("export", content, "--to", "html", "--out", tmp_path / "all", "--drafts")
    assert "posts/draft.html" in files(tmp_path / "all")
    inkstone("export", content / "posts" / "draft.md", "--to", "html", "--out", tmp_path / "one")
    assert files(tmp_path / "one") == ["draft.html"]


def test_a_cascade_makes_drafts_too(content: Path, tmp_path: Path) -> None:
    (content / "posts" / "_index.md").write_text("---\ntitle: P\ncascade:\n  draft: true\n---\n")
    inkstone("export", content, "--to", "html", "--out", tmp_path / "out")
    assert "posts/a.html" not in files(tmp_path / "out")


def test_one_line_for_each_error_and_the_rest_goes_on(content: Path, tmp_path: Path) -> None:
    (content / "posts" / "bad.md").write_text("---\ntitle: a: b\n---\n\nx\n")
    (content / "posts" / "latin.md").write_bytes("---\ntitle: é\n---\n".encode("latin-1"))
    (content / "posts" / "binary.md").write_bytes(b"\0\1\2\3" * 64)
    missing = tmp_path / "missing.md"
    done = inkstone("export", content, missing, "--to", "html", "--out", tmp_path / "out")
    assert done.returncode == 1
    lines = done.stderr.splitlines()
    assert len(lines) == 4
    for path in (
        content / "posts" / "bad.md",
        content / "posts" / "latin.md",
        content / "posts" / "binary.md",
        missing,
    ):
        assert [line for line in lines if line.startswith(f"{path}: ")], path
    assert "Traceback" not in done.stderr
    assert files(tmp_path / "out") == ["posts/a.html", "posts/b/index.html"]


def test_a_file_in_the_place_of_the_folder(content: Path, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")
    done = inkstone("export", content, "--to", "html", "--out", tmp_path / "out")
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert (tmp_path / "out").read_text() == "mine"


def test_wrong_use(content: Path, tmp_path: Path) -> None:
    assert inkstone("export", content, "--to", "pdf", "--out", tmp_path / "out", "--fragment").returncode == 2
    assert inkstone("export", content, "--to", "rtf", "--out", tmp_path / "out").returncode == 2
    assert not (tmp_path / "out").exists()


def test_names_with_line_breaks_stay_on_one_line(content: Path, tmp_path: Path) -> None:
    (content / "posts" / "two\nlines.md").write_text("---\ntitle: a: b\n---\n")
    done = inkstone("export", content, "--to", "html", "--out", tmp_path / "out")
    assert len(done.stderr.splitlines()) == 1
