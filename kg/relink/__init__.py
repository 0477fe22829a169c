"""Judges the links of a store anew with the knowledge base of today. No IRI changes.

confirmed(linked, article, …)    the links that the graph of one article gives, as ingestion writes them
relink(store, knowledge)         every link of the store; returns what changed
settle(store)                    entities that articles lead to different items: none of these is certain
"""

from kg.relink.changes import Change, confirmed, relink
from kg.relink.verdicts import contested, doubted, mappings_in, settle, settled

__all__ = ["Change", "confirmed", "contested", "doubted", "mappings_in", "relink", "settle", "settled"]
