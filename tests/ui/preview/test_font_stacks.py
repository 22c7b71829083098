"""The preview's style sheets name the fonts that are there, and the page looks as with all of them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineProfile
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from editor.markup.page import preview_styles
from editor.ui.preview.engine import prepare_engine
from editor.ui.preview.font_stacks import only_installed, with_fonts_at_hand
from tests.limits import PATIENCE

STACK = re.compile(r"^  (--[\w-]+): (.*,.*);$", re.MULTILINE)
SAMPLE = "Hamburgefonstiv 0123 「中文字體」——かな 한글 🎬"
MEASURE = (
    "JSON.stringify([...document.querySelectorAll('p span')].map(one => one.getBoundingClientRect().width))"
)


@pytest.fixture
def page(qapp: QApplication) -> Iterator[QWebEnginePage]:
    """An empty page of the web engine."""
    prepare_engine()
    profile = QWebEngineProfile()
    page = QWebEnginePage(profile)
    yield page
    # In this order: a profile must not go before its page.
    delete(page)
    delete(profile)


def stacks(css: str) -> dict[str, list[str]]:
    """The lists of the sheet's custom properties."""
    return {name: [one.strip().strip('"') for one in found.split(",")] for name, found in STACK.findall(css)}


def test_every_stack_of_the_sheets_is_shortened_to_what_is_there() -> None:
    whole = stacks(preview_styles())
    assert {"--latin", "--han-tc", "--latin-sans", "--sans-tc", "--mono", "--rest"} <= whole.keys()
    # Two of each, so that lists stay lists.
    there = {name for stack in whole.values() for name in stack[1:3]}
    shorter = stacks(only_installed(preview_styles(), there.__contains__))
    generic = {"serif", "sans-serif", "monospace"}
    assert shorter == {
        key: [name for name in stack if name in there | generic] for key, stack in whole.items()
    }


def test_without_any_of_them_a_stack_stays_valid() -> None:
    css = only_installed(preview_styles(), lambda name: False)
    assert '  --latin: "Source Serif 4";\n' in css
    assert "  --rest: serif;\n" in css
    assert "  --mono: monospace;\n" in css


def test_nothing_else_changes() -> None:
    def rest(css: str) -> list[str]:
        return [line for line in css.splitlines() if not re.match(r"  --(latin|han|sans|mono|rest)", line)]

    assert rest(only_installed(preview_styles(), lambda name: False)) == rest(preview_styles())
    assert only_installed(preview_styles(), lambda name: True) == preview_styles()


def test_text_is_as_wide_as_with_the_whole_stacks(page: QWebEnginePage, qtbot: QtBot) -> None:
    def widths(css: str) -> list[float]:
        """How wide the sample is in each stack, upright and bold, as the web engine sets it."""
        told: list[str] = []
        lines = "".join(
            f'<p style="font-family: var({name}), var(--rest); font-weight: {weight}"><span>{SAMPLE}</span></p>'
            for name in stacks(preview_styles())
            for weight in (400, 700)
        )
        with qtbot.waitSignal(page.loadFinished, timeout=PATIENCE):
            page.setHtml(f"<style>{css}</style>{lines}")
        page.runJavaScript(MEASURE, told.append)
        qtbot.waitUntil(lambda: bool(told), timeout=PATIENCE)
        return json.loads(told[0])

    whole = widths(preview_styles())
    assert len(whole) == 2 * len(stacks(preview_styles())) and min(whole) > 0
    assert widths(with_fonts_at_hand(preview_styles())) == whole
