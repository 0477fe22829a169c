"""Packed content for tests, the same each time: their names have it in them."""

import gzip


def packed_in_gzip(content: bytes) -> bytes:
    return gzip.compress(content, mtime=0)
