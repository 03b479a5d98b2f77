"""A run as pictures, and one page that shows them with the judgement.

The page is plain HTML beside its pictures: it needs no network, no script and no
server.
"""

import html
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from autoencode.arrays import Array, dense, moments, subsample
from autoencode.data.dataset import Dataset
from autoencode.files import write_bytes
from autoencode.plots.anomalies import error_maps, score_histogram, top_anomalies
from autoencode.plots.canvas import save_figure
from autoencode.plots.codes import codes_map, codes_map_3d
from autoencode.plots.images import image_sheet
from autoencode.plots.reconstructions import (
    error_map,
    reconstructions,
    reconstructions_through_epochs,
)
from autoencode.plots.training import learning_curve, scree
from autoencode.plots.units import code_units
from autoencode.storage import Run
from autoencode.storage.folder import PAGE, PICTURES
from autoencode.tasks.baselines import fit_pca
from autoencode.tasks.detection import Summary, judge_samples
from autoencode.tasks.detector_judgement import DetectorJudgement
from autoencode.tasks.judgement import text_table
from autoencode.tasks.units import traverse, unit_shares

if TYPE_CHECKING:
    from matplotlib.figure import Figure

MAX_MAPPED = 10_000  # samples in a map of codes
MAX_SCREE = 100  # components of PCA in the picture of its shares
N_SHEET = 20  # rows and columns of decoded codes
MAX_PROBED = 1_000  # samples that the effect of each code unit is measured on

NO_METRICS: dict[str, Any] = {"verdict": "", "rows": [], "notes": []}
STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; color: #222; background: #fff;
       max-width: 62rem; margin: 2rem auto; padding: 0 1rem; }
table { border-collapse: collapse; margin: 1rem 0; }
td, th { padding: .25rem .8rem; text-align: right; border-bottom: 1px solid #ddd; }
td:first-child, th:first-child { text-align: left; }
figure { margin: 2rem 0; } img { max-width: 100%; } figcaption { color: #555; }
code { background: #f3f3f3; padding: .1rem .3rem; overflow-wrap: anywhere; }
"""


def write_report(folder: str | Path, run: Run, dataset: Dataset) -> None:
    """Draw a run's pictures into its folder, and the page that shows them.

    Parameters
    ----------
    folder : str or Path
        The run folder.

    run : Run
        With its judgement and the PCA of that.

    dataset : Dataset
        The samples as the model takes them (scaled); pictures show the test part, or
        the training part where there is none.
    """
    metrics = run.metrics or NO_METRICS
    table = _table(*text_table(metrics["rows"])) if metrics["rows"] else ""
    scaling = metrics.get("scaling", "none")
    of = "" if scaling == "none" else f", of scaled data ({html.escape(scaling)})"
    units = (
        f"<p>Reconstruction error (squared difference summed over features, mean over "
        f"samples{of}) and share of variance explained.</p>"
    )
    title = f"{type(run.model).__name__} on {dataset.name}"
    figures = _figures(run, dataset)
    write_pictures(folder, run, title, figures, table=table, units=units)


def _figures(run: Run, dataset: Dataset) -> Iterator[tuple[str, str, "Figure"]]:
    """Give (file name, caption, figure) of every picture."""
    model = run.model
    if model.history_:
        yield (
            "learning_curve",
            "Loss by epoch. The weights kept are those of the best epoch.",
            learning_curve(model.history_),
        )
    yield from _sample_figures(run, dataset)
    is_test = dataset.X_test is not None
    X, y = (dataset.X_test, dataset.y_test) if is_test else (dataset.X, dataset.y)
    rows = subsample(X.shape[0], MAX_MAPPED, seed=0)
    X, y = dense(X, rows), None if y is None else np.asarray(y)[rows]
    codes = model.transform(X)
    probed = subsample(len(X), MAX_PROBED, seed=0)
    shares = unit_shares(model, X[probed], codes[probed])
    part = "test" if is_test else "training"
    yield from _maps(dataset, X, y, codes, shares)
    yield (
        "scree",
        f"Share of the {part} samples' variance that PCA's components explain, and the "
        f"autoencoder.",
        scree(_pca_shares(dataset, X, codes.shape[1]), model.score(X), codes.shape[1]),
    )
    yield (
        "error_map",
        f"Squared error by feature, mean over {part} samples.",
        error_map(
            np.square(model.inverse_transform(codes) - X).mean(axis=0),
            image_shape=dataset.image_shape,
            feature_names=dataset.feature_names,
        ),
    )
    yield from _unit_figures(model, dataset, codes[probed], shares)


def _unit_figures(
    model: Any, dataset: Dataset, codes: Array, shares: Array
) -> Iterator[tuple[str, str, "Figure"]]:
    """Give the pictures of what codes stand for."""
    yield (
        "code_units",
        "What each unit of the code does as it moves from its 5th to its 95th "
        "percentile, the others at their median; beside it the share of variance that "
        "is lost when the unit is held at its mean.",
        code_units(
            traverse(model, codes),
            shares,
            image_shape=dataset.image_shape,
            feature_names=dataset.feature_names,
        ),
    )
    if dataset.image_shape and codes.shape[1] == 2 and hasattr(model, "manifold"):
        yield (
            "manifold",
            "A grid of codes, decoded: the first unit grows to the right, the second "
            "upwards, from the 1st to the 99th percentile of training samples.",
            image_sheet(model.manifold(N_SHEET), dataset.image_shape, N_SHEET),
        )


def _pca_shares(dataset: Dataset, X: Array, n_components: int) -> Array:
    """Return the share of the variance of ``X`` that each component of PCA explains.

    PCA is fitted on training samples, with more components than the code has, so that
    the picture shows how many of them the autoencoder is worth.
    """
    rows = subsample(dataset.X.shape[0], MAX_MAPPED, seed=0)
    n_shown = min(max(20, 2 * n_components), MAX_SCREE)
    pca = fit_pca(dense(dataset.X, rows), min(n_shown, X.shape[1]), 0, [])
    variance = moments(X).total_variance or 1.0
    shares = np.square(pca.transform(X), dtype=np.float64).mean(axis=0) / variance
    # PCA starts from the training mean, the shares from that of these samples.
    shares[0] += 1 - np.square(X - pca.mean_).sum(axis=1).mean() / variance
    return np.asarray(shares)


def _maps(
    dataset: Dataset, X: Array, y: Any, codes: Array, shares: Array
) -> Iterator[tuple[str, str, "Figure"]]:
    """Give the maps of codes and of raw features, in two dimensions and in three."""
    names = dataset.feature_names
    units = np.argsort(-shares, kind="stable")
    features = np.argsort(-X.var(axis=0, dtype=np.float64), kind="stable")
    for n_axes, draw in ((2, codes_map), (3, codes_map_3d)):
        if len(units) >= n_axes or n_axes == 2:
            chosen = sorted(units[:n_axes].tolist())
            yield (
                f"codes_{n_axes}d",
                "Codes: the units that carry most of the variance.",
                draw(
                    codes[:, chosen],
                    y,
                    dataset.class_names,
                    title="Codes",
                    names=[f"unit {unit}" for unit in chosen],
                ),
            )
        if len(features) >= n_axes:
            chosen = sorted(features[:n_axes].tolist())
            yield (
                f"features_{n_axes}d",
                f"The {n_axes} raw features that vary most, for comparison.",
                draw(
                    X[:, chosen],
                    y,
                    dataset.class_names,
                    title="Raw features",
                    names=[names[j] if names else f"feature {j}" for j in chosen],
                ),
            )


def _sample_figures(run: Run, dataset: Dataset) -> Iterator[tuple[str, str, "Figure"]]:
    """Give the pictures of the few samples kept in the run, as the model takes them."""
    samples, pca = run.samples, run.pca
    if "X_hat" not in samples or pca is None:
        return
    X = run.scale(samples["X"])
    y = dataset.y if dataset.y_test is None else dataset.y_test
    labels = None
    if y is not None and dataset.class_names is not None:
        labels = [dataset.class_names[y[row]] for row in samples["rows"]]
    yield (
        "reconstructions",
        "Samples over their reconstructions, and PCA's with as many components.",
        reconstructions(
            X,
            run.model.reconstruct(X),
            pca.inverse_transform(pca.transform(X)),
            image_shape=dataset.image_shape,
            class_labels=labels,
            feature_names=dataset.feature_names,
        ),
    )
    yield (
        "through_epochs",
        "The same samples, reconstructed after each epoch shown.",
        reconstructions_through_epochs(
            X,
            np.stack([run.scale(X_hat) for X_hat in samples["X_hat"]]),
            samples["epoch"].tolist(),
            image_shape=dataset.image_shape,
            feature_names=dataset.feature_names,
        ),
    )


def write_detector_report(
    folder: str | Path, run: Run, X: Any, judgement: DetectorJudgement
) -> None:
    """Draw the pictures of an anomaly detector, and the page that shows them.

    Parameters
    ----------
    folder : str or Path
        The run folder.

    run : Run
        With its detector.

    X : array, CSR matrix or data frame of shape (n_samples, n_features)
        Samples that were not trained on, as the run's estimator takes them.

    judgement : DetectorJudgement
        Made by those samples.
    """
    table = _table(*judgement.table())
    title = f"Anomaly detector on {Path(str(run.input.get('data', 'samples'))).stem}"
    figures = _detector_figures(run, X, judgement.scores)
    write_pictures(folder, run, title, figures, table=table)


def write_pictures(
    folder: str | Path,
    run: Run,
    title: str,
    figures: Iterable[tuple[str, str, "Figure"]],
    *,
    table: str = "",
    units: str = "",
) -> None:
    """Save pictures in a run folder, and the page that shows them.

    Parameters
    ----------
    folder : str or Path
        The run folder.

    run : Run
        With its verdict.

    title : str
        Of the page.

    figures : iterable of (str, str, Figure)
        File names without suffix, captions and pictures.

    table, units : str, default=""
        HTML: numbers, and what they are.
    """
    folder = Path(folder)
    shown: list[tuple[str, str]] = []
    for name, caption, figure in figures:
        save_figure(figure, folder / PICTURES / f"{name}.png")
        shown.append((name, caption))
    write_bytes(folder / PAGE, _page(run, title, table, units, shown).encode())


def _detector_figures(
    run: Run, X: Any, scores: dict[str, Array]
) -> Iterator[tuple[str, str, "Figure"]]:
    """Give (file name, caption, figure) of every picture of a detector."""
    assert run.detector is not None
    yield (
        "scores",
        "Scores of samples that were not trained on, and of the same with one column "
        "changed: by four robust standard deviations, or by the value of another one.",
        score_histogram(scores, -run.detector.offset_),
    )
    drawn, summary = subsample(X.shape[0], MAX_MAPPED, seed=0), Summary()
    some = X.iloc[drawn] if hasattr(X, "iloc") else dense(X, drawn).astype(np.float64)
    summary.add(some, None, judge_samples(run.estimator, some))
    if summary.strangest:
        yield (
            "strangest",
            "The strangest of these samples, and what makes them so.",
            strangest(run, summary),
        )


def strangest(run: Run, summary: Summary) -> "Figure":
    """Draw the strangest samples that were seen: of images, where they are strange."""
    detector = run.detector
    assert detector is not None
    scores, numbers, names, values, reasons = zip(*summary.strangest, strict=True)
    shape = run.input.get("image_shape")
    if shape:
        X = np.stack(values)
        captions = [
            f"{number if name is None else name}: {score:.1f}"
            for number, name, score in zip(numbers, names, scores, strict=True)
        ]
        made, errors = detector.reconstruct(X), detector.error_map(X)
        return error_maps(X, made, errors, shape, captions)
    columns = run.feature_names
    told = [[(columns[why.column], *why[1:]) for why in each] for each in reasons]
    rows = zip(numbers, names, strict=True)
    named = [f"row {number}" if name is None else name for number, name in rows]
    return top_anomalies(named, scores, told, -detector.offset_)


def _page(
    run: Run, title: str, table: str, units: str, shown: list[tuple[str, str]]
) -> str:
    """Return the page: verdict, numbers, pictures, and how the run was made."""
    metrics = run.metrics or NO_METRICS
    command = str(run.about.get("command", ""))
    figures = "\n".join(
        f'<figure><img src="{PICTURES}/{name}.png" alt="{html.escape(caption)}">'
        f"<figcaption>{html.escape(caption)}</figcaption></figure>"
        for name, caption in shown
    )
    notes = "".join(f"<p>{html.escape(note)}</p>" for note in metrics["notes"])
    return (
        f'<!doctype html>\n<html lang="en">\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width">\n'
        f"<title>{html.escape(title)}</title>\n<style>{STYLE}</style>\n"
        f"<h1>{html.escape(title)}</h1>\n"
        f"<p><strong>{html.escape(metrics['verdict'])}</strong></p>\n"
        f"{table}\n{units}\n{notes}\n"
        f"<p>Made by <code>{html.escape(command)}</code></p>\n"
        f"{figures}\n</html>\n"
    )


def _table(header: list[str], cells: list[list[str]]) -> str:
    """Return a header and rows as an HTML table."""
    heads = "".join(f"<th>{html.escape(word)}</th>" for word in header)
    lines = "".join(
        "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in line) + "</tr>"
        for line in cells
    )
    return f"<table><tr>{heads}</tr>{lines}</table>"
