"""The prefix that keeps the footnote ids of two articles apart on one page, as Hugo makes it of a page's path."""

from __future__ import annotations

_MASK = (1 << 64) - 1
_PRIMES = (0x9E3779B185EBCA87, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x85EBCA77C2B2AE63, 0x27D4EB2F165667C5)


def id_prefix(path: str) -> str:
    """What Hugo puts before the ids of footnotes under `enableAutoIDPrefix`; `path` is the page's .Path."""
    return f"h{xxh64(path.encode()):016x}"


def xxh64(data: bytes) -> int:
    """The XXH64 hash with seed 0 (xxHash, doc/xxhash_spec.md)."""
    first, second, third, fourth, fifth = _PRIMES
    at = 0
    if len(data) >= 32:
        lanes = [(first + second) & _MASK, second, 0, -first & _MASK]
        for at in range(0, len(data) - 31, 32):
            lanes = [_round(lane, _word(data, at + 8 * n)) for n, lane in enumerate(lanes)]
        at += 32
        turned = zip(lanes, (1, 7, 12, 18), strict=True)
        total = sum(_rotated(lane, bits) for lane, bits in turned) & _MASK
        for lane in lanes:
            total = ((total ^ _round(0, lane)) * first + fourth) & _MASK
    else:
        total = fifth
    total = (total + len(data)) & _MASK
    while at + 8 <= len(data):
        total = (_rotated(total ^ _round(0, _word(data, at)), 27) * first + fourth) & _MASK
        at += 8
    if at + 4 <= len(data):
        total = (_rotated(total ^ (_word(data, at, 4) * first & _MASK), 23) * second + third) & _MASK
        at += 4
    for byte in data[at:]:
        total = _rotated(total ^ (byte * fifth & _MASK), 11) * first & _MASK
    for shift, prime in ((33, second), (29, third)):
        total = (total ^ total >> shift) * prime & _MASK
    return total ^ total >> 32


def _round(lane: int, word: int) -> int:
    return _rotated((lane + word * _PRIMES[1]) & _MASK, 31) * _PRIMES[0] & _MASK


def _rotated(value: int, bits: int) -> int:
    return (value << bits | value >> (64 - bits)) & _MASK


def _word(data: bytes, at: int, size: int = 8) -> int:
    return int.from_bytes(data[at : at + size], "little")
