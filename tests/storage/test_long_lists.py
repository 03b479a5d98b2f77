"""Long lists of texts and whole numbers are tensors, and come back the same."""

import json

import numpy as np
import pytest
import torch
from run_folders import CONFIGURATION, WEIGHTS, part, small_model
from safetensors.torch import load, load_file, save_file

from autoencode import RatingRecommender, export_folder, save
from autoencode import load as load_run
from autoencode.errors import OutputError, RunFolderError
from autoencode.storage import long_lists
from autoencode.storage.long_lists import numbers_of, tensors_of, texts_of

RATINGS = np.array([[4.0, 3, 0, 2], [3, 0, 2, 4], [0, 2, 4, 3]])
TEXTS = ["Ångström", "", "日本"]
WHOLE = [2**63 - 1, -(2**63), 0]


@pytest.fixture(autouse=True)
def three_are_many(monkeypatch):
    monkeypatch.setattr(long_lists, "LONG", 3)


def with_users(ids):
    """A recommender whose users have these ids."""
    model = RatingRecommender(method="baseline", rating_range=(1, 5))
    return model.fit(RATINGS, user_ids=ids)


@pytest.mark.parametrize("ids", [TEXTS, WHOLE])
@pytest.mark.parametrize("write", [save, export_folder])
def test_long_lists_of_ids_are_no_part_of_the_json(ids, write, tmp_path):
    model = with_users(ids)
    write(model, tmp_path / "run")
    (file,) = [*tmp_path.rglob("config*.json")]
    assert "日本" not in file.read_text()
    loaded = load_run(tmp_path / "run")
    assert loaded.user_ids_ == ids
    assert list(map(type, loaded.user_ids_)) == list(map(type, ids))


@pytest.mark.parametrize(
    "ids", [["a", 1, 2], [True, False, None], [2**63, 1, 2], ["a", "b"], [1.0, 2, 3]]
)
def test_other_lists_stay_in_the_json(ids):
    assert tensors_of(ids) is None


@pytest.mark.parametrize("dtype", [object, str])
def test_arrays_of_texts_are_stored_so_too(dtype, tmp_path):
    model = small_model().fit(np.random.default_rng(0).normal(size=(20, 3)))
    model.names_ = np.array([["a", "b"], ["", "ccc"]], dtype=dtype)
    model.nothing_ = np.array(["", "", ""], dtype=dtype)
    save(model, tmp_path / "run")
    loaded = load_run(tmp_path / "run")
    for name in ("names_", "nothing_"):
        found, expected = getattr(loaded, name), getattr(model, name)
        assert found.dtype == expected.dtype
        assert found.tolist() == expected.tolist()


@pytest.mark.parametrize(
    ("content", "lengths", "message"),
    [
        ([97, 98], [1, 2], "do not fit"),
        ([97, 98], [3, -1], "another shape"),
        ([97, 98], [[1, 1]], "another shape"),
        ([97], [2**62, 2**62, 2**62, 2**62, 1], "do not fit"),
        ([255], [1], "utf-8"),
        ([195, 165], [1, 1], "utf-8"),
    ],
)
def test_bytes_and_lengths_that_do_not_fit_are_refused(content, lengths, message):
    with pytest.raises(ValueError, match=message):
        texts_of(torch.tensor(content, dtype=torch.uint8), torch.tensor(lengths))


def test_tensors_of_another_type_are_refused():
    with pytest.raises(ValueError, match="another data type"):
        texts_of(torch.ones(3), torch.tensor([3]))
    with pytest.raises(ValueError, match="another data type"):
        numbers_of(torch.ones(3))


def test_a_run_without_the_tensors_of_a_list_is_refused(tmp_path):
    place = export_folder(with_users(TEXTS), tmp_path / "model")
    weights = load_file(place / "model.safetensors")
    del weights["user_ids_.lengths"]
    save_file(weights, place / "model.safetensors")
    with pytest.raises(RunFolderError, match="user_ids_ is not a valid long_texts"):
        load_run(place)


def test_versions_without_such_lists_ask_for_an_upgrade(tmp_path, monkeypatch):
    # They know no such type of node, as this one knows no "later_texts".
    monkeypatch.setattr("autoencode.storage.writing.TEXTS", "later_texts")
    save(with_users(TEXTS), tmp_path / "run")
    with pytest.raises(RunFolderError, match="'later_texts', which this version of"):
        load_run(tmp_path / "run")


def test_texts_can_be_read_without_the_package(tmp_path):
    save(with_users(TEXTS), tmp_path / "run")
    tree = json.loads(part(tmp_path / "run", CONFIGURATION).read_bytes())["estimator"]
    tensors = load(part(tmp_path / "run", WEIGHTS).read_bytes())
    assert tree["fitted"]["user_ids_"] == {"$type": "long_texts"}
    lengths = tensors["user_ids_.lengths"].tolist()
    whole = bytes(tensors["user_ids_.bytes"].tolist())
    assert whole[: lengths[0]].decode() == "Ångström"


def test_a_folder_too_large_to_be_loaded_is_not_exported(tmp_path, monkeypatch):
    monkeypatch.setattr("autoencode.storage.files.MAX_BYTES", {".json": 1000})
    message = r"config\.json would have [\d,]+ bytes, too many to load\. Long lists"
    with pytest.raises(OutputError, match=message):
        export_folder(with_users(["a", 1, 2]), tmp_path / "model")
    assert not (tmp_path / "model").exists()


def test_a_file_too_large_to_be_loaded_is_named(tmp_path):
    place = export_folder(with_users(TEXTS), tmp_path / "model")
    with (place / "config.json").open("a") as file:
        file.truncate(2**26 + 1)  # sparse: nothing is written
    message = r"config\.json cannot be read \(it has 67,108,865 bytes\)"
    with pytest.raises(RunFolderError, match=message):
        load_run(place)
