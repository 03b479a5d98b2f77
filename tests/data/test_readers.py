"""Samples from files of all formats; invalid files are in test_bad_files.py."""

import gzip
import io
import sys
from decimal import Decimal
from types import SimpleNamespace

import numpy as np
import pandas as pd
import polars as pl
import pytest
from PIL import Image
from scipy import sparse

from autoencode import open_rows
from autoencode.data import delimited, tables
from autoencode.data.readers import READERS, read_blocks, read_samples
from autoencode.errors import DataFileError, InvalidDataError, InvalidParameterError

PEOPLE = "who,age,city,height\n007,31,Paris,1.7\n012,45,Rome,1.85\n100,8,Paris,1.25\n"


@pytest.fixture
def people(tmp_path):
    path = tmp_path / "people.csv"
    path.write_text(PEOPLE)
    return path


def save(path, rows):
    """Save rows of numbers in the format of the suffix."""
    columns = {name: rows[:, j] for j, name in enumerate("abc")}
    frame = pd.DataFrame(columns)
    if path.suffix == ".parquet":
        frame.to_parquet(path)
    elif path.suffix == ".npy":
        np.save(path, rows)
    elif path.suffix == ".npz":
        np.savez(path, X=rows)
    else:
        separator = "\t" if ".tsv" in path.name else ","
        frame.to_csv(path, sep=separator, index=False)


@pytest.mark.parametrize("suffix", READERS)
def test_every_format_gives_the_same_samples(tmp_path, suffix):
    rows = np.random.default_rng(0).normal(size=(5, 3))
    save(tmp_path / f"rows{suffix}", rows)
    dataset = read_samples(tmp_path / f"rows{suffix}")
    np.testing.assert_array_equal(dataset.X, rows)
    assert dataset.X.dtype == np.float64
    assert dataset.name == "rows"
    assert dataset.source == str(tmp_path / f"rows{suffix}")
    named = suffix not in (".npy", ".npz")
    assert dataset.feature_names == (("a", "b", "c") if named else None)


def test_labels_ids_and_dropped_columns_are_not_features(people):
    dataset = read_samples(people, label="city", id_column="who", drop=["height"])
    assert dataset.feature_names == ("age",)
    assert dataset.X.tolist() == [[31], [45], [8]]
    assert (dataset.class_names, dataset.y.tolist()) == (("Paris", "Rome"), [0, 1, 0])
    assert (dataset.id_name, dataset.ids.tolist()) == ("who", ["007", "012", "100"])
    assert dataset.label_name == "city"


def test_integer_ids_are_integers(tmp_path):
    (tmp_path / "a.csv").write_text("who,x\n7,1\n-12,2\n")
    ids = read_samples(tmp_path / "a.csv", id_column="who").ids
    assert ids.dtype == np.int64
    assert ids.tolist() == [7, -12]


def test_standard_input_is_read_as_csv(monkeypatch):
    stdin = SimpleNamespace(buffer=io.BytesIO(b"a,b\n1,2.5\n"))
    monkeypatch.setattr(sys, "stdin", stdin)
    dataset = read_samples("-")
    assert dataset.X.tolist() == [[1, 2.5]]
    assert dataset.source == "standard input"


def test_text_may_have_a_byte_order_mark_quotes_and_empty_lines(tmp_path):
    text = '\ufeff"a ""x"" b",c,note\r\n1,2,"two\r\nlines"\r\n\r\n3,4,\r\n'
    (tmp_path / "a.csv").write_bytes(text.encode())
    dataset = read_samples(tmp_path / "a.csv", drop=["note"])
    assert dataset.feature_names == ('a "x" b', "c")
    assert dataset.X.tolist() == [[1, 2], [3, 4]]


@pytest.mark.parametrize("header", ["0,1", "400,450.5,500,550,600", "x,2"])
def test_columns_may_be_named_by_numbers(tmp_path, header):
    cells = ",".join("7" for _ in header.split(","))
    (tmp_path / "a.csv").write_text(f"{header}\n{cells}\n")
    assert read_samples(tmp_path / "a.csv").feature_names == tuple(header.split(","))


@pytest.mark.parametrize(
    ("columns", "dtype"),
    [
        ({"a": np.array([1, 2**24]), "b": np.array([True, False])}, np.float32),
        ({"a": np.array([0.1, 0.2], np.float32), "b": [1, 2]}, np.float32),
        ({"a": np.array([0.1, 0.2], np.float16)}, np.float32),
        ({"a": [1, 2**24 + 1]}, np.float64),
        ({"a": np.array([1, 2**60])}, np.float64),
        ({"a": np.array([1, 2**64 - 1], np.uint64)}, np.float64),
        ({"a": [0.5, 1.5], "b": [1, 2]}, np.float64),
        ({"a": [Decimal("0.10"), Decimal("2.50")]}, np.float64),
    ],
)
def test_samples_are_float32_only_if_that_is_exact(tmp_path, columns, dtype):
    frame = pd.DataFrame(columns)
    frame.to_parquet(tmp_path / "a.parquet")
    X = read_samples(tmp_path / "a.parquet").X
    assert X.dtype == dtype
    np.testing.assert_array_equal(X, frame.astype(np.float64))


def test_an_unnamed_pandas_index_is_not_a_feature(tmp_path):
    frame = pd.DataFrame({"a": [1.5, 2.5, 3.5]})[1:]
    frame.index = [7, 9]
    frame.to_parquet(tmp_path / "a.parquet")
    assert read_samples(tmp_path / "a.parquet").feature_names == ("a",)


def test_polars_files_with_categories_and_dates_are_read(tmp_path):
    frame = pl.DataFrame(
        {
            "kind": pl.Series(["b", "a", "b"], dtype=pl.Categorical),
            "day": pl.Series(["2026-01-02"] * 3).str.to_date(),
            "x": [1.5, 2.5, 3.5],
        }
    )
    frame.write_parquet(tmp_path / "a.parquet")
    dataset = read_samples(tmp_path / "a.parquet", label="kind", id_column="day")
    assert dataset.class_names == ("a", "b")
    assert dataset.ids[0] == "2026-01-02"
    assert dataset.feature_names == ("x",)


@pytest.mark.parametrize(
    ("labels", "class_names"),
    [
        (["b", "10", "9"], ("10", "9", "b")),
        ([10, 9, -1], ("-1", "9", "10")),
        ([10.0, 9.0, 0.5], ("0.5", "9", "10")),
        ([True, False, True], ("False", "True")),
        ([2**60, 3, 4], ("3", "4", str(2**60))),
    ],
)
@pytest.mark.parametrize("suffix", [".csv", ".parquet"])
def test_labels_of_any_type_become_sorted_classes(
    tmp_path, labels, class_names, suffix
):
    path = tmp_path / f"a{suffix}"
    frame = pd.DataFrame({"x": [0.5, 1.5, 2.5], "label": labels})
    frame.to_parquet(path) if suffix == ".parquet" else frame.to_csv(path, index=False)
    dataset = read_samples(path, label="label")
    assert dataset.class_names == class_names
    named = [dataset.class_names[code] for code in dataset.y]
    assert named == [str(label).removesuffix(".0") for label in labels]


@pytest.mark.parametrize("suffix", [".csv", ".parquet"])
def test_labels_of_true_and_false_may_be_missing(tmp_path, suffix):
    path = tmp_path / f"a{suffix}"
    frame = pd.DataFrame({"x": [0.5, 1.5, 2.5], "label": [True, None, False]})
    frame.to_parquet(path) if suffix == ".parquet" else frame.to_csv(path, index=False)
    dataset = read_samples(path, label="label", missing_labels=True)
    assert dataset.class_names == ("False", "True")
    assert dataset.y.tolist() == [1, -1, 0]


def test_a_label_with_many_fractions_is_continuous(tmp_path):
    values = np.arange(21) + 0.5
    np.savez(tmp_path / "many.npz", X=np.eye(21), y=values)
    np.savez(tmp_path / "few.npz", X=np.eye(21), y=np.minimum(values, 19.5))
    np.savez(tmp_path / "whole.npz", X=np.eye(21), y=np.arange(21.0))
    many = read_samples(tmp_path / "many.npz")
    assert many.class_names is None
    np.testing.assert_array_equal(many.y, values)
    assert len(read_samples(tmp_path / "few.npz").class_names) == 20
    assert read_samples(tmp_path / "whole.npz").class_names[20] == "20"


def test_features_of_a_model_are_selected_by_name(people):
    dataset = read_samples(
        people,
        label="species",  # may be absent
        id_column="who",
        drop=["city"],
        drop_if_present=["mood"],
        feature_names=["height", "age"],
    )
    assert dataset.feature_names == ("height", "age")
    np.testing.assert_array_equal(dataset.X[0], [1.7, 31])
    assert dataset.y is None
    assert dataset.ids[0] == "007"


def test_samples_without_column_names_get_those_of_the_model(tmp_path):
    np.save(tmp_path / "a.npy", np.eye(2))
    dataset = read_samples(tmp_path / "a.npy", feature_names=["u", "v"])
    assert dataset.feature_names == ("u", "v")


def test_float_arrays_are_memory_mapped(tmp_path):
    for dtype in (np.float32, np.float64):
        np.save(tmp_path / "a.npy", np.ones((3, 2), dtype))
        X = read_samples(tmp_path / "a.npy").X
        assert isinstance(X, np.memmap)
        assert X.dtype == dtype


@pytest.mark.parametrize(
    ("dtype", "read_as"),
    [("u1", "f4"), ("?", "f4"), ("i8", "f4"), ("f2", "f4"), (">f8", "f8")],
)
def test_arrays_of_other_types_become_floats(tmp_path, dtype, read_as):
    np.save(tmp_path / "a.npy", np.array([[0, 1], [1, 1]], dtype))
    X = read_samples(tmp_path / "a.npy").X
    assert X.dtype == np.dtype(read_as)
    assert X.tolist() == [[0, 1], [1, 1]]


def test_columns_of_arrays_are_named_by_their_index(tmp_path):
    np.save(tmp_path / "a.npy", np.array([[0.5, 3, 8, 1], [1.5, 3, 9, 0]]))
    dataset = read_samples(tmp_path / "a.npy", label="3", id_column="2", drop=["1"])
    assert dataset.X.tolist() == [[0.5], [1.5]]
    assert (dataset.y.tolist(), dataset.class_names) == ([1, 0], ("0", "1"))
    assert dataset.ids.tolist() == [8, 9]
    assert dataset.ids.dtype == np.int64


def test_arrays_of_images_become_rows_in_0_1(tmp_path):
    images = np.arange(24, dtype=np.uint8).reshape(2, 3, 4) * 11
    np.save(tmp_path / "grey.npy", images)
    dataset = read_samples(tmp_path / "grey.npy")
    assert dataset.image_shape == (3, 4)
    assert dataset.X.dtype == np.float32
    np.testing.assert_allclose(dataset.X, images.reshape(2, 12) / 255, rtol=1e-6)
    np.save(tmp_path / "colour.npy", np.zeros((2, 4, 4, 3)))
    assert read_samples(tmp_path / "colour.npy").image_shape == (4, 4, 3)
    np.savez(tmp_path / "one.npz", np.zeros((2, 4, 5, 1)))
    assert read_samples(tmp_path / "one.npz").image_shape == (4, 5)


def test_npz_files_may_contain_labels(tmp_path):
    np.savez(tmp_path / "a.npz", images=np.eye(3), y=np.array(["b", "a", "b"]))
    for label in (None, "y"):
        dataset = read_samples(tmp_path / "a.npz", label=label)
        assert dataset.y.tolist() == [1, 0, 1]
        assert dataset.class_names == ("a", "b")
        assert dataset.label_name == "y"


@pytest.mark.parametrize("form", ["csr", "csc", "coo"])
@pytest.mark.parametrize("make", [sparse.csr_array, sparse.csr_matrix])
def test_sparse_files_stay_sparse(tmp_path, form, make):
    rows = np.array([[0, 2.5, 0], [1, 0, 0]])
    sparse.save_npz(tmp_path / "a.npz", make(rows).asformat(form))
    dataset = read_samples(tmp_path / "a.npz")
    assert isinstance(dataset.X, sparse.csr_array)
    np.testing.assert_array_equal(dataset.X.toarray(), rows)
    labelled = read_samples(tmp_path / "a.npz", label="0")
    assert labelled.y.tolist() == [0, 1]
    assert labelled.X.shape == (2, 2)


def test_sparse_counts_become_floats(tmp_path):
    counts = sparse.csr_array(np.array([[0, 300]], dtype=np.int64))
    sparse.save_npz(tmp_path / "a.npz", counts)
    assert read_samples(tmp_path / "a.npz").X.dtype == np.float32


def picture(path, pixels, **options):
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(np.asarray(pixels)).save(path, **options)


def test_a_folder_of_images_is_read_in_order_of_names(tmp_path):
    pixels = np.arange(12, dtype=np.uint8).reshape(3, 4) * 20
    picture(tmp_path / "b.png", pixels)
    picture(tmp_path / "a.BMP", 255 - pixels)
    picture(tmp_path / ".hidden.png", pixels[:1])
    (tmp_path / "Thumbs.db").write_text("of Windows")
    dataset = read_samples(tmp_path)
    assert dataset.ids.tolist() == ["a.BMP", "b.png"]
    assert dataset.image_shape == (3, 4)
    assert dataset.X.dtype == np.float32
    np.testing.assert_allclose(dataset.X[1], pixels.ravel() / 255, rtol=1e-6)
    assert dataset.y is None
    assert dataset.id_name == "file"


def test_files_that_are_not_read_beside_images_are_reported(tmp_path):
    picture(tmp_path / "a.png", np.zeros((2, 2), np.uint8))
    (tmp_path / "b.heic").write_bytes(b"a photo")
    with pytest.warns(
        UserWarning, match=r"1 file .* is left out.*: '\.heic'\. Convert"
    ):
        assert len(read_samples(tmp_path).X) == 1
    (tmp_path / "notes.txt").write_text("no image")
    with pytest.warns(UserWarning, match=r"2 files .*: '\.heic', '\.txt'\. Convert"):
        assert open_rows(tmp_path).n_samples == 1


def test_broken_images_are_counted(tmp_path):
    pixels = np.random.default_rng(0).integers(0, 255, (20, 20), np.uint8)
    for name in "abc":
        picture(tmp_path / f"{name}.png", pixels)
    whole = (tmp_path / "a.png").read_bytes()
    way_out = "Commands that have --stream leave broken images out with --stream"
    for name in "bc":  # begun to be copied
        (tmp_path / f"{name}.png").write_bytes(whole[: len(whole) // 2])
    message = rf"b\.png is a broken image.* it\. 2 images are broken\. {way_out}"
    with pytest.raises(DataFileError, match=message):
        read_samples(tmp_path)
    for name in "bc":
        (tmp_path / f"{name}.png").write_bytes(b"no image")
    with pytest.raises(DataFileError, match=message):
        read_samples(tmp_path)
    picture(tmp_path / "c.png", pixels)
    with pytest.raises(DataFileError, match=rf"b\.png .* replace it\. {way_out}"):
        read_samples(tmp_path)
    assert open_rows(tmp_path, on_error="skip").n_samples == 2


def test_sub_folders_of_images_are_classes(tmp_path):
    for name in ("dogs/1.png", "cats/old/1.png", "dogs/2.png"):
        picture(tmp_path / name, np.zeros((2, 2), np.uint8))
    dataset = read_samples(tmp_path, label="class")
    assert dataset.class_names == ("cats", "dogs")
    assert dataset.y.tolist() == [0, 1, 1]
    assert dataset.ids.tolist() == ["cats/old/1.png", "dogs/1.png", "dogs/2.png"]


def test_all_images_are_colour_images_if_one_is(tmp_path):
    picture(tmp_path / "a.png", np.full((2, 2), 51, np.uint8))
    picture(tmp_path / "b.png", np.full((2, 2, 3), (255, 0, 102), np.uint8))
    dataset = read_samples(tmp_path)
    assert dataset.image_shape == (2, 2, 3)
    np.testing.assert_allclose(dataset.X[0], 0.2)
    np.testing.assert_allclose(dataset.X[1, :3], [1, 0, 0.4])
    assert read_samples(tmp_path, grey=True).image_shape == (2, 2)


@pytest.mark.parametrize("suffix", [".png", ".jpg", ".gif", ".tif", ".webp"])
def test_every_image_format_is_read(tmp_path, suffix):
    picture(tmp_path / f"a{suffix}", np.full((8, 8), 204, np.uint8))
    dataset = read_samples(tmp_path, grey=True)
    np.testing.assert_allclose(dataset.X, 0.8, atol=0.02)


def test_images_of_16_bits_and_1_bit_are_scaled_to_0_1(tmp_path):
    picture(tmp_path / "a.png", np.array([[0, 65535, 13107]], np.uint16))
    picture(tmp_path / "b.png", np.array([[True, False, True]]))
    dataset = read_samples(tmp_path)
    np.testing.assert_allclose(dataset.X, [[0, 1, 0.2], [1, 0, 1]], atol=1e-6)


@pytest.mark.parametrize("suffix", [".jpg", ".png", ".tif", ".webp"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_photos_are_turned_as_their_camera_was_held(tmp_path, suffix, orientation):
    pixels = np.zeros((16, 8), np.uint8)
    pixels[:8] = 255  # white above black, however it is stored
    pixels[:8, 4:] = 128
    stored = {
        1: pixels,
        2: pixels[:, ::-1],
        3: pixels[::-1, ::-1],
        4: pixels[::-1],
        5: pixels.T,
        6: np.rot90(pixels),
        7: np.rot90(pixels, 2).T,
        8: np.rot90(pixels, -1),
    }[orientation]
    exif = Image.Exif()
    exif[0x0112] = orientation
    picture(tmp_path / f"a{suffix}", stored, exif=exif)
    dataset = read_samples(tmp_path, grey=True)
    assert dataset.image_shape == (16, 8)
    image = dataset.X.reshape(16, 8)
    np.testing.assert_allclose(image, pixels / 255, atol=0.25)
    one = read_samples(tmp_path / f"a{suffix}", image_size=(16, 8), grey=True)
    np.testing.assert_array_equal(one.X, dataset.X)


@pytest.mark.filterwarnings("ignore:Corrupt EXIF")
def test_an_image_with_damaged_exif_is_read_as_stored(tmp_path):
    pixels = np.full((8, 4), 255, np.uint8)
    picture(tmp_path / "a.jpg", pixels, exif=b"Exif\0\0MM\0*damaged")
    assert read_samples(tmp_path).image_shape == (8, 4)


def test_images_of_different_sizes_are_resized(tmp_path):
    picture(tmp_path / "a.png", np.full((5, 9), 255, np.uint8))
    picture(tmp_path / "b.png", np.full((2, 3), 51, np.uint8))
    picture(tmp_path / "c.png", np.full((8, 8), 13107, np.uint16))
    dataset = read_samples(tmp_path, image_size=(4, 6))
    assert dataset.image_shape == (4, 6)
    np.testing.assert_allclose(dataset.X.mean(axis=1), [1, 0.2, 0.2], rtol=1e-5)


def test_arguments_that_do_not_apply_to_the_file_are_refused(tmp_path, people):
    with pytest.raises(InvalidParameterError, match="for folders of images"):
        read_samples(people, grey=True)
    with pytest.raises(InvalidParameterError, match="must be two numbers of pixels"):
        read_samples(tmp_path, image_size=(0, 3))
    with pytest.raises(InvalidParameterError, match="drop must be a list of names"):
        read_samples(people, drop="city")
    picture(tmp_path / "images" / "a.png", np.zeros((2, 2), np.uint8))
    with pytest.raises(InvalidParameterError, match="has no columns"):
        read_samples(tmp_path / "images", drop=["a"])


def test_one_sample_is_enough(tmp_path):
    (tmp_path / "a.csv").write_text("a,b\n1,2\n")
    assert read_samples(tmp_path / "a.csv").X.shape == (1, 2)


def test_all_blocks_of_text_have_one_type(tmp_path, monkeypatch):
    monkeypatch.setattr("autoencode.data.delimited.BLOCK_SIZE", 1000)
    lines = [f"{row},{row}" for row in range(5000)]
    lines[4321] = "0.5,0"
    text = "a,b\n" + "\n".join(lines) + "\n"
    (tmp_path / "a.csv.gz").write_bytes(gzip.compress(text.encode()))
    X = read_samples(tmp_path / "a.csv.gz").X
    assert X.shape == (5000, 2)
    assert X[4321, 0] == 0.5
    lines[4321] = "x,0"
    (tmp_path / "b.csv").write_text("a,b\n" + "\n".join(lines) + "\n")
    with pytest.raises(InvalidDataError, match="'x', line 4323"):
        read_samples(tmp_path / "b.csv")


@pytest.fixture
def small_blocks(monkeypatch):
    """Use blocks of a few rows, so that small files have several."""
    monkeypatch.setattr(delimited, "BLOCK_SIZE", 200)
    monkeypatch.setattr(tables, "VALUES_PER_BLOCK", 21)


@pytest.mark.parametrize("suffix", READERS)
def test_concatenated_blocks_equal_the_whole_file(tmp_path, small_blocks, suffix):
    rows = np.random.default_rng(0).normal(size=(60, 3))
    save(tmp_path / f"rows{suffix}", rows)
    blocks = list(read_blocks(tmp_path / f"rows{suffix}"))
    np.testing.assert_array_equal(np.concatenate([b.X for b in blocks]), rows)
    if suffix not in (".npy", ".npz"):
        assert len(blocks) > 3


def test_blocks_have_text_ids_and_the_columns_of_the_model(tmp_path, small_blocks):
    path = tmp_path / "people.csv"
    lines = [f"{n},{n}.5,{n * 2},Rome" for n in range(60)]
    path.write_text("\n".join(["who,age,height,city", *lines]))
    given = {"id_column": "who", "label": "city", "feature_names": ["height", "age"]}
    blocks = list(read_blocks(path, **given))
    whole = read_samples(path, **given)
    assert len(blocks) > 3
    np.testing.assert_array_equal(np.concatenate([b.X for b in blocks]), whole.X)
    ids = np.concatenate([b.ids for b in blocks])
    assert ids.tolist() == [str(n) for n in range(60)]


def test_integers_may_be_followed_by_fractions_in_a_later_block(tmp_path, small_blocks):
    path = tmp_path / "rows.csv"
    values = [*range(300), 0.5]
    path.write_text("\n".join(["a", *map(str, values)]))
    blocks = list(read_blocks(path))
    assert np.concatenate([b.X for b in blocks])[:, 0].tolist() == values


@pytest.mark.parametrize(
    ("cell", "message"),
    [
        ("nine", r"'a' in .*rows.csv holds text \('nine', line 252\)"),
        ("", r"1 cell holds no finite number, in row 250 \(line 252\), column 'a'"),
        ("1,2", "Line 252 in .*rows.csv has 3 cells; the header has 2"),
    ],
)
def test_errors_in_a_later_block_are_reported_with_their_line(
    tmp_path, small_blocks, cell, message
):
    path = tmp_path / "rows.csv"
    lines = [f"{n},1" for n in range(300)]
    lines[250] = f"{cell},1"
    path.write_text("\n".join(["a,b", *lines]))
    given = []
    blocks = (given.append(len(block.X)) for block in read_blocks(path))
    with pytest.raises(InvalidDataError, match=message):
        list(blocks)
    assert sum(given) > 100


def test_rows_after_a_change_of_type_are_not_repeated(tmp_path, small_blocks):
    path = tmp_path / "rows.csv"
    lines = ["true,1"] * 100 + ["1,2"] * 100
    path.write_text("\n".join(["a,b", *lines]))
    X = np.concatenate([b.X for b in read_blocks(path)])
    np.testing.assert_array_equal(X, read_samples(path).X)


@pytest.mark.parametrize("content", ["", "a,b\n", "1,2\n3,4\n"])
def test_blocks_of_a_file_without_samples_are_refused(tmp_path, content):
    path = tmp_path / "rows.csv"
    path.write_text(content)
    words = []
    for read in (read_samples, lambda p: list(read_blocks(p))):
        with pytest.raises((InvalidDataError, DataFileError)) as caught:
            read(path)
        words.append(str(caught.value))
    assert words[0] == words[1]
