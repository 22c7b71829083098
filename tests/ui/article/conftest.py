"""One article in a file of its own, whose text the module of a test names `SOURCE`."""

from __future__ import annotations

from pathlib import Path

import pytest

from editor.articles.storage.files import read
from editor.ui.article.open_article import OpenArticle
from editor.ui.common.tasks import Tasks


@pytest.fixture
def path(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    path = tmp_path / "article.md"
    path.write_bytes(request.module.SOURCE.encode())
    return path


@pytest.fixture
def article(path: Path, tasks: Tasks) -> OpenArticle:
    return OpenArticle(read(path), tasks)
