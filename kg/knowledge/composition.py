"""Parts of a state that need no record of their own: ministries, forces by branch, governments."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from kg import vocab
from kg.knowledge.names import chunks

_PORTFOLIOS: Final = (
    ("Foreign Affairs", r"foreign|external affairs|external relations|state department|department of state"),
    ("Defence", r"defen[cs]e|armed forces|war"),
    ("Internal Affairs", r"interior|internal affairs|home affairs|home|public security"),
    ("Emergency Situations", r"emergenc|civil protection|disaster"),
    ("Intelligence", r"intelligence"),
    ("Justice", r"justice"),
    ("Finance", r"financ|treasury"),
    ("Health", r"health"),
    ("Education", r"education"),
    ("Energy", r"energy|petroleum|oil"),
    ("Agriculture", r"agricultur|farming"),
    ("Economy", r"econom|commerce|trade"),
    ("Transport", r"transport"),
    ("Information", r"information|communications"),
    ("Culture", r"cultur"),
    ("Labour", r"labou?r|employment"),
    ("Environment", r"environment"),
)
_PATTERNS: Final = tuple((name, re.compile(rf"\b(?:{words})", re.IGNORECASE)) for name, words in _PORTFOLIOS)

_BRANCHES: Final = (
    ("Air Force", r"air force|air corps|air forces"),
    ("Navy", r"navy|naval forces?|fleet"),
    ("Coast Guard", r"coast ?guard"),
    ("Marine Corps", r"marines?\b|marine corps"),
    ("National Guard", r"national guard"),
    ("Gendarmerie", r"gendarmerie"),
    ("Border Guard", r"border (?:guards?|police|service|troops)"),
    ("Police", r"police"),
    ("Ground Forces", r"ground forces|land forces"),
    ("Special Forces", r"special (?:operations )?forces|commandos?"),
    ("Security Forces", r"security (?:forces|services?)"),
)
_BRANCH_PATTERNS: Final = tuple(
    (name, re.compile(rf"\b(?:{words})", re.IGNORECASE)) for name, words in _BRANCHES
)
_WHOLE_FORCE: Final = re.compile(
    r"^(?:the )?(?:\w+ ){0,3}?(?:arab )?(?:armed forces|defen[cs]e forces?|military)\b", re.IGNORECASE
)
ARMED_FORCES: Final = "Armed Forces"
GOVERNMENT: Final = "Government"
PARLIAMENT: Final = "Parliament"
_WITH_ARTICLE: Final = re.compile(
    r"^(?:United|Netherlands|Philippines|Bahamas|Gambia|Maldives|Comoros|Seychelles|Solomon|Marshall"
    r"|Czech Republic|Dominican Republic|Central African|Democratic Republic|Republic|Soviet|European|Vatican"
    r"|\w+ Empire|\w+ Islands|.*People's Republic)"
)


_BRANCH_FILLERS: Final = frozenset(
    ("royal", "national", "federal", "of", "the", "force", "forces", "service")
)


def _whole_branch(name: str, country: Iterable[str]) -> str | None:
    """The branch that a name stands for when it says nothing but the branch and its state."""
    found = branch(name)
    pattern = dict(_BRANCH_PATTERNS).get(found)
    if pattern is None:
        return None
    allowed = _BRANCH_FILLERS | {piece for other in country for piece in chunks(other)}
    return found if all(piece in allowed for piece in chunks(pattern.sub(" ", name))) else None


def portfolio(words: str) -> str | None:
    """The portfolio that words name ("defense", "Foreign Office"), or None."""
    return next((name for name, pattern in _PATTERNS if pattern.search(words)), None)


def branch(words: str) -> str:
    """The branch of a force that words name; the armed forces as a whole where they name none."""
    return next((name for name, pattern in _BRANCH_PATTERNS if pattern.search(words)), ARMED_FORCES)


def of_country(country: str) -> str:
    """A country's name after "of": "the United States", "Armenia"."""
    return f"the {country}" if _WITH_ARTICLE.match(country) else country


def composed_name(kind: str, country: str, part: str) -> str:
    """The canonical name of a part of a state: "Ministry of Defence of Azerbaijan"."""
    if kind == vocab.Ministry:
        return f"Ministry of {part} of {of_country(country)}"
    return f"{part} of {of_country(country)}"


def parts_of(kind: str, names: tuple[str, ...], country: Iterable[str]) -> Iterator[tuple[str, bool]]:
    """The part of its state that an item's names describe, and whether the item is exactly that part.

    `country` gives the names and demonyms of the state: a branch is called by nothing else.
    """
    name = names[0]
    if kind == vocab.Ministry:
        found = {part for part, pattern in _PATTERNS if pattern.search(name)}
        if len(found) == 1:
            yield found.pop(), True
    elif kind == vocab.ArmedForce:
        if _WHOLE_FORCE.search(name):
            yield ARMED_FORCES, True
        elif (found_branch := _whole_branch(name, country)) is not None:
            yield found_branch, True
    elif kind == vocab.Government:
        if any(re.search(r" [Pp]arliament$|^Parliament of", other) for other in names):
            yield PARLIAMENT, True
        elif name.startswith("Government of"):
            yield GOVERNMENT, True
        elif re.match(r"(?i)cabinet|council of ministers|(?:\w+ )*cabinet", name):
            yield GOVERNMENT, False
