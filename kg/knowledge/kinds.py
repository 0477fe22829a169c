"""From the technical kinds of the fact tables to the classes of the ontology."""

import re
from collections.abc import Mapping
from typing import Final

_PLAIN: Final[Mapping[str, str]] = {
    "state": "Country", "historical": "Country", "dependency": "Territory", "disputed": "Territory",
    "bloc": "InternationalOrganization", "city": "City", "admin1": "Territory", "region": "Place",
    "ministry": "Ministry", "government": "Government", "armed_force": "ArmedForce",
    "igo": "InternationalOrganization", "alliance": "InternationalOrganization",
    "political_party": "PoliticalParty", "media": "Media", "company": "Organization",
    "ngo": "Organization", "rebel_group": "ArmedGroup",
}  # fmt: skip
_SECURITY: Final = re.compile(
    r"Police|Polizia|polit|Intelligence|Investigation|Security|MI5|Constabulary|Border", re.IGNORECASE
)
_LEGISLATURE: Final = re.compile(r"Congress$|House of|Senate|White House")
_MISSION: Final = re.compile(r"Interim Force|Stabilization Mission|Peacekeeping", re.IGNORECASE)
_CONTINENTAL: Final = re.compile(
    r"(Africa|America|Europe|Asia|Oceania|Caribbean|Sea|Gulf|Canal|Lakes|Islands?|Atoll|Reef|East|Balkans|Caucasus"
    r"|Americas|Iberia|Scandinavia|Borneo|Java|Sumatra|Mindanao|Sulawesi|Melanesia|Polynesia|Macaronesia|Britain"
    r"|Mariana|Ireland|Glacier|Peninsula)\b"
)


def kind_of(technical: str, name: str, has_country: bool) -> str:
    """The local name of the class of an item, e.g. "Territory" for a first-level administrative region."""
    if _MISSION.search(name):
        return "PeacekeepingForce"
    if technical == "agency":
        return _agency(name)
    if technical == "court":
        return "Organization" if has_country else "InternationalOrganization"
    if technical == "region" and has_country and not _CONTINENTAL.search(name):
        return "Territory"
    return _PLAIN[technical]


def _agency(name: str) -> str:
    if _LEGISLATURE.search(name):
        return "Government"
    return "ArmedForce" if _SECURITY.search(name) else "Organization"
