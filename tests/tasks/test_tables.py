"""Autoencoders of mixed tables: encoding, decoding and imputation."""

import numpy as np
import pandas as pd
import polars as pl
import pytest
from sklearn.model_selection import GridSearchCV
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from autoencode import MixedAutoencoder, TableAutoencoder
from autoencode.errors import InvalidDataError, InvalidParameterError

QUICK = MixedAutoencoder(hidden_layer_sizes=(16,), max_epochs=2)


def weather(n, seed):
    """City, temperature and snow, which depend on the month and the city."""
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
    network = MixedAutoencoder(
        hidden_layer_sizes=(64, 32), max_epochs=80, learning_rate=5e-3, batch_size=64
    )
    model = TableAutoencoder(n_components=6, autoencoder=network, random_state=0)
    return model.fit(weather(800, 0))


def test_tables_are_reconstructed_from_their_codes(model):
    frame = weather(300, 1)
    codes = model.transform(frame)
    assert codes.shape == (300, 6)
    again = model.inverse_transform(codes)
    assert again.dtypes.equals(frame.dtypes)
    assert (again["city"] == frame["city"]).mean() > 0.98
    assert np.abs(again["warmth"] - frame["warmth"]).mean() < 1
    assert model.reconstruct(frame).equals(again)


def test_imputation_is_better_than_mean_and_most_frequent(model):
    scores = model.column_scores(weather(600, 1), hidden=0.3)
    # Spring is as warm as autumn, so the month cannot be predicted.
    for score in (each for each in scores if each.column != "month"):
        assert score.score > score.simple + 0.05, score
        assert 100 < score.n_cells < 260


def test_the_score_is_the_share_of_the_baselines_error_that_is_avoided(model):
    new = weather(600, 1)
    shares = [
        (each.score - each.simple) / (1 - each.simple)
        for each in model.column_scores(new, hidden=0.3)
    ]
    assert model.score(new) == pytest.approx(np.mean(shares))
    assert 0.1 < model.score(new) < 1
    inner = MixedAutoencoder(max_epochs=1, random_state=0)
    untrained = TableAutoencoder(autoencoder=inner).fit(weather(60, 2))
    assert untrained.score(new) < model.score(new)


def test_codes_are_chosen_by_the_score_in_a_grid_search():
    frame = weather(200, 0).assign(always="same")
    inner = MixedAutoencoder(max_epochs=2, random_state=0)
    sizes = {"autoencoder__n_components": [1, 4]}
    found = GridSearchCV(TableAutoencoder(autoencoder=inner), sizes, cv=2).fit(frame)
    assert np.isfinite(found.cv_results_["mean_test_score"]).all()


def test_all_cells_are_evaluated_if_none_is_hidden(model):
    scores = model.column_scores(weather(200, 1))
    assert [score.n_cells for score in scores] == [200] * 4
    assert [score.measure for score in scores] == [
        "variance", "accuracy", "variance", "accuracy",
    ]  # fmt: skip
    assert min(score.score for score in scores) > 0.9


def test_imputation_keeps_the_cells_that_are_present(model):
    frame = weather(50, 2)
    incomplete = frame.astype({"month": "Int64", "city": object})
    incomplete.index = np.arange(50) + 7
    incomplete.loc[[9, 11], "city"] = None
    incomplete.loc[[10], "month"] = pd.NA
    imputed = model.impute(incomplete)
    assert imputed.notna().all(axis=None)
    assert imputed.index.equals(incomplete.index)
    kept = np.delete(np.arange(50), [2, 4])
    assert (imputed["city"].to_numpy()[kept] == frame["city"].to_numpy()[kept]).all()
    assert (imputed["month"].to_numpy()[4:] == frame["month"].to_numpy()[4:]).all()
    np.testing.assert_array_equal(imputed["warmth"], frame["warmth"])
    assert imputed["month"].dtype == frame["month"].dtype


def test_polars_frames_are_imputed(model):
    frame = pl.from_pandas(weather(20, 2))
    incomplete = frame.with_columns(pl.lit(None, dtype=pl.String).alias("city"))
    fitted = TableAutoencoder(autoencoder=QUICK, random_state=0).fit(frame)
    imputed = fitted.impute(incomplete)
    assert isinstance(imputed, pl.DataFrame)
    assert imputed["city"].null_count() == 0
    probabilities = fitted.probabilities(incomplete)["city"]
    assert set(probabilities.columns) == set(frame["city"])
    np.testing.assert_allclose(probabilities.sum_horizontal(), 1, rtol=1e-5)


def test_probabilities_are_high_if_other_columns_determine_the_category(model):
    hot = pd.DataFrame(
        {"month": [7], "city": [None], "warmth": [26.0], "snows": [False]}
    )
    assert model.probabilities(hot)["city"].loc[0, "Rome"] > 0.9


def test_codes_can_be_used_in_a_pipeline():
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


def test_other_autoencoders_are_refused():
    with pytest.raises(
        InvalidParameterError, match="must be a MixedAutoencoder or None"
    ):
        TableAutoencoder(autoencoder="mixed").fit(weather(20, 0))


def test_rows_with_another_number_of_columns_are_refused():
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
def test_blocks_that_do_not_match_the_samples_are_refused(given):
    with pytest.raises(InvalidParameterError, match="must"):
        MixedAutoencoder(**given).fit(np.random.default_rng(0).random((20, 5)))


def test_imputation_keeps_cells_that_the_type_of_the_fit_cannot_hold(model):
    frame = weather(4, 2).astype({"month": float, "snows": object, "city": object})
    frame.loc[0, "month"], frame.loc[1, "month"] = 2.5, np.nan
    frame.loc[0, "snows"], frame.loc[1, "snows"] = "much", None
    frame["city"] = pd.Categorical(["Rome", None, "Rome", "Rome"])
    with pytest.warns(UserWarning, match="not in the fit"):
        imputed = model.impute(frame)
    assert imputed["month"][0] == 2.5
    assert imputed["snows"][0] == "much"
    assert imputed["city"].tolist()[0] == "Rome"
    assert imputed.notna().all(axis=None)


@pytest.mark.parametrize("dtype", ["float64", "float32", "Float64", "object"])
def test_imputed_floats_have_the_digits_of_the_fit(dtype):
    frame = weather(60, 0)[["month", "warmth"]]
    frame["price"] = frame["warmth"].round(2).astype(dtype)
    frame["month"] = frame["month"].astype(float)
    model = TableAutoencoder(autoencoder=QUICK, random_state=0).fit(frame)
    holes = frame.copy()
    holes.loc[:4, ["month", "price"]] = None
    holes.loc[5:9, "warmth"] = None
    imputed = model.impute(holes)
    assert (imputed["month"] % 1 == 0).all()
    assert imputed["price"].astype(str).str.fullmatch(r"-?\d+\.\d\d?").all()
    assert imputed.dtypes.equals(frame.dtypes)
    # Floats that were computed have all their digits; reconstructions are not rounded.
    assert (imputed["warmth"][5:10].round(9) != imputed["warmth"][5:10]).all()
    again = model.reconstruct(frame)["price"].astype(float)
    assert (again.round(3) != again).any()


def test_arrays_are_imputed():
    frame = weather(60, 0)[["month", "warmth"]]
    model = TableAutoencoder(autoencoder=QUICK, random_state=0).fit(frame)
    incomplete = frame.to_numpy(dtype=float)[:5].copy()
    incomplete[2, 1] = np.nan
    assert np.isfinite(model.impute(incomplete).to_numpy()).all()
    assert len(model.column_scores(frame.to_numpy())) == 2


def test_results_have_the_index_of_the_rows(model):
    rows = weather(6, 1).iloc[3:]
    for result in (
        model.reconstruct(rows),
        model.impute(rows),
        model.probabilities(rows)["city"],
    ):
        assert list(result.index) == [3, 4, 5]


def test_a_fraction_of_hidden_cells_outside_0_to_1_is_refused(model):
    with pytest.raises(InvalidParameterError, match="hidden must be a fraction"):
        model.column_scores(weather(20, 1), hidden=1.5)


def test_drawn_rows_have_the_types_and_dependencies_of_the_table(model):
    drawn, frame = model.sample(200, random_state=0), weather(10, 0)
    assert drawn.dtypes.equals(frame.dtypes)
    assert drawn.equals(model.sample(200, random_state=0))
    assert (drawn["snows"] == (drawn["warmth"] < 0)).mean() > 0.9
    assert {"Oslo", "Rome"} == set(drawn["city"])


def test_interpolation_starts_and_ends_at_reconstructions(model):
    frame = weather(10, 3)
    path = model.interpolate(frame.iloc[[0]], frame.iloc[[1]], n_steps=4)
    ends = model.reconstruct(frame.iloc[:2])
    pd.testing.assert_frame_equal(path.iloc[[0, 3]].reset_index(drop=True), ends)
    assert len(path) == 4


def test_interpolation_takes_single_rows(model):
    with pytest.raises(InvalidDataError):
        model.interpolate(weather(2, 0), weather(1, 0))


def test_the_size_of_the_code_may_be_given_in_the_autoencoder():
    frame = weather(20, 0)
    network = MixedAutoencoder(n_components=3, max_epochs=1, random_state=0)
    for given, n_components in (({}, 3), ({"n_components": 2}, 2)):
        model = TableAutoencoder(autoencoder=network, **given).fit(frame)
        assert model.transform(frame).shape == (20, n_components)
