"""Fixtures shared by all tests: the shared corpora, the hugo program, an off-screen platform."""

from __future__ import annotations

import gc
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"

# Without a display the window tests run on Qt's own off-screen platform.
if (
    not os.environ.get("DISPLAY")
    and not os.environ.get("WAYLAND_DISPLAY")
    and sys.platform.startswith("linux")
):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(scope="session")
def root() -> Path:
    """The checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared material; skips where it is absent, as in a user's clone."""
    if not SHARED.is_dir():
        pytest.skip(f"no shared material at {SHARED.name}/ beside the checkout")
    return SHARED


@pytest.fixture(scope="session")
def corpora(shared: Path) -> Path:
    """The real articles to develop against."""
    return shared / "corpora"


@pytest.fixture(scope="session")
def hugo() -> str:
    """The hugo program: beside this Python (the `hugo` package) or on PATH."""
    beside = Path(sys.executable).parent / "hugo"
    found = str(beside) if beside.exists() else shutil.which("hugo")
    if not found:
        pytest.skip("no hugo program: install the `hugo` package")
    return found


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Collect garbage of a window on its own thread, as the program does: what a thread finds is deleted in there."""
    is_window = "qapp" in getattr(item, "fixturenames", ())
    if is_window:
        gc.disable()
    try:
        return (yield)
    finally:
        if is_window:
            gc.collect(0)
            gc.enable()


def pytest_unconfigure() -> None:
    """Empty the clipboard: off-screen Qt takes it down after Python's end, and what a test copied crashes there."""
    widgets = sys.modules.get("PySide6.QtWidgets")
    application = widgets.QApplication.instance() if widgets else None
    if application is not None:
        application.clipboard().clear()
