"""What the product knows of the world before it reads: names, kinds, places, offices and who held them when.

One door: `open_knowledge` gives a `Knowledge`, whose look-ups are remembered.
"""

from kg.knowledge.base import Holding, Knowledge, open_knowledge
from kg.knowledge.composition import branch, composed_name, portfolio
from kg.knowledge.names import fold
from kg.knowledge.roles import role

__all__ = ["Holding", "Knowledge", "branch", "composed_name", "fold", "open_knowledge", "portfolio", "role"]
