"""Reading that never blocks, writing that never guesses: what the fault tests leave to be said."""

from __future__ import annotations

import os
import socket
from pathlib import Path

import pytest

from editor.articles.storage import files as storage
from editor.articles.storage.files import ChangedOnDisk, Reason, StorageError


def reason(attempt: object) -> Reason:
    with pytest.raises(StorageError) as error:
        attempt()  # type: ignore[operator]
    assert error.value.message.endswith(".")
    assert "\n" not in error.value.message
    return error.value.reason


def test_what_is_no_file_is_refused_at_once(tmp_path: Path) -> None:
    (tmp_path / "folder.md").mkdir()
    os.mkfifo(tmp_path / "pipe.md")
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(tmp_path / "socket.md"))
    (tmp_path / "device.md").symlink_to("/dev/zero")
    for name in ("folder.md", "pipe.md", "socket.md", "device.md"):
        path = tmp_path / name
        assert reason(lambda path=path: storage.read(path)) is Reason.NOT_A_FILE, name
        assert reason(lambda path=path: storage.write(path, b"x")) is Reason.NOT_A_FILE, name
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "device.md",
        "folder.md",
        "pipe.md",
        "socket.md",
    ]


def test_missing_files_and_folders(tmp_path: Path) -> None:
    assert reason(lambda: storage.read(tmp_path / "none.md")) is Reason.MISSING
    assert reason(lambda: storage.write(tmp_path / "none/a.md", b"x")) is Reason.MISSING
    assert reason(lambda: storage.write(tmp_path / "none.md", b"x", expected="hash")) is Reason.MISSING
    (tmp_path / "file").write_bytes(b"")
    assert reason(lambda: storage.read(tmp_path / "file/a.md")) is Reason.MISSING
    assert reason(lambda: storage.read(Path("a\0b.md"))) is Reason.DEVICE
    assert reason(lambda: storage.write(tmp_path / ("x" * 300), b"x")) is Reason.NOT_A_FILE


def test_a_new_file(tmp_path: Path) -> None:
    stored = storage.write(tmp_path / "a.md", "文字".encode())
    assert storage.read(tmp_path / "a.md") == stored
    assert stored.fingerprint == storage.fingerprint_of("文字".encode())


def test_a_change_on_disk_is_found_by_content_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_bytes(b"one")
    os.utime(path, ns=(10**18, 10**18))
    stored = storage.read(path)
    path.write_bytes(b"two")
    os.utime(path, ns=(10**18, 10**18))
    with pytest.raises(ChangedOnDisk) as error:
        storage.write(path, b"three", expected=stored.fingerprint)
    assert error.value.data == b"two"
    assert error.value.reason is Reason.CHANGED_ON_DISK
    assert path.read_bytes() == b"two"
    storage.write(path, b"three", expected=b"two")
    assert path.read_bytes() == b"three"


def test_a_large_file(tmp_path: Path) -> None:
    data = os.urandom(1 << 20) * 20
    storage.write(tmp_path / "a.md", data)
    assert storage.read(tmp_path / "a.md").data == data


def test_many_files_each_with_its_own_result(tmp_path: Path) -> None:
    files = []
    for number in range(300):
        path = tmp_path / f"a{number}.md"
        path.write_bytes(b"old")
        expected = b"other" if number == 70 else b"old"
        files.append((path, b"new", expected))
    (tmp_path / "a150.md").unlink()
    results = list(storage.write_many(files))
    assert len(results) == 300
    for number, result in enumerate(results):
        if number in (70, 150):
            assert isinstance(result, StorageError)
            assert result.path == files[number][0]
        else:
            assert isinstance(result, storage.StoredFile)
            assert files[number][0].read_bytes() == b"new"
    assert (tmp_path / "a70.md").read_bytes() == b"old"
    assert len(list(tmp_path.iterdir())) == 299


def test_a_run_that_is_broken_off_leaves_nothing_half_done(tmp_path: Path) -> None:
    for number in range(200):
        (tmp_path / f"a{number}.md").write_bytes(b"old")

    def files() -> object:
        for number in range(200):
            if number == 150:
                raise KeyboardInterrupt
            yield tmp_path / f"a{number}.md", b"new", b"old"

    with pytest.raises(KeyboardInterrupt):
        list(storage.write_many(files()))  # type: ignore[arg-type]
    assert {path.read_bytes() for path in tmp_path.iterdir()} <= {b"old", b"new"}
    assert not list(tmp_path.glob(".inkstone-*"))
    assert len(list(tmp_path.iterdir())) == 200


def test_a_relative_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    storage.write(Path("a.md"), b"new")
    storage.write(Path("a.md"), b"newer", within=Path())
    assert (tmp_path / "a.md").read_bytes() == b"newer"
