"""A site full of decoys: files that write a mark when they are run, under the names that programs look for."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

MODULES = (
    "editor/__init__.py", "editor/__main__.py", "editor/cli.py", "editor/programs.py", "editor/markup/__init__.py",
    "editor/markup/live/worker.py", "editor/export/worker.py", "editor/publish/guard.py",
    "__future__.py", "argparse.py", "json/__init__.py", "pathlib.py", "pickle.py", "subprocess.py", "runpy.py",
    "multiprocessing/__init__.py", "multiprocessing/spawn.py", "ctypes/__init__.py", "tempfile.py", "threading.py",
    "sitecustomize.py", "usercustomize.py", "nt.py", "resource.py", "platformdirs/__init__.py", "yaml/__init__.py",
    "markdown/__init__.py", "markdown_it/__init__.py", "pygments/__init__.py", "frontmatter/__init__.py",
    "lxml/__init__.py", "PySide6/__init__.py", "PySide6/QtCore.py", "shiboken6/__init__.py", "watchdog/__init__.py",
)  # fmt: skip
"""Modules by the names of ours, of Python's own and of libraries."""

PROGRAMS = (
    "hugo", "git", "go", "node", "npx", "npm", "python", "python3", "sass", "dart-sass", "postcss", "tailwindcss",
    "asciidoctor", "pandoc", "rst2html", "xdg-open", "open", "gio", "gvfs-trash", "kioclient5", "sh", "env", "ldconfig",
    "gcc", "QtWebEngineProcess",
)  # fmt: skip
FOLDERS = ("", "bin", "node_modules/.bin", ".venv/bin", "Scripts")
"""Where programs lie, below the site."""

SITE = {
    "hugo.toml": 'baseURL = "https://example.org/"\ntitle = "Decoys"\n',
    "content/posts/a.md": "---\ntitle: A\ntags: [x]\n---\n\n# text\n\n$x^2$ and `code`\n",
    "archetypes/default.md": '---\ntitle: {{ replace .Name "-" " " | title }}\nkey: {{ site.Title }} {{ strings.Repeat 2 "ab" }}\n---\n',
}
"""Its archetype can be filled in by Hugo only."""


class Decoys:
    """The site at `root`; whatever of it runs leaves a file in `marks`."""

    def __init__(self, folder: Path) -> None:
        self.root, self._marks = folder / "site", folder / "marks"
        self._marks.mkdir(parents=True)
        for name, text in SITE.items():
            self.write(name, text)
        for name in MODULES:
            self.write(name, f"open({str(self._marks / name.replace('/', '.'))!r}, 'w').close()\n")
        for place in FOLDERS:
            for name in PROGRAMS:
                self.write_program(Path(place, name).as_posix())
        self.link = folder / "link"
        self.link.symlink_to(self.root)
        # A folder that is no part of the site, with a link that leads into it.
        self.elsewhere = folder / "elsewhere"
        self.elsewhere.mkdir()
        for name in PROGRAMS:
            (self.elsewhere / name).symlink_to(self.root / "bin" / name)

    def write(self, name: str, text: str) -> Path:
        """Write a file of the site."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        return path

    def write_program(self, name: str) -> None:
        """Write a program of the site that marks that it ran."""
        mark = self._marks / name.replace("/", ".")
        path = self.write(name, f"#!/bin/sh\n: > '{mark}'\necho 'hugo v0.168.0'\n")
        path.chmod(0o755)

    def without_our_name(self) -> None:
        """Take away what Python itself would run for ``python -m editor``."""
        for path in sorted((self.root / "editor").rglob("*"), reverse=True):
            path.rmdir() if path.is_dir() else path.unlink()
        (self.root / "editor").rmdir()

    def marks(self) -> list[str]:
        """What ran."""
        return sorted(path.name for path in self._marks.iterdir())

    def variables(self, home: Path) -> Mapping[str, str]:
        """The surroundings of an author whose search path leads into the site in every way."""
        own = [str(self.root / place) for place in FOLDERS]
        path = ["", ".", "bin", "./node_modules/.bin", "..", *own, str(self.link), str(self.elsewhere)]
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "XDG_"))}
        return {
            **kept,
            "HOME": str(home),
            "QT_QPA_PLATFORM": "offscreen",
            "PATH": os.pathsep.join([*path, os.environ["PATH"]]),
            "LD_LIBRARY_PATH": ":.:bin",
        }
