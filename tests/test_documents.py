"""The documents agree with the project: the list of folders, the libraries, the links."""

from __future__ import annotations

import importlib.util
import re
import tomllib
from pathlib import Path

import pytest

from editor.export.formats import Format


def test_the_list_of_folders_is_fresh(root: Path) -> None:
    spec = importlib.util.spec_from_file_location("module_map", root / "packaging" / "module_map.py")
    assert spec and spec.loader
    module_map = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module_map)
    document = (root / "CONTRIBUTING.md").read_text(encoding="utf-8")
    fresh = module_map.with_folders(document, root / "editor")
    assert document.splitlines() == fresh.splitlines(), "run `make map`"


def test_every_library_says_why_it_is_here(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = [re.split(r"[<>=~!;\[ ]", requirement)[0] for requirement in project["dependencies"]]
    document = (root / "CONTRIBUTING.md").read_text(encoding="utf-8")
    unexplained = [
        name for name in names if not re.search(rf"^- {re.escape(name)}: ", document, re.MULTILINE)
    ]
    assert not unexplained
    explained = re.findall(
        r"^- ([\w-]+): ", document.partition("## Libraries")[2].partition("## ")[0], re.MULTILINE
    )
    assert set(explained) == set(names)


@pytest.mark.parametrize("name", ["README.md", "CONTRIBUTING.md", "packaging/README.md"])
def test_links_and_paths_lead_somewhere(root: Path, name: str) -> None:
    document = root / name
    text = document.read_text(encoding="utf-8")
    targets = re.findall(r"!?\[[^\]]*\]\(([^)#\s]+)", text) + re.findall(r'<img[^>]+src="([^"]+)"', text)
    local = [target for target in targets if not target.startswith(("http:", "https:", "mailto:"))]
    # Paths written as code: those that begin with a folder of the project.
    local += [
        "/" + path
        for path in re.findall(r"`((?:editor|resources|tests|packaging)/[\w./-]+)`", text)
        if "*" not in path and "_resources" not in path
    ]
    missing = [
        target
        for target in local
        if not (root / target[1:] if target.startswith("/") else document.parent / target).exists()
    ]
    assert not missing


def test_the_readme_names_every_export_format(root: Path) -> None:
    readme = (root / "README.md").read_text("utf-8")
    assert f"--to {'|'.join(Format)} " in readme


def test_the_changelog_knows_the_version(root: Path) -> None:
    version = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    changelog = (root / "CHANGELOG.md").read_text(encoding="utf-8")
    assert "## [Unreleased]" in changelog or f"## [{version}]" in changelog


def test_every_icon_is_used(root: Path) -> None:
    icons = {path.stem for path in (root / "resources" / "icons").glob("*.svg")}
    said = "".join(
        path.read_text(encoding="utf-8")
        for folder in ("editor", "packaging", "resources")
        for path in (root / folder).rglob("*")
        if path.suffix in (".py", ".qss", ".css", ".js", ".html", ".json", ".desktop", ".xml")
    )
    assert sorted(name for name in icons if not re.search(rf"[\"'/]{re.escape(name)}[\"'.]", said)) == []
