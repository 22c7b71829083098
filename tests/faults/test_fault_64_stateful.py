"""Fault 64: edits, fields, saves, outside changes, renames, kills and restarts in any order lose no typed text.

Every typed word is a token of its own. At any moment each one must be reachable: in the article (by undo and
redo, too), in the file, in a version kept, in a conflict that waits, or, after a kill, in the journal's text that
the next start brings back.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QFont, QTextCursor
from PySide6.QtWidgets import QApplication, QStackedWidget, QTabBar

from editor.articles.storage.files import read
from editor.articles.storage.versions import versions
from editor.site.watching.changes import FileChange
from editor.ui.article.open_article import OpenArticle
from editor.ui.common.palette import Palette
from editor.ui.common.tasks import Tasks
from editor.ui.documents.disk_changes import DiskChanges
from editor.ui.documents.open_articles import OpenArticles
from editor.ui.documents.restoring import Restoring
from editor.ui.versions.keeper import VersionKeeper
from tests.killed import left_as_it_is
from tests.limits import PATIENCE, PATIENCE_S

START = '---\ntitle: "一"\ntags: [a, b]\n---\nfirst\n\nsecond\n\nthird\n'
STAMPS = st.sampled_from([0, 1_700_000_000, 4_102_444_800])


class Session:
    """The parts of one running program that hold text."""

    def __init__(self, state: Path) -> None:
        self.tasks = Tasks()
        self.palette = Palette("light")
        self.tabs, self.stack = QTabBar(), QStackedWidget()
        self.open_articles = OpenArticles(
            self.tabs, self.stack, self.palette, self.tasks, QFont(), self.tasks
        )
        self.restoring = Restoring(state / "journal", self.open_articles, self.tasks, self.tasks)
        self.versions = VersionKeeper(state / "versions", self.open_articles, self.tasks, self.tasks)
        self.changes = DiskChanges(self.open_articles, self.tasks, self.tasks)
        self.conflicts: list[tuple[object, object]] = []
        self.open_articles.opened.connect(
            lambda article: article.conflicted.connect(
                lambda merged, stored: self.conflicts.append((merged, stored))
            )
        )

    def settle(self) -> None:
        end = time.monotonic() + PATIENCE_S
        while True:
            QCoreApplication.processEvents()
            if not self.tasks.busy() and not any(a.is_saving() for a in self.open_articles.articles()):
                QCoreApplication.processEvents()
                if not self.tasks.busy():
                    return
            assert time.monotonic() < end, "a background task does not end"
            time.sleep(0.0005)

    def end(self) -> None:
        self.open_articles.shut_down()
        self.tasks.shut_down(PATIENCE)
        for thing in (self.tabs, self.stack, self.palette, self.tasks):
            thing.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


class NeverLoseAWord(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="inkstone-fuzz-"))
        self.state = self.folder / "state"
        self.path = self.folder / "article.md"
        self.path.write_bytes(START.encode())
        self.count = 0
        self.typed: set[str] = set()
        self.theirs: set[str] = set()  # those of `typed` that another program wrote
        self.given_up: set[str] = set()
        self.session = Session(self.state)
        self.session.restoring.look()
        self.session.settle()
        self.session.open_articles.place(read(self.path))

    @property
    def article(self) -> OpenArticle:
        return next(a for a in self.session.open_articles.articles() if a.path is not None)

    def token(self) -> str:
        self.count += 1
        return f"w{self.count}ẅ"

    @initialize()
    def begin(self) -> None:
        self.session.settle()

    @rule(where=st.floats(0, 1), line=st.booleans())
    def type(self, where: float, line: bool) -> None:
        token = self.token()
        # What was undone goes when the author types on, as in every editor.
        self.given_up |= self._only_by_redo()
        cursor = QTextCursor(self.article.document)
        cursor.setPosition(int(where * (self.article.document.characterCount() - 1)))
        cursor.insertText(f"\n{token}\n" if line else f" {token} ")
        self.typed.add(token)

    @rule(key=st.sampled_from(["title", "summary"]))
    def edit_field(self, key: str) -> None:
        token = self.token()
        self.given_up |= self._only_by_redo()
        # The value before was the author's to replace; undo still has it.
        self.article.set_header(self.article.front_matter().set(key, token).text, key)
        self.typed.add(token)

    @rule()
    def save(self) -> None:
        self.given_up |= self._only_by_redo()  # a change found by the save may be merged
        self.article.save()
        self.session.settle()

    @rule(where=st.floats(0, 1))
    def save_and_type_on(self, where: float) -> None:
        self.article.save()
        self.type(where, False)
        self.session.settle()

    @rule(old=st.sampled_from(["first", "second", "third"]), stamp=STAMPS)
    def changed_outside(self, old: str, stamp: int) -> None:
        token = self.token()
        text = self.path.read_text("utf-8") if self.path.exists() else START
        self._write_outside(text.replace(old, f"{old} {token}", 1), stamp)
        if old in text:
            self.typed.add(token)
            self.theirs.add(token)

    @rule(stamp=STAMPS)
    def replaced_outside(self, stamp: int) -> None:
        self._write_outside("---\ntitle: theirs\n---\nwholly other\n", stamp)

    @rule()
    def heard_of_a_change(self) -> None:
        self.given_up |= self._only_by_redo()
        self.session.changes.take([FileChange("edited", self.path)])
        self.session.settle()

    @rule()
    def removed_outside(self) -> None:
        self._given_up_by_others("")
        self.path.unlink(missing_ok=True)
        self.session.changes.look_at_all()
        self.session.settle()

    @rule()
    def renamed(self) -> None:
        if not self.path.exists():
            return
        new = self.path.with_name(f"article{self.count}-{time.monotonic_ns()}.md")
        self.path.rename(new)
        self.session.changes.take([FileChange("moved", new, self.path)])
        self.path = new
        self.session.settle()

    @rule(steps=st.integers(1, 4))
    def undo(self, steps: int) -> None:
        for _ in range(steps):
            self.article.undo_stack.undo()

    @rule()
    def redo(self) -> None:
        self.article.undo_stack.redo()

    @precondition(lambda self: self.session.conflicts)
    @rule(choice=st.sampled_from(["mine", "both"]))
    def decide(self, choice: str) -> None:
        merged, stored = self.session.conflicts.pop()
        self.session.conflicts.clear()
        if merged is None or stored.path != self.path or not self.article.is_conflicted():
            return
        for number, hunk in enumerate(merged.hunks):
            if hunk.conflict:
                merged = merged.choose(number, choice)
        self.given_up |= self._only_by_redo()
        if choice == "mine":
            self.given_up |= self.theirs & _tokens(stored.data.decode("utf-8"), self.typed)
        self.article.adopt_merge(merged, stored)

    @rule(second=st.booleans())
    def killed_and_started_again(self, second: bool) -> None:
        self.session.settle()
        # A history ends with the program: only the text as it stood has to come back.
        # Nor what the other program took back itself, and the author never touched.
        reachable = self._on_disk() | _tokens(self._text(), self.typed) - (self.given_up & self.theirs)
        for _ in range(2 if second else 1):
            self.session.restoring.keeper.flush_and_wait()
            self._kill()
            self.session = Session(self.state)
            self.session.restoring.look()
            self.session.settle()
        if not self.session.open_articles.articles():
            self.session.open_articles.place(read(self.path) if self.path.exists() else None)
        if self.article_or_none() is None:
            self.path.write_bytes(START.encode())
            self.session.open_articles.place(read(self.path))
        now = self._on_disk() | _tokens(self._history(), self.typed) | self._waiting()
        assert reachable <= now, reachable - now
        self.given_up |= self.typed - now

    def article_or_none(self) -> OpenArticle | None:
        return next((a for a in self.session.open_articles.articles() if a.path is not None), None)

    @invariant()
    def no_typed_text_is_unreachable(self) -> None:
        self.session.settle()
        expected = self.typed - self.given_up
        missing = expected - _tokens(self._text(), self.typed)
        if missing:
            missing -= self._on_disk() | self._waiting()
        if missing:
            missing -= _tokens(self._history(), self.typed)
        assert not missing, missing

    def teardown(self) -> None:
        self.session.settle()
        self.session.restoring.shut_down()
        self.session.end()
        shutil.rmtree(self.folder, ignore_errors=True)

    # -- inside --------------------------------------------------------------------------------------

    def _text(self) -> str:
        return "".join(a.header + a.body() for a in self.session.open_articles.articles())

    def _history(self) -> str:
        """All that undo and redo can show of the article."""
        article = self.article
        stack, here = article.undo_stack, article.undo_stack.index()
        seen = []
        for index in (*range(here, -1, -1), *range(here, stack.count() + 1)):
            stack.setIndex(index)
            seen.append(article.header + article.body())
        stack.setIndex(here)
        return "".join(seen) + self._text()

    def _only_by_redo(self) -> set[str]:
        stack, here = self.article.undo_stack, self.article.undo_stack.index()
        if here == stack.count():
            return set()
        kept = []
        for index in range(here, -1, -1):
            stack.setIndex(index)
            kept.append(self._text())
        stack.setIndex(here)
        reachable = _tokens("".join(kept), self.typed) | self._on_disk()
        return self.typed - reachable

    def _on_disk(self) -> set[str]:
        texts = [path.read_text("utf-8") for path in self.folder.glob("*.md")]
        for path in {self.path, *(self.folder.glob("*.md"))}:
            texts += [v.read().decode("utf-8") for v in versions(self.state / "versions", path)]
        return _tokens("".join(texts), self.typed)

    def _waiting(self) -> set[str]:
        article = self.article_or_none()
        if article is None or not article.is_conflicted():
            return set()  # what it showed is decided by now
        return _tokens(
            "".join(
                h.mine + h.theirs for merged, _s in self.session.conflicts if merged for h in merged.hunks
            ),
            self.typed,
        )

    def _given_up_by_others(self, text: str) -> None:
        """Words of the other program that it takes back itself: they are not ours to keep."""
        if self.path.exists():
            self.given_up |= self.theirs & _tokens(self.path.read_text("utf-8"), self.typed) - _tokens(
                text, self.typed
            )

    def _write_outside(self, text: str, stamp: int) -> None:
        # What the author had undone cannot be redone over a change of another program, as in every editor.
        self.given_up |= self._only_by_redo()
        self._given_up_by_others(text)
        self.path.write_text(text, "utf-8")
        os.utime(self.path, (stamp, stamp))
        self.session.changes.take([FileChange("edited", self.path)])
        self.session.settle()

    def _kill(self) -> None:
        """As the system does it: locks and descriptors go, nothing is tidied up."""
        with left_as_it_is(self.state):
            self.session.restoring.shut_down(keep=True)
            self.session.end()


def _tokens(text: str, typed: set[str]) -> set[str]:
    return {token for token in typed if token in text}


def run(examples: int, steps: int) -> None:
    run_state_machine_as_test(
        NeverLoseAWord,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            database=None,
            derandomize=True,
            phases=(Phase.generate, Phase.shrink),
            suppress_health_check=list(HealthCheck),
        ),
    )


def test_fault_64_no_typed_text_is_ever_unreachable(qapp: QApplication) -> None:
    run(200, 20)


@pytest.mark.slow
def test_fault_64_no_typed_text_is_ever_unreachable_in_thousands_of_lives(qapp: QApplication) -> None:
    run(5000, 25)
