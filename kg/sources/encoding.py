"""Bytes -> text, without a wrong character where that can be known."""

import codecs

from charset_normalizer import from_bytes, is_binary

from kg.errors import DocumentError

BYTE_ORDER_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
MOST_CONTROL = 0.02
"""Share of control characters above which decodable bytes are still no text."""
SURE_BYTES = 200_000
"""As much of a file as the detector needs; more only costs time."""


def decode(data: bytes) -> tuple[str, str]:
    """The text and the encoding that gave it, "utf-8" unless the bytes say otherwise.

    Raises:
        DocumentError: the bytes are no text in any encoding.
    """
    for mark, encoding in BYTE_ORDER_MARKS.items():
        if data.startswith(mark):
            return _text(data, encoding), "utf-8" if encoding == "utf-8-sig" else encoding
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _guess(data)
    if sum(map(is_control, text[:SURE_BYTES])) > MOST_CONTROL * min(len(text), SURE_BYTES):
        raise DocumentError("binary data, expected text")
    return text, "utf-8"


def is_control(character: str) -> bool:
    """Whether a character is a control character other than white space."""
    return (character < " " and character not in "\t\n\r\f\v") or "\x7f" <= character <= "\x9f"


def _guess(data: bytes) -> tuple[str, str]:
    sample = data[:SURE_BYTES]
    best = None if is_binary(sample) else from_bytes(sample).best()
    if best is None:
        raise DocumentError("binary data, expected text")
    return _text(data, best.encoding), best.encoding


def _text(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise DocumentError(f"looks like {encoding}, but byte {error.start} breaks it") from error
