"""Readers of documents: folders of texts, and columns of tables."""

import pandas as pd
import pytest

from autoencode.data.documents import read_documents
from autoencode.errors import DataFileError, InvalidDataError, InvalidParameterError


@pytest.fixture
def folder(tmp_path):
    for name, text in {
        "cats/a": "Cats purr.",
        "cats/b": "Mew",
        "dogs/c": "Woof",
    }.items():
        path = tmp_path / "pets" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path / "pets"


def test_a_file_is_a_document_and_a_sub_folder_a_class(folder):
    (folder / ".hidden").write_bytes(b"\0")
    dataset = read_documents(folder)
    assert dataset.X.tolist() == ["Cats purr.", "Mew", "Woof"]
    assert dataset.ids.tolist() == ["cats/a", "cats/b", "dogs/c"]
    assert dataset.class_names == ("cats", "dogs")
    assert dataset.y.tolist() == [0, 0, 1]
    assert repr(dataset) == "Dataset('pets', 3 documents, 2 classes)"


def test_a_folder_without_sub_folders_has_no_labels(tmp_path):
    (tmp_path / "a.txt").write_text("Hello")
    assert read_documents(tmp_path).y is None


@pytest.mark.parametrize("suffix", [".csv", ".tsv", ".parquet"])
def test_a_column_of_a_table_holds_documents(tmp_path, suffix):
    path = tmp_path / f"pets{suffix}"
    frame = pd.DataFrame(
        {
            "name": ["x", "y"],
            "says": ["Hello, cat.\nBye.", "007"],
            "kind": ["a", "b"],
            "age": [1, 2],
        }
    )
    if suffix == ".parquet":
        frame.to_parquet(path)
    else:
        frame.to_csv(path, index=False, sep="\t" if suffix == ".tsv" else ",")
    dataset = read_documents(path, text="says", id_column="name", label="kind")
    assert dataset.X.tolist() == ["Hello, cat.\nBye.", "007"]
    assert dataset.ids.tolist() == ["x", "y"]
    assert dataset.class_names == ("a", "b")
    assert read_documents(path, text="says").ids.tolist() == ["0", "1"]


def test_the_encoding_can_be_given(tmp_path):
    (tmp_path / "a").write_bytes("café".encode("latin-1"))
    with pytest.raises(DataFileError, match=r"a is not text in UTF-8 .*--encoding"):
        read_documents(tmp_path)
    assert read_documents(tmp_path, encoding="latin-1").X.tolist() == ["café"]
    (tmp_path / "a").write_bytes("café".encode("utf-16"))
    assert read_documents(tmp_path, encoding="utf-16").X.tolist() == ["café"]


def test_an_encoding_is_that_of_the_files_that_are_not_utf_8(tmp_path):
    for name, encoding in (("a", "utf-8"), ("b", "cp1252"), ("c", "utf-8-sig")):
        (tmp_path / name).write_bytes("Blüte".encode(encoding))
    (tmp_path / "d").write_bytes("Blüte".encode("utf-16"))  # with a byte order mark
    dataset = read_documents(tmp_path, encoding="cp1252")
    assert dataset.X.tolist() == ["Blüte"] * 4
    (tmp_path / "d").write_bytes("花".encode("iso2022_jp"))  # of ASCII bytes
    (tmp_path / "b").unlink()
    assert read_documents(tmp_path, encoding="iso2022_jp").X[-1] == "花"


def test_the_files_that_cannot_be_decoded_are_counted(tmp_path):
    for name, encoding in (("a", "utf-8"), ("b", "cp1252"), ("c", "cp1252")):
        (tmp_path / name).write_bytes("Blüte".encode(encoding))
    with pytest.raises(DataFileError, match=r"^2 of 3 files .*: .*b is not text in"):
        read_documents(tmp_path)


@pytest.mark.parametrize("content", [b"\x89PNG\r\n\0\0", b"ELF\0\0"])
def test_a_binary_file_among_texts_is_refused_with_its_name(folder, content):
    (folder / "cats" / "picture.png").write_bytes(content)
    with pytest.raises(DataFileError, match=r"picture\.png is a binary file"):
        read_documents(folder)


def test_bad_folders_are_refused(folder, tmp_path):
    (tmp_path / "none").mkdir()
    with pytest.raises(InvalidDataError, match="none holds no files"):
        read_documents(tmp_path / "none")
    with pytest.raises(InvalidParameterError, match="--text is for tables"):
        read_documents(folder, text="says")
    with pytest.raises(DataFileError, match="does not exist"):
        read_documents(tmp_path / "missing")
    (folder / "cats" / "b").write_text(" \n")
    with pytest.raises(InvalidDataError, match="b is empty"):
        read_documents(folder)
    (folder / "cats" / "b").unlink()
    (folder / "loose").write_text("text")
    with pytest.raises(InvalidDataError, match="beside its class folders"):
        read_documents(folder)


def test_bad_columns_are_refused(tmp_path):
    path = tmp_path / "pets.csv"
    path.write_text("says,age\nwoof,1\n,2\n")
    with pytest.raises(InvalidDataError, match=r"is empty in row 1 \(line 3\)"):
        read_documents(path, text="says")
    with pytest.raises(InvalidDataError, match="Did you mean 'says'"):
        read_documents(path, text="say")
    with pytest.raises(InvalidParameterError, match="--text COLUMN"):
        read_documents(path)
    pd.DataFrame({"age": [1, 2]}).to_parquet(tmp_path / "pets.parquet")
    with pytest.raises(InvalidDataError, match="holds no texts, but 1 in row 0"):
        read_documents(tmp_path / "pets.parquet", text="age")


def test_an_option_of_tables_is_refused_for_a_folder_beside_its_own_label(tmp_path):
    (tmp_path / "cats").mkdir()
    (tmp_path / "cats" / "a").write_text("purr")
    with pytest.raises(InvalidParameterError, match="--text is for tables"):
        read_documents(tmp_path, text="says", label="class")


def test_texts_cannot_be_labels_or_titles_too(tmp_path):
    path = tmp_path / "pets.csv"
    path.write_text("says,age\nwoof,1\nmeow,2\n")
    for option in ("label", "id_column"):
        with pytest.raises(InvalidParameterError, match="are both 'says'"):
            read_documents(path, text="says", **{option: "says"})
