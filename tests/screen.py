"""A private X screen for benchmarks and pictures, whose pixels are read straight from Xvfb's frame buffer file.

Reading a mapped file asks nothing of the X server, so looking at the screen does not slow down what is
looked at. The programs on it get a fresh home folder, a window manager that maximises them, and a bus.
"""

from __future__ import annotations

import mmap
import os
import shutil
import signal
import struct
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType

from tests.limits import PATIENCE_S

PROGRAMS = ("Xvfb", "openbox", "dbus-daemon")
TILE = 16
# A blinking caret changes no more of the rows looked at than this.
CARET_ROWS = 10

_WINDOW_MANAGER = """<?xml version="1.0"?>
<openbox_config xmlns="http://openbox.org/3.4/rc">
  <theme><animateIconify>no</animateIconify></theme>
  <applications>
    <application type="normal"><decor>no</decor><maximized>yes</maximized><focus>yes</focus></application>
  </applications>
</openbox_config>
"""


def missing_programs(*more: str) -> list[str]:
    """Return the programs that a benchmark on a screen lacks here."""
    return [name for name in (*PROGRAMS, *more) if not shutil.which(name)]


@dataclass(frozen=True)
class Area:
    """A rectangle of the screen, in pixels."""

    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True)
class Picture:
    """Every fourth row of an area at one moment; `seconds` since the program was started."""

    seconds: float
    rows: tuple[bytes, ...]


@dataclass(frozen=True)
class Running:
    """A program on the screen, and when it was started by the performance counter."""

    process: subprocess.Popen[bytes]
    started: float


class Screen:
    """Xvfb with a window manager and a session bus, in a folder of their own; use it with `with`."""

    def __init__(self, width: int = 1600, height: int = 1000) -> None:
        self.width, self.height = width, height
        self.folder = Path(tempfile.mkdtemp(prefix="inkstone-bench-"))
        self._processes: list[subprocess.Popen[bytes]] = []
        self._log = (self.folder / "log").open("wb")

    def __enter__(self) -> Screen:
        try:
            self._open()
        except BaseException:
            self.close()
            raise
        return self

    def _open(self) -> None:
        reading, writing = os.pipe()
        self._start(
            "Xvfb",
            *("-displayfd", str(writing), "-fbdir", str(self.folder)),
            *("-screen", "0", f"{self.width}x{self.height}x24"),
            *("-dpi", "96", "-noreset", "-nolisten", "tcp"),
            pass_fds=(writing,),
        )
        os.close(writing)
        with os.fdopen(reading) as pipe:
            self.display = f":{pipe.readline().strip()}"
        self._map(self.folder / "Xvfb_screen0")
        (self.folder / "rc.xml").write_text(_WINDOW_MANAGER)
        (self.folder / "run").mkdir(mode=0o700)
        self._bus = f"unix:path={self.folder}/run/bus"
        self._start("dbus-daemon", "--session", "--nofork", "--nopidfile", f"--address={self._bus}")
        self._start(
            "openbox", "--config-file", str(self.folder / "rc.xml"), env=self.environment(self.folder)
        )
        # The window manager and the bus have no sign of readiness that costs less than waiting for it.
        _wait_until((self.folder / "run" / "bus").exists, 10)
        time.sleep(0.5)
        if shutil.which("xdotool"):
            # A pointer in the middle lies in the picture and lights up what it hovers over.
            self._xdotool("mousemove", str(self.width - 1), str(self.height - 1))

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the screen's own programs and remove its folder."""
        for process in reversed(self._processes):
            process.terminate()
        for process in self._processes:
            process.wait(PATIENCE_S)
        self._log.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def environment(self, home: Path) -> dict[str, str]:
        """Return the environment of a program that lives in the given home folder on this screen."""
        inherited = {key: value for key, value in os.environ.items() if not key.startswith(("XDG_", "QT_"))}
        return inherited | {
            "DISPLAY": self.display,
            "HOME": str(home),
            "XDG_RUNTIME_DIR": str(self.folder / "run"),
            "XDG_CONFIG_HOME": str(home / ".config"),
            "XDG_DATA_HOME": str(home / ".local/share"),
            "XDG_CACHE_HOME": str(home / ".cache"),
            "XDG_STATE_HOME": str(home / ".local/state"),
            "DBUS_SESSION_BUS_ADDRESS": self._bus,
            "QT_QPA_PLATFORM": "xcb",
            # The web engine refuses its sandbox to root, which a build machine often is.
            **({"QTWEBENGINE_DISABLE_SANDBOX": "1"} if os.geteuid() == 0 else {}),
        }

    def look(self, area: Area) -> tuple[bytes, ...]:
        """Return every fourth row of the area as it is now."""
        left, right = area.left * 4, (area.left + area.width) * 4
        return tuple(
            self._buffer[start + left : start + right]
            for start in (self._offset + y * self._stride for y in range(area.top, area.top + area.height, 4))
        )

    @property
    def whole(self) -> Area:
        """The whole screen."""
        return Area(0, 0, self.width, self.height)

    @contextmanager
    def running(self, command: Sequence[str], home: Path) -> Iterator[Running]:
        """Start a program on this screen; it is ended, and the screen empty again, after the `with` block."""
        before = self.look(self.whole)
        started = time.perf_counter()
        process = subprocess.Popen(
            command, env=self.environment(home), stdout=self._log, stderr=self._log, start_new_session=True
        )
        try:
            yield Running(process, started)
        finally:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(PATIENCE_S)
            _wait_until(lambda: self.look(self.whole) == before, 5)

    def follow(self, program: Running, area: Area, calm: float = 2.0, limit: float = 30.0) -> list[Picture]:
        """Return the area's changing pictures until it has been calm for so many seconds.

        A program that changed nothing yet is waited for. Raises RuntimeError when it ends meanwhile.
        """
        pictures = [Picture(time.perf_counter() - program.started, self.look(area))]
        last_change = 0.0
        while True:
            time.sleep(0.002)
            now = time.perf_counter() - program.started
            rows = self.look(area)
            if rows != pictures[-1].rows:
                changed = sum(a != b for a, b in zip(rows, pictures[-1].rows, strict=True))
                pictures.append(Picture(now, rows))
                if changed > CARET_ROWS:
                    last_change = now
            if program.process.poll() is not None:
                raise RuntimeError(f"the program ended by itself with status {program.process.returncode}")
            if now - pictures[0].seconds > limit or (last_change and now - last_change > calm):
                return pictures

    def press(self, *keys: str) -> None:
        """Press keys or chords, in xdotool's words: `ctrl+End`, `Page_Down`, `F8`."""
        self._xdotool("key", "--delay", "60", *keys)

    def _xdotool(self, *arguments: str) -> None:
        subprocess.run(["xdotool", *arguments], env={**os.environ, "DISPLAY": self.display}, check=True)

    def complaints(self) -> str:
        """Return the last traceback that a program on this screen printed, "" without one."""
        _, traceback, rest = (
            (self.folder / "log").read_text(encoding="utf-8", errors="replace").rpartition("Traceback")
        )
        return traceback + rest if traceback else ""

    def save(self, path: Path) -> None:
        """Write the screen as a PNG file, to look at what was measured."""
        from PySide6.QtGui import QImage  # a benchmark without pictures runs without Qt

        start = self._offset
        pixels = self._buffer[start : start + self._stride * self.height]
        path.parent.mkdir(parents=True, exist_ok=True)
        QImage(pixels, self.width, self.height, self._stride, QImage.Format.Format_RGB32).save(str(path))

    def _start(
        self, *command: str, env: Mapping[str, str] | None = None, pass_fds: tuple[int, ...] = ()
    ) -> None:
        process = subprocess.Popen(command, env=env, stdout=self._log, stderr=self._log, pass_fds=pass_fds)
        self._processes.append(process)

    def _map(self, path: Path) -> None:
        # The file is an X window dump: a header of big-endian words, a colour table, the rows.
        with path.open("rb") as file:
            self._buffer = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        head = struct.unpack(">25I", self._buffer[:100])
        self._stride = head[12]
        self._offset = head[0] + head[19] * 12
        if (head[4], head[5], head[11]) != (self.width, self.height, 32):
            raise RuntimeError(f"an unexpected screen: {head[4]}x{head[5]}, {head[11]} bits a pixel")


def seconds_until_shown(pictures: Sequence[Picture], part: float = 0.9) -> float:
    """Return when the given part of the tiles that hold something in the end looked as in the end.

    A tile is 16 pixels wide and holds something when its pixels are not all alike. Later changes of a few
    tiles, such as a blinking caret or colours that arrive late in places, do not count.
    """
    final = pictures[-1].rows
    tiles = [
        (y, x, final[y][x : x + TILE * 4])
        for y in range(len(final))
        for x in range(0, len(final[y]), TILE * 4)
        if len(set(memoryview(final[y][x : x + TILE * 4]).cast("I"))) > 1
    ]
    if not tiles:
        raise RuntimeError("the area stayed empty")
    for picture in pictures:
        alike = sum(picture.rows[y][x : x + TILE * 4] == pixels for y, x, pixels in tiles)
        # A picture that is undone later (a splash, a first layout) is not it: but the last one always is.
        if alike >= part * len(tiles):
            return picture.seconds
    return pictures[-1].seconds


def _wait_until(condition: Callable[[], bool], limit: float) -> None:
    end = time.monotonic() + limit
    while time.monotonic() < end and not condition():
        time.sleep(0.02)
