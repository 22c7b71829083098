"""Worker processes: every job answered once, cancelling ends them, nothing of them stays."""

from __future__ import annotations

import multiprocessing
from pathlib import Path

import pytest

from editor.export import batch
from editor.export.exporter import Options, State
from editor.export.plan import Format, make_plan


@pytest.fixture
def many(tmp_path: Path) -> Path:
    content = tmp_path / "content"
    content.mkdir()
    for number in range(60):
        (content / f"a{number:02}.md").write_text(f"---\ntitle: T{number}\n---\n\n文字 {number}\n")
    return content


def test_every_article_is_answered_once(many: Path, tmp_path: Path) -> None:
    plan = make_plan([many], Format.HTML)
    outcomes = list(batch.run(plan.jobs, Options(Format.HTML, tmp_path / "out"), workers=2))
    assert sorted(outcome.job.source.name for outcome in outcomes) == sorted(
        path.name for path in many.iterdir()
    )
    assert {outcome.state for outcome in outcomes} == {State.WRITTEN}
    assert "文字 7" in (tmp_path / "out" / "a07.html").read_text("utf-8")
    assert multiprocessing.active_children() == []


def test_cancelling_ends_the_workers(many: Path, tmp_path: Path) -> None:
    plan = make_plan([many], Format.HTML)
    seen = []
    for outcome in batch.run(
        plan.jobs, Options(Format.HTML, tmp_path / "out"), cancelled=lambda: len(seen) >= 3, workers=2
    ):
        seen.append(outcome)
    assert 3 <= len(seen) < 60
    assert multiprocessing.active_children() == []


def test_leaving_the_loop_ends_the_workers(many: Path, tmp_path: Path) -> None:
    plan = make_plan([many], Format.HTML)
    results = batch.run(plan.jobs, Options(Format.HTML, tmp_path / "out"), workers=2)
    next(results)
    results.close()
    assert multiprocessing.active_children() == []


def test_a_killed_worker_costs_one_article(many: Path, tmp_path: Path) -> None:
    plan = make_plan([many], Format.HTML)
    results = batch.run(plan.jobs, Options(Format.HTML, tmp_path / "out"), workers=1)
    outcomes = [next(results)]
    for child in multiprocessing.active_children():
        child.kill()
    outcomes += results
    failed = [outcome for outcome in outcomes if outcome.state is State.FAILED]
    assert len(outcomes) == 60
    assert len(failed) <= 2
    assert all("stopped" in outcome.message for outcome in failed)
    assert len(list((tmp_path / "out").glob("*.html"))) == 60 - len(failed)


def test_an_article_that_takes_too_long_is_given_up(many: Path, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(batch, "PATIENCE", 0.0)
    plan = make_plan([many / "a00.md"], Format.HTML)
    [outcome] = batch.run(plan.jobs, Options(Format.HTML, tmp_path / "out"))
    assert (outcome.state, "took longer" in outcome.message) == (State.FAILED, True)
    assert multiprocessing.active_children() == []
