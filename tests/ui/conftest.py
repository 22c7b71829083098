"""Fixtures for widgets: a theme, background tasks, a small site with an article of every kind."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from editor.ui.common.palette import Palette
from editor.ui.common.tasks import Tasks
from tests.limits import PATIENCE
from tests.slow_disk import gate

__all__ = ["gate", "palette", "small_site", "tasks"]

FILES = {
    "_index.md": "---\ntitle: 首頁\n---\n",
    "posts/_index.md": "---\ntitle: 文章\n---\n",
    "posts/first.md": '---\ntitle: "Anthropic 只花對手十分之一的錢，為什麼還能贏？"\ndate: 2026-01-05T10:00:00+08:00\ntags: [AI 投資, Hugo]\n---\n算力\n',
    "posts/bundle/index.md": "---\ntitle: 用更少資源做更多事\ndate: 2025-11-05\ntags: [AI 投資]\ndraft: true\n---\n一段\n",
    "posts/future.md": "---\ntitle: Scheduled for later\ndate: 2190-01-05\n---\ntext\n",
    "posts/expired.md": "---\ntitle: 已過期\ndate: 2020-01-05\nexpiryDate: 2021-01-01\n---\ntext\n",
    "posts/broken.md": "---\ntitle: a: b\n---\ntext\n",
    "notes/untitled.md": "no front matter\n",
    "notes/markup.md": '---\ntitle: "two\\nlines & <b>bold</b>"\ndate: 2022-02-02\n---\n',
    "notes/toml.md": '+++\ntitle = "TOML 的筆記"\ndate = 2024-06-01\ntags = ["Hugo"]\n+++\n',
    "about/index.md": "---\ntitle: 關於\n---\n",
}


@pytest.fixture
def palette(qapp: QApplication) -> Palette:
    palette = Palette("light")
    palette.apply(qapp)
    return palette


@pytest.fixture
def tasks(qapp: QApplication) -> Iterator[Tasks]:
    tasks = Tasks()
    yield tasks
    assert tasks.shut_down(PATIENCE), "a background task does not end"
    qapp.processEvents()


@pytest.fixture
def small_site(tmp_path: Path) -> Path:
    """A site with an article in every state the library shows."""
    root = tmp_path / "site"
    for name, text in FILES.items():
        path = root / "content" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    (root / "hugo.toml").write_text('baseURL = "https://example.org/"\ntitle = "小站"\n')
    return root
