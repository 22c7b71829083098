"""Fixtures for sites made of a few files."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

MakeSite = Callable[..., Path]


@pytest.fixture
def make_site(tmp_path: Path) -> MakeSite:
    """Return a function that writes files (text by path) below a new folder, with a `hugo.toml` unless given."""

    def make(files: Mapping[str, str] | None = None, config: str | None = "", name: str = "site") -> Path:
        root = tmp_path / name
        root.mkdir(exist_ok=True)
        if config is not None:
            (root / "hugo.toml").write_text(f'baseURL = "https://example.org/"\n{config}', "utf-8")
        for place, text in (files or {}).items():
            path = root / place
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode("utf-8"))
        return root

    return make
