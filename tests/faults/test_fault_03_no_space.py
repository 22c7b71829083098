"""Faults 3 and 5: a full disk, or one without room for another file: the old file stays, the error is plain."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.saving import answer_of, command, in_mount_namespace, save_under_strace

SCRIPT = """
folder="$1"; shift
mount -t tmpfs -o "$1" tmpfs "$folder"; shift
printf 'the old text' > "$folder/a.md"
if [ "$1" = fill ]; then head -c 40000 /dev/zero > "$folder/b"; fi
shift
"$@"
printf '%s\\n' "left:"; ls -A "$folder"
cat "$folder/a.md"
"""


@pytest.mark.parametrize(("option", "fill"), [("size=64k", "fill"), ("nr_inodes=3", "no")])
def test_no_room_on_a_real_file_system(tmp_path: Path, option: str, fill: str) -> None:
    folder, source = tmp_path / "small", tmp_path / "new"
    folder.mkdir()
    source.write_bytes(b"new text " * 5000)
    # With three inodes: the folder, the article and one more, so that none is left for a file beside it.
    more = ': > "$folder/c"\n' if option.startswith("nr_inodes") else ""
    script = SCRIPT.replace("if [", more + "if [")
    arguments = [str(folder), option, fill, *command(folder / "a.md", source)]
    done = in_mount_namespace(script, *arguments)
    first, rest = done.stdout.split("left:\n")
    answer = answer_of(type(done)(done.args, done.returncode, first, done.stderr))
    assert answer["reason"] == "no-space"
    assert "full" in answer["message"]
    assert rest.endswith("the old text")
    assert ".inkstone" not in rest


def test_no_space_in_mid_write_of_hard_links(tmp_path: Path) -> None:
    """Written in place, because a rename would part the names: on an error the old bytes are put back."""
    target, source = tmp_path / "a.md", tmp_path / "new"
    target.write_bytes(b"the old text")
    (tmp_path / "b.md").hardlink_to(target)
    source.write_bytes(b"new")
    done = save_under_strace("write:error=ENOSPC:when=1", target, source, tmp_path / "log")
    assert answer_of(done)["reason"] == "no-space"
    assert target.read_bytes() == b"the old text"
    source.write_bytes(b"new text " * 5000)
    done = save_under_strace("fallocate:error=ENOSPC:when=1", target, source, tmp_path / "log")
    assert answer_of(done)["reason"] == "no-space"
    assert target.read_bytes() == b"the old text"
