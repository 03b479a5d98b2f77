"""Sweeps some of whose settings are refused, and folders in use by another process."""

import os

import numpy as np
import pytest
from sklearn.preprocessing import StandardScaler
from small_sweeps import swept, tiny

from autoencode.errors import InvalidParameterError, OutputError
from autoencode.locks import lock
from autoencode.models.quantized import VectorQuantizedAutoencoder
from autoencode.storage import load_run


def quantized():
    return VectorQuantizedAutoencoder(codebook_dim=2, max_epochs=2, random_state=0)


def test_a_value_that_a_fit_refuses_does_not_end_the_others(X, tmp_path):
    result = swept(tmp_path / "out", X, [2, 3, 4], model=quantized())
    assert [("failed" in row) for row in result.rows] == [False, True, False]
    assert "must divide n_components, 3" in result.rows[1]["failed"]
    assert not (tmp_path / "out" / "n_components-3").exists()


def test_a_loss_that_is_undefined_for_the_samples_does_not_end_the_others(X, tmp_path):
    losses = ["cross_entropy", "squared_error"]
    result = swept(tmp_path / "out", X, losses, parameter="loss")
    assert "needs values in [0, 1]" in result.rows[0]["failed"]
    assert result.rows[1]["train_error"] > 0


def test_if_all_fits_fail_the_reason_is_raised(X, tmp_path):
    with pytest.raises(InvalidParameterError, match=r"must divide .* No fit succeeded"):
        swept(tmp_path / "out", X, [1, 3], model=quantized())
    assert swept(tmp_path / "out", X, [2], model=quantized()).rows


@pytest.mark.skipif(os.name != "posix", reason="there are no such locks")
def test_a_folder_has_one_sweep_at_a_time(X, tmp_path):
    (tmp_path / "out").mkdir()
    handle = lock(tmp_path / "out")
    try:
        with pytest.raises(OutputError, match="Another process works on"):
            swept(tmp_path / "out", X)
    finally:
        os.close(handle)
    assert swept(tmp_path / "out", X).rows
    assert swept(tmp_path / "out", X).rows  # it was released


@pytest.mark.skipif(os.name != "posix", reason="links need rights there")
def test_the_folder_may_be_a_link(X, tmp_path):
    (tmp_path / "far").mkdir()
    (tmp_path / "out").symlink_to(tmp_path / "far")
    swept(tmp_path / "out", X, [1])
    assert (tmp_path / "far" / "sweep.json").exists()


@pytest.mark.parametrize(
    ("message", "options"),
    [
        (
            "value of random_state must be a number",
            {"parameter": "random_state", "values": [0, np.random.RandomState(0)]},
        ),
        ("must be samples of shape", {"shown": np.zeros((2, 5))}),
        ("row numbers below 40; got", {"shown": [40]}),
        ("StandardScaler of the pipeline has no inverse", {"scaler": StandardScaler()}),
    ],
)
def test_what_a_run_cannot_store_is_refused_before_any_fit(
    message, options, X, tmp_path
):
    with pytest.raises(InvalidParameterError, match=message):
        swept(tmp_path / "out", X, **options)
    assert not (tmp_path / "out").exists()


def test_numbers_of_numpy_are_those_of_python(X, tmp_path):
    sizes = {"parameter": "hidden_layer_sizes", "values": [np.array([4, 3])]}
    first = swept(tmp_path / "out", X, model=tiny(random_state=np.int64(0)), **sizes)
    again = swept(tmp_path / "out", X, model=tiny(random_state=0), **sizes)
    assert again.rows == first.rows
    assert first.rows[0]["value"] == [4, 3]


def test_rows_to_show_are_those_of_the_test_samples(X, tmp_path):
    swept(tmp_path / "out", X[:30], [1], X_test=X[30:], shown=[4, 2])
    samples = load_run(tmp_path / "out" / "n_components-1").samples
    np.testing.assert_array_equal(samples["X"], X[[34, 32]])
    np.testing.assert_array_equal(samples["rows"], [4, 2])
