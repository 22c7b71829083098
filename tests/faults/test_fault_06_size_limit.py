"""Fault 6: a file larger than the system allows (EFBIG): the old file stays."""

from __future__ import annotations

import resource
import signal
from pathlib import Path

from editor.articles.storage.files import write
from tests.faults.saving import apart, reason_of


def test_larger_than_allowed(tmp_path: Path) -> None:
    target = tmp_path / "a.md"
    target.write_bytes(b"the old text")

    def save() -> str:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
        return reason_of(lambda: write(target, b"x" * 10_000))

    assert apart(save) == "too-large"
    assert target.read_bytes() == b"the old text"
    assert [path.name for path in tmp_path.iterdir()] == ["a.md"]
