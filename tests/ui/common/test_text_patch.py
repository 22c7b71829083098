"""A document's text replaced by another: the same text afterwards, whatever differs, and cursors in place."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor, QTextDocument
from PySide6.QtWidgets import QApplication

from editor.ui.article.text_document import make_document
from editor.ui.common.text_patch import replace_text

LINES = st.lists(
    st.sampled_from(["", "一行", "a line", "👩\u200d👧 é", "a\u2028b", "x" * 5000, "a\u00a0b"]), max_size=8
)


def body_of(document: QTextDocument) -> str:
    return document.toRawText().replace("\u2029", "\n")


@given(old=LINES, new=LINES, cut=st.integers(0, 20))
def test_the_document_holds_the_other_text(
    qapp: QApplication, old: list[str], new: list[str], cut: int
) -> None:
    before, after = "\n".join(old), "\n".join(new)[cut:]
    document = make_document(before)
    replace_text(QTextCursor(document), before, after)
    assert body_of(document) == after
    document.undo()
    assert body_of(document) == before


def test_cursors_in_lines_that_stay_keep_their_places(qapp: QApplication) -> None:
    before = "one 👧\nkept 👧 here\nthree\nfour\n"
    document = make_document(before)
    cursor = QTextCursor(document)
    cursor.setPosition(len("one 👧\nkept 👧".encode("utf-16-le")) // 2)
    replace_text(QTextCursor(document), before, "new\none 👧👧\nkept 👧 here\nfour\nfive\n")
    assert cursor.block().text() == "kept 👧 here"
    assert cursor.positionInBlock() == len("kept 👧".encode("utf-16-le")) // 2
