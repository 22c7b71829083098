"""Fault 59: exporting over a file replaces it whole or not at all, and never through a symbolic link."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from editor.export.exporter import Exporter, Options, State
from editor.export.formats import Format
from editor.export.plan import Job, make_plan


@pytest.fixture
def job(tmp_path: Path) -> Job:
    article = tmp_path / "content" / "a.md"
    article.parent.mkdir()
    article.write_text("---\ntitle: t\n---\n\nnew\n")
    [job] = make_plan([article.parent], Format.HTML).jobs
    return job


def test_fault_59_a_file_is_replaced_by_a_new_one(job: Job, tmp_path: Path) -> None:
    target = tmp_path / "out" / "a.html"
    target.parent.mkdir()
    target.write_text("old")
    with target.open() as reader:
        assert Exporter(Options(Format.HTML, target.parent)).export(job).state is State.WRITTEN
        # Who has the old file open reads the old file to its end: nothing was written into it.
        assert reader.read() == "old"
    assert "new" in target.read_text()


def test_fault_59_without_leave_nothing_is_replaced(job: Job, tmp_path: Path) -> None:
    target = tmp_path / "out" / "a.html"
    target.parent.mkdir()
    target.write_text("old")
    assert Exporter(Options(Format.HTML, target.parent, replace=False)).export(job).state is State.EXISTS
    assert target.read_text() == "old"


@pytest.mark.parametrize("dangling", [False, True])
def test_fault_59_a_link_is_not_written_through(job: Job, tmp_path: Path, dangling: bool) -> None:
    elsewhere = tmp_path / "elsewhere.html"
    if not dangling:
        elsewhere.write_text("mine")
    target = tmp_path / "out" / "a.html"
    target.parent.mkdir()
    target.symlink_to(elsewhere)
    outcome = Exporter(Options(Format.HTML, target.parent)).export(job)
    assert (outcome.state, "symbolic link" in outcome.message) == (State.FAILED, True)
    assert target.is_symlink()
    assert elsewhere.exists() is not dangling
    assert dangling or elsewhere.read_text() == "mine"


def test_fault_59_a_folder_that_is_a_link_leads_nowhere(tmp_path: Path) -> None:
    article = tmp_path / "content" / "posts" / "a.md"
    article.parent.mkdir(parents=True)
    article.write_text("new")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    out = tmp_path / "out"
    out.mkdir()
    (out / "posts").symlink_to(elsewhere)
    [job] = make_plan([tmp_path / "content"], Format.HTML).jobs
    outcome = Exporter(Options(Format.HTML, out)).export(job)
    assert (outcome.state, "leads out" in outcome.message) == (State.FAILED, True)
    assert list(elsewhere.iterdir()) == []


def test_fault_59_what_is_no_file_is_left_alone(job: Job, tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    os.mkfifo(out / "a.html")
    outcome = Exporter(Options(Format.HTML, out)).export(job)
    assert outcome.state is State.FAILED
    assert (out / "a.html").is_fifo()
