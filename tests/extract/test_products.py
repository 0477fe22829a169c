"""That products of numpy give what thinc's own give, whatever is computed beside."""

import numpy as np
import pytest
import threadpoolctl
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from thinc.api import NumpyOps

from kg.extract import products
from kg.extract.language import DEFAULT_MODEL, pipeline
from kg.extract.products import ROWS, Matrix, Products
from kg.settings import data_dir

OWN, THEIRS = Products(), NumpyOps()


def numbers(rows: int, columns: int) -> Matrix:
    return np.random.default_rng(rows * 1000 + columns).standard_normal((rows, columns), dtype=np.float32)


@pytest.mark.parametrize("rows", [0, 1, 5, ROWS, ROWS + 1, 3 * ROWS])
@pytest.mark.parametrize("first", [False, True])
@pytest.mark.parametrize("second", [False, True])
def test_a_product_is_the_one_of_thinc(rows: int, first: bool, second: bool) -> None:
    x, y = numbers(rows, 48), numbers(48, 32)
    x, y = np.ascontiguousarray(x.T) if first else x, np.ascontiguousarray(y.T) if second else y
    expected = THEIRS.gemm(x, y, trans1=first, trans2=second)
    assert OWN.gemm(x, y, trans1=first, trans2=second) == pytest.approx(expected, abs=1e-4)


def test_a_product_goes_where_it_is_told() -> None:
    x, y, out = numbers(ROWS + 3, 8), numbers(8, 4), np.zeros((ROWS + 4, 4), dtype=np.float32)
    found = OWN.gemm(x, y, out=out[1:])
    assert np.shares_memory(found, out)
    assert out[1:].tolist() == OWN.gemm(x, y).tolist()
    assert out[0].tolist() == [0, 0, 0, 0]


@given(
    st.integers(0, 500), st.integers(1, 500), st.sampled_from([(96, 288), (288, 96), (64, 3), (288, 1024)])
)
def test_a_row_is_the_same_whatever_is_beside_it(begin: int, rows: int, sides: tuple[int, int]) -> None:
    x, y = numbers(1000, sides[0]), numbers(*sides)
    alone = OWN.gemm(np.ascontiguousarray(x[begin : begin + rows]), y)
    assert np.array_equal(alone, OWN.gemm(x, y)[begin : begin + rows])


def kinds(nlp: Language) -> set[type]:
    """What a model computes with."""
    models = [getattr(component, "model", None) for _, component in nlp.pipeline]
    return {type(node.ops) for model in models if model is not None for node in model.walk()}


def test_the_model_computes_with_them_on_one_thread() -> None:
    assert kinds(pipeline()) == {Products}
    assert {
        pool["num_threads"] for pool in threadpoolctl.threadpool_info() if pool["user_api"] == "blas"
    } <= {1}


def test_where_threads_cannot_be_limited_thincs_own_give_the_same_parse(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(products, "threadpool_limits", None)
    plain = pipeline.__wrapped__(DEFAULT_MODEL)
    assert kinds(plain) == {NumpyOps}
    texts = [
        path.read_text(encoding="utf-8") for path in sorted((data_dir("seeds") / "articles").glob("*.txt"))
    ]
    for text in [*texts, "Rebels shelled Goma."]:
        assert plain(text).to_json() == pipeline()(text).to_json()
