"""Where the token for writes comes from."""

from kg.errors import ConfigurationError
from kg.settings import Settings, variable


def write_token(settings: Settings) -> str | None:
    """The token, from its setting or its file; None where there is neither.

    Raises ConfigurationError where both are set, and where the file cannot be read or is empty.
    """
    file = settings.write_token_file
    if file is None:
        return settings.write_token.get_secret_value() if settings.write_token else None
    named = f"{variable('write_token_file')} names {str(file)!r}"
    if settings.write_token is not None:
        raise ConfigurationError(f"{named} and {variable('write_token')} is set too; set one of them")
    try:
        found = file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{named}, which cannot be read: {error}") from error
    if not found:
        raise ConfigurationError(f"{named}, which is empty")
    return found
