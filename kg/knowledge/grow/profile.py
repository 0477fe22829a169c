"""What is kept of Wikidata: a TOML file of classes."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Final

from kg.errors import ConfigurationError
from kg.knowledge.editing import KINDS
from kg.knowledge.tables import tables_folder

POST: Final = "Post"
_KEYS: Final = frozenset(("minimum_sitelinks", "persons_in_office", "classes"))


@dataclass(frozen=True, slots=True)
class Profile:
    """Class (QID) -> class of the ontology, by rank; `digest` names the file's content."""

    classes: Mapping[str, str]
    minimum_sitelinks: int
    persons_in_office: bool
    digest: str


def profile(path: Path | None = None) -> Profile:
    """Reads a profile, the one that comes with the project by default.

    Raises ConfigurationError where it is no TOML, or has an unknown key or class.
    """
    chosen = path or tables_folder() / "profile.toml"
    try:
        content = chosen.read_bytes()
        found = tomllib.loads(content.decode("utf-8"))
    except (OSError, ValueError) as error:
        raise ConfigurationError(f"the profile {chosen} cannot be read: {error}") from error
    unknown = sorted(set(found) - _KEYS)
    if unknown:
        raise ConfigurationError(f"{chosen}: unknown keys {unknown}; expected {sorted(_KEYS)}")
    classes = found.get("classes", {})
    for key, kind in classes.items():
        if not re.fullmatch(r"Q[1-9]\d*", key) or kind not in (*KINDS, POST):
            known = ", ".join((*KINDS, POST))
            raise ConfigurationError(f"{chosen}: found {key} = {kind!r}; expected a QID and one of {known}")
    if not classes:
        raise ConfigurationError(f"{chosen}: the table [classes] is empty; nothing would be kept")
    return Profile(
        classes,
        int(found.get("minimum_sitelinks", 0)),
        bool(found.get("persons_in_office", True)),
        sha256(content).hexdigest()[:16],
    )
