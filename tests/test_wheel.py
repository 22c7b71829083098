"""The wheel carries the program whole: every module and every resource, and an installed copy finds them."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel as pip builds it; skips where pip cannot fetch the build backend."""
    folder = tmp_path_factory.mktemp("wheel")
    done = subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(folder), str(root)],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode and "hatchling" in done.stderr:
        pytest.skip("pip cannot fetch hatchling, the build backend")
    assert done.returncode == 0, done.stderr
    return next(folder.glob("*.whl"))


def tracked(root: Path, folder: str) -> set[str]:
    """The files of a folder that the repository knows, in a checkout of it."""
    done = subprocess.run(
        ["git", "ls-files", "-z", folder], cwd=root, capture_output=True, text=True, check=False
    )
    if done.returncode:
        pytest.skip("not a checkout: git does not know the files")
    return {name for name in done.stdout.split("\0") if name and (root / name).exists()}


def test_every_module_and_resource_is_inside(root: Path, wheel: Path) -> None:
    inside = set(zipfile.ZipFile(wheel).namelist())
    modules = {name for name in tracked(root, "editor") if name.endswith(".py")}
    resources = {name for name in tracked(root, "resources") if not name.startswith("resources/screenshots/")}
    wanted = modules | {"editor/_" + name for name in resources}
    assert wanted - inside == set()
    assert not [name for name in inside if "/screenshots/" in name or "/public/" in name]


def test_an_unpacked_copy_finds_its_resources(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path)
    asked = (
        "from editor.resources import resource_path as r; p = r('icons/inkstone.svg'); print(p, p.is_file())"
    )
    done = subprocess.run(
        [sys.executable, "-c", asked],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.split() == [str(tmp_path / "editor" / "_resources" / "icons" / "inkstone.svg"), "True"]


def test_the_command_is_declared(root: Path, wheel: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    archive = zipfile.ZipFile(wheel)
    entry_points = next(name for name in archive.namelist() if name.endswith("entry_points.txt"))
    assert "inkstone = editor.__main__:main" in archive.read(entry_points).decode()
    assert project["scripts"] == {"inkstone": "editor.__main__:main"}
