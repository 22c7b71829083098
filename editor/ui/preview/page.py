"""The web page of the preview: article scripts off, everything refused but our own page; our script beside it."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TypeAlias

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineProfile, QWebEngineScript

from editor.markup.page import preview_script
from editor.ui.common.sealed_page import Attribute, SealedPage
from editor.ui.preview.scheme import is_page

OWN_WORLD = QWebEngineScript.ScriptWorldId.ApplicationWorld.value

# JavascriptEnabled is the article's; scripts of our own world still run.
_OFF = (
    Attribute.JavascriptEnabled,
    Attribute.LocalStorageEnabled,
    Attribute.WebGLEnabled,
    Attribute.FullScreenSupportEnabled,
)


Told: TypeAlias = list[str | float]
"""What our script says along with a name: texts and numbers."""


class PreviewPage(SealedPage):
    """A page that goes nowhere. `told` carries what our script says: a name and its values."""

    told = Signal(str, list)

    def __init__(self, profile: QWebEngineProfile, parent: QObject | None = None) -> None:
        super().__init__(profile, parent, off=_OFF)
        self.insert_script()

    def insert_script(self) -> None:
        """Have our script run in pages that are loaded from now on.

        Again where a page came without it: the engine does not always tell a process that it starts in place of one
        that ended.
        """
        script = QWebEngineScript()
        script.setName("preview")
        script.setWorldId(OWN_WORLD)
        script.setInjectionPoint(QWebEngineScript.InjectionPoint.DocumentReady)
        script.setSourceCode(preview_script(self.token))
        self.scripts().clear()
        self.scripts().insert(script)

    def call(self, function: str, *values: object, done: Callable[[object], None] | None = None) -> None:
        """Call a function of our script (``patch`` is ``ink.patch``) with JSON values; `done` gets its result."""
        arguments = ",".join(json.dumps(value) for value in values)
        code = f"window.ink ? ink.{function}({arguments}) : false"
        if done is None:
            self.runJavaScript(code, OWN_WORLD)
        else:
            self.runJavaScript(code, OWN_WORLD, done)

    def acceptNavigationRequest(
        self, url: QUrl | str, kind: QWebEnginePage.NavigationType, is_main_frame: bool
    ) -> bool:
        """Qt's question; links are followed by our script's message, never by navigation."""
        typed = kind == QWebEnginePage.NavigationType.NavigationTypeTyped
        return is_main_frame and typed and is_page(QUrl(url))

    def hear(self, said: str) -> None:
        """Pass on what our script says: a name and its values."""
        name, *values = json.loads(said)
        self.told.emit(name, values)
