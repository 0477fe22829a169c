"""Backups: one version of a store with a checksum for each file, in a folder or a tar archive.

    MANIFEST.json    {"backup": 1, "made", "software", "base", "files": {name: {"size", "sha256"}}}
    …                the files of the database

A backup is taken from a checkpoint, so it is of one moment whatever is written meanwhile, and appears whole
or not at all. A restore checks every file before the store has anything to do with it, and then switches.
"""

import json
import os
import re
import shutil
import tarfile
from collections.abc import Generator
from contextlib import closing
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import IO, Any, Final, cast

import pyoxigraph as ox

from kg.errors import ConfigurationError
from kg.store import door
from kg.store.folder import Folder, InUseError, durable, on_disk
from kg.store.open import in_folder

MANIFEST: Final = "MANIFEST.json"
FORMAT: Final = 1
ARCHIVES: Final = (".tar", ".tar.gz", ".tgz")
_NAME: Final = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_.-]*")
_CHUNK: Final = 1 << 20
_LARGEST_MANIFEST: Final = 64 << 20


def backup(store: Path, base: str, target: Path, software: str) -> int:
    """Write a backup of a store, also of one that a server owns; returns its bytes.

    Raises ConfigurationError where the target is there already.
    """
    if target.exists():
        raise ConfigurationError(f"{target} is there already; give the backup a name of its own")
    checkpoint = store / f"checkpoint-{os.getpid()}"
    made = target.with_name(f".{target.name}.{os.getpid()}")
    with in_folder(store, base) as opened:
        try:
            opened.copy(checkpoint)
            manifest = _described(checkpoint, base, software)
            (_packed if target.name.endswith(ARCHIVES) else _copied)(checkpoint, manifest, made)
            made.replace(target)
            on_disk(target.parent)
        except OSError as error:
            raise ConfigurationError(f"{target} cannot be written: {error}") from error
        finally:
            shutil.rmtree(checkpoint, ignore_errors=True)
            shutil.rmtree(made, ignore_errors=True)
            made.unlink(missing_ok=True)
    return sum(found["size"] for found in manifest["files"].values())


def restore(source: Path, store: Path, base: str, force: bool = False) -> int:
    """Make a store what a backup holds; returns its number of quads. Works while a server owns the store.

    Raises ConfigurationError where the backup is damaged or of another base IRI, and where the store holds
    anything and `force` is not given; the store is then as it was.
    """
    if not source.exists():
        raise ConfigurationError(f"there is no backup at {source}")
    with in_folder(store, base) as opened:
        held = next(opened.quads(), None)
        if held is not None and not force:
            raise ConfigurationError(f"the store {store} is not empty; --force replaces what it holds")
    incoming = store / f"incoming-{os.getpid()}"
    try:
        _unpacked(source, incoming, base)
        durable(incoming)
        count = _counted(incoming)
        _adopt(store, incoming)
    except OSError as error:
        raise ConfigurationError(f"{source} cannot be restored: {error}") from error
    finally:
        shutil.rmtree(incoming, ignore_errors=True)
    return count


def _adopt(store: Path, incoming: Path) -> None:
    try:
        folder = Folder.open(store)
    except InUseError:
        found = door.knock(store)
        if found is None:
            raise
        with found[0] as channel:
            door.request(channel, b"M", {"name": incoming.name})
        return
    try:
        folder.adopt(incoming)
    finally:
        folder.close()


def _described(checkpoint: Path, base: str, software: str) -> dict[str, Any]:
    files = {
        entry.name: {"size": entry.stat().st_size, "sha256": _sum(entry)}
        for entry in sorted(checkpoint.iterdir())
    }
    made = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return {"backup": FORMAT, "made": made, "software": software, "base": base, "files": files}


def _copied(checkpoint: Path, manifest: dict[str, Any], target: Path) -> None:
    target.mkdir(parents=True)
    for name in manifest["files"]:
        shutil.copyfile(checkpoint / name, target / name)
    (target / MANIFEST).write_text(json.dumps(manifest, indent=2) + "\n")
    durable(target)


def _packed(checkpoint: Path, manifest: dict[str, Any], target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    description = checkpoint / MANIFEST
    description.write_text(json.dumps(manifest, indent=2) + "\n")
    zipped = target.name.rpartition(".")[0].endswith(("gz", "tgz"))
    with target.open("wb") as raw:
        with tarfile.open(fileobj=raw, mode="w:gz" if zipped else "w") as archive:
            for name in (MANIFEST, *manifest["files"]):
                archive.add(checkpoint / name, name, recursive=False)
        raw.flush()
        os.fsync(raw.fileno())


def _unpacked(source: Path, incoming: Path, base: str) -> None:
    """The files of a backup in a new folder, each as its manifest has it."""
    incoming.mkdir()
    with closing(_files(source)) as files:
        name, stream = next(files, ("", None))
        if name != MANIFEST or stream is None:
            raise ConfigurationError(f"{source} is no backup: it does not begin with {MANIFEST}")
        expected = _manifest(stream.read(_LARGEST_MANIFEST), source, base)
        for name, stream in files:
            if name not in expected:
                raise ConfigurationError(f"{source} is damaged: {name!r} is not in its manifest")
            _copy(stream, incoming / name, expected.pop(name), source)
    if expected:
        raise ConfigurationError(f"{source} is damaged: it lacks {', '.join(sorted(expected))}")


def _files(source: Path) -> Generator[tuple[str, IO[bytes]], None, None]:
    """The regular files of a folder or an archive, the manifest first; each is closed when the next comes."""
    if source.is_dir():
        for entry in sorted(source.iterdir(), key=lambda entry: (entry.name != MANIFEST, entry.name)):
            with entry.open("rb") as stream:
                yield entry.name, stream
        return
    try:
        with tarfile.open(source, "r:*") as archive:
            for member in archive:
                if member.isreg():
                    with cast("IO[bytes]", archive.extractfile(member)) as stream:
                        yield member.name, stream
    except (tarfile.TarError, EOFError, OSError) as error:
        raise ConfigurationError(f"{source} cannot be read as a tar archive: {error}") from error


def _manifest(content: bytes, source: Path, base: str) -> dict[str, dict[str, Any]]:
    try:
        found = json.loads(content)
        form, own, files = found["backup"], found["base"], dict(found["files"])
    except (ValueError, KeyError, TypeError) as error:
        raise ConfigurationError(f"the manifest of {source} is damaged: {error}") from error
    if form != FORMAT:
        raise ConfigurationError(f"{source} is a backup of format {form}; this version reads {FORMAT}")
    if own != base:
        raise ConfigurationError(
            f"the data of {source} have the base IRI {own}, here it is {base}: set base_iri to that"
        )
    for name in files:
        if not _NAME.fullmatch(name):
            raise ConfigurationError(f"the manifest of {source} names a file {name!r}")
    return files


def _copy(stream: IO[bytes], target: Path, expected: dict[str, Any], source: Path) -> None:
    digest, size = sha256(), 0
    with target.open("wb") as out:
        while block := stream.read(_CHUNK):
            digest.update(block)
            size += len(block)
            if size > expected["size"]:
                break
            out.write(block)
    if (size, digest.hexdigest()) != (expected["size"], expected["sha256"]):
        raise ConfigurationError(f"{source} is damaged: {target.name} is not what its checksum says")


def _counted(database: Path) -> int:
    try:
        return len(ox.Store.read_only(os.fspath(database)))
    except (OSError, RuntimeError) as error:
        raise ConfigurationError(f"the database of the backup cannot be opened: {error}") from error


def _sum(path: Path) -> str:
    with path.open("rb") as stream:
        digest = sha256()
        while block := stream.read(_CHUNK):
            digest.update(block)
    return digest.hexdigest()
