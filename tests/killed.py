"""The end of a program as its disk has it: nothing is tidied up."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def left_as_it_is(*folders: Path) -> Iterator[None]:
    """What ends meanwhile leaves these folders as a killed process does: locks are gone, each file is as it was."""
    with tempfile.TemporaryDirectory(prefix="inkstone-killed-") as kept:
        there = [
            (folder, Path(kept) / str(number)) for number, folder in enumerate(folders) if folder.exists()
        ]
        for folder, copy in there:
            shutil.copytree(folder, copy, symlinks=True)
        yield
        for folder in folders:
            shutil.rmtree(folder, ignore_errors=True)
        for folder, copy in there:
            shutil.copytree(copy, folder, symlinks=True)
