"""Work split over processes comes back whole and in order."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator, Sequence

import pytest

from editor.articles.processes import split_over_processes


def test_results_come_in_order() -> None:
    def job(part: Sequence[int]) -> Iterator[tuple[int, int]]:
        return ((item * item, os.getpid()) for item in part)

    results = list(split_over_processes(range(1000), job, 10))
    assert [square for square, _ in results] == [item * item for item in range(1000)]
    if hasattr(os, "fork") and len(os.sched_getaffinity(0)) > 1:
        assert os.getpid() not in {process for _, process in results}


def test_little_work_stays_here() -> None:
    assert set(split_over_processes([1, 2], lambda part: [os.getpid()], 10)) == {os.getpid()}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this system: the work is not split")
def test_a_killed_part_is_noticed() -> None:
    here = os.getpid()

    def job(part: Sequence[int]) -> list[int]:
        if os.getpid() == here:
            pytest.skip("one processor: the work is not split")
        os.kill(os.getpid(), signal.SIGKILL)
        return []

    with pytest.raises(ChildProcessError):
        list(split_over_processes(range(100), job, 10))
