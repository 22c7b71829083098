"""Makes and connects what comes after the first picture: site, library, form, preview, saving, commands."""

from __future__ import annotations

import os
import sys
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer

from editor.ui.app.action_focus import ActionFocus
from editor.ui.app.article_views import ArticleViews
from editor.ui.app.commands import Commands
from editor.ui.app.core import Core
from editor.ui.app.earlier_versions import EarlierVersions
from editor.ui.app.endings import WindowEndings
from editor.ui.app.exporting import Exporting
from editor.ui.app.kept_state import KeptState
from editor.ui.app.library_following import LibraryFollowing
from editor.ui.app.navigation import Navigation
from editor.ui.app.opening import Opening
from editor.ui.app.panels import Panels
from editor.ui.app.pictures import Pictures
from editor.ui.app.recent import Recent
from editor.ui.article.open_article import OpenArticle
from editor.ui.common.outside import open_folder
from editor.ui.documents.autosave import Autosave
from editor.ui.documents.disk_changes import DiskChanges
from editor.ui.documents.half_typed_texts import HalfTypedTexts
from editor.ui.documents.notices import Notices
from editor.ui.documents.saving import Saving
from editor.ui.documents.window_title import WindowTitle
from editor.ui.library.file_actions import FileActions
from editor.ui.site.doubt import SiteDoubt
from editor.ui.site.problems import SiteProblems
from editor.ui.site.site_session import SiteSession
from editor.ui.window.second_click import SecondClick


class Workbench(QObject):
    """Connects the parts of one window; holds no rules of its own."""

    def __init__(self, core: Core, panels: Panels) -> None:
        super().__init__(core)
        self._core, self._ended = core, False
        self.window, self.open_articles, self.actions = core.window, core.open_articles, core.actions
        window, articles, actions, tasks = core.window, core.open_articles, core.actions, core.tasks
        self.notices = Notices(window.status, articles, self)
        self._say = self.notices.say
        self.saving = Saving(actions, articles, window, self)
        self.focus = ActionFocus(actions, articles, core.application, self)
        self.commands = Commands(actions, articles, window, core.palette, core.settings, self.focus, self)
        self.autosave = Autosave(core.settings, actions, articles, self.saving, core.application, self)
        self.session = session = SiteSession(tasks, self)
        self.doubt = SiteDoubt(session, window.status, self)
        self.site_problems = SiteProblems(session, tasks, self)
        self.disk_changes = DiskChanges(articles, tasks, self)
        self.kept = KeptState(core, self.notices, self)
        self.endings = WindowEndings(core.application, self._end_by_system, self)
        self.second_click = SecondClick(window, self)
        self.title = WindowTitle(articles, window, self)
        self.views = ArticleViews(core, session, self)
        commit = self.views.commit
        self.pictures = Pictures(articles, session, tasks, window, self)
        self.files = FileActions(articles, session, tasks, commit, window, self)
        self.panels = panels
        self.library, self.outline, self.problems = panels.library, panels.outline, panels.problems
        self.find_bar, self.start_page = panels.find_bar, panels.start_page
        self.following = LibraryFollowing(core, self.library, session, self.site_problems, self)
        self.earlier_versions = EarlierVersions(core, self.saving, self.kept.versions.store, commit, self)
        self.exporting = Exporting(core, session, commit, self.library, self)
        self.recent = Recent(core.settings, actions, self)
        self.opening = Opening(core, session, self.recent, self)
        self.navigation = Navigation(
            articles, session, self.problems, self.views.form, self.find_bar, tasks, self
        )
        self._connect_library()
        self._connect_session()
        self._connect_open_articles()
        self._connect_panels()
        self._connect_others()

    # -- connections ---------------------------------------------------------------------------------

    def _connect_library(self) -> None:
        library = self.library
        library.article_requested.connect(self.open_articles.open)
        library.folder_requested.connect(self.opening.ask_for_folder)
        library.tour_requested.connect(self.opening.open_tour)
        library.new_article_requested.connect(self.opening.ask_for_new)
        library.reveal_requested.connect(lambda path: open_folder(path.parent))
        library.delete_requested.connect(self.files.delete)
        library.export_requested.connect(self.exporting.export_articles)
        library.rename_requested.connect(self.files.rename)
        self.files.done.connect(self.session.look_at)
        self.files.moved.connect(self.session.follow_move)
        self.files.progress.connect(self.window.status.show_progress)
        self.files.failed.connect(self._say)

    def _connect_session(self) -> None:
        session = self.session
        session.site_found.connect(lambda site: self.kept.tabs.set_site(site.root))
        session.catalogue_ready.connect(lambda _catalogue: self._offer_folder())
        self.site_problems.failed.connect(self._say)
        session.files_changed.connect(self.disk_changes.take)
        session.progress.connect(self.window.status.show_progress)
        session.said.connect(self._say)
        session.failed.connect(self._say)
        self.disk_changes.said.connect(self.notices.say_of)

    def _connect_open_articles(self) -> None:
        open_articles = self.open_articles
        open_articles.front_changed.connect(self._follow_front)
        open_articles.opened.connect(self._was_opened)
        open_articles.failed.connect(self._say)
        self.saving.before_save.connect(self.views.commit)
        self.saving.half_typed = half_typed = HalfTypedTexts(
            self.open_articles, self.views.form, self.window, self
        )
        self.files.holds_typing = half_typed.holds
        self.saving.quit_agreed.connect(self._quit)
        self.saving.discarding.connect(self.kept.versions.keep_discarded)
        for article in open_articles.articles():
            self._was_opened(article)

    def _connect_panels(self) -> None:
        self.panels.line_requested.connect(self.navigation.go_to_line)
        self.problems.place_requested.connect(self.navigation.go_to_problem)
        self.problems.fix_requested.connect(self.navigation.fix)
        self.views.problems.found.connect(self.navigation.show_problems)
        self.views.problems.looked_at.connect(self.problems.show_outlook)
        self.views.address_requested.connect(self.navigation.follow_link)
        self.views.place_requested.connect(self.navigation.open_at)
        self.window.status.problems_requested.connect(self.actions["problems"].trigger)
        self.navigation.said.connect(self.notices.say_here)
        self.opening.said.connect(self._say)

    def _connect_others(self) -> None:
        self.exporting.said.connect(self.notices.say_here)
        self.pictures.failed.connect(self.notices.say_here)
        self.recent.path_requested.connect(self.opening.open_path)
        self.start_page.folder_requested.connect(self.opening.ask_for_folder)
        self.start_page.new_requested.connect(lambda _checked=False: self.opening.ask_for_new())
        self.start_page.tour_requested.connect(self.opening.open_tour)
        self.start_page.path_requested.connect(self.opening.open_path)

    # -- the beginning -------------------------------------------------------------------------------

    def begin(self, path: Path | None) -> None:
        """Open the path, or what was open last, and bring back what was not saved."""
        front = self.open_articles.front()
        is_front_back = False
        if path is not None:
            self.opening.open_path(path.absolute())
        else:
            # Not Path.is_dir: it raises for names that no file can have, and the settings are outside input.
            last = self.kept.tabs.last()
            if last.site and os.path.isdir(last.site):  # noqa: PTH112
                self.session.open(Path(last.site))
                is_front_back = self.kept.tabs.bring_back(last)
            else:
                self.opening.open_tour()
        self._follow_front(front)
        self.kept.restoring.look(in_front=path is None and not is_front_back)
        self._core.application.applicationStateChanged.connect(self._follow_state)

    def _follow_state(self, state: Qt.ApplicationState) -> None:
        """When the program comes to the front, look at the disk: events of a watcher are only hints."""
        if state == Qt.ApplicationState.ApplicationActive:
            self.disk_changes.look_at_all()
            self.kept.locks.look_again()
            self.session.rescan()
        else:
            self.kept.restoring.keeper.flush()

    # -- following -----------------------------------------------------------------------------------

    def _offer_folder(self) -> None:
        """What has no file yet is saved into the site that is open."""
        if self.session.site is not None:
            folders = self.session.site.content_folders
            self.saving.folder = folders[0].path if folders else self.session.site.root

    def _follow_front(self, article: object) -> None:
        front = self.open_articles.front()
        if front is None:
            self.start_page.show_recent(self.recent.paths())
            self.window.writing_stack.setCurrentWidget(self.start_page)
        self.following.follow(front)
        pane = self.open_articles.pane()
        self.panels.follow(pane)
        self.views.follow(front)

    def _was_opened(self, article: OpenArticle) -> None:
        pane = self.open_articles.pane_of(article)
        if pane is not None:
            pane.image_pasted.connect(self.pictures.take)
            pane.files_offered.connect(self.opening.open_files)
        article.saved.connect(partial(self._look_at_saved, article))

    def _look_at_saved(self, article: OpenArticle) -> None:
        """List what was saved: where a file went and came back unseen, with the same text, no watcher tells of it."""
        if article.path is not None:
            self.session.look_at([article.path], written=True)

    # -- the end -------------------------------------------------------------------------------------

    def _quit(self, *, keep: bool = False) -> None:
        self.kept.tabs.remember()
        self.window.allow_close()
        self._core.settings.save()
        if self._core.settings.problem:
            print(f"inkstone: {self._core.settings.problem}", file=sys.stderr)  # noqa: T201 - the window is gone
        self.shut_down(keep=keep)
        QTimer.singleShot(0, self._core.application, self._core.application.quit)

    def _end_by_system(self) -> None:
        """A signal, or the end of the desktop session: nobody can be asked, so unsaved text waits in the journal."""
        for article in self.open_articles.articles():
            self.views.commit(article)
        self._quit(keep=True)

    def shut_down(self, *, keep: bool = False) -> None:
        """End threads and processes; a second call does nothing."""
        if self._ended:
            return
        self._ended = True
        self._core.application.applicationStateChanged.disconnect(self._follow_state)
        self.kept.shut_down(keep=keep)
        self.endings.shut_down()
        self.views.shut_down()
        self.open_articles.shut_down()
        self.site_problems.shut_down()
        self.session.close()
        self.kept.versions.shut_down()
        # What arrives from now on, such as a file just read, finds nothing any more that could take it.
        self._core.tasks.cancel_all()
