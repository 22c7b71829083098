"""Lays unsaved articles over a site's content: private folders that Hugo mounts before the site's own."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from editor.site.config.files import Table
from editor.site.config.values import table_of
from editor.site.places import absolute, is_within

_CONFIG = "overlay.json"


@dataclass(frozen=True, slots=True)
class Layer:
    """What stands in for one content folder (or single content file) of the site."""

    source: str
    """The site's own, an absolute path."""
    place: Path
    """Ours, of the same kind."""
    mount: Table
    """The site's mount as Hugo tells it, whose language, target and filters ours shares."""


@dataclass(slots=True)
class Overlay:
    """Holds files that Hugo sees in place of the site's. Nothing of it lies in the site."""

    folder: Path
    layers: tuple[Layer, ...]
    mounts: tuple[Table, ...]
    """All the mounts of the site, as Hugo tells them."""
    variables: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def make(cls, root: Path, settings: Table, variables: Mapping[str, str]) -> Overlay:
        """Make the folders for a site from its settings as `Question.settings` gives them."""
        folder = Path(tempfile.mkdtemp(prefix="inkstone-theme-"))
        listed = table_of(settings.get("module")).get("mounts")
        found = listed if isinstance(listed, list) else []
        mounts = [dict(mount) for mount in found if isinstance(mount, dict)]
        layers: list[Layer] = []
        for mount in mounts:
            if str(mount.get("target", "")).replace("\\", "/").strip("/").partition("/")[0] != "content":
                continue
            source = absolute(root / str(mount.get("source", "")))
            mount["source"] = source
            place = folder / str(len(layers))
            if Path(source).is_file():
                place.mkdir()
                place /= Path(source).name
                shutil.copyfile(source, place)
            else:
                place.mkdir()
            # What the site leaves unwatched must be watched here.
            shared = {key: value for key, value in mount.items() if key.lower() != "disablewatch"}
            layers.append(Layer(source, place, shared))
        overlay = cls(folder, tuple(layers), tuple(mounts), dict(variables))
        overlay._write_config()
        return overlay

    @property
    def config(self) -> Path:
        """The configuration file to name after the site's own."""
        return self.folder / _CONFIG

    def environment(self) -> dict[str, str]:
        """Return the variables for Hugo.

        They repeat the mounts of the file, since those of a ``config/`` folder come after any file; the file must be
        named nevertheless, or Hugo takes the variable for a list of texts where the site declares no mounts.
        """
        return {**self.variables, "HUGO_MODULE_MOUNTS": json.dumps(self._all_mounts())}

    def covers(self, path: Path) -> bool:
        """Whether a file lies in a content folder of the site's own (not of a theme's)."""
        return any(True for _ in self.places_of(path))

    def places_of(self, path: Path) -> Iterator[Path]:
        """Yield where a content file of the site stands in the overlay: once for each mount that shows it."""
        name = absolute(path)
        for layer in self.layers:
            if name == layer.source:
                yield layer.place
            elif is_within(name, layer.source) and layer.place.is_dir():
                yield layer.place / os.path.relpath(name, layer.source)

    def home_of(self, path: Path) -> Path:
        """Return the site's file that a file of the overlay stands for; others come back as they are."""
        name = absolute(path)
        for layer in self.layers:
            place = str(layer.place)
            if name == place:
                return Path(layer.source)
            if is_within(name, place):
                return Path(layer.source) / os.path.relpath(name, place)
        return path

    def write(self, path: Path, data: bytes) -> None:
        """Lay these bytes over a content file, each place in one step; raises OSError."""
        for place in self.places_of(path):
            place.parent.mkdir(parents=True, exist_ok=True)
            # Written beside the content folders: Hugo would see a temporary file within them as one more change.
            waiting = self.folder / "written"
            waiting.write_bytes(data)
            waiting.replace(place)

    def remove(self, path: Path) -> None:
        """Let the site's own file show again."""
        for place in self.places_of(path):
            if any(place == layer.place for layer in self.layers):
                continue  # a mounted file that is missing would fail the build
            with contextlib.suppress(OSError):
                place.unlink()

    def without_site(self) -> Overlay:
        """Return an empty overlay of the same shape that shows nothing of the site but what is written into it."""
        module: Table = {"module": {"mounts": [layer.mount for layer in self.layers]}}
        alone = Overlay.make(Path("/"), module, self.variables)
        alone.mounts = ()
        alone._write_config()
        return alone

    def discard(self) -> None:
        """Remove the folder."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def _write_config(self) -> None:
        self.config.write_text(json.dumps({"module": {"mounts": self._all_mounts()}}), "utf-8")

    def _all_mounts(self) -> list[Table]:
        ours: list[Table] = [{**layer.mount, "source": str(layer.place)} for layer in self.layers]
        return [*ours, *(dict(mount) for mount in self.mounts)]
