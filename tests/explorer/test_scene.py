"""What the explorer answers, without a server."""

import io
import json
from contextlib import suppress
from dataclasses import replace

import numpy as np
import pandas as pd
import pyarrow.parquet
import pytest
from numpy.testing import assert_allclose, assert_array_equal
from runs import SIDE, run_of
from scenes import image_scene, scene_of

from autoencode.cli.data import read_for_run
from autoencode.data.dataset import Dataset
from autoencode.errors import InvalidDataError
from autoencode.estimators import ESTIMATORS
from autoencode.explorer.answers import describe, extremes, film, found_by, read_upload
from autoencode.explorer.selection import export, rows_of, summary
from autoencode.scenes.scene import Scene
from autoencode.scenes.views import views_of
from autoencode.storage import Run


@pytest.mark.parametrize("name", ESTIMATORS)
def test_every_estimator_can_be_explored(name):
    scene = scene_of(name)
    assert scene.codes.shape[0] == scene.n_rows == len(scene.order)
    facts = describe(scene)
    for number in range(len(scene.colorings)):
        assert scene.values(number).values.shape == (scene.n_rows,)
    code = scene.codes[3].tolist()
    answers = [
        facts,
        scene.sample(3),
        scene.nearest(code),
        extremes(scene),
        film(scene),
    ]
    answers += [scene.decode(code), summary(scene, np.array([1, 3]), 0)]
    json.dumps(answers, allow_nan=False)  # what the browser is sent
    assert scene.nearest(code)["nearest"][0]["distance"] < 1e-5
    assert len(pd.read_csv(io.BytesIO(export(scene, np.array([1, 3]), "csv")))) == 2


@pytest.mark.parametrize("name", ["autoencoder", "rbm", "variational", "clustering"])
def test_a_decoded_code_is_that_of_inverse_transform(name):
    scene = scene_of(name)
    model = scene.run.model
    decoder = model if hasattr(model, "inverse_transform") else model.autoencoder_
    code = np.full((1, scene.codes.shape[1]), 0.3, np.float32)
    cells = [value for _, value in scene.decode(code[0].tolist())["cells"]]
    assert_allclose(cells, decoder.inverse_transform(code)[0], rtol=1e-5, atol=1e-7)


def test_detectors_are_decoded_in_the_units_of_the_data():
    scene = scene_of("anomaly_detector")
    near = scene.sample(0)
    row = [value for _, value in near["sample"]["cells"]]
    decoded = [value for _, value in near["reconstruction"]["cells"]]
    expected = scene.run.model.reconstruct(scene.dataset.X[:1])[0]
    assert_allclose(row, scene.dataset.X[0], rtol=1e-6)
    # One of the ensemble's members, near their mean.
    assert np.abs(np.array(decoded) - expected).max() < 0.5


def test_the_code_of_a_position_has_this_position():
    codes = np.random.default_rng(0).normal(size=(50, 5)).astype(np.float32)
    for view in views_of(codes, list("abcde")):
        place = np.array([[0.4, -0.7, 0.2]])[:, : len(view.axes)]
        code = view.origin + place @ view.axes
        assert_allclose(view.positions(code.astype(np.float32)), place, atol=1e-5)


def test_two_units_are_their_own_map():
    codes = np.random.default_rng(0).normal(size=(9, 2)).astype(np.float32)
    (view,) = views_of(codes, ["a", "b"])
    assert_array_equal(view.positions(codes), codes)


def test_a_code_far_from_all_data_is_reported_so():
    scene = image_scene()
    inside = scene.nearest(scene.codes[0].tolist())
    far = scene.nearest([1e3, 1e3])
    assert (inside["place"], far["place"]) == ("inside", "far")
    assert inside["nearest"][0]["row"] == 0


def test_export_returns_exactly_the_selected_rows_with_id_label_and_columns():
    run, dataset = run_of("autoencoder")
    ids = np.array([f"id{n}" for n in range(len(dataset.X))], dtype=object)
    named = Dataset(**{**vars(dataset), "ids": ids, "id_name": "key"})
    scene = Scene(run, named, "named")
    content = np.array([7, 3, 7], "<u4").tobytes()
    rows = rows_of(scene, content)
    for format, read in (
        ("csv", lambda b: pd.read_csv(io.BytesIO(b))),
        ("parquet", lambda b: pyarrow.parquet.read_table(io.BytesIO(b)).to_pandas()),
    ):
        frame = read(export(scene, rows, format))
        assert frame["row"].tolist() == [3, 7]
        assert frame["key"].tolist() == ["id3", "id7"]
        assert frame["parity"].tolist() == ["odd", "odd"]
        assert_allclose(frame[scene.names], scene.codes[[3, 7]], rtol=1e-6)
        assert_allclose(frame[[str(j) for j in range(6)]], dataset.X[[3, 7]], rtol=1e-6)


def test_the_summary_names_the_column_that_marks_a_selection():
    run, dataset = run_of("autoencoder")
    rows = np.argsort(dataset.X[:, 4])[-8:]
    found = summary(Scene(run, dataset, "x"), np.sort(rows), 0)
    assert found["columns"][0]["name"] == "4"
    assert found["columns"][0]["difference"] > 1
    assert found["n"] == 8


def test_documents_are_found_by_meaning_and_decoded_as_words():
    from topics import small_network, topics

    texts, y = topics()
    model = ESTIMATORS["retriever"](autoencoder=small_network(), random_state=0)
    X = np.array(texts, dtype=object)
    dataset = Dataset(name="t", X=X, y=y, class_names=("cook", "space"), source="")
    scene = Scene(Run(estimator=model.fit(texts)), dataset, "texts")
    answer = found_by(scene, "rocket moon orbit")
    assert all(y[each["row"]] == 1 for each in answer["rows"])
    shown = scene.decode(answer["code"])
    assert shown["type"] == "list"
    assert scene.sample(1)["sample"]["text"] == texts[1]


def test_an_image_of_any_size_is_placed_on_the_map():
    from PIL import Image

    scene = image_scene()
    content = io.BytesIO()
    Image.new("RGB", (50, 30), (255, 255, 255)).save(content, "PNG")
    rows = read_upload(scene, content.getvalue(), "png")
    assert_array_equal(rows, np.ones((1, SIDE * SIDE)))
    assert scene.encode(rows).shape == (1, 2)


def test_a_photo_is_turned_before_it_is_placed_on_the_map():
    from PIL import Image

    pixels = np.zeros((SIDE, SIDE), np.uint8)
    pixels[0] = 255
    content, exif = io.BytesIO(), Image.Exif()
    exif[0x0112] = 6  # to be turned clockwise
    stored = Image.fromarray(np.rot90(pixels))
    stored.save(content, "PNG", exif=exif)
    rows = read_upload(image_scene(), content.getvalue(), "png")
    assert_array_equal(rows, pixels.reshape(1, -1) / 255)


def test_a_file_is_read_as_the_data_of_the_run():
    scene = image_scene(read=lambda path: np.load(path))
    content = io.BytesIO()
    np.save(content, scene.dataset.X[5:6])
    rows = read_upload(scene, content.getvalue(), "npy")
    assert_allclose(scene.encode(rows), scene.codes[5:6], rtol=1e-5, atol=1e-6)


@pytest.mark.parametrize(
    ("content", "suffix"),
    [(b"PAR1xxxx", "parquet"), (b"no array", "npy"), (b"a,b\n1,2\n3\n", "csv")],
)
def test_a_damaged_file_is_refused_without_the_name_of_its_copy(content, suffix):
    scene = image_scene()
    scene.read = lambda path: read_for_run(path, scene.run).X
    with pytest.raises(InvalidDataError, match=r"[Tt]he file") as caught:
        read_upload(scene, content, suffix)
    assert "upload" not in str(caught.value)
    assert str(caught.value)[0].isupper()


def test_images_of_a_data_frame_are_images():
    X = image_scene().dataset.X
    frame = pd.DataFrame(X, columns=[f"pixel {n}" for n in range(SIDE * SIDE)])
    run, dataset = run_of("autoencoder", frame)
    scene = Scene(run, replace(dataset, image_shape=(SIDE, SIDE)), "frame")
    shown = scene.sample(3)
    assert (shown["sample"]["type"], shown["reconstruction"]["type"]) == ("image",) * 2
    assert_allclose(shown["sample"]["values"], X[3], atol=1e-4)


def test_a_long_history_keeps_its_last_epoch():
    scene = image_scene()
    for n_epochs in (0, 1, 499, 1200, 1999):
        epochs = range(1, n_epochs + 1)
        scene.run.model.history_ = [{"epoch": n, "loss": 1 / n} for n in epochs]
        kept = [each["epoch"] for each in describe(scene)["history"]]
        assert kept[-1:] == list(epochs[-1:])
        assert kept == sorted(set(kept))
        assert len(kept) <= 1000


def test_missing_cells_and_dates_are_shown_as_people_write_them():
    scene = scene_of("table_autoencoder")
    cells = dict(scene.sample(3)["sample"]["cells"])
    assert cells["age"] is None
    assert len(cells["since"]) == len("2020-01-01")
    assert dict(scene.sample(5)["sample"]["cells"])["city"] is None


@pytest.mark.parametrize("name", ["autoencoder", "rbm", "table_autoencoder"])
def test_an_extreme_code_is_decoded_or_refused_in_one_line(name):
    scene = scene_of(name)
    for size in (1e10, 1e20, 3e38):
        code = [size] * scene.codes.shape[1]
        with suppress(InvalidDataError):
            json.dumps(scene.decode(code), allow_nan=False)
        json.dumps(scene.nearest(code), allow_nan=False)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda scene: scene.decode([1.0]), "A code has 2 numbers"),
        (lambda scene: scene.decode([1.0, float("inf")]), "finite"),
        (lambda scene: scene.decode([1.0, 1e300]), "finite"),
        (lambda scene: scene.sample(60), "rows 0 to 59; got 60"),
        (lambda scene: scene.view(9), "views 0 to 0; got 9"),
        (lambda scene: scene.values(9), "colours 0 to 3; got 9"),
        (lambda scene: rows_of(scene, b"123"), "3 bytes"),
        (lambda scene: rows_of(scene, b"\xff\xff\xff\xff"), "rows 0 to 59"),
        (lambda scene: read_upload(scene, b"", "png"), "empty"),
        (lambda scene: read_upload(scene, b"no image", "png"), "no image"),
        (lambda scene: found_by(scene, "  "), "empty"),
    ],
)
def test_a_wrong_request_is_refused_in_one_line(call, message):
    with pytest.raises(InvalidDataError, match=message) as caught:
        call(image_scene())
    assert "\n" not in str(caught.value)
