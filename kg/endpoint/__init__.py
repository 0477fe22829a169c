"""The SPARQL endpoint and its pages. Handlers parse, call and format; they hold no logic."""

from kg.endpoint.app import create_app
from kg.endpoint.server import serve
from kg.endpoint.site import Site
from kg.endpoint.system import describe

__all__ = ["Site", "create_app", "describe", "serve"]
