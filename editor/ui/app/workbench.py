"""Makes and connects what comes after the first picture: site, library, form, preview, saving, commands."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer

from editor.settings.options import LIBRARY_GROUPED, LIBRARY_ORDER
from editor.site.catalogue.catalogue import Catalogue
from editor.ui.app.action_focus import ActionFocus
from editor.ui.app.article_views import ArticleViews
from editor.ui.app.commands import Commands
from editor.ui.app.core import Core
from editor.ui.app.endings import WindowEndings
from editor.ui.app.exporting import Exporting
from editor.ui.app.navigation import Navigation
from editor.ui.app.opening import Opening
from editor.ui.app.panels import Panels
from editor.ui.app.pictures import Pictures
from editor.ui.app.recent import Recent
from editor.ui.app.start_page import StartPage
from editor.ui.article.open_article import OpenArticle
from editor.ui.common.counted import counted
from editor.ui.common.outside import open_folder
from editor.ui.common.second_click import SecondClick
from editor.ui.documents.article_locks import ArticleLocks
from editor.ui.documents.autosave import Autosave
from editor.ui.documents.disk_changes import DiskChanges
from editor.ui.documents.half_typed_texts import HalfTypedTexts
from editor.ui.documents.notices import Notices
from editor.ui.documents.restoring import Restoring
from editor.ui.documents.saving import Saving
from editor.ui.documents.session_tabs import SessionTabs
from editor.ui.documents.window_title import WindowTitle
from editor.ui.library.file_actions import FileActions
from editor.ui.site.doubt import SiteDoubt
from editor.ui.site.problems import SiteProblems
from editor.ui.site.site_session import SiteSession
from editor.ui.versions.keeper import VersionKeeper
from editor.ui.writing.find_bar import FindBar


class Workbench(QObject):
    """Connects the parts of one window; holds no rules of its own."""

    def __init__(self, core: Core, path: Path | None) -> None:
        super().__init__(core)
        self._core, self._ended = core, False
        self.window, self.open_articles, self.actions = core.window, core.open_articles, core.actions
        self.notices = Notices(self.window.status, self.open_articles, self)
        self._say = self.notices.say
        self.saving = Saving(self.actions, self.open_articles, self.window, self)
        self.focus = focus = ActionFocus(self.actions, self.open_articles, core.application, self)
        self.commands = Commands(
            self.actions, self.open_articles, self.window, core.palette, core.settings, focus, self
        )
        self.autosave = Autosave(
            core.settings, self.actions, self.open_articles, self.saving, core.application, self
        )
        self.session = SiteSession(core.tasks, self)
        self.doubt = SiteDoubt(self.session, self.window.status, self)
        self.site_problems = SiteProblems(self.session, core.tasks, self)
        self.disk_changes = DiskChanges(self.open_articles, core.tasks, self)
        self.restoring = Restoring(core.state_folder / "journal", self.open_articles, core.tasks, self)
        self.locks = ArticleLocks(core.state_folder / "locks", self.open_articles, core.tasks, self)
        self.tabs = SessionTabs(
            self.open_articles, core.settings, core.state_folder / "sessions", core.tasks, self
        )
        self.versions = VersionKeeper(core.state_folder / "versions", self.open_articles, core.tasks, self)
        self.endings = WindowEndings(core.application, self._end_by_system, self)
        self.second_click = SecondClick(self.window, self)
        self.title = WindowTitle(self.open_articles, self.window, self)
        self.views = ArticleViews(core, self.session, self)
        self.pictures = Pictures(self.open_articles, self.session, core.tasks, self.window, self)
        self.files = FileActions(
            self.open_articles, self.session, core.tasks, self.views.commit, self.window, self
        )
        self.panels = Panels(core, self)
        self.library, self.outline = self.panels.library, self.panels.outline
        self.problems = self.panels.problems
        self.exporting = Exporting(core, self.session, self.views.commit, self.library, self)
        self.recent = Recent(core.settings, self.actions, self)
        self.opening = Opening(core, self.session, self.recent, self)
        self.start_page = StartPage(core.palette)
        self.window.writing_stack.addWidget(self.start_page)
        self.find_bar = FindBar(core.palette)
        self.window.centre_column.insertWidget(1, self.find_bar)
        self.window.centre_column.addWidget(self.problems)
        self.navigation = Navigation(
            self.open_articles, self.session, self.problems, self.views.form, self.find_bar, core.tasks, self
        )
        self._connect_library()
        self._connect_session()
        self._connect_open_articles()
        self._connect_panels()
        self._connect_others()
        self._begin(path)

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
        settings = self._core.settings
        library.set_arrangement(settings.get(LIBRARY_ORDER), settings.get(LIBRARY_GROUPED))
        library.arrangement_changed.connect(self._keep_arrangement)

    def _connect_session(self) -> None:
        session = self.session
        session.begun.connect(self.library.show_reading)
        session.site_found.connect(lambda site: self.tabs.set_site(site.root))
        session.catalogue_ready.connect(self._show_catalogue)
        session.articles_changed.connect(self.library.update_articles)
        self.site_problems.found.connect(self.library.show_problems)
        self.site_problems.failed.connect(self._say)
        session.files_changed.connect(self.disk_changes.take)
        session.progress.connect(self.library.show_progress)
        session.progress.connect(self.window.status.show_progress)
        session.said.connect(self._say)
        session.failed.connect(self.library.show_failure)
        session.failed.connect(self._say)
        self.locks.shared.connect(
            lambda article: self.notices.say_of(
                article,
                self.tr(
                    "“{0}” is open in another window of Inkstone too; what is saved there is merged here."
                ).format(self.open_articles.name_in_words(article)),
            )
        )
        self.versions.failed.connect(self._say)
        self.disk_changes.said.connect(self.notices.say_of)

    def _connect_open_articles(self) -> None:
        open_articles = self.open_articles
        open_articles.front_changed.connect(self._follow_front)
        open_articles.opened.connect(self._was_opened)
        open_articles.unsaved_changed.connect(self._show_unsaved)
        open_articles.closed.connect(lambda _article: self._show_unsaved())
        open_articles.failed.connect(self._say)
        self.saving.before_save.connect(self.views.commit)
        self.saving.half_typed = half_typed = HalfTypedTexts(
            self.open_articles, self.views.form, self.window, self
        )
        self.files.holds_typing = half_typed.holds
        self.restoring.restored.connect(self._tell_restored)
        self.restoring.said.connect(self._say)
        self.saving.quit_agreed.connect(self._quit)
        self.saving.discarding.connect(self.versions.keep_discarded)
        for article in open_articles.articles():
            self._was_opened(article)

    def _connect_panels(self) -> None:
        self.outline.line_requested.connect(self.navigation.go_to_line)
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

    def _begin(self, path: Path | None) -> None:
        front = self.open_articles.front()
        is_front_back = False
        if path is not None:
            self.opening.open_path(path.absolute())
        else:
            # Not Path.is_dir: it raises for names that no file can have, and the settings are outside input.
            last = self.tabs.last()
            if last.site and os.path.isdir(last.site):  # noqa: PTH112
                self.session.open(Path(last.site))
                is_front_back = self.tabs.bring_back(last)
            else:
                self.opening.open_tour()
        self._follow_front(front)
        self.restoring.look(in_front=path is None and not is_front_back)
        self._core.application.applicationStateChanged.connect(self._follow_state)

    def _keep_arrangement(self, sort: str, grouped: bool) -> None:
        self._core.settings.set(LIBRARY_ORDER, LIBRARY_ORDER.taken(sort))
        self._core.settings.set(LIBRARY_GROUPED, grouped)

    def _tell_restored(self, count: int) -> None:
        self.window.status.show_notice(
            counted(
                count,
                self.tr(
                    "Inkstone ended unexpectedly last time. Unsaved text of 1 article is back; undo shows what its file holds."
                ),
                self.tr(
                    "Inkstone ended unexpectedly last time. Unsaved text of {0} articles is back; undo shows what their files hold."
                ),
            ),
            lasting=True,
        )

    def _follow_state(self, state: Qt.ApplicationState) -> None:
        """When the program comes to the front, look at the disk: events of a watcher are only hints."""
        if state == Qt.ApplicationState.ApplicationActive:
            self.disk_changes.look_at_all()
            self.locks.look_again()
            self.session.rescan()
        else:
            self.restoring.keeper.flush()

    # -- following -----------------------------------------------------------------------------------

    def _show_catalogue(self, catalogue: Catalogue) -> None:
        self.library.show_catalogue(catalogue)
        front = self.open_articles.front()
        self.library.set_current(front.path if front else None)
        if self.session.site is not None:
            folders = self.session.site.content_folders
            self.saving.folder = folders[0].path if folders else self.session.site.root

    def _follow_front(self, article: object) -> None:
        front = self.open_articles.front()
        if front is None:
            self.start_page.show_recent(self.recent.paths())
            self.window.writing_stack.setCurrentWidget(self.start_page)
        self.library.set_current(front.path if front else None)
        pane = self.open_articles.pane()
        self.find_bar.follow(pane)
        self.panels.follow(pane)
        self.views.follow(front)

    def _was_opened(self, article: OpenArticle) -> None:
        self._show_unsaved()
        pane = self.open_articles.pane_of(article)
        if pane is not None:
            pane.image_pasted.connect(self.pictures.take)
            pane.files_offered.connect(self.opening.open_files)
        article.moved.connect(lambda _path: self._mark_by_path())

    def _mark_by_path(self) -> None:
        """A file has another name: the library's marks go with it, and the list stays where it is."""
        self._show_unsaved()
        front = self.open_articles.front()
        self.library.set_current(front.path if front else None, go_to=False)

    def _show_unsaved(self) -> None:
        self.library.set_unsaved({a.path for a in self.open_articles.unsaved() if a.path is not None})

    # -- the rest of the menu ------------------------------------------------------------------------

    def show_versions(self) -> None:
        """Open the history of the article in front."""
        from editor.ui.versions.history import VersionHistory  # opened by hand only

        front = self.open_articles.front()
        if front is None:
            return
        self.views.commit(front)
        # A save under way that was to close it would take it away from under the dialog.
        self.saving.stay(front)
        VersionHistory(
            front,
            self.open_articles.title(front),
            self.versions.store,
            self._core.tasks,
            self._core.palette,
            self.window,
        ).open()

    def _quit(self, *, keep: bool = False) -> None:
        self.tabs.remember()
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
        self.tabs.shut_down(keep=keep)
        self.restoring.shut_down(keep=keep)
        self.locks.shut_down()
        self.endings.shut_down()
        self.views.shut_down()
        self.open_articles.shut_down()
        self.site_problems.shut_down()
        self.session.close()
        self.versions.shut_down()
        # What arrives from now on, such as a file just read, finds nothing any more that could take it.
        self._core.tasks.cancel_all()
