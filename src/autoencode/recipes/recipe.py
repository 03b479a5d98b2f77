"""What a recipe is: data, baselines, methods, published values; and how it is run."""

import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from autoencode.data import load_dataset
from autoencode.data.dataset import Dataset
from autoencode.errors import InvalidParameterError, unknown_name
from autoencode.files import json_bytes, write_bytes
from autoencode.models.autoencoder import Autoencoder
from autoencode.plots.canvas import save_figure
from autoencode.report import write_report
from autoencode.storage import Run, save_run
from autoencode.storage.samples import EpochSamples, chosen_rows
from autoencode.tasks.baselines import fit_pca
from autoencode.tasks.judgement import judge
from autoencode.training.loop import Record
from autoencode.training.progress import Progress, finish_fit, start_fit

METHODS = ("paper", "modern")
N_SHOWN, MAX_STORED_EPOCHS = 10, 60  # samples that are redrawn, and how often


class Row(NamedTuple):
    """A line of the table of results: what was found, and what was published."""

    name: str
    found: float
    published: float | None
    seconds: float
    measure: str = "squared error"


@dataclass(frozen=True, kw_only=True)
class Baseline:
    """PCA, or logistic PCA: linear code, logistic output, cross-entropy."""

    n_components: int
    published: float
    logistic: bool = False

    @property
    def name(self) -> str:
        """How tables call it."""
        return f"{'logistic PCA' if self.logistic else 'PCA'}-{self.n_components}"


class Extra(NamedTuple):
    """Further rows of the table, and further pictures by name."""

    rows: list[Row]
    pictures: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Recipe(ABC):
    """A published result, and the ways to it.

    Parameters
    ----------
    title : str
        What is made again, in words.

    source : str
        The publication.

    dataset : str
        A name in `autoencode.data.DATASETS`.

    published : float or None
        The paper's value, of the first row.

    paper, modern : dict
        Parameters of the model, by the paper's method and by ours.

    quick : dict of dict
        What changes in a quick run, by method.
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
    ) -> list[Row]:
        """Make the result again; write a run folder, and beside it the rows.

        Parameters
        ----------
        name : str
            The recipe's name in `RECIPES`.

        method : str
            "paper" or "modern".

        place : Path
            The run folder. Rows go to a file of the same name that ends in ``.json``,
            further pictures to ``.png`` files.

        quick : bool, default=False
            Train for a short time only.

        dataset : Dataset or None, default=None
            In place of the recipe's own; for trying it out.

        changes : dict or None, default=None
            Parameters of the model to change, likewise.

        silent : bool, default=False
            Show no progress.

        Returns
        -------
        list of Row
            The method's, then what is set beside it.

        Raises
        ------
        InvalidParameterError
            If there is no such method.

        KeyboardInterrupt
            If training was stopped after an epoch or more; the run folder is written.
        """
        model = self.model(method, quick=quick).set_params(**changes or {})
        data = load_dataset(self.dataset) if dataset is None else dataset
        data = self._prepared(data)
        started = time.perf_counter()
        shown = chosen_rows(len(data.X_test), data.y_test, data.class_names, N_SHOWN)
        kept = EpochSamples(data.X_test[shown], MAX_STORED_EPOCHS)
        completed = train(model, data.X, kept, silent=silent)
        seconds = time.perf_counter() - started
        about = {"recipe": name, "source": self.source, "completed": completed}
        save_fit(model, data, place, about, kept.arrays() | {"rows": shown})
        if not completed:
            raise KeyboardInterrupt(
                f"Stopped after {len(model.history_)} of {model.max_epochs_} epochs; "
                f"the model so far is saved in {place}."
            )
        rows, pictures = self._found(method, model, data, seconds, silent=silent)
        for picture, figure in pictures.items():
            save_figure(figure, place.with_name(f"{place.name}-{picture}.png"))
        content = {
            "recipe": name,
            "title": self.title,
            "source": self.source,
            "quick": quick,
            "rows": [row._asdict() for row in rows],
        }
        write_bytes(place.with_name(f"{place.name}.json"), json_bytes(content))
        return rows

    def parameters(self, method: str, *, quick: bool = False) -> dict[str, Any]:
        """Return what a method, and a quick run of it, asks of the model.

        Raises
        ------
        InvalidParameterError
            If there is no such method.
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
            If there is no such method.
        """

    @abstractmethod
    def _found(
        self, method: str, model: Any, data: Dataset, seconds: float, *, silent: bool
    ) -> Extra:
        """Return the rows of a trained model, and pictures."""

    def _prepared(self, data: Dataset) -> Dataset:
        """Return the data as the recipe takes them."""
        return data


@dataclass(frozen=True, kw_only=True)
class AutoencoderRecipe(Recipe):
    """An autoencoder's test error, beside baselines.

    Parameters
    ----------
    network : dict
        Parameters of `Autoencoder` that both methods have.

    baselines : tuple of Baseline
        Fitted on the same training samples.

    extra : callable or None
        Gives, from the model and the data, what is looked at besides: `Extra`.

    **parameters
        Those of `Recipe`.
    """

    network: dict[str, Any]
    baselines: tuple[Baseline, ...] = ()
    extra: Callable[[Any, Dataset], Extra] | None = None

    def model(self, method: str, *, quick: bool = False) -> Autoencoder:
        """Return the untrained autoencoder of a method."""
        parameters = self.network | self.parameters(method, quick=quick)
        return Autoencoder(validation_fraction=0.0, random_state=0, **parameters)

    def _found(
        self, method: str, model: Any, data: Dataset, seconds: float, *, silent: bool
    ) -> Extra:
        error = error_of(model, data)
        rows = [Row(f"{method} method", error, self.published, seconds)]
        rows += [baseline_row(each, data) for each in self.baselines]
        extra = self.extra(model, data) if self.extra else Extra([], {})
        return Extra(rows + extra.rows, extra.pictures)


def binary(X: Any, generator: np.random.Generator) -> Any:
    """Return pixels made binary: each is 1 with a chance equal to its brightness."""
    return (generator.random(X.shape, np.float32) < X).astype(np.float32)


def check_method(method: str) -> None:
    """Raise InvalidParameterError for a method that recipes do not have."""
    if method not in METHODS:
        raise InvalidParameterError(unknown_name("Method", method, METHODS))


def train(
    model: Any, X: Any, kept: EpochSamples | None = None, *, silent: bool = False
) -> bool:
    """Fit a model, show how far it is, and keep a few samples as they come back.

    Return whether all epochs were done, and not stopped by Ctrl-C: not in the first.
    """
    progress = Progress(silent=silent)

    def see(record: Record) -> None:
        if kept is not None:
            kept.add(int(record["epoch"]), model.reconstruct(kept.X))

    completed = finish_fit(start_fit(model, X, progress), progress, see)
    if not model.history_:
        raise KeyboardInterrupt
    return completed


def baseline_row(baseline: Baseline, data: Dataset) -> Row:
    """Fit a baseline, and return its test error."""
    started = time.perf_counter()
    if baseline.logistic:
        error = error_of(logistic_pca(baseline.n_components).fit(data.X), data)
    else:
        error = pca_error(data.X, data.X_test, baseline.n_components)
    seconds = time.perf_counter() - started
    return Row(baseline.name, error, baseline.published, seconds)


def pca_error(X: Any, X_test: Any, n_components: int) -> float:
    """Return the mean reconstruction error of test samples by PCA."""
    pca = fit_pca(X, n_components, 0, [])
    X_hat = pca.inverse_transform(pca.transform(X_test))
    return float(np.square(X_test - X_hat).sum(axis=1).mean())


def logistic_pca(n_components: int) -> Autoencoder:
    """Return logistic PCA as the autoencoder it is."""
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
    """Return the mean reconstruction error of the test samples."""
    return float(model.reconstruction_error(data.X_test).mean())


def save_fit(
    model: Any,
    data: Dataset,
    place: Path,
    about: dict[str, Any],
    samples: dict[str, Any],
) -> None:
    """Judge a fitted model; write its run folder, and draw it."""
    y_train, y_test = None, None
    if data.class_names is not None:
        y_train, y_test = data.y, data.y_test
    judgement = judge(model, data.X, data.X_test, y_train=y_train, y_test=y_test)
    run = Run(
        model=model,
        input={"data": data.name, "scale": "none"},
        metrics=judgement.to_json() | {"scaling": "none"},
        samples=samples,
        pca=judgement.pca,
        about=about,
    )
    save_run(run, place)
    write_report(place, run, data)
