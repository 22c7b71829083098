"""Frames between the program and its own processes: what comes is of the kind expected, or nobody's."""

from __future__ import annotations

import io

import pytest

from editor.frames import receive, send


def stream_with(*values: object) -> io.BytesIO:
    stream = io.BytesIO()
    for value in values:
        send(stream, value)
    stream.seek(0)
    return stream


def test_what_was_sent_arrives_in_order() -> None:
    stream = stream_with("文", ("a", 1))

    assert receive(stream, str) == "文"
    assert receive(stream, tuple) == ("a", 1)
    with pytest.raises(EOFError):
        receive(stream, str)


def test_a_value_of_another_kind_ends_the_talk() -> None:
    with pytest.raises(EOFError):
        receive(stream_with("文"), tuple)
