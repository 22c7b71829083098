"""Fault 49: a rename of case only, and names that differ only in how accents are composed: the right identity."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from editor.site.catalogue.catalogue import Catalogue
from editor.site.site import Site
from tests.faults.watching import make_site, on_disk, watching_program
from tests.site.watching.heard import watching


def test_fault_49_a_case_only_rename_is_a_move(tmp_path: Path) -> None:
    old, new = tmp_path / "readme.md", tmp_path / "README.md"
    old.write_text("text")
    with watching(tmp_path) as heard:
        old.rename(new)
        heard.wait_for_change("moved", new, old)


def test_fault_49_the_catalogue_follows_a_case_only_rename(tmp_path: Path) -> None:
    root = make_site(tmp_path / "site", 2)
    folder = root / "content" / "section-0"
    with watching_program(root) as program:
        (folder / "0.md").rename(folder / "Zero.md")
        program.ask("until Zero.md")
        (folder / "Zero.md").rename(folder / "ZERO.md")
        answer = program.ask("until ZERO.md")

    assert answer["found"] == on_disk(root)


def test_fault_49_composed_and_decomposed_names_stay_two_files(tmp_path: Path) -> None:
    root = make_site(tmp_path / "site", 0)
    names = [unicodedata.normalize(form, "café.md") for form in ("NFC", "NFD")]
    for form, name in zip(("composed", "decomposed"), names, strict=True):
        (root / "content" / name).write_text(f"---\ntitle: {form}\n---\n")
    if len(list((root / "content").iterdir())) < 2:
        pytest.skip("this file system takes both names for one file")

    catalogue = Catalogue.build(Site.find(root))

    found = {summary.path.name: summary.title for summary in catalogue.summaries()}
    assert found == dict(zip(names, ("composed", "decomposed"), strict=True))
    (root / "content" / names[1]).unlink()
    changes = catalogue.update([root / "content" / names[1]])
    assert [(change.kind, change.path.name) for change in changes] == [("removed", names[1])]
    assert catalogue.get(root / "content" / names[0]) is not None
