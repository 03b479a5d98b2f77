"""Invalid arrays and images: the exact one-line error message of each.

Tables, and errors common to all files, are in test_bad_files.py.
"""

import io
import pickle
import zipfile
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from scipy import sparse

from autoencode.data.readers import read_samples
from autoencode.errors import DataFileError, InvalidDataError


def text(content):
    """Write the file as text."""

    def write(path):
        path.write_bytes(content.encode())

    return write


def npy(array):
    return lambda path: np.save(path, array, allow_pickle=True)


def npz(**arrays):
    return lambda path: np.savez(path, **arrays)


def cut(write, keep):
    """Write a complete file, then truncate it."""

    def write_part(path):
        write(path)
        path.write_bytes(path.read_bytes()[:keep])

    return write_part


def images(**pixels):
    """Write a folder of PNG images; ``a__b`` is image b in sub-folder a."""

    def write(path):
        path.mkdir()
        for name, values in pixels.items():
            file = path / f"{name.replace('__', '/')}.png"
            file.parent.mkdir(exist_ok=True)
            if isinstance(values, bytes):
                file.write_bytes(values)
            else:
                Image.fromarray(np.asarray(values, np.uint8)).save(file)

    return write


def png():
    file = io.BytesIO()
    noise = np.random.default_rng(0).integers(0, 255, (50, 50), dtype=np.uint8)
    Image.fromarray(noise).save(file, format="PNG")
    return file.getvalue()


def archive(path):
    with zipfile.ZipFile(path, "w") as file:
        file.writestr("notes.txt", "no array")


def arrays_in_a_folder(path):
    path.mkdir()
    np.save(path / "a.npy", SQUARE)


SQUARE = np.zeros((2, 2))

# File, function that writes it, arguments, exception, and message.
BAD_FILES = {
    "nan in an array": (
        "a.npy", npy(np.array([[1, 2], [np.nan, np.inf]])), {}, InvalidDataError,
        "a.npy: 2 cells hold no finite number, the first in row 1, column 0 (nan). "
        "Fill them, or leave out their rows.",
    ),
    "inf in a sparse array": (
        "a.npz",
        lambda path: sparse.save_npz(path, sparse.csr_array([[0, 1], [0, np.inf]])),
        {}, InvalidDataError,
        "a.npz: 1 cell holds no finite number, in row 1, column 1 (inf). Fill it, or "
        "leave out its row.",
    ),
    "unknown column to drop": (
        "a.npy", npy(SQUARE), {"drop": ["2"]}, InvalidDataError,
        "a.npy has no column '2' to drop; its columns are '0', '1'.",
    ),
    "array narrower than the model": (
        "a.npy", npy(SQUARE), {"feature_names": ["a", "b", "c"]}, InvalidDataError,
        "a.npy has 2 features; the model has 3.",
    ),
    "one-dimensional array": (
        "a.npy", npy(np.zeros(3)), {}, InvalidDataError,
        "a.npy has shape (3,); samples are the rows of a 2-D array, or images of shape "
        "(n, height, width) or (n, height, width, channels).",
    ),
    "images with channels first": (
        "a.npy", npy(np.zeros((9, 3, 8, 6))), {}, InvalidDataError,
        "a.npy has shape (9, 3, 8, 6), and images have their channels last: save "
        "X.transpose(0, 2, 3, 1). Otherwise save X.reshape(len(X), -1), and give "
        "--image-shape.",
    ),
    "array without samples": (
        "a.npy", npy(np.zeros((0, 3))), {}, InvalidDataError,
        "a.npy has no samples: its shape is (0, 3).",
    ),
    "array without features": (
        "a.npy", npy(np.zeros((3, 0))), {}, InvalidDataError,
        "a.npy has no features: its shape is (3, 0).",
    ),
    "objects": (
        "a.npy", npy(np.array([[{}]])), {}, DataFileError,
        "a.npy holds Python objects; only arrays of numbers are read. Save it again as "
        "numbers, with numpy.save or numpy.savez.",
    ),
    "objects in npz": (
        "a.npz", npz(X=np.array([[{}]])), {}, DataFileError,
        "a.npz holds Python objects; only arrays of numbers are read. Save it again as "
        "numbers, with numpy.save or numpy.savez.",
    ),
    "pickle": (
        "a.npz", lambda path: path.write_bytes(pickle.dumps([1, 2])), {},
        DataFileError,
        "a.npz cannot be read: File is not a zip file.",
    ),
    "no npy file": (
        "a.npy", text("hello world"), {}, DataFileError,
        "a.npy cannot be read: the magic string is not correct; expected "
        r"b'\x93NUMPY', got b'hello '.",
    ),
    "cut npy": (
        "a.npy", cut(npy(np.zeros((100, 3))), 300), {}, DataFileError,
        "a.npy cannot be read: mmap length is greater than file size.",
    ),
    "cut npz": (
        "a.npz", cut(npz(X=SQUARE), 100), {}, DataFileError,
        "a.npz cannot be read: File is not a zip file.",
    ),
    "text array": (
        "a.npy", npy(np.array([["a", "b"]])), {}, InvalidDataError,
        "a.npy holds text; the model takes real numbers.",
    ),
    "complex array": (
        "a.npy", npy(SQUARE + 1j), {}, InvalidDataError,
        "a.npy holds complex numbers; the model takes real numbers.",
    ),
    "array with fields": (
        "a.npy", npy(np.zeros(3, dtype=[("a", "f8")])), {}, InvalidDataError,
        "a.npy holds [('a', '<f8')] values; the model takes real numbers.",
    ),
    "several arrays": (
        "a.npz", npz(train=SQUARE, test=SQUARE, y=np.zeros(2)), {}, InvalidDataError,
        "a.npz holds 3 arrays ('train', 'test', 'y') and none is named 'X'. Save the "
        "samples as 'X', and the labels as 'y'.",
    ),
    "no array": (
        "a.npz", npz(), {}, InvalidDataError,
        "a.npz holds no array.",
    ),
    "labels of another length": (
        "a.npz", npz(X=SQUARE, y=np.zeros(3)), {}, InvalidDataError,
        "a.npz has 2 samples, but its labels have shape (3,). Give one label for each "
        "sample.",
    ),
    "complex labels": (
        "a.npz", npz(X=SQUARE, y=np.zeros(2, complex)), {}, InvalidDataError,
        "Label 'y' in a.npz holds complex128 values; a label is text or a number.",
    ),
    "folder without images": (
        "a.csv", lambda path: path.mkdir(), {}, InvalidDataError,
        "The folder a.csv holds no files.",
    ),
    "folder of other files": (
        "codes", arrays_in_a_folder, {}, InvalidDataError,
        "The folder codes holds no images (.png, .jpg, .jpeg, .bmp, .gif, .tif, .tiff, "
        ".webp), but files that end in '.npy'. Give one of these files, or a folder of "
        "images.",
    ),
    "archive without arrays": (
        "a.npz", archive, {}, InvalidDataError,
        "a.npz holds 'notes.txt', which is no array. Save the samples with "
        "numpy.savez.",
    ),
    "images of two sizes": (
        "faces", images(a=np.zeros((8, 9)), b=np.zeros((8, 7))), {}, InvalidDataError,
        "faces/b.png has 8 x 7 pixels; faces/a.png has 8 x 9 (height x width). Resize "
        "all with --image-size 8x9.",
    ),
    "no image": (
        "faces", images(a=SQUARE, b=b"hello"), {}, DataFileError,
        "faces/b.png is a broken image (no image of a known format). Remove or replace "
        "it. Commands that have --stream leave broken images out with --stream "
        "--on-error skip.",
    ),
    "images beside folders": (
        "faces", images(a=SQUARE, cats__b=SQUARE), {}, InvalidDataError,
        "faces holds images beside its class folders ('a.png'). Move every image into "
        "a class folder, or none.",
    ),
    "images of another model": (
        "faces", images(a=SQUARE), {"feature_names": ["a"]}, InvalidDataError,
        "faces has 4 features; the model has 1.",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD_FILES)
def test_invalid_arrays_and_images_are_reported_in_one_line(
    case, tmp_path, monkeypatch
):
    name, write, arguments, error, message = BAD_FILES[case]
    monkeypatch.chdir(tmp_path)
    write(Path(name))
    with pytest.raises(error) as caught:
        read_samples(name, **arguments)
    assert str(caught.value) == message
    assert "\n" not in message


def test_the_error_for_a_truncated_image_names_it(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    images(a=png()[:900])(Path("faces"))
    with pytest.raises(DataFileError, match=r"^faces/a\.png is a broken image \(.+\)"):
        read_samples("faces")


def test_floating_point_images_are_refused(tmp_path):
    Image.fromarray(np.zeros((2, 2), np.float32)).save(tmp_path / "a.tif")
    with pytest.raises(InvalidDataError, match=r"a\.tif has floating-point pixels"):
        read_samples(tmp_path)


def test_invalid_sparse_indices_are_refused(tmp_path):
    np.savez(
        tmp_path / "a.npz",
        format=b"csr",
        shape=np.array([2, 2]),
        data=np.ones(2),
        indices=np.array([0, 9]),
        indptr=np.array([0, 1, 2]),
    )
    with pytest.raises(DataFileError, match=r"a\.npz cannot be read: .+\.$"):
        read_samples(tmp_path / "a.npz")
