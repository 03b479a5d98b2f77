"""Tables with categories and missing cells, encoded, decoded and filled in."""

import numpy as np
import pandas as pd
import polars as pl
import pytest
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from autoencode import MixedAutoencoder, TableAutoencoder
from autoencode.errors import InvalidDataError, InvalidParameterError

QUICK = MixedAutoencoder(hidden_layer_sizes=(16,), max_epochs=2)


def weather(n, seed):
    """Cities, their warmth and whether it snows; all follow from the month and city."""
    rng = np.random.default_rng(seed)
    month = rng.integers(1, 13, n)
    city = rng.choice(["Oslo", "Rome"], n)
    warmth = np.where(city == "Rome", 16, 4) - 9 * np.cos(month * np.pi / 6)
    warmth = warmth + rng.normal(size=n)
    return pd.DataFrame(
        {"month": month, "city": city, "warmth": warmth, "snows": warmth < 0}
    )


@pytest.fixture(scope="module")
def model():
    return TableAutoencoder(n_components=6, random_state=0).fit(weather(1500, 0))


def test_a_table_comes_back_through_its_codes(model):
    frame = weather(300, 1)
    codes = model.transform(frame)
    assert codes.shape == (300, 6)
    again = model.inverse_transform(codes)
    assert again.dtypes.equals(frame.dtypes)
    assert (again["city"] == frame["city"]).mean() > 0.98
    assert np.abs(again["warmth"] - frame["warmth"]).mean() < 1
    assert model.reconstruct(frame).equals(again)


def test_missing_cells_are_filled_in_better_than_by_mean_and_most_frequent(model):
    scores = model.column_scores(weather(600, 1), hidden=0.3)
    # Spring is as warm as autumn, so that nothing tells the mean of the month.
    for score in (each for each in scores if each.column != "month"):
        assert score.score > score.simple + 0.05, score
        assert 100 < score.n_cells < 260


def test_without_hiding_every_cell_is_judged(model):
    scores = model.column_scores(weather(200, 1))
    assert [score.n_cells for score in scores] == [200] * 4
    assert [score.measure for score in scores] == [
        "variance", "accuracy", "variance", "accuracy",
    ]  # fmt: skip
    assert min(score.score for score in scores) > 0.9


def test_what_is_there_stays_as_it_is(model):
    frame = weather(50, 2)
    holes = frame.astype({"month": "Int64", "city": object})
    holes.index = np.arange(50) + 7
    holes.loc[[9, 11], "city"] = None
    holes.loc[[10], "month"] = pd.NA
    whole = model.impute(holes)
    assert whole.notna().all(axis=None)
    assert whole.index.equals(holes.index)
    kept = np.delete(np.arange(50), [2, 4])
    assert (whole["city"].to_numpy()[kept] == frame["city"].to_numpy()[kept]).all()
    assert (whole["month"].to_numpy()[4:] == frame["month"].to_numpy()[4:]).all()
    np.testing.assert_array_equal(whole["warmth"], frame["warmth"])
    assert whole["month"].dtype == frame["month"].dtype


def test_frames_of_polars_are_filled_in_too(model):
    frame = pl.from_pandas(weather(20, 2))
    holes = frame.with_columns(pl.lit(None, dtype=pl.String).alias("city"))
    fitted = TableAutoencoder(autoencoder=QUICK, random_state=0).fit(frame)
    whole = fitted.impute(holes)
    assert isinstance(whole, pl.DataFrame)
    assert whole["city"].null_count() == 0
    chances = fitted.probabilities(holes)["city"]
    assert set(chances.columns) == set(frame["city"])
    np.testing.assert_allclose(chances.sum_horizontal(), 1, rtol=1e-5)


def test_chances_are_high_where_the_others_tell(model):
    hot = pd.DataFrame(
        {"month": [7], "city": [None], "warmth": [26.0], "snows": [False]}
    )
    assert model.probabilities(hot)["city"].loc[0, "Rome"] > 0.9


def test_codes_go_on_in_a_pipeline():
    model = TableAutoencoder(n_components=6, autoencoder=QUICK, random_state=0)
    pipeline = make_pipeline(model, StandardScaler())
    codes = pipeline.fit(weather(60, 3)).transform(weather(10, 4))
    assert codes.shape == (10, 6)
    names = model.get_feature_names_out()
    assert list(names[:2]) == ["tableautoencoder0", "tableautoencoder1"]


def test_the_same_seed_gives_the_same_table():
    first, second = (
        TableAutoencoder(autoencoder=QUICK, random_state=3)
        .fit(weather(80, 0))
        .reconstruct(weather(9, 1))
        for _ in range(2)
    )
    assert first.equals(second)


def test_another_kind_of_autoencoder_is_refused():
    with pytest.raises(
        InvalidParameterError, match="must be a MixedAutoencoder or None"
    ):
        TableAutoencoder(autoencoder="mixed").fit(weather(20, 0))


def test_a_row_of_another_width_is_refused():
    model = TableAutoencoder(autoencoder=QUICK).fit(np.ones((9, 3)) * np.arange(3))
    with pytest.raises(InvalidDataError, match="X has 2 features, but"):
        model.transform(np.ones((4, 2)))


@pytest.mark.parametrize(
    "given",
    [
        {"n_numbers": 3, "category_sizes": (3,)},
        {"category_sizes": (9,)},
        {"loss": "cross_entropy"},
        {"output_activation": "sigmoid"},
    ],
)
def test_blocks_that_do_not_fit_the_samples_are_refused(given):
    with pytest.raises(InvalidParameterError, match="must"):
        MixedAutoencoder(**given).fit(np.random.default_rng(0).random((20, 5)))


def test_cells_that_the_type_of_the_fit_does_not_hold_stay_too(model):
    frame = weather(4, 2).astype({"month": float, "snows": object, "city": object})
    frame.loc[0, "month"], frame.loc[1, "month"] = 2.5, np.nan
    frame.loc[0, "snows"], frame.loc[1, "snows"] = "much", None
    frame["city"] = pd.Categorical(["Rome", None, "Rome", "Rome"])
    with pytest.warns(UserWarning, match="not in the fit"):
        whole = model.impute(frame)
    assert whole["month"][0] == 2.5
    assert whole["snows"][0] == "much"
    assert whole["city"].tolist()[0] == "Rome"
    assert whole.notna().all(axis=None)


def test_arrays_are_filled_in_as_frames_are():
    frame = weather(60, 0)[["month", "warmth"]]
    model = TableAutoencoder(autoencoder=QUICK, random_state=0).fit(frame)
    holes = frame.to_numpy(dtype=float)[:5].copy()
    holes[2, 1] = np.nan
    assert np.isfinite(model.impute(holes).to_numpy()).all()
    assert len(model.column_scores(frame.to_numpy())) == 2


def test_what_is_made_of_rows_has_their_index(model):
    rows = weather(6, 1).iloc[3:]
    for made in (
        model.reconstruct(rows),
        model.impute(rows),
        model.probabilities(rows)["city"],
    ):
        assert list(made.index) == [3, 4, 5]


def test_a_share_of_hidden_cells_is_between_0_and_1(model):
    with pytest.raises(InvalidParameterError, match="hidden must be a share"):
        model.column_scores(weather(20, 1), hidden=1.5)


def test_new_rows_have_the_types_and_the_sense_of_the_table(model):
    drawn, frame = model.sample(200, random_state=0), weather(1500, 0)
    assert drawn.dtypes.equals(frame.dtypes)
    assert drawn.equals(model.sample(200, random_state=0))
    assert (drawn["snows"] == (drawn["warmth"] < 0)).mean() > 0.9
    assert {"Oslo", "Rome"} == set(drawn["city"])


def test_the_way_between_two_rows_starts_and_ends_at_their_reconstructions(model):
    frame = weather(10, 3)
    way = model.interpolate(frame.iloc[[0]], frame.iloc[[1]], n_steps=4)
    ends = model.reconstruct(frame.iloc[:2])
    pd.testing.assert_frame_equal(way.iloc[[0, 3]].reset_index(drop=True), ends)
    assert len(way) == 4


def test_ways_start_at_one_row_only(model):
    with pytest.raises(InvalidDataError):
        model.interpolate(weather(2, 0), weather(1, 0))
