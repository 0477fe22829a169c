"""Grows the base from Wikidata (a JSON dump, a truthy dump, a SPARQL service) into the same tables."""

from kg.knowledge.grow.building import Built, build
from kg.knowledge.grow.profile import Profile, profile

__all__ = ["Built", "Profile", "build", "profile"]
