"""`/dumps/`: the whole graph as files, in every format."""

import base64
from typing import Final

from flask import Blueprint, Response, render_template, request, send_file, url_for

from kg import rdf
from kg.dumping import Dumps
from kg.endpoint.negotiation import GRAPHS, PAGE, choose
from kg.endpoint.problems import ProblemError
from kg.endpoint.site import site
from kg.export.everything import SUMS, Dump, described, names
from kg.rdf import Quad

PACKING: Final = ".gz"
"""Of the files that are listed; each can also be had uncompressed and in .zst."""
_TYPES: Final = {".gz": "application/gzip", ".zst": "application/zstd"}
_EVERY: Final = frozenset(name for packing in ("", *_TYPES) for name in names(packing))
routes = Blueprint("dumps", __name__, url_prefix="/dumps")


@routes.get("/")
def listed() -> Response:
    """The files: a page for browsers, else DCAT and VoID."""
    offer = choose(request.headers.get("Accept"), [*GRAPHS, PAGE])
    if offer is None:
        raise ProblemError(406, "the list of dumps is a page or RDF; ask for text/turtle, for example")
    if offer.name == PAGE.name:
        response = Response(render_template("dumps.html", dumps=_dumps()))
    else:
        content = rdf.serialise(
            distributions(url_for("dumps.listed", _external=True) + "#dataset"), offer.name
        )
        response = Response(content, content_type=offer.content_type)
    response.headers["Cache-Control"] = "no-cache"
    response.vary.add("Accept")
    return response


@routes.get("/<name>")
def download(name: str) -> Response:
    """A file of the version that is current, made where nobody has asked for it before."""
    made = _making().get(_known(name))
    content_type = _TYPES.get(made.dump.packing, made.dump.format.MEDIA_TYPE)
    response = send_file(
        made.path,
        content_type,
        as_attachment=True,
        download_name=name,
        conditional=True,
        etag=made.dump.sha256,
    )
    response.headers["Cache-Control"] = "no-cache"
    digest = base64.b64encode(bytes.fromhex(made.dump.sha256)).decode()
    response.headers["Repr-Digest"] = f"sha-256=:{digest}:"  # RFC 9530
    return response


@routes.get("/<name>.sha256")
def checksum(name: str) -> Response:
    """The line that `sha256sum -c` wants."""
    made = _making().get(_known(name))
    response = Response(f"{made.dump.sha256}  {name}\n", content_type="text/plain; charset=utf-8")
    response.headers["Cache-Control"] = "no-cache"
    return response


@routes.get(f"/{SUMS}")
def checksums() -> Response:
    """All that are listed, of one version, for `sha256sum -c`; made where they are not there."""
    lines = (f"{made.dump.sha256}  {made.path.name}\n" for made in _making().all(list(names(PACKING))))
    response = Response("".join(lines), content_type="text/plain; charset=utf-8")
    response.headers["Cache-Control"] = "no-cache"
    return response


def distributions(dataset: str) -> list[Quad]:
    """The dumps as distributions of a data set."""
    if site().dumps is None:
        return []
    return list(described(_dumps(), None, url_for("dumps.listed", _external=True), dataset))


def _dumps() -> list[Dump]:
    return [_making().ready(name) for name in names(PACKING)]


def _making() -> Dumps:
    found = site().dumps
    if found is None:
        raise ProblemError(404, "this server offers no dumps")
    return found


def _known(name: str) -> str:
    if name not in _EVERY:
        raise ProblemError(404, f"no dump {name!r}; available: {', '.join(sorted(_EVERY))}")
    return name
