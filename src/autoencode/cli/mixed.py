"""Mixed tables from the shell: ``fit --model mixed``, the commands on such runs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from autoencode.cli.apply import DROP, OUT, tell

if TYPE_CHECKING:
    from autoencode.models.mixed import MixedAutoencoder
    from autoencode.storage import Run
    from autoencode.tasks.tables import ColumnScore, TableAutoencoder

HIDDEN = 0.3  # share of cells that are hidden to judge by


@dataclass(frozen=True)
class TableFit:
    """How ``fit`` is asked to train on a mixed table.

    ``told`` are the columns whose kind is told, ``columns`` the others that are named:
    the label, the ids, and those to leave out. ``about`` says how it was made.
    """

    data: str
    place: Path
    test: str | None
    scale: str
    told: Mapping[str, Any]
    columns: Mapping[str, Any]
    about: dict[str, Any]
    quiet: bool

    def read(self, **changes: Any) -> tuple[Any, Any]:
        """Return the rows to train on and those to test on, as for other files."""
        import numpy as np

        from autoencode.cli.inputs import test_part
        from autoencode.data.frames import read_frame
        from autoencode.data.readers import check_no_images

        check_no_images(self.data, self.columns["image_size"], self.columns["grey"])
        names = ("label", "id_column", "drop")
        columns: dict[str, Any] = {name: self.columns[name] for name in names}
        as_text = [*self.told["categorical"], *self.told["dates"]]
        columns |= {"as_text": as_text, **changes}
        share = test_part(self.test)
        frame, _ = read_frame(self.data, **columns)
        if isinstance(share, str):
            columns["feature_names"] = [str(name) for name in frame.columns]
            return frame, read_frame(share, **columns)[0]
        order = np.random.default_rng(0).permutation(len(frame))
        n_test = round(share * len(frame)) if len(frame) >= 5 else 0
        rows, test_rows = np.sort(order[n_test:]), np.sort(order[:n_test])
        return frame.iloc[rows], frame.iloc[test_rows]  # numbered as in the file

    def parameters(self) -> dict[str, Any]:
        """Return those that all estimators of mixed tables have."""
        return {
            "scale": "standard" if self.scale == "auto" else self.scale,
            "categorical": list(self.told["categorical"]),
            "numeric": list(self.told["numeric"]),
            "dates": dict(self.told["dates"]),
        }

    def train(self, table: Any, inner: str, train: Any, held_out: Any) -> None:
        """Train an estimator of tables, with the progress of the one in ``inner``."""
        from autoencode.storage.tables import check_columns

        check_columns(table.untrained_table().fit(train))
        own = getattr(table, inner)
        if not self.quiet:
            click.echo(
                f"{Path(self.data).stem}: {len(train):,} rows of {train.shape[1]} "
                f"columns, {len(held_out):,} for testing.",
                err=True,
            )
            if inner == "detector":
                click.echo(f"Training {own.n_members} autoencoders.", err=True)
            own.set_params(verbose=1)
        table.fit(train)
        fitted = table.model_ if inner == "autoencoder" else table.detector_
        for each in (own, fitted):
            each.set_params(verbose=0)  # when it is trained again

    def input_of(self, table: Any) -> dict[str, Any]:
        """Return how to read data for the fitted estimator again."""
        return {
            "data": self.data,
            "feature_names": [str(name) for name in table.feature_names_in_],
            "label": self.columns["label"],
            "id": self.columns["id_column"],
            "id_name": self.columns["id_column"],
            "drop": list(self.columns["drop"]),
            "scale": table.scale,
        }


def fit_table(model: MixedAutoencoder, asked: TableFit) -> None:
    """Train on a mixed table; save it in a run folder, judge its columns, draw them."""
    from autoencode.storage import Run, save_run
    from autoencode.tasks.tables import TableAutoencoder

    place = asked.place
    train, held_out = asked.read()
    table = TableAutoencoder(
        n_components=model.n_components,
        autoencoder=model,
        random_state=model.random_state,
        **asked.parameters(),
    )
    asked.train(table, "autoencoder", train, held_out)
    stored, about = asked.input_of(table), asked.about
    run = Run(model=table.model_, table=table, input=stored, about=about)
    save_run(run, place)
    scores, hidden = show_scores(table, held_out if len(held_out) else train)
    run.metrics = {
        "rows": [],
        "notes": [],
        "verdict": _verdict(hidden),
        "columns": [each._asdict() for each in scores],
        "hidden_columns": [each._asdict() for each in hidden],
    }
    save_run(run, place)
    click.echo(run.metrics["verdict"])
    _draw(place, run, scores, hidden)


def show_scores(
    table: TableAutoencoder, frame: Any
) -> tuple[list[ColumnScore], list[ColumnScore]]:
    """Print how well each column comes back, and is found where it is hidden."""
    from autoencode.cli.tables import table as text_table

    scores = table.column_scores(frame)
    hidden = {each.column: each for each in table.column_scores(frame, HIDDEN)}
    lines = []
    for each in scores:
        found = hidden.get(each.column)
        cells = [_percent(each.score)]
        cells += ["–", "–"] if found is None else map(_percent, found[2:4])
        lines.append([str(each.column), each.measure, *cells])
    header = ["column", "measure", "decoded", f"{HIDDEN:.0%} hidden", "mean or most"]
    click.echo(text_table([each.replace("%", " %") for each in header], lines))
    click.echo("")
    return scores, list(hidden.values())


def _percent(share: float) -> str:
    """Return a share in words; far below 0 it does not matter how far."""
    return f"{100 * max(share, -9.99):.1f} %"


def _verdict(hidden: list[ColumnScore]) -> str:
    """Return one sentence: in how many columns hidden cells are found."""
    better = [each for each in hidden if each.score > each.simple]
    return (
        f"Hidden cells are found better than by mean or most frequent category in "
        f"{len(better)} of {len(hidden)} columns."
    )


def _draw(
    place: Path, run: Run, scores: list[ColumnScore], hidden: list[ColumnScore]
) -> None:
    from autoencode.plots.tables import column_bars
    from autoencode.report import write_pictures

    if not hidden:
        click.echo(f"Saved in {place}; there are too few rows to draw.")
        return
    found = {each.column: each for each in hidden}
    shown = [each for each in scores if each.column in found]
    bars = {
        "decoded": [each.score for each in shown],
        "hidden, and filled in": [found[each.column].score for each in shown],
        "mean or most frequent": [found[each.column].simple for each in shown],
    }
    caption = (
        "Share of cells that are right (categories), or of variance explained (numbers "
        "and dates): of decoded rows, and of cells that were hidden."
    )
    figure = column_bars([each.column for each in shown], bars)
    title = f"Table autoencoder on {Path(str(run.input['data'])).stem}"
    write_pictures(place, run, title, [("columns", caption, figure)])
    click.echo(f"Saved in {place}; the pictures are in {place / 'report.html'}.")


@click.command("impute")
@click.argument("run")
@click.argument("data")
@OUT
@DROP
def impute_command(run: str, data: str, out: str, drop: tuple[str, ...]) -> None:
    """Fill in the missing cells of DATA with the table's autoencoder saved in RUN.

    Train it with 'autoencode fit --model mixed'. Cells that are there stay as they are.

    \b
    Example:
        autoencode fit people.csv --model mixed --out runs/people
        autoencode impute runs/people new.csv --out whole.csv
    """
    from autoencode.cli.inputs import load_autoencoder
    from autoencode.data.writers import check_output
    from autoencode.errors import RunFolderError

    check_output(out, columns=True)
    loaded = load_autoencoder(run, of_tables=True)
    if loaded.table is None:
        raise RunFolderError(
            f"{run} holds a {type(loaded.model).__name__}, which takes no missing "
            f"cells. Train one that does: autoencode fit DATA --model mixed."
        )
    frame, ids = read_for_table(data, loaded, drop)
    n_missing = int(frame[loaded.feature_names].isna().to_numpy().sum())
    write_frame(out, loaded.table.impute(frame), ids, loaded)
    click.echo(f"Filled in {n_missing:,} cells.", err=True)


def read_for_table(data: str, run: Run, drop: Sequence[str]) -> tuple[Any, Any]:
    """Read DATA as the estimator of a run takes it: (frame, ids)."""
    from autoencode.data.frames import read_frame

    return read_frame(data, **as_in_fit(run, drop))


def as_in_fit(run: Run, drop: Sequence[str]) -> dict[str, Any]:
    """Return how the columns of a table are read as those of the fit were."""
    from autoencode.cli.inputs import columns_as_trained

    assert run.table is not None
    as_text = [
        column.name
        for column in run.table.table_.columns_
        if column.form
        or (column.values and all(isinstance(v, str) for v in column.values.values()))
    ]
    return {**columns_as_trained(run, drop), "as_text": as_text}


def write_frame(out: str, frame: Any, ids: Any, run: Run) -> None:
    """Write a frame, ids first, and say so."""
    from autoencode.data.writers import write_blocks

    assert run.table is not None
    whole = frame.copy() if ids is None else frame.set_axis(range(len(frame)))
    for column in run.table.table_.columns_:
        values = whole[column.name]
        # Without a time of day, as they were read.
        is_written = column.form or column.unit != "days"
        if not is_written and (values == values.dt.normalize()).all():
            whole[column.name] = values.dt.date
    if ids is not None:
        whole.insert(0, run.input.get("id") or "id", ids)
    write_blocks(out, [{str(name): whole[name] for name in whole}])
    tell(out, whole)


def transform_table(
    run: Run, data: str, out: str, drop: tuple[str, ...], *, decodes: bool
) -> None:
    """Write the codes, or the reconstructions, of the rows of a table."""
    from autoencode.data.writers import check_output, write_samples

    assert run.table is not None
    check_output(out, columns=decodes)
    frame, ids = read_for_table(data, run, drop)
    codes = run.table.transform(frame)
    if decodes:
        write_frame(out, run.table.inverse_transform(codes), ids, run)
        return
    names = run.model.get_feature_names_out()
    write_samples(out, codes, feature_names=names, ids=ids, id_name=run.input.get("id"))
    tell(out, codes)
