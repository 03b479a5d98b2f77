"""The data of the interactive map."""

import base64
import dataclasses
import io
import json
import re
from importlib import resources

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal
from PIL import Image
from run_folders import fitted, people
from runs import run_of
from scipy import sparse
from sklearn.impute import SimpleImputer
from sklearn.pipeline import make_pipeline

from autoencode import Autoencoder
from autoencode.data.dataset import Dataset
from autoencode.plots.canvas import CLASS_COLOURS
from autoencode.report.points import map_data, sheet
from autoencode.scenes.coding import coder_of
from autoencode.storage import Run


def pixels_of(address):
    content = base64.b64decode(address.removeprefix("data:image/png;base64,"))
    return np.asarray(Image.open(io.BytesIO(content)))


@pytest.mark.parametrize("shape", [[4, 3], [4, 3, 3]])
def test_a_sheet_holds_each_image_in_its_place(shape):
    images = np.random.default_rng(0).uniform(-1, 3, size=(7, np.prod(shape)))
    pixels = pixels_of(sheet(images, shape, (-1.0, 3.0)))
    per_row = pixels.shape[1] // 3
    for number, image in enumerate(images):
        top, left = 4 * (number // per_row), 3 * (number % per_row)
        found = pixels[top : top + 4, left : left + 3]
        assert_allclose(found / 255, (image.reshape(shape) + 1) / 4, atol=0.002)


def test_the_map_shows_test_samples_with_their_numbers():
    X = np.random.default_rng(0).normal(size=(40, 3))
    run, _ = run_of("autoencoder", X)
    dataset = Dataset(
        name="x", X=X[:30], X_test=X[30:], y=np.zeros(30, int),
        y_test=np.arange(10) % 2, class_names=("a", "b"), source="",
    )  # fmt: skip
    data = map_data(run, dataset, "x")
    assert (data["part"], data["n_rows"], data["n_points"]) == ("test", 10, 10)
    rows = [int(title.split()[1]) for title in data["titles"]]
    assert sorted(rows) == list(range(10))
    assert_allclose(data["samples"], X[30:][rows], rtol=1e-3)
    decoded = run.estimator.reconstruct(X[30:][rows])
    assert_allclose(data["reconstructions"], decoded, rtol=1e-3)
    assert data["colors"][0]["values"] == [row % 2 for row in rows]
    codes = run.estimator.transform(X[30:][rows])
    assert_allclose(np.transpose(data["views"][0]["columns"]), codes, rtol=1e-3)


def test_wide_and_long_data_are_cut():
    X = sparse.random_array((6_000, 30), density=0.2, rng=0).tocsr()
    run, _ = run_of("autoencoder", X.toarray()[:50])
    dataset = Dataset(name="x", X=X, source="")
    data = map_data(run, dataset, "x")
    assert data["n_points"] == data["n_shown"] == 5_000
    assert data["n_rows"] == 6_000
    assert (len(data["columns"]), data["n_columns"]) == (12, 30)
    assert len(data["samples"][0]) == 12


def test_as_many_images_as_pixels_allow_are_kept():
    X = np.zeros((60, 200 * 200), np.float32)
    X[:, :9] = np.random.default_rng(0).uniform(size=(60, 9))
    run, dataset = run_of("autoencoder", X)
    run.input = {"image_shape": [200, 200]}
    data = map_data(run, dataclasses.replace(dataset, image_shape=(200, 200)), "x")
    assert (data["type"], data["n_points"], data["n_shown"]) == ("image", 60, 50)


def test_cells_of_tables_are_plain_values():
    run = Run(estimator=fitted("table_autoencoder")[0])
    frame = people()
    data = map_data(run, Dataset(name="x", X=frame, source=""), "x")
    assert data["columns"] == list(frame.columns)
    rows = [int(title.split()[1]) for title in data["titles"]]
    assert data["samples"][rows.index(3)][0] is None  # a missing age
    assert data["samples"][rows.index(4)][1] == frame["city"][4]
    assert not any("00:00" in str(cell) for row in data["samples"] for cell in row)
    json.dumps(data, allow_nan=False)


def test_classes_have_the_same_colours_on_the_map_and_in_pictures():
    palette = resources.files("autoencode.explorer") / "static" / "palette.js"
    listed = palette.read_text().split("const CATEGORIES = [")[1].split("]")[0]
    assert re.findall(r"#[0-9a-f]{6}", listed) == list(CLASS_COLOURS)


def test_predictions_have_names():
    run, dataset = run_of("anomaly_detector")
    colors = {each["name"]: each for each in map_data(run, dataset, "x")["colors"]}
    assert set(colors["prediction"]["categories"]) <= {"anomaly", "normal"}
    run, dataset = run_of("clustering")
    colors = {each["name"]: each for each in map_data(run, dataset, "x")["colors"]}
    found = colors["cluster"]["categories"]
    assert_array_equal(found, np.unique(run.model.predict(dataset.X)).astype(str))


def test_a_classifier_does_not_decode():
    # Its encoder was trained on, away from the decoder.
    run, dataset = run_of("classifier")
    assert map_data(run, dataset, "x")["reconstructions"] is None


def test_codes_are_not_decoded_through_a_step_without_an_inverse():
    X = np.random.default_rng(0).normal(size=(30, 4))
    network = Autoencoder(n_components=2, max_epochs=1, linear_skip=False)
    run = Run(estimator=make_pipeline(SimpleImputer(), network).fit(X))
    assert not run.has_inverse
    assert coder_of(run, X).decode is None
    indicated = make_pipeline(SimpleImputer(add_indicator=True), network).fit(X)
    assert coder_of(Run(estimator=indicated), X).decode is not None
