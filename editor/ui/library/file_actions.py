"""Renames and deletes articles from the library, open ones with their unsaved text."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QFile, QObject, QStandardPaths, Signal
from PySide6.QtWidgets import QMessageBox, QWidget

from editor.site.bundles import bundle_folder
from editor.site.places import is_covered, outermost
from editor.site.renaming import Renaming
from editor.ui.article.open_article import OpenArticle
from editor.ui.common.plain_text import message_box, one_line
from editor.ui.common.tasks import Tasks
from editor.ui.documents.open_articles import OpenArticles
from editor.ui.library.link_lookup import LinkLookup
from editor.ui.library.rename_dialog import RenameDialog
from editor.ui.site.site_session import SiteSession

_MOST_NAMED = 8
_LONGEST_NAME = 120
_Button = QMessageBox.StandardButton


class FileActions(QObject):
    """Asks, then moves or trashes. `done` carries the paths to look at again, `failed` one sentence."""

    done = Signal(list)
    moved = Signal(Path, Path)
    """A file or folder: its path before, and now."""
    failed = Signal(str)
    progress = Signal(int, int)

    def __init__(
        self,
        open_articles: OpenArticles,
        session: SiteSession,
        tasks: Tasks,
        commit: Callable[[OpenArticle], None],
        window: QWidget,
        parent: QObject,
    ) -> None:
        """`commit` takes over what is typed in a form but not yet part of its article."""
        super().__init__(parent)
        self._open_articles, self._session, self._tasks = open_articles, session, tasks
        self._commit, self._window = commit, window
        self.holds_typing: Callable[[OpenArticle], bool] = lambda _article: False
        """Whether a form holds text of the article that is no value yet."""
        self._links = LinkLookup(open_articles, session, tasks, window, self)

    # -- renaming ------------------------------------------------------------------------------------

    def rename(self, path: Path) -> None:
        """Ask for another name of a file, or of the folder of a bundle, and move it there."""
        renaming = Renaming.of(path, self._session.site)
        dialog = RenameDialog(renaming, self._session.site, self._window)
        dialog.agreed.connect(partial(self._rename, renaming))
        dialog.open()

    def _rename(self, renaming: Renaming, typed: str) -> None:
        old = renaming.old
        try:
            new = renaming.target(typed, self._session.site)
        except ValueError:
            self.failed.emit(self.tr("“{0}” cannot be a file name.").format(_short(typed)))
            return
        if new == old:
            return
        self._take_typed()
        self._links.look([old], new, lambda told: self._ask_about_links(old, new, told))

    def _ask_about_links(self, old: Path, new: Path, told: str) -> None:
        if not told:
            self._move(old, new)
            return
        question = self.tr("Rename “{0}” to “{1}”?").format(_short(old.name), _short(new.name))
        box = self._box("\n\n".join((question, told)), self.tr("&Rename Anyway"))
        # Enter alone must break nothing.
        box.setDefaultButton(_Button.Cancel)
        box.button(_Button.Yes).clicked.connect(lambda: self._move(old, new))
        box.open()

    def _move(self, old: Path, new: Path) -> None:
        try:
            # A file system that folds case has the old name there already.
            if new.exists() and not new.samefile(old):
                self.failed.emit(self.tr("There is already something called “{0}”.").format(_short(new.name)))
                return
            old.rename(new)
        except OSError as error:
            reason = error.strerror or error
            self.failed.emit(self.tr("“{0}” could not be renamed: {1}.").format(_short(old.name), reason))
            return
        for article in self._open_articles.articles():
            if article.path == old:
                article.follow_move(new)
            elif article.path is not None and old in article.path.parents:
                article.follow_move(new / article.path.relative_to(old))
        self.moved.emit(old, new)

    # -- deleting ------------------------------------------------------------------------------------

    def delete(self, paths: Sequence[Path]) -> None:
        """Ask once, then move articles (bundles with their folders) to the trash."""
        targets = outermost(map(_target_of, paths))
        if targets:
            self._take_typed()
            self._links.look(targets, None, lambda told: self._ask_to_trash(targets, told))

    def _ask_to_trash(self, targets: Sequence[Path], told: str) -> None:
        box = self._box("\n\n".join(filter(None, (self._question(targets), told))), self.tr("Move to &Trash"))
        box.setDefaultButton(_Button.Cancel if told else _Button.Yes)
        box.button(_Button.Yes).clicked.connect(lambda: self._trash(targets))
        box.open()

    def _take_typed(self) -> None:
        """What is typed in a form may hold, or no longer hold, a link."""
        for article in self._open_articles.articles():
            self._commit(article)

    def _box(self, text: str, agree: str) -> QMessageBox:
        box = message_box(self._window, "Inkstone", text, icon=QMessageBox.Icon.Question)
        box.setStandardButtons(_Button.Yes | _Button.Cancel)
        box.button(_Button.Yes).setText(agree)
        return box

    def _question(self, targets: Sequence[Path]) -> str:
        if len(targets) == 1:
            name = self._place(targets[0])
            if targets[0].is_dir():
                return self.tr("Move the folder “{0}” with all its files to the trash?").format(name)
            return self.tr("Move “{0}” to the trash?").format(name)
        lines = [
            self.tr("{0} (the folder with all its files)").format(self._place(target))
            if target.is_dir()
            else self._place(target)
            for target in targets[:_MOST_NAMED]
        ]
        if len(targets) > _MOST_NAMED:
            lines.append(self.tr("and {0} more").format(f"{len(targets) - _MOST_NAMED:,}"))
        question = self.tr("Move these {0} articles to the trash?").format(f"{len(targets):,}")
        return "\n".join((question, "", *(f"    {line}" for line in lines)))

    def _place(self, path: Path) -> str:
        """Where an article lies in its site: a site has many files that are called `index.md` or `_index.md`."""
        site = self._session.site
        return _short(site.logical_path(path) if site is not None else path.name)

    def _trash(self, targets: Sequence[Path]) -> None:
        """Move one after the other beside the UI thread: each closes its article as soon as it is gone."""
        self._trash_next(list(targets), 0, [])

    def _trash_next(self, targets: list[Path], number: int, left: list[Path]) -> None:
        self.progress.emit(number, len(targets))
        if number < len(targets):
            for article in self._at(targets[number]):
                self._commit(article)
            self._tasks.run(
                _move_to_trash,
                targets[number],
                on_done=lambda went: self._went(targets, number, left, bool(went)),
            )
            return
        self.done.emit([target for target in targets if target not in left])
        if left:
            names = ", ".join(f"“{self._place(target)}”" for target in left[:_MOST_NAMED])
            more = self.tr(" and {0} more").format(len(left) - _MOST_NAMED) if len(left) > _MOST_NAMED else ""
            self.failed.emit(self.tr("{0} could not be moved to the trash.").format(names + more))

    def _went(self, targets: list[Path], number: int, left: list[Path], went: bool) -> None:
        target = targets[number]
        for article in self._at(target) if went else ():
            # Unsaved text stays open: saving writes the file again.
            self._commit(article)
            if not article.is_dirty() and not self.holds_typing(article):
                self._open_articles.close(article)
        self._trash_next(targets, number + 1, left if went else [*left, target])

    def _at(self, target: Path) -> list[OpenArticle]:
        """The open articles that are a file, or lie in a folder."""
        return [
            a for a in self._open_articles.articles() if a.path is not None and is_covered(a.path, (target,))
        ]


def _target_of(path: Path) -> Path:
    folder = bundle_folder(path)
    # A section's _index.md goes alone: its folder holds other articles.
    return folder if folder is not None and path.name.lower().startswith("index.") else path


def _move_to_trash(path: Path) -> bool:
    # Qt makes the trash, but not the folder around it, which a new user has not yet.
    data = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericDataLocation)
    with contextlib.suppress(OSError):
        Path(data).mkdir(parents=True, exist_ok=True)
    # The stub names a tuple, the call gives a bool.
    return bool(QFile.moveToTrash(str(path)))


def _short(name: str) -> str:
    return one_line(name, _LONGEST_NAME)
