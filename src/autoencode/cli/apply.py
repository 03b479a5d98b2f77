"""``autoencode encode``, ``decode`` and ``reconstruct``: a saved model on data."""

from pathlib import Path
from typing import Any

import click

from autoencode.cli.options import column_names

OUT = click.option(
    "--out", required=True, help="File to write: .npy, .csv, .tsv, .parquet; - for CSV."
)
PART = click.option(
    "--part",
    type=click.Choice(["test", "train"]),
    default="test",
    show_default=True,
    help="Part of a data set given by its name.",
)


DROP = click.option(
    "--drop", multiple=True, callback=column_names, help="Columns to leave out."
)


@click.command("encode")
@click.argument("run")
@click.argument("data")
@OUT
@PART
@DROP
def encode_command(
    run: str, data: str, out: str, part: str, drop: tuple[str, ...]
) -> None:
    """Encode DATA with the model saved in RUN; one code per row.

    DATA is what 'autoencode fit' takes: a data set's name, a file, a folder or -.

    \b
    Example:
        autoencode encode runs/digits new.csv --out codes.parquet
    """
    _transform(run, data, out, part, drop, decodes=False)


@click.command("reconstruct")
@click.argument("run")
@click.argument("data")
@OUT
@PART
@DROP
def reconstruct_command(
    run: str, data: str, out: str, part: str, drop: tuple[str, ...]
) -> None:
    """Encode DATA with the model saved in RUN, and decode the codes.

    The result has the columns and units of the data.

    \b
    Example:
        autoencode reconstruct runs/digits new.csv --out again.csv
    """
    _transform(run, data, out, part, drop, decodes=True)


@click.command("decode")
@click.argument("run")
@click.argument("codes")
@OUT
def decode_command(run: str, codes: str, out: str) -> None:
    """Decode CODES, a table with one code per row, with the model saved in RUN.

    \b
    Example:
        autoencode decode runs/digits codes.npy --out data.npy
    """
    from autoencode.cli.inputs import load_autoencoder
    from autoencode.cli.mixed import write_frame
    from autoencode.data.readers import read_samples
    from autoencode.data.writers import check_output, write_samples

    loaded = load_autoencoder(run, of_tables=True)
    check_output(out, columns=loaded.table is not None)
    names = [str(name) for name in loaded.model.get_feature_names_out()]
    # A table of codes may have the names of its rows; one without names is fine too.
    id_name = loaded.input.get("id_name") or "id"
    table = read_samples(codes, feature_names=names, id_column=id_name)
    if loaded.table is not None:
        frame = loaded.table.inverse_transform(table.X)
        write_frame(out, frame, table.ids, loaded)
        return
    X_hat = loaded.estimator.inverse_transform(table.X)
    write_samples(
        out,
        X_hat,
        feature_names=loaded.input.get("feature_names"),
        ids=table.ids,
        id_name=table.id_name,
    )
    tell(out, X_hat)


def _transform(
    run: str, data: str, out: str, part: str, drop: tuple[str, ...], *, decodes: bool
) -> None:
    """Write the codes, or the reconstructions, of DATA."""
    from autoencode.cli.inputs import load_autoencoder, read_for_run
    from autoencode.cli.mixed import transform_table
    from autoencode.data.writers import check_output, write_samples

    loaded = load_autoencoder(run, of_tables=True)
    if loaded.table is not None:
        transform_table(loaded, data, out, drop, decodes=decodes)
        return
    check_output(out)
    dataset = read_for_run(data, loaded, part, drop)
    result = loaded.estimator.transform(dataset.X)
    names = loaded.model.get_feature_names_out()
    if decodes:
        result = loaded.estimator.inverse_transform(result)
        names = loaded.input.get("feature_names")
    write_samples(
        out, result, feature_names=names, ids=dataset.ids, id_name=dataset.id_name
    )
    tell(out, result)


def check_pictures(*pictures: str | None) -> None:
    """Raise for names of pictures that are no PNG files, or the same twice.

    Raises
    ------
    InvalidParameterError
    """
    from autoencode.errors import InvalidParameterError

    named = [Path(each) for each in pictures if each is not None]
    for place in named:
        if place.suffix.lower() != ".png":
            raise InvalidParameterError(
                f"Pictures are PNG files; {str(place)!r} does not end in .png."
            )
    if len({each.absolute() for each in named}) < len(named):
        raise InvalidParameterError(f"Two pictures cannot both be {named[0]}.")


def tell(out: str, result: Any) -> None:
    """Say what was written, and where."""
    rows, columns = result.shape
    place = "standard output" if out == "-" else out
    words = ["row" if rows == 1 else "rows", "column" if columns == 1 else "columns"]
    click.echo(
        f"Wrote {rows:,} {words[0]} of {columns:,} {words[1]} to {place}.", err=True
    )
