"""``autoencode units``: what each unit of a saved model's code means."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from autoencode.cli.verbs import DROP, PART
from autoencode.remote import RemotePath, place_of


@click.command("units")
@click.argument("run")
@click.argument("data", required=False)
@click.option(
    "--properties",
    help="Table with a header and a row for each row of DATA: matched by the column "
    "of ids of DATA, if the table has it, else in the same order.",
)
@click.option(
    "--row", type=click.IntRange(min=0), help="Traverse the code of this row of DATA."
)
@click.option(
    "--out", type=click.Path(path_type=Path), help="Folder.  [default: RUN-units]"
)
@PART
@DROP
def units_command(
    run: str,
    data: str | None,
    properties: str | None,
    row: int | None,
    out: Path | None,
    part: str,
    drop: tuple[str, ...],
) -> None:
    """Describe what each unit of the code of the model saved in RUN means.

    DATA is as in fit, and by default the data of the fit. Units are correlated with the
    labels, the columns and, of images, with measured properties: slant, thickness,
    size, place; and with the columns of a table, --properties. Pictures show the inputs
    that move each unit, and what the unit changes.

    \b
    Example:
        autoencode units runs/digits digits
        autoencode units runs/people people.csv --properties answers.csv
    """
    from autoencode.cli.data import data_of, read_for_run, read_rows
    from autoencode.cli.messages import shell_words
    from autoencode.cli.results import check_not_data
    from autoencode.cli.runs import load_with
    from autoencode.report.units import check_folder, write_units
    from autoencode.tasks.unit_meaning import describe_units
    from autoencode.words import aligned_table

    loaded = load_with(run, "inverse_transform", "be described by its units")
    own = place_of(run)
    beside = own.name if isinstance(own, RemotePath) else str(run).rstrip("/")
    place = out or Path(f"{beside}-units")
    check_folder(place)
    data = data or data_of(run, loaded)
    check_not_data(place, data)
    # Properties are those of all rows.
    takes_sample = properties is None
    dataset = read_for_run(data, loaded, part, drop, takes_sample=takes_sample)
    start = None
    if row is not None:
        (start,) = read_rows(data, loaded, (row,), lambda: dataset, drop)
    shape = loaded.input.get("image_shape")
    known = _labels(dataset) | _properties(properties, loaded, dataset)
    with shell_words(data, dataset.feature_names, part=""):
        found = describe_units(
            loaded.estimator,
            dataset.X,
            known,
            feature_names=None if shape else loaded.feature_names,
            image_shape=shape,
            start=start,
        )
    click.echo(
        aligned_table(*found.table(3 if len(set(found.sources)) == 1 else 2)) + "\n"
    )
    for line in found.lines():
        click.echo(line)
    names = write_units(place, found)
    click.echo(f"Wrote {', '.join(names)} to {place}.", err=True)


def _labels(dataset: Any) -> dict[str, Any]:
    """Return the labels as properties: the names of classes, or numbers."""
    import numpy as np

    y, names = dataset.y, dataset.class_names
    label = dataset.label_name or "label"
    if y is None:
        return {}
    if y.ndim == 2:  # a sample may have several classes
        return {f"{label}={name}": y[:, j] for j, name in enumerate(names)}
    if names is None:
        return {label: y}
    known = [names[number] if number >= 0 else None for number in y]
    return {label: np.array(known, dtype=object)}


def _properties(path: str | None, run: Any, dataset: Any) -> dict[str, Any]:
    """Return the columns of the file of properties, in the order of the samples.

    Rows are matched by ids if file and data have them, else by their order.

    Raises
    ------
    InvalidDataError
        If the file does not have a row for each sample.
    """
    from autoencode.cli.options import given_text_options
    from autoencode.data.dataset import len_of
    from autoencode.data.frames import read_frame
    from autoencode.errors import InvalidDataError

    if path is None:
        return {}
    text, n_samples = given_text_options(), len_of(dataset.X)
    frame, _ = read_frame(path, **text)
    if dataset.ids is not None and dataset.id_name in frame:
        frame, ids = read_frame(path, id_column=dataset.id_name, **text)
        frame = frame.iloc[_rows_of(dataset, ids, path)]
    elif len(frame) != n_samples:
        raise InvalidDataError(
            f"{path} has {len(frame):,} rows, and the data {n_samples:,}: give one row "
            f"for each, in the same order."
        )
    own = run.input.get("id")
    return {str(name): frame[name] for name in frame if name != own}


def _rows_of(dataset: Any, ids: Any, path: str) -> Any:
    """Return the row of the file for each sample, by ``ids`` of the rows."""
    import numpy as np
    import pandas as pd

    from autoencode.errors import InvalidDataError

    found, wanted = pd.Index(ids), np.asarray(dataset.ids).astype(str)
    repeated = found[found.duplicated()]
    if len(repeated):
        raise InvalidDataError(
            f"{path} has more than one row with the {dataset.id_name} {repeated[0]!r}. "
            f"Keep one row for each."
        )
    rows = found.get_indexer(wanted)
    if (rows < 0).any():
        first = str(wanted[rows < 0][0])
        raise InvalidDataError(
            f"{path} has no row with the {dataset.id_name} {first!r}. Give a row for "
            f"each of the {len(wanted):,} samples."
        )
    return rows
