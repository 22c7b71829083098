"""Makes the web engine ready to start for pages in the window."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from editor.ui.common import pdf_printer, web_engine
from editor.ui.preview import scheme as preview_scheme


def prepare_engine() -> None:
    """Make the web engine ready to start: sandbox, graphics, schemes. Before the first page; again has no effect."""
    web_engine.prepare_engine()
    preview_scheme.register_scheme()
    # Schemes are taken only before the engine starts, and printing may be wanted later in the same process.
    pdf_printer.register_scheme()
    chosen = any(os.environ.get(name) for name in ("QT_QUICK_BACKEND", "QSG_RHI_BACKEND", "QT_OPENGL"))
    if not chosen and sys.platform.startswith("linux") and not any(Path("/dev/dri").glob("renderD*")):
        # Without a graphics card OpenGL is imitated, and a key takes twice as long to show as with plain painting.
        os.environ["QT_QUICK_BACKEND"] = "software"
