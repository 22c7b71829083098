"""A disk that puts no article in its place until it is let."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator

import pytest

from tests.limits import PATIENCE_S


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """Holds back the renaming that ends every save of an article, until the gate is opened."""
    gate = threading.Event()
    replace = os.replace

    def slow(source, target, **kwargs) -> None:
        if os.fspath(target).endswith(".md"):
            assert gate.wait(PATIENCE_S)
        replace(source, target, **kwargs)

    monkeypatch.setattr(os, "replace", slow)
    yield gate
    gate.set()
