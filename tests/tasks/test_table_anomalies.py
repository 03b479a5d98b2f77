"""Anomaly detection in mixed tables, and its explanations."""

import numpy as np
import pandas as pd
import polars as pl
import pytest

from autoencode import AnomalyDetector, Autoencoder, TableDetector
from autoencode.errors import InvalidDataError, InvalidParameterError

TINY = Autoencoder(n_components=2, hidden_layer_sizes=(8,), max_epochs=5)


def shops(n, seed):
    """Orders: the country determines the currency, and the size the price."""
    rng = np.random.default_rng(seed)
    country = rng.choice(["Norway", "Italy", "Japan"], n)
    currency = pd.Series(country).map({"Norway": "NOK", "Italy": "EUR", "Japan": "JPY"})
    size = rng.integers(1, 9, n)
    price = 10.0 * size + rng.normal(size=n)
    day = pd.Timestamp("2024-01-01") + pd.to_timedelta(rng.integers(0, 365, n), "D")
    return pd.DataFrame(
        {
            "country": country,
            "size": size,
            "currency": currency,
            "price": price.round(2),
            "day": day,
            "gift": rng.random(n) < 0.3,
        }
    )


@pytest.fixture(scope="module")
def detector():
    return TableDetector(random_state=0).fit(shops(1200, 0))


@pytest.fixture
def wrong():
    """Four orders with different faults."""
    rows = shops(4, 1)
    rows.loc[0, "currency"] = "NOK" if rows.loc[0, "currency"] != "NOK" else "JPY"
    rows.loc[1, "price"] += 200  # more than any size costs
    rows.loc[2, "price"] = None
    rows.loc[3, "day"] = pd.Timestamp("2031-01-01")
    return rows


def test_normal_rows_are_accepted_and_faults_detected(detector, wrong):
    predictions = detector.predict(shops(1000, 2))
    assert 0.02 < np.mean(predictions == -1) < 0.08
    assert (detector.predict(wrong) == -1).all()
    assert (detector.p_values(wrong) < 0.01).all()
    np.testing.assert_array_equal(
        detector.decision_function(wrong),
        detector.score_samples(wrong) - detector.offset_,
    )


def test_explanations_are_tables_with_the_columns_of_the_fit(detector, wrong):
    shares, expected = detector.explain(wrong)
    assert list(shares.columns) == list(expected.columns) == list(wrong.columns)
    np.testing.assert_allclose(shares.sum(axis=1), 1)
    assert shares.loc[0, ["country", "currency"]].sum() > 0.9
    assert shares.iloc[1:].idxmax(axis=1).tolist() == ["price", "price", "day"]
    assert abs(expected.loc[1, "price"] - (wrong.loc[1, "price"] - 200)) < 8
    assert abs(expected.loc[2, "price"] - 10 * wrong.loc[2, "size"]) < 8
    assert expected.loc[3, "day"].year == 2024
    assert expected.dtypes.equals(shops(4, 1).dtypes)


def test_the_right_category_is_expected_for_a_wrong_one(detector):
    rows = shops(50, 3)
    right = rows["currency"].copy()
    rows["currency"] = right.map({"NOK": "EUR", "EUR": "JPY", "JPY": "NOK"})
    expected = detector.explain(rows).expected
    agree = (expected["currency"] == right) | (expected["country"] != rows["country"])
    assert agree.mean() > 0.95


def test_a_category_not_seen_in_fit_is_an_anomaly_and_said_to_be_one(detector):
    rows = shops(3, 4)
    rows.loc[1, "currency"] = "XYZ"
    with pytest.warns(UserWarning, match=r"\('XYZ'; 1 in all\); they are anom") as all_:
        assert detector.predict(rows)[1] == -1
    assert len(all_) == 1


def test_only_n_columns_are_tried(detector, wrong):
    shares = detector.explain(wrong, n_columns=2).shares
    assert ((shares > 0).sum(axis=1) <= 2).all()


def test_polars_frames_and_reordered_columns_are_accepted(detector, wrong):
    scores = detector.score_samples(wrong)
    other = wrong[list(wrong.columns)[::-1]]
    np.testing.assert_array_equal(detector.score_samples(other), scores)
    frame = pl.from_pandas(shops(200, 0))
    quick = AnomalyDetector(autoencoder=TINY, n_members=3)
    fitted = TableDetector(detector=quick, random_state=0).fit(frame)
    assert fitted.predict(frame).shape == (200,)
    shares, expected = fitted.explain(frame.head(3))
    assert isinstance(expected, pl.DataFrame)
    assert shares.columns == frame.columns


@pytest.mark.parametrize(
    ("usual", "other", "given"),
    [("no", "yes", {}), (False, True, {}), (0, 1, {"categorical": ["v"]})],
)
def test_another_category_than_the_only_one_of_the_fit_is_an_anomaly(
    usual, other, given
):
    rng = np.random.default_rng(0)
    frame = pd.DataFrame(rng.normal(size=(200, 3)), columns=list("abc")).assign(v=usual)
    model = TableDetector(random_state=0, **given).fit(frame)
    assert np.mean(model.predict(frame) == 1) > 0.8
    changed = frame.head(20).assign(v=other)
    with pytest.warns(UserWarning, match="'v' holds categories that were not in"):
        assert (model.predict(changed) == -1).all()
    with pytest.warns(UserWarning, match="'v' holds categories that were not in"):
        shares = model.explain(changed).shares
    assert (shares.idxmax(axis=1) == "v").all()


def test_many_categories_and_missing_cells_can_be_explained():
    rng = np.random.default_rng(0)
    town = rng.integers(0, 40, 600)
    frame = pd.DataFrame({"town": [f"town {t}" for t in town], "zip": 100 * town})
    frame.loc[::7, "town"] = None
    quick = AnomalyDetector(autoencoder=TINY, n_members=3)
    detector = TableDetector(detector=quick, categorical=["zip"], random_state=0)
    detector.fit(frame)
    shares, expected = detector.explain(frame.head(30))
    assert np.isfinite(shares.to_numpy()).all()
    assert set(expected["zip"]) <= set(frame["zip"])


def test_a_given_detector_is_used():
    own = AnomalyDetector(autoencoder=TINY, n_members=3, false_alarm_rate=0.2)
    detector = TableDetector(detector=own, random_state=1).fit(shops(300, 0))
    assert len(detector.detector_.members_) == 3
    assert not hasattr(own, "members_")
    assert np.mean(detector.predict(shops(500, 1)) == -1) > 0.1


@pytest.mark.parametrize(
    ("given", "frame", "error", "message"),
    [
        ({"detector": 3}, shops(30, 0), InvalidParameterError, "AnomalyDetector"),
        ({"scale": "none"}, shops(30, 0), InvalidParameterError, "scale"),
        ({}, shops(1, 0), InvalidDataError, "pass 2 or more"),
        ({"categorical": ["zip"]}, shops(30, 0), InvalidParameterError, "zip"),
    ],
)
def test_invalid_parameters_and_tables_are_refused(given, frame, error, message):
    with pytest.raises(error, match=message):
        TableDetector(**given).fit(frame)
