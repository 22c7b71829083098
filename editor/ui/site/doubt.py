"""Says that the open site's configuration cannot be read, for as long as that is so: nothing else tells why all is unknown."""

from __future__ import annotations

from PySide6.QtCore import QObject

from editor.site.catalogue.catalogue import Catalogue
from editor.ui.common.plain_text import one_line
from editor.ui.site.site_session import SiteSession
from editor.ui.window.status_line import StatusLine

_LONGEST = 160


class SiteDoubt(QObject):
    """One sentence in the status line with file, line and reason; taken back when the file is mended or the site left."""

    def __init__(self, session: SiteSession, status: StatusLine, parent: QObject) -> None:
        super().__init__(parent)
        self._status = status
        session.begun.connect(lambda: status.forget(self))
        session.catalogue_ready.connect(self._tell)

    def _tell(self, catalogue: Catalogue) -> None:
        unread = catalogue.site.config.unread
        if not unread:
            self._status.forget(self)
            return
        problem = unread[0]
        name, reason = problem.file.name, one_line(problem.message, _LONGEST)
        text = (
            self.tr("Hugo cannot read {0}, line {1}: {2}").format(name, problem.line, reason)
            if problem.line
            else self.tr("Hugo cannot read {0}: {1}").format(name, reason)
        )
        self._status.show_notice(text, lasting=True, about=self)
