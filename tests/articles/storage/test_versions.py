"""Versions of saved articles: kept, thinned out, taken back byte for byte."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from editor.articles.storage import versions

NOW = datetime(2026, 1, 5, 10, tzinfo=UTC)
ARTICLE = Path("/site/content/a.md")


def test_saved_bytes_come_back_newest_first(tmp_path: Path) -> None:
    for number in range(3):
        versions.keep(tmp_path, ARTICLE, b"\xef\xbb\xbf%d\r\n" % number, NOW + timedelta(minutes=number))
    found = versions.versions(tmp_path, ARTICLE)
    assert [version.read() for version in found] == [b"\xef\xbb\xbf%d\r\n" % n for n in (2, 1, 0)]
    assert found[0].saved == NOW + timedelta(minutes=2)


def test_the_same_bytes_are_kept_once(tmp_path: Path) -> None:
    assert versions.keep(tmp_path, ARTICLE, b"one", NOW) is not None
    assert versions.keep(tmp_path, ARTICLE, b"one", NOW + timedelta(hours=1)) is None


def test_fifty_stay_however_old_and_thirty_days_however_many(tmp_path: Path) -> None:
    for number in range(60):
        versions.keep(tmp_path, ARTICLE, b"old %d" % number, NOW + timedelta(minutes=number))
    assert len(versions.versions(tmp_path, ARTICLE)) == 60
    versions.keep(tmp_path, ARTICLE, b"new", NOW + timedelta(days=40))
    assert len(versions.versions(tmp_path, ARTICLE)) == versions.KEPT


def test_versions_are_private_and_articles_apart(tmp_path: Path) -> None:
    version = versions.keep(tmp_path, ARTICLE, b"one", NOW)
    assert version is not None
    assert version.file.stat().st_mode & 0o777 == 0o600
    assert versions.versions(tmp_path, Path("/site/content/b.md")) == []


def test_a_rename_takes_the_versions_along(tmp_path: Path) -> None:
    versions.keep(tmp_path, ARTICLE, b"one", NOW)
    new = ARTICLE.with_name("new.md")
    versions.follow_move(tmp_path, ARTICLE, new)
    assert [version.read() for version in versions.versions(tmp_path, new)] == [b"one"]
    assert versions.versions(tmp_path, ARTICLE) == []


def test_a_damaged_version_is_told_and_does_not_stop_the_next(tmp_path: Path) -> None:
    version = versions.keep(tmp_path, ARTICLE, b"one", NOW)
    assert version is not None
    version.file.write_bytes(b"garbage")
    with pytest.raises(ValueError, match="damaged"):
        versions.versions(tmp_path, ARTICLE)[0].read()
    assert versions.keep(tmp_path, ARTICLE, b"two", NOW + timedelta(minutes=1)) is not None


def test_versions_of_a_huge_article_are_fewer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # The bound itself is hundreds of megabytes.
    monkeypatch.setattr(versions, "MOST_BYTES_OF_HUGE", 400_000)
    for number in range(12):
        versions.keep(
            tmp_path, ARTICLE, random.Random(number).randbytes(100_000), NOW + timedelta(minutes=number)
        )
    kept = versions.versions(tmp_path, ARTICLE)
    assert len(kept) == versions.KEPT_OF_HUGE
    assert kept[0].read() == random.Random(11).randbytes(100_000)
