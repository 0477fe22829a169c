"""What the tests of shapes share."""

import pytest

from kg.rdf import Quad
from kg.validate import background as known


@pytest.fixture(scope="session")
def background() -> list[Quad]:
    """What shapes and checks know of the ontology."""
    return list(known())
