"""Statements as files. Each module of this folder with a SUFFIX is a format; `formats` finds them by name."""

from kg.export.everything import export_all
from kg.export.files import export, formats, write
from kg.export.selection import selected

__all__ = ["export", "export_all", "formats", "selected", "write"]
