"""Matrix products for the model by numpy, which takes half the time of the ones that come with it."""

from typing import Final

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from thinc.api import NumpyOps

try:
    from threadpoolctl import threadpool_limits
except ImportError:  # installed before it was needed: thinc's own products give the same, more slowly
    threadpool_limits = None

Matrix = NDArray[np.float32]
ROWS: Final = 128
"""Of one product: so a row comes out the same to the bit whatever rows are beside it."""


class Products(NumpyOps):  # type: ignore[misc]  # compiled, without types
    """thinc's operations with products of numpy, each of `ROWS` rows."""

    def gemm(
        self, x: Matrix, y: Matrix, out: Matrix | None = None, trans1: bool = False, trans2: bool = False
    ) -> Matrix:
        """x · y, either transposed before; (m, k) · (k, n) -> (m, n), into `out` where it is given."""
        left, right = x.T if trans1 else x, y.T if trans2 else y
        found = np.empty((len(left), right.shape[1]), dtype=np.float32) if out is None else out
        for begin in range(0, len(left), ROWS):
            rows = left[begin : begin + ROWS]
            found[begin : begin + ROWS] = np.dot(_filled(rows), right)[: len(rows)]
        return found


def _filled(rows: Matrix) -> Matrix:
    if len(rows) == ROWS:
        return rows
    whole = np.zeros((ROWS, rows.shape[1]), dtype=rows.dtype)
    whole[: len(rows)] = rows
    return whole


def use_products(nlp: Language) -> None:
    """Lets a model that computes with thinc's own products use these, where they keep to one thread."""
    if threadpool_limits is None:
        return
    threadpool_limits(1, user_api="blas")
    own = Products()
    models = (getattr(component, "model", None) for _, component in nlp.pipeline)
    for node in (node for model in models if model is not None for node in model.walk()):
        if type(node.ops) is NumpyOps:
            node.ops = own
