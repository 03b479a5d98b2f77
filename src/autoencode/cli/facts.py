"""What a run stores of the command that made it, and of its data."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from autoencode.cli.options import TEXT_OPTIONS
from autoencode.files import sha256_of_file
from autoencode.remote import place_of

if TYPE_CHECKING:
    from autoencode.data.dataset import Dataset
    from autoencode.storage import Run


def data_name(data: str) -> str:
    """Return the name of data, for the folder of a result."""
    return place_of(data).stem if data != "-" else "stdin"


def run_facts(
    dataset: Dataset, words: Sequence[str] = (), data: str | None = None
) -> dict[str, Any]:
    """Return the command of a run, and the hash of its data; see `hash_of` for tables.

    ``words`` are those of the command, if they are others than were given: a fit that
    is resumed has those of the fit that was stopped. ``data`` is the file of which the
    hash is returned too, if it is one.
    """
    from autoencode.data.preprocessing import data_hash

    about = {"command": shlex.join(["autoencode", *(words or sys.argv[1:])])}
    if not hasattr(dataset.X, "iloc"):
        about["data_hash"] = data_hash(dataset.X)
    if data is not None and Path(data).is_file():
        about["file_hash"] = sha256_of_file(data)
    return about


def is_data_of_fit(data: str, part: str, run: Run) -> bool:
    """Whether DATA is what a run was fitted to: by content of a file, else by name.

    ``part`` is that of a named data set.
    """
    from autoencode.data import DATASETS

    if data in DATASETS:
        return data == run.input.get("data") and part == "train"
    known, place = run.about.get("file_hash"), Path(data)
    if known is not None and place.is_file():
        return bool(known == sha256_of_file(data))
    stored = Path(str(run.input.get("data")))
    return place.exists() and stored.exists() and place.samefile(stored)


def notes_of_fit(path: str, run: Run, data: str, part: str) -> list[str]:
    """Return a note on rows that the model was trained on; none for other rows."""
    from autoencode.data.parts import test_part

    if not is_data_of_fit(data, part, run):
        return []
    way = f"autoencode report {shlex.quote(path)} evaluates the rows that were held out"
    if test_part(run.input.get("test")) == 0:
        way = "give rows that it has not seen"
    return [
        f"{data} is the data of the fit: the model was trained on rows of it, and "
        f"figures of new rows are usually worse than these; {way}."
    ]


def hash_of(dataset: Dataset, run: Run) -> str:
    """Return the hash of the samples of a run; of tables, as its model reads them.

    Raises
    ------
    InvalidDataError
        If a table has cells that the model cannot read.
    """
    from autoencode.data.preprocessing import data_hash
    from autoencode.data.table_hash import table_hash

    if hasattr(dataset.X, "iloc"):
        return table_hash(dataset.X, run.table_columns)
    return data_hash(dataset.X)


def input_facts(
    data: str, dataset: Dataset, columns: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the arguments to read data for the model."""
    return {
        "data": data,
        "feature_names": dataset.feature_names,
        "class_names": dataset.class_names,
        "image_shape": dataset.image_shape,
        "image_size": columns["image_size"],
        "grey": columns["grey"],
        "label": columns["label"],
        "id": columns["id_column"],
        "id_name": dataset.id_name,
        "drop": columns["drop"],
        **{name: columns[name] for name in TEXT_OPTIONS},
    }
