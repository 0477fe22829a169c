"""What was sent in gzip (RFC 1952), unpacked piece by piece and never beyond a size."""

import zlib
from collections.abc import Iterable, Iterator
from typing import Final

_GZIP: Final = 16 + zlib.MAX_WBITS
_PIECE: Final = 1 << 16
_MEMBERS: Final = 1000
"""Files that may follow one another in one stream; each costs memory and time however little it holds."""
ENCODINGS: Final = ("gzip", "x-gzip")
"""What a Content-Encoding may say of it (RFC 9110, 8.4.1.3)."""


class BrokenError(ValueError):
    """It is no gzip, or not all of it is there."""


class TooLargeError(ValueError):
    """It holds more than it may."""


def unpacked(blocks: Iterable[bytes], most: int) -> Iterator[bytes]:
    """The content of what comes in blocks, at most so many bytes. Raises BrokenError or TooLargeError."""
    unpacker, members, size = zlib.decompressobj(_GZIP), 0, 0
    begun = True
    try:
        for block in blocks:
            while block:
                if not begun:
                    unpacker, begun = zlib.decompressobj(_GZIP), True
                    members += 1
                piece = unpacker.decompress(block, _PIECE)
                size += len(piece)
                if size > most or members >= _MEMBERS:
                    raise TooLargeError(f"it holds more than {most} bytes when unpacked")
                yield piece
                block, begun = unpacker.unused_data or unpacker.unconsumed_tail, not unpacker.eof
    except zlib.error as error:
        raise BrokenError(f"it cannot be unpacked as gzip: {error}") from error
    if begun:
        raise BrokenError("it breaks off before the end of its gzip")
