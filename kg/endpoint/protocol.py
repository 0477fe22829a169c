"""Reading a request as the SPARQL 1.1 Protocol has it (sections 2.1 and 2.2)."""

from binascii import a2b_qp
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final
from urllib.parse import unquote_to_bytes

from flask import Request, current_app

from kg.endpoint.problems import ProblemError
from kg.store import Dataset
from kg.store.tokens import LONG, tokens
from kg.store.unpacking import ENCODINGS, BrokenError, TooLargeError, unpacked

_MOST: Final = 1000
"""Parameters of a request."""
FORM: Final = "application/x-www-form-urlencoded"
QUERY: Final = "application/sparql-query"
Parameters = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class QueryRequest:
    """A query operation."""

    text: str
    dataset: Dataset
    parameters: Parameters


def query_request(request: Request) -> QueryRequest | None:
    """The query of a GET or POST; None where there is none to answer (a GET without `query`).

    Raises ProblemError with the status that the protocol asks for.
    """
    asked = parameters(request.query_string)
    if "update" in asked:
        raise ProblemError(400, "an update needs POST, and its own address; found the parameter 'update'")
    if request.method in ("GET", "HEAD"):
        text = single(asked, "query")
        return None if text is None else _request(text, asked)
    if request.mimetype == FORM:
        posted = parameters(body(request))
        text = single(posted, "query")
        if text is None:
            raise ProblemError(400, "the form has no parameter 'query'")
        return _request(text, {**asked, **posted})
    if request.mimetype == QUERY:
        if "query" in asked:
            raise ProblemError(400, "found a query in the address and another in the body; expected one")
        return _request(decoded(request), asked)
    raise ProblemError(
        415,
        f"found the media type {request.mimetype!r}; expected {QUERY} or {FORM}",
        Accept_Post=f"{QUERY}, {FORM}",
    )


def body(request: Request) -> bytes:
    """The body; one in gzip is unpacked, up to the limit that holds for all."""
    encoding = request.headers.get("Content-Encoding", "identity").strip().lower()
    if encoding == "identity":
        return request.get_data(cache=False)
    if encoding not in ENCODINGS:
        raise ProblemError(
            415, f"found a body in the form {encoding!r}; expected gzip, or none", Accept_Encoding="gzip"
        )
    try:
        most = current_app.config["MAX_CONTENT_LENGTH"]
        return b"".join(unpacked((request.get_data(cache=False),), most))
    except TooLargeError as error:
        raise ProblemError(413, f"the body is too large: {error}") from error
    except BrokenError as error:
        raise ProblemError(400, f"the body is not what its header says: {error}") from error


def decoded(request: Request) -> str:
    """The body of a direct POST, which is UTF-8 (section 2.1.3)."""
    charset = request.mimetype_params.get("charset", "utf-8").lower()
    if charset not in ("utf-8", "utf8", "us-ascii"):
        raise ProblemError(415, f"found the charset {charset!r}; expected UTF-8")
    return _text(body(request))


def parameters(encoded: bytes) -> Parameters:
    """Form fields in their order, each with all its values. Raises ProblemError where it is not UTF-8."""
    found: dict[str, list[str]] = {}
    fields = encoded.split(b"&", _MOST)
    if len(fields) > _MOST or not encoded.isascii():
        raise ProblemError(400, f"expected at most {_MOST} parameters of percent-encoded UTF-8")
    try:
        for name, _, value in (field.partition(b"=") for field in fields if field):
            found.setdefault(unquoted(name), []).append(unquoted(value))
    except UnicodeDecodeError as error:
        raise ProblemError(400, f"the parameters are not percent-encoded UTF-8: {error}") from error
    return found


def unquoted(value: bytes) -> str:
    """A name or value of a form, decoded. Raises UnicodeDecodeError.

    Python's own loop takes 60 ms for each MB, in which others wait. Quoted-printable (RFC 2045, 6.7) is the
    same with another sign, and decoded in C; what it means otherwise is left to the loop.
    """
    value = value.replace(b"+", b" ")
    if value and not any(sign in value for sign in (b"=", b"%%", b"\r", b"\n")) and value[-1:] != b"%":
        found = a2b_qp(value.replace(b"%", b"="))
        if found.count(b"=") == value.count(b"%3D") + value.count(b"%3d"):  # none stayed as it was
            return found.decode()
    return unquote_to_bytes(value).decode()


def single(given: Parameters, name: str) -> str | None:
    """A parameter that may stand once."""
    values = given.get(name, ())
    if len(values) > 1:
        raise ProblemError(400, f"found the parameter {name!r} {len(values)} times; expected it once")
    return values[0] if values else None


def form_of(text: str) -> str | None:
    """SELECT, ASK, CONSTRUCT or DESCRIBE: the first of these words; None for what is no query."""
    forms = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
    begin = islice(tokens(text), LONG)
    return next((token.text for token in begin if token.kind == "word" and token.text in forms), None)


def _request(text: str, given: Parameters) -> QueryRequest:
    dataset = Dataset(tuple(given.get("default-graph-uri", ())), tuple(given.get("named-graph-uri", ())))
    return QueryRequest(text, dataset, given)


def _text(content: bytes) -> str:
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ProblemError(400, f"the body is not UTF-8: {error}") from error
