"""By what name an author knows an article."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QObject

from editor.articles.storage.files import StoredFile
from editor.ui.article.open_article import OpenArticle
from editor.ui.common.tasks import Tasks
from editor.ui.documents.titles import Titles


@pytest.fixture
def titles(qapp: object) -> Titles:
    parent = QObject()
    titles = Titles(parent)
    yield titles
    del parent


@pytest.mark.parametrize(
    ("path", "name"),
    [("posts/a.md", "a.md"), ("posts/trip/index.md", "trip"), ("posts/trip/_index.zh.md", "trip")],
)
def test_without_a_title_file_or_folder_name_it(titles: Titles, tasks: Tasks, path: str, name: str) -> None:
    article = OpenArticle(StoredFile(Path("/site/content") / path, b"text"), tasks)
    assert titles.title(article) == name
    titles.set(article, "A\n title")
    assert titles.title(article) == "A title"
    titles.forget(article)
    assert titles.title(article) == name


def test_a_new_article_has_a_name_too(titles: Titles, tasks: Tasks) -> None:
    assert titles.title(OpenArticle(None, tasks)) == "Untitled"


def test_in_a_sentence_a_long_title_is_cut(titles: Titles, tasks: Tasks) -> None:
    article = OpenArticle(None, tasks)
    titles.set(article, "long " * 50)
    assert len(titles.in_words(article)) < len(titles.title(article)) < 250


@pytest.mark.parametrize("between", [500, 50_000])
def test_of_a_long_title_the_beginning_and_the_true_end_are_shown(
    titles: Titles, tasks: Tasks, between: int
) -> None:
    article = OpenArticle(None, tasks)
    titles.set(article, "The beginning" + " of it\n" * between + "the end")
    assert titles.title(article).startswith("The beginning of it of it")
    assert titles.title(article).endswith("of it the end")
