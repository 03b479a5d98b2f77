"""Recipes: data, models, baselines and published values of a reproduction."""

import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from autoencode.data import load_dataset
from autoencode.data.dataset import Dataset, len_of, one_label
from autoencode.errors import InvalidParameterError, unknown_name
from autoencode.files import json_bytes, write_bytes
from autoencode.models.autoencoder import Autoencoder
from autoencode.models.pca import fit_pca
from autoencode.plots.canvas import save_figure
from autoencode.report import save_evaluated
from autoencode.storage import Run
from autoencode.tasks.epoch_samples import EpochSamples, chosen_rows, train

METHODS = ("paper", "modern")
N_SHOWN = 10  # samples whose reconstructions are stored


class Row(NamedTuple):
    """A row of the table of results: the value found and the published value.

    The seconds are those of the fit and the evaluation; None where not measured.
    """

    name: str
    found: float
    published: float | None
    seconds: float | None
    measure: str = "squared error"


@dataclass(frozen=True, kw_only=True)
class Baseline:
    """PCA or logistic PCA: linear code, logistic outputs, cross-entropy."""

    n_components: int
    published: float | None
    logistic: bool = False

    @property
    def name(self) -> str:
        """Name in tables."""
        return f"{'logistic PCA' if self.logistic else 'PCA'}-{self.n_components}"


class Extra(NamedTuple):
    """Additional rows of the table, and additional figures by name."""

    rows: list[Row]
    figures: dict[str, Any]


class Reproduced(NamedTuple):
    """The table of results, and the files beside the run folder: it and the figures."""

    rows: list[Row]
    files: list[Path]


@dataclass(frozen=True, kw_only=True)
class Recipe(ABC):
    """A published result, and two methods to reproduce it.

    Parameters
    ----------
    title : str
        Description of the result.

    source : str
        The publication.

    dataset : str
        A name in `autoencode.data.DATASETS`.

    published : float or None
        The published value for the first row.

    paper, modern : dict
        Parameters of the model, for the paper's method and for ours.

    quick : dict of dict
        Parameters of a quick run, by method.
    """

    title: str
    source: str
    dataset: str
    published: float | None = None
    paper: dict[str, Any]
    modern: dict[str, Any]
    quick: dict[str, dict[str, Any]]

    def run(
        self,
        name: str,
        method: str,
        place: Path,
        *,
        quick: bool = False,
        dataset: Dataset | None = None,
        changes: dict[str, Any] | None = None,
        silent: bool = False,
    ) -> Reproduced:
        """Reproduce the result; write a run folder and the table of results.

        Parameters
        ----------
        name : str
            The recipe's name in `RECIPES`.

        method : str
            "paper" or "modern".

        place : Path
            The run folder. The table is written to a file of the same name with suffix
            ``.json``, additional figures to ``.png`` files, which it names.

        quick : bool, default=False
            Train for a few epochs only.

        dataset : Dataset or None, default=None
            Used instead of the recipe's data set, for tests.

        changes : dict or None, default=None
            Parameters of the model to change, for tests.

        silent : bool, default=False
            Whether to hide the progress.

        Returns
        -------
        Reproduced
            ``rows``: the result of the method, then baselines and additional rows.
            ``files``: the table, then the figures.

        Raises
        ------
        InvalidParameterError
            If the method is unknown.

        KeyboardInterrupt
            If training was interrupted after at least one epoch; the run folder is
            written.
        """
        model = self.model(method, quick=quick).set_params(**changes or {})
        data = load_dataset(self.dataset) if dataset is None else dataset
        data = self._prepare(data, quick=quick)
        given = self._for_model(data, method)
        started = time.perf_counter()
        completed, samples = self._train(model, given, silent=silent)
        seconds = time.perf_counter() - started
        about = {"recipe": name, "source": self.source, "completed": completed}
        save_fit(model, given, place, about, samples)
        if not completed:
            raise KeyboardInterrupt(
                f"Stopped after {len(model.history_)} of {model.max_epochs_} epochs; "
                f"the model so far is saved in {place}."
            )
        rows, figures = self._evaluate(method, model, data, seconds, silent=silent)
        pictures = [place.with_name(f"{place.name}-{each}.png") for each in figures]
        for figure, picture in zip(figures.values(), pictures, strict=True):
            save_figure(figure, picture)
        content = {
            "recipe": name,
            "title": self.title,
            "source": self.source,
            "quick": quick,
            "rows": [row._asdict() for row in rows],
            "pictures": [picture.name for picture in pictures],
        }
        table = place.with_name(f"{place.name}.json")
        write_bytes(table, json_bytes(content))
        return Reproduced(rows, [table, *pictures])

    def parameters(self, method: str, *, quick: bool = False) -> dict[str, Any]:
        """Return the model's parameters for a method, or for a quick run of it.

        Raises
        ------
        InvalidParameterError
            If the method is unknown.
        """
        check_method(method)
        own = {"paper": self.paper, "modern": self.modern}[method]
        return own | self.quick[method] if quick else own

    @abstractmethod
    def model(self, method: str, *, quick: bool = False) -> Any:
        """Return the untrained model of a method.

        Raises
        ------
        InvalidParameterError
            If the method is unknown.
        """

    @abstractmethod
    def _evaluate(
        self, method: str, model: Any, data: Dataset, seconds: float, *, silent: bool
    ) -> Extra:
        """Return the results of a trained model, and figures."""

    def _train(
        self, model: Any, data: Dataset, *, silent: bool
    ) -> tuple[bool, dict[str, Any]]:
        """Train a model; return whether all epochs were done, and samples to show."""
        labels = one_label(data).y_test
        shown = chosen_rows(len_of(data.X_test), labels, data.class_names, N_SHOWN)
        kept = EpochSamples(data.X_test[shown])
        completed = train(model, data.X, kept, silent=silent)
        return completed, kept.arrays() | {"rows": shown}

    def _prepare(self, data: Dataset, *, quick: bool) -> Dataset:
        """Return the data after the recipe's preprocessing."""
        return data

    def _for_model(self, data: Dataset, method: str) -> Dataset:
        """Return the prepared data as the model of a method takes them."""
        return data


@dataclass(frozen=True, kw_only=True)
class AutoencoderRecipe(Recipe):
    """Test error of an autoencoder and of baselines.

    Parameters
    ----------
    network : dict
        Parameters of `Autoencoder` shared by both methods.

    baselines : tuple of Baseline
        Fitted to the same training samples.

    extra : callable or None
        Function of the model and the data that returns additional results, `Extra`.

    **parameters
        Those of `Recipe`.
    """

    network: dict[str, Any]
    baselines: tuple[Baseline, ...] = ()
    extra: Callable[[Any, Dataset], Extra] | None = None

    def model(self, method: str, *, quick: bool = False) -> Autoencoder:
        """Return the untrained autoencoder of a method."""
        network = {"linear_skip": False} | self.network  # as published
        parameters = network | self.parameters(method, quick=quick)
        return Autoencoder(validation_fraction=0.0, random_state=0, **parameters)

    def _evaluate(
        self, method: str, model: Any, data: Dataset, seconds: float, *, silent: bool
    ) -> Extra:
        error = error_of(model, data)
        rows = [Row(f"{method} method", error, self.published, seconds)]
        rows += [baseline_row(each, data) for each in self.baselines]
        extra = self.extra(model, data) if self.extra else Extra([], {})
        return Extra(rows + extra.rows, extra.figures)


def binary(X: Any, generator: np.random.Generator) -> Any:
    """Sample binary pixels, with the brightness as the probability of 1."""
    return (generator.random(X.shape, np.float32) < X).astype(np.float32)


def check_method(method: str) -> None:
    """Raise InvalidParameterError if a method is unknown."""
    if method not in METHODS:
        raise InvalidParameterError(unknown_name("Method", method, METHODS))


def baseline_row(baseline: Baseline, data: Dataset) -> Row:
    """Fit a baseline and return its test error."""
    started = time.perf_counter()
    if baseline.logistic:
        error = error_of(logistic_pca(baseline.n_components).fit(data.X), data)
    else:
        error = pca_error(data.X, data.X_test, baseline.n_components)
    seconds = time.perf_counter() - started
    return Row(baseline.name, error, baseline.published, seconds)


def pca_error(X: Any, X_test: Any, n_components: int) -> float:
    """Return PCA's mean reconstruction error of test samples."""
    pca = fit_pca(X, n_components, 0, [])
    X_hat = pca.inverse_transform(pca.transform(X_test))
    return float(np.square(X_test - X_hat).sum(axis=1).mean())


def logistic_pca(n_components: int) -> Autoencoder:
    """Return logistic PCA, as an autoencoder without hidden layers."""
    return Autoencoder(
        n_components=n_components,
        hidden_layer_sizes=(),
        loss="cross_entropy",
        learning_rate=0.01,
        batch_size=128,
        max_epochs=60,
        validation_fraction=0.0,
        random_state=0,
    )


def error_of(model: Any, data: Dataset) -> float:
    """Return a model's mean reconstruction error of the test samples."""
    return float(model.reconstruction_error(data.X_test).mean())


def save_fit(
    model: Any,
    data: Dataset,
    place: Path,
    about: dict[str, Any],
    samples: dict[str, Any],
) -> None:
    """Evaluate a fitted model; write its run folder, and draw it."""
    stored = {"data": data.name, "scale": "none"}
    run = Run(estimator=model, input=stored, samples=samples, about=about)
    save_evaluated(run, data, place)
