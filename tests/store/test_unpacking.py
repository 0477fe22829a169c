"""What comes in gzip is what went in, in whatever pieces; a bomb costs no more than the limit."""

import tracemalloc
import zlib
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.store.unpacking import BrokenError, TooLargeError, unpacked
from tests.packing import packed_in_gzip

MOST = 1 << 20
BOMB = packed_in_gzip(bytes(64 << 20))


def cut(content: bytes, size: int) -> Iterator[bytes]:
    return (content[begin : begin + size] for begin in range(0, len(content), size))


@given(
    st.lists(st.binary(max_size=300), min_size=1, max_size=4), st.integers(1, 700), st.integers(0, 200_000)
)
def test_it_is_what_went_in(members: list[bytes], size: int, zeros: int) -> None:
    members[0] += bytes(zeros)
    packed = b"".join(map(packed_in_gzip, members))
    assert b"".join(unpacked(cut(packed, size), MOST)) == b"".join(members)


@pytest.mark.parametrize(
    ("packed", "error"),
    [
        (BOMB, TooLargeError),
        (packed_in_gzip(b"") * 100_000, TooLargeError),
        (b"", BrokenError),
        (b"<a:s> <a:p> <a:o> .", BrokenError),
        (zlib.compress(b"x"), BrokenError),
        (packed_in_gzip(b"x" * 1000)[:-1], BrokenError),
        (packed_in_gzip(b"x" * 1000)[:-4] + b"abcd", BrokenError),
        (packed_in_gzip(b"x") + b"more", BrokenError),
    ],
)
@pytest.mark.parametrize("size", [1000, 1 << 30])
def test_what_is_too_large_or_broken_is_said_so(packed: bytes, error: type[ValueError], size: int) -> None:
    tracemalloc.start()
    with pytest.raises(error):
        b"".join(unpacked(cut(packed, size), MOST))
    assert tracemalloc.get_traced_memory()[1] < 4 * MOST
    tracemalloc.stop()
