"""Configuration, data and templates that are devices, loops, floods or towers: named, bounded, and the rest goes on."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from editor.articles.storage.files import Reason, StorageError
from editor.site.config.files import SIZE_LIMIT
from editor.site.front_matter_cms import read_cms_fields
from editor.site.site_files import MOST_FOLDERS, files_below, read_file
from tests.limits import PATIENCE_S

pytestmark = pytest.mark.skipif(
    not hasattr(os, "mkfifo"), reason="no devices and pipes as files on this system"
)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Path]:
    root = tmp_path / "site"
    (root / "content").mkdir(parents=True)
    (root / "config" / "_default").mkdir(parents=True)
    (root / "config" / "_default" / "hugo.toml").write_text("title = 'x'\n")
    (root / "content" / "a.md").write_text("---\ntitle: A\ndate: 2020-01-01\n---\nText.\n")
    yield root
    # By the system's own means: Python's go down a tower of folders by calling themselves, and break at a thousand.
    subprocess.run(["rm", "-rf", str(root)], check=True)


def default(site: Path) -> Path:
    return site / "config" / "_default"


def linked_to_the_root(site: Path) -> None:
    (default(site) / "hugo.toml").unlink()
    default(site).rmdir()
    default(site).symlink_to("/")


def deep(site: Path) -> None:
    here = os.open(default(site), os.O_RDONLY)
    for _ in range(1200):
        os.mkdir("d", dir_fd=here)
        inner = os.open("d", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = inner
    os.close(here)


def many(site: Path) -> None:
    for number in range(MOST_FOLDERS + 10):
        (default(site) / f"d{number}").mkdir()


def languages(site: Path) -> None:
    lines = [f'[languages.l{n}]\nweight = {n + 1}\ncontentDir = "content/l{n}"\n' for n in range(1, 900)]
    lines.append("[languages.en]\nweight = 1\n")
    (default(site) / "languages.toml").write_text("".join(lines).replace("languages.", ""))
    for number in range(900):
        (site / "content" / f"l{number}").mkdir()


FAULTS: dict[str, tuple[Callable[[Path], object], str]] = {
    "a device": (lambda site: (default(site) / "params.toml").symlink_to("/dev/zero"), "params.toml"),
    "a pipe": (lambda site: os.mkfifo(default(site) / "params.toml"), "params.toml"),
    "a circle": (lambda site: (default(site) / "params.toml").symlink_to("params.toml"), "params.toml"),
    "nowhere": (lambda site: (default(site) / "params.toml").symlink_to("/absent"), "params.toml"),
    "the whole disk": (linked_to_the_root, "_default"),
    "a tower": (deep, "d"),
    "a flood of folders": (many, "_default"),
    "a flood of bytes": (
        lambda site: (default(site) / "params.toml").write_text("# " + "x" * SIZE_LIMIT + "\n"),
        "params.toml",
    ),
    "nested": (lambda site: (default(site) / "params.json").write_text("[" * 100_000), "params.json"),
    "hundreds of languages": (languages, "hugo.toml"),
}


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("verb", ["list", "check"])
def test_fault_65_list_and_check_name_it_and_go_on(verb: str, fault: str, site: Path) -> None:
    make, name = FAULTS[fault]
    make(site)
    (site / "hugo.toml").write_text("title = 'y'\n")

    done = subprocess.run(
        [sys.executable, "-m", "editor", verb, "--json", str(site)],
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )

    assert "Traceback" not in done.stderr
    rows = json.loads(done.stdout)
    if verb == "list":
        assert "content/a.md" in [row["path"] for row in rows]
        assert name in done.stderr
    else:
        assert [row["code"] for row in rows] == ["configuration"]
        assert Path(rows[0]["path"]).name == name and rows[0]["message"]
    assert done.returncode == 1


def test_fault_65_layouts_and_archetypes_that_lead_to_the_whole_disk(site: Path) -> None:
    for name in ("layouts", "archetypes", "static", "data", "i18n", "assets", "themes"):
        (site / name).symlink_to("/")
    (site / "content" / "b.md").write_text("---\ntitle: B\n---\n![p](/none.png)\n")
    done = subprocess.run(
        [sys.executable, "-m", "editor", "check", "--json", str(site)],
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )
    assert done.stderr == ""
    assert [row["code"] for row in json.loads(done.stdout)] == ["image"]


def test_fault_65_content_that_leads_to_a_folder_above_itself(site: Path) -> None:
    (site / "hugo.toml").write_text("title = 'y'\n")
    (site / "content" / "a.md").unlink()
    (site / "content").rmdir()
    (site / "content").symlink_to("..")
    done = subprocess.run(
        [sys.executable, "-m", "editor", "check", str(site)],
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )
    assert "leads to a folder that it lies in" in done.stdout and done.stderr == ""


def test_fault_65_settings_of_another_editor_that_are_none(site: Path) -> None:
    (site / "frontmatter.json").symlink_to("/dev/zero")
    folder = site / ".frontmatter" / "config" / "taxonomy"
    folder.mkdir(parents=True)
    (folder / "contentTypes").symlink_to("/")
    assert read_cms_fields(site) == {}


def test_fault_65_one_way_of_reading(tmp_path: Path) -> None:
    for name in ("device", "pipe", "circle", "folder", "large"):
        path = tmp_path / name
        if name == "device":
            path.symlink_to("/dev/zero")
        elif name == "pipe":
            os.mkfifo(path)
        elif name == "circle":
            path.symlink_to(path)
        elif name == "folder":
            path.mkdir()
        else:
            path.write_bytes(bytes(2000))
        with pytest.raises(StorageError, match=name):
            read_file(path, 1000)
    # What says it is empty and is not.
    with pytest.raises(StorageError) as told:
        read_file(Path("/proc/kallsyms"), 1000)
    assert told.value.reason in (Reason.TOO_LARGE, Reason.MISSING)
    (tmp_path / "folder" / "in").mkdir()
    (tmp_path / "folder" / "again").symlink_to(tmp_path)
    (tmp_path / "folder" / "in" / "x").write_text("x")
    assert list(files_below(tmp_path / "folder")) == [tmp_path / "folder" / "in" / "x"]
    assert list(files_below(tmp_path / "folder" / "again")) == []
