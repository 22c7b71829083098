"""How soon the site's own theme shows what was typed, on a small and on a large site.

``python tests/benchmarks/bench_theme.py [ARTICLES]``. Hugo itself gathers changes for up to 500 ms before it builds.
"""

from __future__ import annotations

import os
import random
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from PySide6.QtCore import QCoreApplication, QEventLoop, Qt  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

from editor.publish.hugo import find_hugo  # noqa: E402
from editor.settings.store import SettingsStore  # noqa: E402
from editor.settings.trust import SiteTrust  # noqa: E402
from editor.site.identity import identity_of  # noqa: E402
from editor.site.site import Site  # noqa: E402
from editor.ui.common.palette import Palette  # noqa: E402
from editor.ui.common.tasks import Tasks  # noqa: E402
from editor.ui.theme_preview.preview import ThemePreview  # noqa: E402

ROUNDS = 20
SECTION = "## 小節 heading\n\n一段文字 with **emphasis** and `code`.\n\n- one\n- two\n\n"


def make_site(root: Path, articles: int) -> Path:
    """Copy the sample site with its theme and add articles to it; returns one of the usual length."""
    shutil.copytree(ROOT / "resources" / "sample-site", root)
    for number in range(articles):
        path = root / "content" / "posts" / f"added-{number}.md"
        path.write_text(
            f"---\ntitle: Added {number}\ndate: 2024-01-01\ntags: [t{number % 50}]\n---\n\n{SECTION * 5}",
            "utf-8",
        )
    return root / "content" / "posts" / "welcome.md"


def wait(condition: Callable[[], bool], patience: float = 60) -> bool:
    """Run the event loop until something holds."""
    ending = time.perf_counter() + patience
    while not condition() and time.perf_counter() < ending:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)
    return condition()


def measure(folder: Path, articles: int, palette: Palette, tasks: Tasks) -> None:
    """Print what one site took."""
    path = make_site(folder / f"site-{articles}", articles)
    site = Site.find(path)
    text = path.read_bytes()
    trust = SiteTrust(SettingsStore(folder / "settings.json"))
    trust.trust(identity_of(site.root))
    preview = ThemePreview(palette, tasks, trust, cache=folder / "cache")
    preview.resize(560, 800)
    preview.show()
    shown: list[float] = []
    preview.page_shown.connect(lambda: shown.append(time.perf_counter()))
    begun = time.perf_counter()
    preview.show_article(site, path, lambda: text)
    if not wait(lambda: bool(shown)):
        print(f"{articles:>6} articles: no page; {preview.notice.title} {preview.notice.text}")
        return
    first = shown[0] - begun
    waits = []
    for number in range(ROUNDS):
        pause = time.perf_counter() + random.uniform(0.2, 0.9)
        wait(lambda pause=pause: time.perf_counter() > pause)
        text += f"\n\ntyped {number}\n".encode()
        count, typed = len(shown), time.perf_counter()
        preview.text_changed()
        wait(lambda count=count: len(shown) > count, 20)
        waits.append((shown[-1] - typed) * 1000)
    waits.sort()
    print(
        f"{articles:>6} articles more: first page {first:5.2f} s; last key to page: median {statistics.median(waits):4.0f} ms,"
        f" 95 % {waits[int(0.95 * (ROUNDS - 1))]:4.0f} ms, longest {waits[-1]:4.0f} ms"
    )
    preview.shut_down()
    preview.deleteLater()


def main() -> int:
    """Measure both sites."""
    if find_hugo() is None:
        print("skipped: no hugo program")
        return 0
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)
    application = QApplication([])
    palette, tasks = Palette("light"), Tasks()
    palette.apply(application)
    sizes = [int(number) for number in sys.argv[1:]] or [0, 2000]
    with tempfile.TemporaryDirectory() as folder:
        for articles in sizes:
            measure(Path(folder), articles, palette, tasks)
        tasks.shut_down()
    return 0


if __name__ == "__main__":
    sys.exit(main())
