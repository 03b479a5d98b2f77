"""PCA of mixed tables, which an autoencoder is compared with."""

import numpy as np
import pandas as pd
import polars as pl
import pytest
from sklearn.decomposition import PCA
from sklearn.preprocessing import StandardScaler

from autoencode import TableAutoencoder
from autoencode.data.mixed import TableTransformer
from autoencode.tasks import table_pca
from autoencode.tasks.table_evaluation import TableEvaluation
from autoencode.tasks.table_pca import TablePca


def numbers(n=200, seed=0):
    """Five columns of a plane with noise, of different units."""
    rng = np.random.default_rng(seed)
    plane = rng.normal(size=(n, 2)) @ np.random.default_rng(9).normal(size=(2, 5))
    X = (plane + 0.1 * rng.normal(size=(n, 5))) * [1, 10, 100, 1, 1] + 7
    return pd.DataFrame(X, columns=list("abcde"))


def fitted(frame, n_components=2):
    return TablePca.fit(TableTransformer().fit(frame), frame, n_components)


def test_whole_rows_of_numbers_are_projected_as_by_pca_of_standardized_columns():
    frame, new = numbers(), numbers(30, seed=1)
    scaler = StandardScaler().fit(frame)
    pca = PCA(2).fit(scaler.transform(frame))
    expected = pca.inverse_transform(pca.transform(scaler.transform(new)))
    expected = scaler.inverse_transform(expected)
    expected = expected.clip(frame.min().to_numpy(), frame.max().to_numpy())
    found = fitted(frame).reconstruct(new)
    np.testing.assert_allclose(found, expected, rtol=1e-3, atol=1e-2)


def test_a_hidden_number_is_that_of_the_regression_on_the_others():
    # Probabilistic PCA with all but one component is the normal distribution itself.
    frame = numbers(5000)
    new = numbers(30, seed=1).iloc[:, :3]
    frame = frame.iloc[:, :3]
    scaler = StandardScaler().fit(frame)
    covariance = np.cov(scaler.transform(frame).T)
    known = scaler.transform(new)[:, 1:]
    regression = np.linalg.solve(covariance[1:, 1:], covariance[1:, 0])
    expected = known @ regression * scaler.scale_[0] + scaler.mean_[0]
    found = fitted(frame).reconstruct(new.assign(a=np.nan))["a"]
    np.testing.assert_allclose(found, expected, rtol=0.01, atol=0.01)


def test_pca_with_all_components_fills_in_the_regression_not_the_mean():
    frame, new = numbers(1000), numbers(100, seed=1)
    hidden = new.mask(np.random.default_rng(0).random(new.shape) < 0.3)
    gaps = hidden.isna().to_numpy()
    errors = [
        float((((fitted(frame, k).reconstruct(hidden) - new) / frame.std()) ** 2)
              .to_numpy()[gaps].mean())
        for k in (2, 4, 5, 16)
    ]  # fmt: skip
    assert max(errors) < 1.5 * min(errors)
    assert max(errors) < 0.3  # that of the mean is 1


def test_rows_with_gaps_are_fewer_where_components_are_many(monkeypatch):
    monkeypatch.setattr(table_pca, "MAX_WORK", 1000)
    monkeypatch.setattr(table_pca, "MIN_ROWS", 20)
    frame = numbers()
    gaps = frame.mask(np.random.default_rng(0).random(frame.shape) < 0.2)
    assert fitted(frame).pca.n_samples_ == 200
    assert fitted(gaps).pca.n_samples_ == 20
    assert fitted(frame).is_quick(49)  # of 2 components and 5 columns
    assert not fitted(frame).is_quick(50)


def test_missing_cells_of_the_fit_move_its_axes_little():
    frame = numbers(500)
    gaps = frame.mask(np.random.default_rng(0).random(frame.shape) < 0.2)
    table = TableTransformer().fit(frame)
    whole = TablePca.fit(table, frame, 2).pca.components_
    found = TablePca.fit(table, gaps, 2).pca.components_
    angles = np.linalg.svd(whole @ found.T, compute_uv=False)
    assert angles.min() > 0.999
    filled = PCA(2).fit(table.transform(gaps.fillna(gaps.mean()))[:, :5]).components_
    assert np.linalg.svd(whole @ filled.T, compute_uv=False).min() < angles.min()


@pytest.mark.parametrize("make", [pd.DataFrame, pl.DataFrame])
def test_hidden_categories_are_those_that_numbers_determine(make):
    rng = np.random.default_rng(0)
    city = rng.choice(["Oslo", "Rome"], 200)
    warmth = np.where(city == "Rome", 16.0, 6.0) + rng.normal(size=200)
    table = make({"city": city, "warmth": warmth})
    pca = fitted(table, 1)
    holes = make({"city": [None, None, "Oslo"], "warmth": [16.2, 5.5, None]})
    found = pca.reconstruct(holes)
    assert list(found["city"]) == ["Rome", "Oslo", "Oslo"]
    assert abs(list(found["warmth"])[2] - 6) < 1


def test_tables_that_are_too_wide_or_have_one_row_have_no_pca(monkeypatch):
    frame = numbers()
    assert TablePca.fit(TableTransformer().fit(frame), frame[:1], 2) is None
    monkeypatch.setattr(table_pca, "MAX_WIDTH", 4)
    assert fitted(frame) is None


def test_the_evaluation_counts_the_columns_that_pca_imputes_worse():
    frame, new = numbers(), numbers(60, seed=1)
    model = TableAutoencoder(n_components=2, random_state=0).fit(frame)
    found = TableEvaluation.of(model, new, frame)
    header, lines = found.table()
    assert header[2:6] == ["decoded", "PCA", "30 % hidden", "PCA"]
    assert all(len(line) == len(header) for line in lines)
    scores = {each.column: each.score for each in found.pca_hidden}
    gains = {e.column: e.score - scores[e.column] for e in found.hidden}
    errors = found.pca_errors
    n_better = sum(gain > 2 * errors[name] for name, gain in gains.items())
    assert f"columns, and than PCA in {n_better}, by more" in found.verdict()
    assert all(error > 0 for error in errors.values())
    assert found.to_json()["pca_hidden_columns"][0]["column"] == "a"
    alone = TableEvaluation.of(model, new)
    assert alone.table()[0][2:] == ["decoded", "30 % hidden", "mean or most frequent"]
    assert "PCA" not in alone.verdict()
