"""An open knowledge graph of conflict news."""

__version__ = "0.1.0"
