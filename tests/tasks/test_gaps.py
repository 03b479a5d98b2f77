"""Filling of common gaps in encoded rows."""

import numpy as np
import pandas as pd
import pytest

from autoencode import AnomalyDetector, Autoencoder, TableDetector, load, save
from autoencode.data.mixed import TableTransformer
from autoencode.tasks.explanation import ColumnFeatures
from autoencode.tasks.gaps import GapFiller, is_missing

COLUMNS = [
    ColumnFeatures(np.array([0, 2]), is_number=True),
    ColumnFeatures(np.array([1, 3]), is_number=True),
    ColumnFeatures(np.array([4, 5]), is_number=False),
]
TINY = Autoencoder(n_components=2, hidden_layer_sizes=(8,), max_epochs=5)


@pytest.fixture
def rows():
    """Two numbers, the second twice the first, and a category by the first's sign."""
    rng = np.random.default_rng(0)
    a = rng.normal(size=400)
    frame = pd.DataFrame({"a": a, "b": 2 * a + 0.01 * rng.normal(size=400)})
    frame["c"] = np.where(a > 0, "high", "low")
    whole = TableTransformer().fit(frame).transform(frame)
    holes = whole.copy()
    for number, column in enumerate(COLUMNS[1:]):
        gap = rng.random(400) < 0.1
        holes[np.ix_(gap, column.features)] = [0, 1] if number == 0 else 0
    return whole, holes


def test_a_gap_is_filled_with_what_the_rest_of_the_row_implies(rows):
    whole, holes = rows
    filled = GapFiller.learn(holes, COLUMNS).fill(holes, COLUMNS)
    gap = is_missing(holes, COLUMNS[1])
    assert 20 < gap.sum() < 60
    np.testing.assert_allclose(filled[gap, 1], whole[gap, 1], atol=0.05)
    assert not any(is_missing(filled, column).any() for column in COLUMNS)
    gap = is_missing(holes, COLUMNS[2])
    same = filled[gap, 4:].argmax(axis=1) == whole[gap, 4:].argmax(axis=1)
    assert same.mean() > 0.9
    present = ~is_missing(holes, COLUMNS[1]) & ~gap
    np.testing.assert_array_equal(filled[present], holes[present])


def test_expected_values_are_those_of_the_regression_without_gaps():
    rng = np.random.default_rng(0)
    x = rng.normal(size=8000)
    y = 0.5 * x + np.sqrt(0.75) * rng.normal(size=8000)
    rows = np.stack([x, y, np.zeros(8000), np.zeros(8000)], axis=1)
    for column in (0, 1):
        gap = rng.random(8000) < 0.3
        rows[np.ix_(gap, [column, column + 2])] = [0, 1]
    filler = GapFiller.learn(rows, COLUMNS[:2])
    new = np.array([[0.0, 0, 1, 0], [0, 2, 1, 0], [2, 0, 0, 1]])
    filled = filler.fill(new, COLUMNS[:2])
    np.testing.assert_allclose(filled[[0, 1, 2], [0, 0, 1]], [0, 1, 1], atol=0.08)


def test_a_filled_row_does_not_depend_on_the_others(rows):
    _, holes = rows
    filler = GapFiller.learn(holes, COLUMNS)
    filled = filler.fill(holes, COLUMNS)
    for row in range(0, 400, 7):
        alone = filler.fill(holes[[row]], COLUMNS)
        np.testing.assert_array_equal(alone[0], filled[row])


def test_a_row_without_any_value_is_filled_with_the_mean(rows):
    whole, holes = rows
    filler = GapFiller.learn(holes, COLUMNS)
    empty = np.array([[0, 0, 0, 1, 0, 0]], np.float32)
    filled = filler.fill(empty, COLUMNS)
    assert abs(filled[0, 1] - whole[:, 1].mean()) < 0.2
    assert filled[0, 4:].sum() == 1


def test_rare_gaps_stay_as_they_are(rows):
    whole, _ = rows
    whole[:2, 1], whole[:2, 3] = 0, 1
    assert GapFiller.learn(whole, COLUMNS) is None


def parcels(n, seed, gaps=0.05):
    """Parcels whose price follows from the weight; some cells are missing."""
    rng = np.random.default_rng(seed)
    weight = rng.uniform(1, 30, n)
    price = 3 + 0.5 * weight + 0.1 * rng.normal(size=n)
    frame = pd.DataFrame({"weight": weight, "price": price, "age": rng.normal(size=n)})
    frame["kind"] = rng.choice(["box", "tube", "bag"], n)
    for name in ("price", "age", "kind"):
        frame.loc[rng.random(n) < gaps, name] = None
    return frame


@pytest.fixture(scope="module")
def detector():
    """A detector that is trained to the end, for which its fit takes long."""
    return TableDetector(random_state=0).fit(parcels(500, 0))


@pytest.mark.filterwarnings("ignore:Column 'kind' holds categories")
def test_rows_with_common_gaps_do_not_rank_above_planted_faults(detector):
    new = parcels(300, 1)
    is_gap = new.isna().any(axis=1)
    assert is_gap.sum() > 30
    faulty = new[~is_gap].head(3).copy()
    faulty["price"] += [6.0, -6.0, 0.0]  # within its range: breaks the relation
    faulty.iloc[2, 3] = "crate"
    scores = detector.score_samples(new)
    assert detector.score_samples(faulty).max() < scores[is_gap].min()
    assert (detector.explain(faulty).shares["price"][:2] > 0.2).all()
    # Gaps add nothing: such rows are reported as rarely as others.
    reported = detector.predict(parcels(2000, 2)) == -1
    has_gap = parcels(2000, 2).isna().any(axis=1)
    assert reported[has_gap].mean() < 0.09
    assert 0.02 < reported.mean() < 0.09


def test_a_gap_is_an_anomaly_where_the_column_is_otherwise_complete(detector):
    new = parcels(3, 1, gaps=0)
    new.loc[0, "weight"] = None  # never missing in the fit
    new.loc[1, "age"] = None
    assert detector.predict(new).tolist() == [-1, 1, 1]
    assert detector.explain(new).shares.loc[0].idxmax() == "weight"


def test_gaps_are_filled_in_the_same_way_after_loading(tmp_path):
    quick = AnomalyDetector(autoencoder=TINY, n_members=3)
    detector = TableDetector(detector=quick, random_state=0).fit(parcels(200, 0))
    save(detector, tmp_path / "run")
    loaded = load(tmp_path / "run")
    new = parcels(50, 1, gaps=0.3)
    np.testing.assert_array_equal(
        loaded.score_samples(new), detector.score_samples(new)
    )
    detector.gaps_["mean"] = detector.gaps_["mean"][1:]
    with pytest.raises(ValueError, match="another number of features"):
        detector._check_loaded()
