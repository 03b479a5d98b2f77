"""``autoencode compare``: maps by several methods, or classifiers of data and codes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from autoencode.cli.fit_options import BASE_OPTIONS, base_option
from autoencode.cli.options import COLUMNS
from autoencode.errors import InvalidDataError, InvalidParameterError

if TYPE_CHECKING:
    from autoencode.data.dataset import Dataset

METHODS_HELP = (
    "Methods to compare: pca, kernel_pca, t_sne, umap, pacmap, autoencoder, "
    "variational, parametric_map.  [default: all that are installed]"
)
CLASSIFIERS_HELP = (
    "Compare classifiers of the data and of codes, by the number of labelled samples "
    "and by dimension."
)
COMPONENTS_HELP = "Size of the code.  [default: 2; with --classifiers 16]"
NEIGHBORS_HELP = "Neighbours of trustworthiness, continuity and accuracy."
EPOCHS_HELP = "Epochs of the autoencoders.  [default: automatic]"
ROWS_HELP = "Training samples, and test samples, to use at most, drawn at random."
OVERWRITE_HELP = "Replace an earlier comparison."
QUIET_HELP = "Print only the result."
OUT_HELP = "Folder to save in.  [default: runs/DATA-compare]"
SHARED = {"test", "scale", *COLUMNS}
AT_LEAST_1 = click.IntRange(min=1)
PATH = click.Path(path_type=Path)
DEFAULT_SIZE, CLASSIFIERS_SIZE = 2, 16

OPTIONS = [
    base_option("--methods", help=METHODS_HELP),
    base_option("--classifiers", is_flag=True, help=CLASSIFIERS_HELP),
    base_option(
        "--components",
        "--n-components",
        "n_components",
        type=AT_LEAST_1,
        help=COMPONENTS_HELP,
    ),
    base_option(
        "--n-neighbors",
        type=AT_LEAST_1,
        default=5,
        show_default=True,
        help=NEIGHBORS_HELP,
    ),
    base_option("--max-epochs", type=AT_LEAST_1, help=EPOCHS_HELP),
    base_option("--rows", type=AT_LEAST_1, help=ROWS_HELP),
    base_option(
        "--seed",
        type=click.IntRange(min=0),
        default=0,
        show_default=True,
        help="Seed of methods and subsamples.",
    ),
    base_option("--out", type=PATH, help=OUT_HELP),
    base_option("--overwrite", is_flag=True, help=OVERWRITE_HELP),
    base_option("--quiet", is_flag=True, help=QUIET_HELP),
    *(option for option in BASE_OPTIONS if option.name in SHARED),
]


@click.command("compare", params=OPTIONS)
@click.argument("data")
def compare_command(
    data: str,
    methods: str | None,
    classifiers: bool,
    n_components: int | None,
    n_neighbors: int,
    max_epochs: int | None,
    rows: int | None,
    seed: int,
    out: Path | None,
    overwrite: bool,
    test: str | None,
    scale: str,
    quiet: bool,
    **columns: Any,
) -> None:
    """Compare methods of dimensionality reduction on DATA, and draw their maps.

    DATA is as in fit: the name of a data set, a file or a folder of images. Methods are
    evaluated on test samples, which they have not seen. With --classifiers, nearest
    neighbours, a support vector machine and Gaussian mixtures are trained on the data
    and on codes instead.

    \b
    Example:
        autoencode compare digits --methods pca,t_sne,autoencoder
        autoencode compare people.csv --id name --label city --max-epochs 50
        autoencode compare digits --classifiers
    """
    from autoencode.cli.facts import data_name
    from autoencode.cli.messages import (
        of_numbers_only,
        report_constant,
        shell_words,
    )
    from autoencode.cli.results import check_not_data
    from autoencode.comparisons.result import check_folder
    from autoencode.data.parts import read_numbers

    if classifiers and methods is not None:
        raise InvalidParameterError(
            "--methods is for maps, and --classifiers compares data, PCA and "
            "autoencoder. Leave one of them out."
        )
    place = (
        out
        or Path("runs")
        / f"{data_name(data)}-{'classifiers' if classifiers else 'compare'}"
    )
    table = "classifiers.json" if classifiers else "compare.json"
    check_not_data(place, data)
    check_folder(place, table, overwrite=overwrite)
    with of_numbers_only():
        dataset = read_numbers(data, test, columns)
    report_constant(dataset, data)
    with shell_words(data, dataset.feature_names):
        dataset, scaler = _scaled(_drawn(dataset, rows, seed), scale)
    units = "" if scaler is None else f", of scaled data ({type(scaler).__name__})"
    shared = {"max_epochs": max_epochs, "random_state": seed, "folder": place}
    shared["verbose"] = int(not quiet)
    with shell_words(data, dataset.feature_names):
        if classifiers:
            _compare_classifiers(dataset, n_components or CLASSIFIERS_SIZE, shared)
        else:
            given = {"n_components": n_components or DEFAULT_SIZE}
            given["n_neighbors"] = n_neighbors
            _compare_maps(dataset, methods, units, given | shared)
    click.echo(f"Saved in {place}: {table}, {table[:-4]}csv and pictures.")


def _compare_maps(
    dataset: Dataset, methods: str | None, units: str, given: dict[str, Any]
) -> None:
    """Compare maps, and print their table."""
    from autoencode.comparisons.compare import compare
    from autoencode.data.dataset import one_label
    from autoencode.words import aligned_table

    labelled = one_label(dataset)
    names = None if methods is None else [n for n in methods.split(",") if n]
    result = compare(
        dataset.X,
        labelled.y,
        X_test=dataset.X_test,
        y_test=labelled.y_test,
        class_names=labelled.class_names,
        methods=names,
        test_fraction=0,  # the reader has split the samples
        **given,
    )
    click.echo(
        f"Maps of {given['n_components']} dimensions; error: squared difference summed "
        f"over features, mean over samples{units}, and share of variance explained.\n"
    )
    click.echo(aligned_table(*result.table()))
    click.echo("")
    for line in result.lines():
        click.echo(line)
    if all("failed" in row for row in result.rows):
        raise InvalidDataError("All methods failed; the reasons are given above.")


def _compare_classifiers(
    dataset: Dataset, n_components: int, given: dict[str, Any]
) -> None:
    """Compare classifiers, and print their tables."""
    from autoencode.comparisons.classifiers import compare_classifiers
    from autoencode.words import aligned_table

    if dataset.y is None:
        raise InvalidParameterError(
            "--classifiers needs labels: give their column with --label."
        )
    if dataset.class_names is None:
        raise InvalidParameterError(
            f"--label {dataset.label_name} holds continuous numbers, and --classifiers "
            f"needs classes. Give another column."
        )
    if dataset.y.ndim == 2:
        raise InvalidParameterError(
            f"Samples of {dataset.name!r} may have several classes, and --classifiers "
            f"needs one for each. Use other data."
        )
    if dataset.X_test is None:
        raise InvalidParameterError(
            "--classifiers needs test samples: give more rows, or --test above 0."
        )
    result = compare_classifiers(
        dataset.X,
        dataset.y,
        X_test=dataset.X_test,
        y_test=dataset.y_test,
        class_names=dataset.class_names,
        n_components=n_components,
        **given,
    )
    for title, header, rows in result.tables():
        click.echo(f"{title}\n")
        click.echo(aligned_table(header, rows))
        click.echo("")
    for line in result.lines():
        click.echo(line)


def _drawn(dataset: Dataset, rows: int | None, seed: int) -> Dataset:
    """Return a data set with at most so many samples in each part."""
    from autoencode.arrays import subsample
    from autoencode.data.dataset import len_of, take

    if rows is None:
        return dataset
    parts: dict[str, Any] = {}
    for X, y, ids in (("X", "y", "ids"), ("X_test", "y_test", "ids_test")):
        samples = getattr(dataset, X)
        if samples is None:
            continue
        chosen = subsample(len_of(samples), rows, seed)
        parts |= {name: take(getattr(dataset, name), chosen) for name in (X, y, ids)}
    return replace(dataset, **parts)


def _scaled(dataset: Dataset, scale: str) -> tuple[Dataset, Any]:
    """Return samples in the units of the methods, and the fitted scaler or None."""
    from autoencode.data.preprocessing import make_scaler

    scaler = make_scaler(scale, dataset.X, image_shape=dataset.image_shape)
    if scaler is None:
        return dataset, None
    X_test = None if dataset.X_test is None else scaler.transform(dataset.X_test)
    return replace(dataset, X=scaler.transform(dataset.X), X_test=X_test), scaler
