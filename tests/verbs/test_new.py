"""`inkstone new`: prints the path it created, or one line why not."""

from __future__ import annotations

from pathlib import Path

import pytest

from editor import cli


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "content").mkdir()
    (tmp_path / "hugo.toml").write_text("")
    return tmp_path


def test_the_path_is_printed(site: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["new", "posts/a", "--title", "甲: 乙", "--site", str(site)]) == 0

    path = site / "content" / "posts" / "a.md"
    assert capfd.readouterr().out == f"{path}\n"
    assert 'title: "甲: 乙"' in path.read_text("utf-8")


def test_the_current_folder_is_the_site(
    site: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(site / "content")

    assert cli.run(["new", "posts/a/index.md"]) == 0

    assert (site / "content" / "posts" / "a" / "index.md").exists()


@pytest.mark.parametrize("name", ["../a", "posts/CON", "posts/a", "posts/\x1b[2Ja"])
def test_a_refusal_is_one_line_and_status_1(name: str, site: Path, capfd: pytest.CaptureFixture[str]) -> None:
    (site / "content" / "posts").mkdir()
    (site / "content" / "posts" / "a.md").write_text("mine")

    assert cli.run(["new", name, "--site", str(site)]) == 1

    out, err = capfd.readouterr()
    assert out == ""
    assert err.startswith("inkstone new: ")
    assert err.count("\n") == 1
    assert "\x1b" not in err
    assert (site / "content" / "posts" / "a.md").read_text() == "mine"


def test_no_site(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert cli.run(["new", "posts/a", "--site", str(tmp_path / "absent")]) == 1

    assert "does not exist" in capfd.readouterr().err
