"""Writes the map of modules in CONTRIBUTING.md from the first line of every module's docstring.

``make map`` rewrites what stands between the two markers; a test fails when it was forgotten.
"""

from __future__ import annotations

import ast
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DOCUMENT = ROOT / "CONTRIBUTING.md"
BEGIN, END = "<!-- map: written by `make map` -->", "<!-- end of map -->"


def duty(path: Path) -> str:
    """Return the first line of a module's docstring, "" without one."""
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    return (docstring or "").partition("\n")[0].strip()


def module_map(package: Path) -> str:
    """Return the map: one list per folder of the package, each opened by the folder's own duty."""
    folders = sorted({path.parent for path in package.rglob("*.py")})
    parts = []
    for folder in folders:
        if "_resources" in folder.parts:
            continue
        name = folder.relative_to(package.parent).as_posix()
        opening = folder / "__init__.py"
        lines = [f"### `{name}/`", ""]
        if opening.exists() and duty(opening):
            lines += [duty(opening), ""]
        lines += [f"- `{path.name}`: {duty(path)}" for path in sorted(folder.glob("*.py")) if path != opening]
        parts.append("\n".join(lines))
    return "\n\n".join(parts)


def with_map(text: str, package: Path) -> str:
    """Return the document with a fresh map between its markers."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{module_map(package)}\n\n{END}{after}"


def main() -> int:
    """Rewrite the document; returns the exit status."""
    DOCUMENT.write_text(with_map(DOCUMENT.read_text(encoding="utf-8"), ROOT / "editor"), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
