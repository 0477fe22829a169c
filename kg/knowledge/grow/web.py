"""Asking a web service politely: who asks, not too often, and not for ever."""

import email.utils
import time
from collections.abc import Callable, Mapping
from typing import Final
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode, urlparse
from urllib.request import Request, urlopen

from kg.errors import KgError

AGENT: Final = "conflict-news-graph (knowledge base; Python urllib)"
TIMEOUT: Final = 65.0
"""Seconds without a byte before an attempt is given up: public services cut queries off after 60."""
TRIES: Final = 4
PATIENCE: Final = 120.0
"""Longest wait, in seconds, that a service may ask for."""
_AGAIN: Final = frozenset((408, 429, 500, 502, 503, 504))


class FailedError(KgError):
    """A service did not answer, or not what was asked for."""


def fetch(
    url: str,
    form: Mapping[str, str],
    accept: str,
    sleep: Callable[[float], None],
    timeout: float = TIMEOUT,
    tries: int = TRIES,
) -> bytes:
    """The body of the answer to a form that is posted.

    Waits as long as the service asks (Retry-After, RFC 9110, 10.2.3), else twice as long each time. Raises
    FailedError with what happened last.
    """
    if urlparse(url).scheme not in ("http", "https"):
        raise FailedError(f"{url!r} is no address of a web service: expected http:// or https://")
    request = Request(url, urlencode(form).encode(), {"Accept": accept, "User-Agent": AGENT})
    problem = ""
    for turn in range(tries):
        wait = 2.0**turn
        try:
            with urlopen(request, timeout=timeout) as answer:
                content = bytes(answer.read())
                kind = answer.headers.get_content_type()
            if kind in ("text/html", "application/xhtml+xml"):
                raise FailedError(f"{url} answered a web page instead of {accept}: is the address right?")
        except HTTPError as error:
            with error:
                problem = f"{url} answered {error.code} {error.reason}"
                asked = _seconds(error.headers.get("Retry-After", ""))
            if error.code not in _AGAIN:
                raise FailedError(problem) from error
            wait = wait if asked is None else asked
        except (URLError, TimeoutError, ConnectionError, OSError) as error:
            problem = f"{url} cannot be reached: {getattr(error, 'reason', error)}"
        else:
            return content
        if turn + 1 < tries:
            if wait > PATIENCE:
                break
            sleep(wait)
    raise FailedError(f"{problem}, {tries} times" if tries > 1 else problem)


def _seconds(header: str) -> float | None:
    """The wait that Retry-After asks for: seconds or a date."""
    if header.strip().isdecimal():
        return float(header)
    try:
        return max(0.0, email.utils.parsedate_to_datetime(header).timestamp() - time.time())
    except ValueError:
        return None
