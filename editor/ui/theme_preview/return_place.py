"""Brings a page of the theme preview back to where the reader was in it."""

from __future__ import annotations

import json
from typing import Final

from PySide6.QtWebEngineCore import QWebEnginePage, QWebEngineScript

from editor.ui.theme_preview.page import OWN_WORLD

PLACE: Final = "JSON.stringify([scrollX, scrollY])"
"""The script that asks a page for its place; a list by itself does not come through."""

# Pictures that load late would leave the page too short to be where it was; a reader's own move ends the wait.
_RETURN = """
(() => {
  const [x, y] = PLACE, ending = new AbortController(), { signal } = ending;
  const go = () => { if (!signal.aborted) scrollTo({ left: x, top: y, behavior: "instant" }); };
  for (const name of ["wheel", "keydown", "pointerdown", "touchstart"])
    addEventListener(name, () => ending.abort(), { signal, passive: true, capture: true });
  go();
  const sizes = new ResizeObserver(go);
  sizes.observe(document.documentElement);
  signal.addEventListener("abort", () => sizes.disconnect());
  addEventListener("load", () => { go(); setTimeout(() => ending.abort(), 500); }, { signal });
})()
"""


def come_back_to(page: QWebEnginePage, place: object) -> None:
    """Let the next page that is loaded come up at this place, as `PLACE` told it; at its top for anything else."""
    scripts = page.scripts()
    for old in scripts.find("return"):
        scripts.remove(old)
    if not isinstance(place, str) or not any(json.loads(place or "[]")):
        return
    script = QWebEngineScript()
    script.setName("return")
    script.setWorldId(OWN_WORLD)
    script.setInjectionPoint(QWebEngineScript.InjectionPoint.DocumentReady)
    script.setSourceCode(_RETURN.replace("PLACE", place))
    scripts.insert(script)
