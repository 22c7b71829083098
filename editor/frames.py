"""Values between this program and processes of its own: pickled frames on their standard input and output.

Nothing from outside is ever unpickled.
"""

from __future__ import annotations

import pickle
from typing import IO, TypeVar

_T = TypeVar("_T")
_LENGTH = 8  # bytes before each frame that say how long it is
_MOST = 2**31  # bytes of a frame: more is none of ours


def send(stream: IO[bytes], value: object) -> None:
    """Write one frame; raises OSError when nobody reads any more."""
    frame = pickle.dumps(value)
    stream.write(len(frame).to_bytes(_LENGTH, "big") + frame)
    stream.flush()


def receive(stream: IO[bytes], kind: type[_T]) -> _T:
    """Read one frame that holds a value of this kind; raises EOFError when the other side has ended or says another."""
    length = int.from_bytes(_read(stream, _LENGTH), "big")
    if length > _MOST:
        raise EOFError
    # What our own process wrote, a few lines above.
    value = pickle.loads(_read(stream, length))  # noqa: S301
    if not isinstance(value, kind):
        raise EOFError
    return value


def _read(stream: IO[bytes], length: int) -> bytes:
    data = stream.read(length)
    if len(data) < length:
        raise EOFError
    return data
