"""Judges the links of a store anew with the knowledge base of today. No IRI changes.

relink(store, knowledge, base)   every link of the store; returns what changed
settle(store)                    entities that articles lead to different items: none of these is certain
"""

from kg.relink.changes import Change, relink
from kg.relink.verdicts import contested, settle, settled

__all__ = ["Change", "contested", "relink", "settle", "settled"]
