"""All formats in one folder, with their checksums and a description for catalogues."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from kg import rdf, terms
from kg.export.compression import COMPRESSIONS
from kg.export.files import Format, export, formats, replacing
from kg.export.ordering import by_line
from kg.rdf import Quad, iri, quad, string, typed
from kg.statements import Source

SUMS: Final = "SHA256SUMS"
DESCRIPTION: Final = "void.ttl"
LICENCE: Final = "https://creativecommons.org/licenses/by/4.0/"
_PACKED: Final = frozenset(("zip",))
"""Formats that are compressed already."""
_HERE: Final = "https://dumps.invalid/"
_TYPES: Final = "https://www.iana.org/assignments/media-types/"
_COMPRESSED: Final = {".gz": "application/gzip", ".zst": "application/zstd"}
_FORMATS: Final[Mapping[str, str]] = {
    "jsonld": "JSON-LD",
    "nq": "N-Quads",
    "nt": "N-Triples",
    "rdf": "RDF_XML",
    "trig": "TriG",
    "ttl": "Turtle",
}
"""Suffix -> its name among the formats of the W3C, for `void:feature`."""
_SPDX: Final = "http://spdx.org/rdf/terms#"


@dataclass(frozen=True, slots=True)
class Dump:
    """A file of a dump."""

    name: str
    suffix: str
    packing: str
    size: int | None = None
    sha256: str = ""
    """Hexadecimal digits; neither is known of a file that is still to be written."""

    @property
    def format(self) -> Format:
        """Its format."""
        return formats()[self.suffix]


def names(packing: str = "") -> dict[str, str]:
    """File name -> suffix of its format, for every format; `packing` is "", ".gz" or ".zst"."""
    found = {}
    for suffix, format in formats().items():
        packed = "" if suffix in _PACKED else packing
        found[f"{format.STEM}.{suffix}{packed}"] = suffix
    return dict(sorted(found.items()))


def export_all(source: Source, folder: Path, base: str, packing: str = "") -> list[Dump]:
    """Write every format into a folder, made where there is none, with SHA256SUMS and void.ttl.

    `sha256sum -c SHA256SUMS` checks the files. The same statements give the same bytes everywhere.
    """
    folder.mkdir(parents=True, exist_ok=True)
    dumps = []
    for name in names(packing):
        export(source, folder / name, base)
        dumps.append(dump(folder / name))
    triples = sum(len(batch) for batch in by_line(source, every_graph=False))
    content = rdf.serialise(described(dumps, triples, _HERE), "ttl")
    with replacing(folder / DESCRIPTION) as stream:  # addresses relative to wherever the folder is put
        stream.write(content.replace(f"<{_HERE}".encode(), b"<"))
    sums = [(one.sha256, one.name) for one in dumps] + [(digest(folder / DESCRIPTION), DESCRIPTION)]
    with replacing(folder / SUMS) as stream:
        stream.write("".join(f"{sha256}  {name}\n" for sha256, name in sums).encode())
    return dumps


def dump(path: Path) -> Dump:
    """A written file."""
    return replace(expected(path.name), size=path.stat().st_size, sha256=digest(path))


def expected(name: str) -> Dump:
    """A file of this name that need not be there yet."""
    packing = Path(name).suffix if Path(name).suffix in COMPRESSIONS else ""
    return Dump(name, Path(name.removesuffix(packing)).suffix.removeprefix("."), packing)


def digest(path: Path) -> str:
    """The SHA-256 of a file, in hexadecimal digits."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def described(dumps: list[Dump], triples: int | None, address: str, dataset: str = "") -> Iterator[Quad]:
    """The data set and its files (VoID; DCAT 3, section 6.8). `address` is the folder's, with its slash;
    `dataset` the IRI of the data set, else `#dataset` below that."""
    this = dataset or f"{address}#dataset"
    for kind in (terms.VOID + "Dataset", terms.DCAT + "Dataset"):
        yield quad(this, terms.RDF_TYPE, kind)
    yield quad(this, terms.DCTERMS_TITLE, string("Conflict news graph", "en"))
    yield quad(this, terms.DCTERMS_LICENSE, LICENCE)
    if triples is not None:
        yield quad(this, terms.VOID + "triples", rdf.integer(triples))
    for one in dumps:
        yield from _distribution(one, this, address)


def _distribution(one: Dump, dataset: str, address: str) -> Iterator[Quad]:
    file, this, checksum = (f"{address}{part}{one.name}" for part in ("", "#", "#sha256-"))
    yield quad(dataset, terms.DCAT + "distribution", this)
    if one.suffix in _FORMATS:
        yield quad(dataset, terms.VOID + "dataDump", file)
        yield quad(dataset, terms.VOID + "feature", f"http://www.w3.org/ns/formats/{_FORMATS[one.suffix]}")
    yield quad(this, terms.RDF_TYPE, terms.DCAT + "Distribution")
    yield quad(this, terms.DCTERMS_TITLE, string(one.format.TITLE, "en"))
    yield quad(this, terms.DCTERMS_LICENSE, LICENCE)
    yield quad(this, terms.DCAT + "downloadURL", file)
    yield quad(this, terms.DCAT + "mediaType", _TYPES + one.format.MEDIA_TYPE)
    if one.packing:
        yield quad(this, terms.DCAT + "compressFormat", _TYPES + _COMPRESSED[one.packing])
    if one.size is None:
        return
    yield quad(this, terms.DCAT + "byteSize", typed(str(one.size), terms.XSD + "nonNegativeInteger"))
    yield quad(this, _SPDX + "checksum", checksum)
    yield quad(checksum, terms.RDF_TYPE, _SPDX + "Checksum")
    yield quad(checksum, _SPDX + "algorithm", iri(_SPDX + "checksumAlgorithm_sha256"))
    yield quad(checksum, _SPDX + "checksumValue", typed(one.sha256, terms.XSD + "hexBinary"))
