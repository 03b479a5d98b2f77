"""Any valid parameters and data: a fit is refused in one line, or its output is whole.

The values of parameters come from their rules (see `autoencode.params`), so that a new
parameter is covered at once. ``HYPOTHESIS_PROFILE=long`` tries many more.
"""

import os
import tempfile
import warnings
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from run_folders import METHODS, assert_same_outputs, fit, people, small
from scipy import sparse
from sklearn.base import is_classifier

from autoencode import Autoencoder, load, save
from autoencode.constructors import constructor_parameters
from autoencode.errors import (
    InvalidDataError,
    InvalidParameterError,
    TooLittleMemoryError,
    TrainingDivergedError,
)
from autoencode.estimators import ESTIMATORS, takes_frames

hypothesis = pytest.importorskip("hypothesis", reason="hypothesis is not installed")
st = hypothesis.strategies

IS_LONG = os.environ.get("HYPOTHESIS_PROFILE") == "long"
N_EXAMPLES = int(os.environ.get("HYPOTHESIS_EXAMPLES", 1000 if IS_LONG else 4))
PROFILE = hypothesis.settings(
    max_examples=N_EXAMPLES,
    deadline=None,
    derandomize=not IS_LONG,
    database=None,
    suppress_health_check=list(hypothesis.HealthCheck),
)
REFUSALS = (InvalidParameterError, InvalidDataError)
REFUSALS += (TrainingDivergedError, TooLittleMemoryError)

# Small: a fit takes a moment, whatever the number counts.
WHOLE = (0, 1, 2, 3, 4, 8)
REAL = (0.0, 1e-6, 0.01, 0.1, 0.5, 0.9, 1.0, 3.0, 100.0, 1e30)
FIXED = {"device", "random_state", "verbose", "precision", "language", "autoencoder"}
FIXED |= {"detector", "encoder", "decoder", "category_sizes", "n_numbers"}


def values(parameter):
    """Return a strategy of valid values of a parameter; None if it has none."""
    rule, default = parameter.rule, parameter.default
    words = [*rule.names, None, True, False]
    tuples = st.lists(st.integers(1, 5), max_size=3).map(tuple)
    strategies = {
        "whole": st.sampled_from([*WHOLE, *words]),
        "wholes": st.sampled_from([*WHOLE, *words, (1,), (1, 2)]),
        "real": st.sampled_from([*REAL, *words]),
        "reals": st.sampled_from([*REAL, *words, (0.1,), (0.1, 0.01)]),
        "level": st.sampled_from([0.0, 0.1, 0.5, 0.9, (0.0, 0.5), (0.1, 0.1)]),
        "flag": st.sampled_from([True, False, *rule.names]),
        "choice": st.sampled_from(rule.names) if rule.names else st.nothing(),
        "sizes": st.one_of(st.none(), tuples),
        "text": st.just(default),
    }
    found = strategies.get(rule.kind)
    return None if found is None else found.filter(rule.holds)


@st.composite
def estimators(draw, name):
    """An estimator of the table with up to six parameters changed."""
    estimator = small(name)
    if name in ("anomaly_detector", "classifier", "clustering", "retriever"):
        estimator.set_params(
            autoencoder=draw(changed(Autoencoder, small("autoencoder")))
        )
    return draw(changed(ESTIMATORS[name], estimator))


@st.composite
def changed(draw, cls, estimator):
    """Return an estimator with some parameters changed."""
    known = constructor_parameters(cls)
    names = [
        n for n, each in known.items() if n not in FIXED and values(each) is not None
    ]
    for name in draw(st.lists(st.sampled_from(names), max_size=6, unique=True)):
        estimator.set_params(**{name: draw(values(known[name]))})
    return estimator


@st.composite
def arrays(draw):
    """Samples of few rows and columns, in any type and scale."""
    n, width = draw(st.integers(2, 30)), draw(st.integers(1, 8))
    rng = np.random.default_rng(draw(st.integers(0, 99)))
    X = rng.normal(size=(n, width))
    kind = draw(st.sampled_from(["normal", "unit", "whole", "binary", "zero"]))
    if kind == "unit":
        X = rng.uniform(size=X.shape)
    elif kind == "whole":
        X = rng.poisson(2, X.shape).astype(float)
    elif kind != "normal":
        X = ((0 if kind == "binary" else 9) < X).astype(float)
    if draw(st.booleans()):
        X[:, draw(st.integers(0, width - 1))] = draw(st.sampled_from([0.0, 1.0, -7.0]))
    if draw(st.booleans()):
        X[n // 2 :] = X[0]
    X = X * draw(st.sampled_from([1.0, 1.0, 1.0, 1e-30, 1e-5, 1e6, 1e30, 1e300]))
    types = [np.float64, np.float64, np.float32, np.int64, np.uint8, bool]
    with np.errstate(all="ignore"), warnings.catch_warnings(action="ignore"):
        X = X.astype(draw(st.sampled_from(types)))
    forms = [np.asarray, np.asarray, sparse.csr_array, pd.DataFrame, np.asfortranarray]
    X = draw(st.sampled_from(forms))(X)
    if isinstance(X, pd.DataFrame):
        X.columns = [f"column {name}" for name in X.columns]
    return X


@st.composite
def frames(draw):
    """A table with columns of any type, and missing cells."""
    table = people(30).head(draw(st.integers(2, 30)))
    names = draw(st.lists(st.sampled_from(list(table)), min_size=1, unique=True))
    table = table[names].copy()
    if draw(st.booleans()):
        table["age"] = draw(st.sampled_from([0.0, 1e-30, 1e30, np.nan]))
    if draw(st.booleans()):
        table[names[0]] = table[names[0]].iloc[0]
    return table


def outputs_of(estimator, X):
    """All outputs by method, and samples made from the codes."""
    found = {m: getattr(estimator, m)(X) for m in METHODS if hasattr(estimator, m)}
    if "transform" in found and hasattr(estimator, "inverse_transform"):
        found["inverse_transform"] = estimator.inverse_transform(found["transform"])
    if hasattr(estimator, "score") and not is_classifier(estimator):
        found["score"] = np.array(estimator.score(X))
    return found


def assert_whole(found, n_samples):
    """Numbers are finite, and there is a row for each sample."""
    for method, value in found.items():
        if isinstance(value, pd.DataFrame):
            assert len(value) == n_samples, method
            continue
        value = np.asarray(value.todense() if sparse.issparse(value) else value)
        if method != "score":
            assert value.shape[0] == n_samples, method
        if value.dtype.kind == "f":
            assert np.isfinite(value).all(), method


@pytest.mark.parametrize("name", ESTIMATORS)
def test_a_fit_is_refused_in_one_line_or_gives_finite_numbers(name):
    strategy = frames() if takes_frames(small(name)) else arrays()

    @PROFILE
    @hypothesis.given(estimators(name), strategy)
    def check(estimator, X):
        n = X.shape[0]
        with warnings.catch_warnings(action="ignore"):
            try:
                fitted = (
                    estimator.fit(X, np.arange(n) % 2)
                    if is_classifier(estimator)
                    else fit(estimator, X)
                )
                found = outputs_of(fitted, X)
            except REFUSALS as error:
                if not str(error).isprintable():
                    raise
                hypothesis.event(f"refused: {error!s:.60}")
                return
            assert_whole(found, n)
            with tempfile.TemporaryDirectory() as place:
                save(fitted, Path(place) / "run")
                again = outputs_of(load(Path(place) / "run"), X)
        assert_same_outputs(again, found)

    check()
