"""What fuzzing has found: each content is refused in one line."""

import gzip
import io
import zipfile

import pytest

from autoencode.data.column_numbers import parse_dates
from autoencode.data.idx import read_idx, read_images_and_labels
from autoencode.data.movielens import archive_members, columns_in
from autoencode.data.readers import read_samples
from autoencode.errors import AutoencodeError, DataFileError, InvalidDataError


def idx(path, shape, values=b""):
    """Write an IDX file of bytes."""
    sizes = b"".join(size.to_bytes(4, "big") for size in shape)
    path.write_bytes(gzip.compress(bytes([0, 0, 8, len(shape)]) + sizes + values))
    return path


@pytest.mark.parametrize(
    ("shape", "values", "n_labels"),
    [((), b"\0", 1), ((0, 4), b"", 0), ((3, 0), b"", 3), ((2, 2), b"1234", 3)],
)
def test_images_without_pixels_or_labels_are_refused(tmp_path, shape, values, n_labels):
    images = idx(tmp_path / "images.gz", shape, values)
    labels = idx(tmp_path / "labels.gz", (n_labels,), bytes(n_labels))
    with pytest.raises(DataFileError, match="are damaged: images of shape"):
        read_images_and_labels(images, labels)


def test_an_idx_file_of_too_many_dimensions_is_refused(tmp_path):
    with pytest.raises(DataFileError, match="it has 99 dimensions"):
        read_idx(idx(tmp_path / "images.gz", (0,) * 99))


@pytest.mark.parametrize(
    ("ratings", "titles", "reason"),
    [
        (b"1 2 3", b"1|A|", "cannot reshape"),
        (b"1 2 5 100", b"x|A|", "invalid literal"),
        (b"1 2 5 100", b"1", "not enough values"),
        (b"1 2 5 100", b"1|A|", "it lacks 2"),
        (None, b"1|A|", "there is no u.data"),
    ],
)
def test_damaged_ratings_are_refused(ratings, titles, reason):
    members = {"ml-100k/u.item": titles}
    if ratings is not None:
        members["ml-100k/u.data"] = ratings
    with pytest.raises(DataFileError, match=f"movielens-100k are damaged: .*{reason}"):
        columns_in(members, "movielens-100k")


@pytest.mark.parametrize(("place", "value"), [(6, 145), (8, 1)])
def test_a_zip_archive_that_python_cannot_read_is_refused(tmp_path, place, value):
    # An unknown version; an encrypted member.
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("u.data", "1 2 3 4")
    changed = bytearray(content.getvalue())
    changed[changed.index(b"PK\1\2") + place] = value
    (tmp_path / "a.zip").write_bytes(changed)
    with pytest.raises(DataFileError, match=r"Cannot read .*a\.zip"):
        archive_members(tmp_path / "a.zip")


def test_a_message_that_quotes_line_ends_is_one_line(tmp_path):
    (tmp_path / "a.csv").write_text('"b\x0b\nc",d\n,2\n3,4\n')
    with pytest.raises(InvalidDataError) as caught:
        read_samples(tmp_path / "a.csv")
    assert str(caught.value).isprintable()
    assert r"b\x0b\nc" in str(caught.value)


def test_a_date_format_of_control_characters_is_shown_by_escapes():
    import pandas as pd

    with pytest.raises(AutoencodeError, match=r"got '\\x03%31O'") as caught:
        parse_dates(pd.Series(["x"], name="a"), "\x03%31O")
    assert str(caught.value).isprintable()
