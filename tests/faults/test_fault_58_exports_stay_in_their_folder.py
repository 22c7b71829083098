"""Fault 58: no slug, url, title or file name leads an export out of the output folder."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from editor.export.exporter import Exporter, Options, State
from editor.export.formats import Format
from editor.export.plan import make_plan

HOSTILE = [
    "../../x",
    "/etc/x",
    "CON",
    "..",
    "..\\..\\x",
    "C:\\x",
    "\\\\host\\share",
    "a/../../../x",
    "%2e%2e/x",
    "nul\u0000",
]


def everything_below(root: Path) -> set[str]:
    return {str(Path(folder, name)) for folder, _, names in os.walk(root) for name in names}


@pytest.mark.parametrize("form", list(Format))
def test_fault_58_front_matter_moves_no_file(tmp_path: Path, form: Format) -> None:
    content = tmp_path / "site" / "content"
    content.mkdir(parents=True)
    for number, value in enumerate(HOSTILE):
        quoted = value.replace("\\", "\\\\").replace("\0", "\\0")
        (content / f"a{number}.md").write_text(
            f'---\ntitle: "{quoted}"\nslug: "{quoted}"\nurl: "{quoted}"\naliases: ["{quoted}"]\n---\n\ntext\n'
        )
    before = everything_below(tmp_path)
    out = tmp_path / "deep" / "er" / "out"
    exporter = Exporter(Options(form, out))
    for job in make_plan([content], form).jobs:
        assert exporter.export(job).state in (State.WRITTEN, State.TO_PRINT, State.FAILED)
    new = everything_below(tmp_path) - before
    assert all(name.startswith(f"{out}{os.sep}") for name in new)
    assert form is Format.PDF or new


@pytest.mark.parametrize(
    "name", ["CON.md", "nul.tar.md", "..md", "...md", "a\\..\\..\\b.md", "x\ny.md", " .md", "-rf.md", "~.md"]
)
def test_fault_58_file_names_stay_names(tmp_path: Path, name: str) -> None:
    content = tmp_path / "content"
    content.mkdir()
    article = content / name
    article.write_text("---\ntitle: t\n---\n\ntext\n")
    out = tmp_path / "out"
    [job] = make_plan([article], Format.HTML).jobs
    outcome = Exporter(Options(Format.HTML, out)).export(job)
    assert outcome.state is State.WRITTEN, outcome.message
    [written] = everything_below(out)
    assert Path(written).parent == out
    assert Path(written).name.partition(".")[0].upper() not in ("CON", "NUL")
    assert "\\" not in Path(written).name
    assert "\n" not in Path(written).name
