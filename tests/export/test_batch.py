"""Worker processes: every job answered once, cancelling ends them, nothing of them stays."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pytest

from editor.export import batch
from editor.export.exporter import Options, State
from editor.export.formats import Format
from editor.export.plan import make_plan

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="looks at processes through /proc"
)


class Children:
    """The processes that this one has started since the test began."""

    def __init__(self) -> None:
        self._before = self._all()

    def _all(self) -> set[int]:
        tasks = Path("/proc/self/task").glob("*/children")
        return {int(number) for task in tasks for number in task.read_text().split()}

    def all(self) -> set[int]:
        return self._all() - self._before


@pytest.fixture
def children() -> Children:
    return Children()


@pytest.fixture
def many(tmp_path: Path) -> Path:
    content = tmp_path / "content"
    content.mkdir()
    for number in range(60):
        (content / f"a{number:02}.md").write_text(f"---\ntitle: T{number}\n---\n\n文字 {number}\n")
    return content


def test_every_article_is_answered_once(many: Path, tmp_path: Path, children: Children) -> None:
    plan = make_plan([many], Format.HTML)
    outcomes = list(batch.run(plan.jobs, Options(Format.HTML, tmp_path / "out"), workers=2))
    assert sorted(outcome.job.source.name for outcome in outcomes) == sorted(
        path.name for path in many.iterdir()
    )
    assert {outcome.state for outcome in outcomes} == {State.WRITTEN}
    assert "文字 7" in (tmp_path / "out" / "a07.html").read_text("utf-8")
    assert children.all() == set()


def test_cancelling_ends_the_workers(many: Path, tmp_path: Path, children: Children) -> None:
    plan = make_plan([many], Format.HTML)
    seen = []
    for outcome in batch.run(
        plan.jobs, Options(Format.HTML, tmp_path / "out"), cancelled=lambda: len(seen) >= 3, workers=2
    ):
        seen.append(outcome)
    assert 3 <= len(seen) < 60
    assert children.all() == set()


def test_leaving_the_loop_ends_the_workers(many: Path, tmp_path: Path, children: Children) -> None:
    plan = make_plan([many], Format.HTML)
    results = batch.run(plan.jobs, Options(Format.HTML, tmp_path / "out"), workers=2)
    next(results)
    results.close()
    assert children.all() == set()


def test_a_killed_worker_costs_one_article(many: Path, tmp_path: Path, children: Children) -> None:
    plan = make_plan([many], Format.HTML)
    results = batch.run(plan.jobs, Options(Format.HTML, tmp_path / "out"), workers=1)
    outcomes = [next(results)]
    for child in children.all():
        os.kill(child, signal.SIGKILL)
    outcomes += results
    failed = [outcome for outcome in outcomes if outcome.state is State.FAILED]
    assert len(outcomes) == 60
    assert len(failed) <= 2
    assert all("stopped" in outcome.message for outcome in failed)
    assert len(list((tmp_path / "out").glob("*.html"))) == 60 - len(failed)


def test_an_article_that_takes_too_long_is_given_up(
    many: Path, tmp_path: Path, children: Children, monkeypatch
) -> None:
    monkeypatch.setattr(batch, "PATIENCE", 0.0)
    plan = make_plan([many / "a00.md"], Format.HTML)
    [outcome] = batch.run(plan.jobs, Options(Format.HTML, tmp_path / "out"))
    assert (outcome.state, "took longer" in outcome.message) == (State.FAILED, True)
    assert children.all() == set()
