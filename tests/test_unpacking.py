"""Bodies as sent and as they are read: packed well, packed badly, packed to burst."""

import gzip
import tracemalloc
import zlib

import pytest

from charter_audit.web.unpacking import BrokenError, TooLargeError, unpack

TEXT = "সেবা প্রদান প্রতিশ্রুতি ".encode() * 500
RAW = zlib.compressobj(wbits=-15)
DEFLATED = RAW.compress(TEXT) + RAW.flush()
CAP = 100_000


def pieces(body: bytes, size: int) -> list[bytes]:
    return [body[at : at + size] for at in range(0, len(body), size)]


@pytest.mark.parametrize("size", [1, 7, 1000, 10**6])
@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("", TEXT),
        ("identity", TEXT),
        ("gzip", gzip.compress(TEXT)),
        (" GZIP ", gzip.compress(TEXT)),
        ("x-gzip", gzip.compress(TEXT)),
        ("gzip", gzip.compress(TEXT[:100]) + gzip.compress(TEXT[100:])),
        ("gzip", gzip.compress(TEXT) + b"\0\0\0"),
        ("deflate", zlib.compress(TEXT)),
        ("deflate", DEFLATED),
    ],
)
def test_a_body_comes_out_whole(encoding: str, body: bytes, size: int) -> None:
    assert unpack(encoding, pieces(body, size), CAP) == TEXT


@pytest.mark.parametrize("encoding", ["", "gzip", "deflate"])
def test_nothing_is_an_empty_body(encoding: str) -> None:
    assert unpack(encoding, [b""], CAP) == b""


@pytest.mark.parametrize(
    ("encoding", "body", "told"),
    [
        ("gzip", gzip.compress(TEXT)[:-20], "breaks off"),
        ("gzip", b"<html>not packed at all</html>", "header"),
        ("gzip", gzip.compress(TEXT) + b"more", "header"),
        ("deflate", b"\xff\xff\xff\xff", "invalid"),
        ("br", b"x", "packed as br"),
        ("gzip, br", b"x", "packed as gzip, br"),
    ],
)
def test_what_cannot_be_unpacked_says_why(encoding: str, body: bytes, told: str) -> None:
    with pytest.raises(BrokenError, match=told):
        unpack(encoding, [body], CAP)


@pytest.mark.parametrize(("encoding", "body"), [("", TEXT), ("gzip", gzip.compress(TEXT)), ("deflate", DEFLATED)])
def test_the_cap_is_on_what_comes_out(encoding: str, body: bytes) -> None:
    assert unpack(encoding, [body], len(TEXT)) == TEXT
    with pytest.raises(TooLargeError, match=str(len(TEXT) - 1)):
        unpack(encoding, [body], len(TEXT) - 1)


def test_a_bomb_takes_no_more_memory_than_its_cap() -> None:
    bomb = gzip.compress(bytes(100_000_000), 9)
    tracemalloc.start()
    with pytest.raises(TooLargeError):
        unpack("gzip", [bomb], 1_000_000)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 5_000_000
