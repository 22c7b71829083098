"""No verb needs Hugo, so none can run what a site has Hugo do; `new` is the exception, and restricted."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.faults.decoys import SITE
from tests.limits import LONG_S
from tests.publish.hugo_sites import make_site

pytestmark = pytest.mark.skipif(
    os.name != "posix", reason="the hugo that tells of its calls is a script with a shebang"
)
ROOT = Path(__file__).resolve().parents[2]


class Author:
    """Calls the program with a hugo on the search path that tells of its calls."""

    def __init__(self, folder: Path, real: str = "") -> None:
        self.site = make_site(folder / "site", SITE)
        self._calls, tools = folder / "calls", folder / "tools"
        tools.mkdir()
        hugo = tools / "hugo"
        hugo.write_text(f'#!/bin/sh\necho "$*" >> "{self._calls}"\nexec "{real or "/bin/false"}" "$@"\n')
        hugo.chmod(0o755)
        self._variables = {**os.environ, "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}"}
        self._variables["XDG_CONFIG_HOME"] = str(folder / "config")

    def call(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "editor", *arguments],
            cwd=ROOT,
            env=self._variables,
            capture_output=True,
            text=True,
            timeout=LONG_S,
            check=False,
        )

    def hugo_calls(self) -> str:
        return self._calls.read_text("utf-8") if self._calls.exists() else ""


@pytest.mark.parametrize(
    "arguments",
    [
        ["list", "SITE"],
        ["check", "SITE"],
        *(["export", "SITE", "--to", form, "--out", "OUT"] for form in ("html", "docx", "epub", "md")),
        ["set", "draft=false", "SITE/content/posts/a.md"],
        ["unset", "tags", "SITE/content/posts/a.md"],
    ],
    ids=lambda arguments: " ".join(arguments[:4]),
)
def test_hugo_is_not_called(tmp_path: Path, arguments: list[str]) -> None:
    author = Author(tmp_path)
    places = {"SITE": str(author.site), "OUT": str(tmp_path / "out")}
    named = [place.replace("SITE", places["SITE"]).replace("OUT", places["OUT"]) for place in arguments]
    done = author.call(*named)
    assert done.returncode == 0, done.stderr
    assert author.hugo_calls() == ""


@pytest.mark.hugo
def test_new_lets_hugo_run_nothing_of_the_site(tmp_path: Path, hugo: str) -> None:
    author = Author(tmp_path, hugo)
    archetype = '---\ntitle: {{ site.Title }}\nkey: {{ getenv "HOME" }}\n---\n'
    (author.site / "archetypes" / "default.md").write_text(archetype)
    config = author.site / "hugo.toml"
    config.write_text(config.read_text() + '[security.funcs]\ngetenv = [".*"]\n')
    done = author.call("new", "posts/b.md", "--site", str(author.site))
    assert done.returncode == 1
    assert "“HOME”, which is not allowed" in done.stderr
    assert not (author.site / "content/posts/b.md").exists()
    assert author.hugo_calls() != ""


@pytest.mark.hugo
def test_new_tells_of_a_site_that_reaches_outside(tmp_path: Path, hugo: str) -> None:
    author = Author(tmp_path, hugo)
    config = author.site / "hugo.toml"
    config.write_text(config.read_text() + f'[[module.mounts]]\nsource = "{tmp_path}"\ntarget = "assets"\n')
    done = author.call("new", "posts/b.md", "--site", str(author.site))
    assert done.returncode == 1
    assert f"takes in what lies outside of it ({tmp_path})" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.hugo
def test_new_opens_no_editor_of_the_sites_choice(tmp_path: Path, hugo: str) -> None:
    author = Author(tmp_path, hugo)
    config = author.site / "hugo.toml"
    config.write_text('newContentEditor = "an-editor"\n' + config.read_text())
    done = author.call("new", "posts/b.md", "--site", str(author.site))
    assert done.returncode == 0, done.stderr
    assert "new content" in author.hugo_calls()
