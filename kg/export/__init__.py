"""Quads as files. Each module of this folder with a SUFFIX is a format; `formats` finds them by name."""

from kg.export.files import export, formats, write

__all__ = ["export", "formats", "write"]
