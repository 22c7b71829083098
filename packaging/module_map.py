"""Prints the map of modules, and keeps the list of folders in CONTRIBUTING.md, from the first line of every module.

``make map`` does both; a test fails when the list of folders is no longer true.
"""

from __future__ import annotations

import ast
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DOCUMENT = ROOT / "CONTRIBUTING.md"
BEGIN, END = "<!-- folders: written by `make map` -->", "<!-- end of folders -->"


def duty(path: Path) -> str:
    """Return the first line of a module's docstring, "" without one."""
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    return (docstring or "").partition("\n")[0].strip()


def folders_of(package: Path) -> list[Path]:
    """Return the package's folders that hold modules, each before those inside it."""
    folders = {path.parent for path in package.rglob("*.py")}
    return sorted(folder for folder in folders if "_resources" not in folder.parts)


def folder_list(package: Path) -> str:
    """Return one line for each folder: its name and the duty that its `__init__` tells."""
    return "\n".join(
        f"- `{folder.relative_to(package.parent).as_posix()}/`: {duty(folder / '__init__.py')}"
        for folder in folders_of(package)
    )


def module_map(package: Path) -> str:
    """Return the map: every module below its folder, with its duty."""
    parts = []
    for folder in folders_of(package):
        modules = sorted(path for path in folder.glob("*.py") if path.name != "__init__.py")
        name = folder.relative_to(package.parent).as_posix()
        lines = [f"{name}/  {duty(folder / '__init__.py')}"]
        parts.append("\n".join([*lines, *(f"    {path.name}: {duty(path)}" for path in modules)]))
    return "\n\n".join(parts)


def with_folders(text: str, package: Path) -> str:
    """Return the document with a fresh list of folders between its markers."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{folder_list(package)}\n\n{END}{after}"


def main() -> int:
    """Print the map, and rewrite the list in the document; returns the exit status."""
    print(module_map(ROOT / "editor"))
    DOCUMENT.write_text(with_folders(DOCUMENT.read_text(encoding="utf-8"), ROOT / "editor"), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
