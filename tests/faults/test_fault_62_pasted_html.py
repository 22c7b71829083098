"""Fault 62: hostile HTML on the clipboard comes in as the plain text beside it, and the preview stays inert."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QApplication

from tests.faults.payloads import hostile_articles, listening_server


def paste(driver, plain: str | None, html: str) -> None:
    data = QMimeData()
    data.setHtml(html)
    if plain is not None:
        data.setText(plain)
    QApplication.clipboard().setMimeData(data)
    driver.actions["paste"].trigger()


def test_fault_62_only_the_plain_text_comes_in(start, article_path: Path) -> None:
    driver = start(article_path)
    with listening_server() as server:
        before = driver.article.body()
        driver.pane.setFocus()
        html = "".join(hostile_articles(server.base))
        paste(driver, "plain words ", html)
        assert driver.article.body() == "plain words " + before
        assert not any(format_.isImageFormat() for format_ in driver.article.document.allFormats())
        # Without a plain text beside it: nothing of the markup may become part of the article's formatting.
        paste(driver, None, f'<img src="{server.base}/a.png"><script>1</script><b>bold</b>')
        assert not any(format_.isImageFormat() for format_ in driver.article.document.allFormats())
        assert "￼" not in driver.article.body()
        driver.save()
        assert server.calls == []


@pytest.mark.parametrize("text", ["a\0b", "x\ud800y"])
def test_fault_62_what_no_file_can_hold_is_not_pasted(start, article_path: Path, text: str) -> None:
    driver = start(article_path)
    paste(driver, text, "")
    driver.save()
    article_path.read_text("utf-8")
    assert b"\0" not in article_path.read_bytes()
