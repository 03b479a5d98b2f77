"""One setting of a sweep: its fit, its run folder and its row of the table."""

import contextlib
import shutil
import time
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.base import clone

from autoencode.arrays import (
    Samples,
    dense,
    moments,
    plain_transform,
    standard_error,
    variance_share,
)
from autoencode.data.dataset import len_of
from autoencode.data.preprocessing import data_hash
from autoencode.errors import (
    CheckpointError,
    InvalidDataError,
    InvalidParameterError,
    RunFolderError,
    TooLittleMemoryError,
    TrainingDivergedError,
)
from autoencode.files import BACKUP, CHECKPOINTS, json_value
from autoencode.metrics import reconstruction_error
from autoencode.models.pca import fit_pca
from autoencode.models.validation import kept_epoch
from autoencode.storage import Run, is_run, load_run, save_run
from autoencode.sweeps.settings import (
    folder_name,
    plain_value,
    prepared,
    settings_of,
)
from autoencode.tasks.evaluation import evaluate
from autoencode.tasks.evaluation_text import PARTS
from autoencode.training.resume import Checkpoint

N_SHOWN = 10
TIME_BETWEEN_CHECKPOINTS = "1m"
ROW = "sweep"  # key of the row in the metrics of a run
Row = dict[str, Any]
# Of one setting; the others are fitted nevertheless.
FAILURES = (
    TrainingDivergedError,
    TooLittleMemoryError,
    InvalidParameterError,
    InvalidDataError,
)


@dataclass(kw_only=True, eq=False)
class SettingFit:
    """Fits a model with one value of a parameter, and saves it in a run folder.

    Parameters
    ----------
    model : estimator
        Unfitted, with an int as ``random_state``.

    parameter : str
        The parameter that the values are of.

    X : array or CSR matrix of shape (n_samples, n_features)
        Training samples, in the units of the model.

    X_test : array, CSR matrix or None
        Test samples.

    shown : array of shape (n_shown, n_features)
        Samples whose reconstructions are stored, in the units of ``X``.

    rows : array of shape (n_shown,), int, or None
        Their rows of ``X_test``, or of ``X``, if they are known.

    scaler : transformer or None
        Fitted; stored in front of the model.

    folder : Path
        The sweep's folder, which has a run folder for each value.

    input, about : dict
        Of the runs: see `autoencode.storage.Run`.
    """

    model: Any
    parameter: str
    X: Samples
    X_test: Samples | None
    shown: NDArray[Any]
    rows: NDArray[Any] | None
    scaler: Any
    folder: Path
    input: dict[str, Any] = field(default_factory=dict)
    about: dict[str, Any] = field(default_factory=dict)

    @classmethod
    @contextlib.contextmanager
    def started(
        cls,
        model: Any,
        parameter: str,
        X: Samples,
        X_test: Samples | None,
        *,
        shown: Any,
        scaler: Any,
        folder: Path,
        input: Mapping[str, Any] | None,
        about: Mapping[str, Any] | None,
        **facts: Any,
    ) -> "Iterator[tuple[SettingFit, dict[str, Any]]]":
        """Yield the fit, and the settings that are now in its folder.

        Until the end of the block no other process has the folder. ``shown`` may also
        be rows of ``X_test``, or of ``X`` if there is none; None takes the first.
        ``facts`` are further ones that all rows of the table share.

        Raises
        ------
        InvalidParameterError
            If ``shown`` are no samples, or ``scaler`` is not fitted or has no inverse.

        OutputError, RunFolderError
            As `prepared`.
        """
        shown, rows = _shown(X if X_test is None else X_test, shown)
        Run.of(model, scaler).unscale(shown)  # so that it is refused before any fit
        data = {
            "samples": data_hash(X),
            "test_samples": None if X_test is None else data_hash(X_test),
            "scaling": None if scaler is None else type(scaler).__name__,
        }
        settings = settings_of(model, parameter, data | facts)
        fit = cls(
            model=model,
            parameter=parameter,
            X=X,
            X_test=X_test,
            shown=shown,
            rows=rows,
            scaler=scaler,
            folder=folder,
            input=dict(input or {}),
            about=dict(about or {}),
        )
        with prepared(folder, settings):
            yield fit, settings

    def place(self, value: Any) -> Path:
        """Return the run folder of a value."""
        return self.folder / folder_name(self.parameter, value)

    def finished(self, value: Any) -> Row | None:
        """Return the row of a run that is saved already, or None."""
        if not is_run(self.place(value)):
            return None
        try:
            metrics = load_run(self.place(value)).metrics or {}
        except RunFolderError as error:
            why = str(error).removesuffix(BACKUP)
            raise RunFolderError(
                f"{why}Delete {self.place(value)}: the same sweep fits it again."
            ) from error
        row: Row | None = metrics.get(ROW)
        return row

    def __call__(self, value: Any) -> Row:
        """Fit, save and return the row; without errors if the fit failed.

        It may diverge, lack memory, or refuse the value together with the other
        parameters or for these samples.

        A run that is saved already, by a process that was lost since, is not fitted
        again.
        """
        saved = self.finished(value)
        if saved is not None:
            return saved
        model = clone(self.model).set_params(**{self.parameter: value})
        row = {"value": plain_value(value), "run": self.place(value).name}
        start = time.perf_counter()
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("default")
            checkpoints = self.place(value) / CHECKPOINTS
            try:
                self._fit(model, checkpoints)
            except FAILURES as error:
                row["failed"] = str(error)
            else:
                row["seconds"] = round(time.perf_counter() - start, 2)
                row = self.saved(model, row, caught)
        shutil.rmtree(checkpoints, ignore_errors=True)
        with contextlib.suppress(OSError):  # it holds the run, unless that failed
            self.place(value).rmdir()
        return row

    def _fit(self, model: Any, checkpoints: Path) -> None:
        """Fit a model; a fit that was stopped goes on."""
        checkpoint = Checkpoint(checkpoints, every=TIME_BETWEEN_CHECKPOINTS)
        try:
            model.fit(self.X, checkpoint=checkpoint)
        except CheckpointError:  # damaged, or of another version
            shutil.rmtree(checkpoints, ignore_errors=True)
            model.fit(self.X, checkpoint=checkpoint)

    def saved(self, model: Any, row: Row, caught: list[Any]) -> Row:
        """Evaluate a fitted model and save its run; return the whole row."""
        held_out, rows = model.validation_rows_, model.training_rows(len_of(self.X))
        parts: dict[str, Any] = {"X_train": self.X[rows]}
        if len(held_out) and len(rows) < len_of(self.X):
            parts["X_validation"] = self.X[held_out]
        evaluation = evaluate(model, **parts, X_test=self.X_test)
        row |= _errors(*evaluation.rows[:2])
        row |= self._held_out(model)
        row["best_epoch"] = kept_epoch(model)
        row["n_epochs"] = len(model.history_)
        row["kept_pca"] = bool(getattr(model, "kept_pca_", False))
        texts = [str(w.message) for w in caught if issubclass(w.category, UserWarning)]
        row["notes"] = list(dict.fromkeys(texts))
        run = Run.of(model, self.scaler, input=dict(self.input), about=dict(self.about))
        run.metrics = evaluation.to_json() | {ROW: row}
        run.pca = evaluation.pca
        run.about["completed"] = True
        run.samples = {
            "X": run.unscale(self.shown),
            "epoch": np.array([row["best_epoch"]]),
            "X_hat": np.asarray(run.unscale(model.reconstruct(self.shown)))[np.newaxis],
        }
        if self.rows is not None:
            run.samples["rows"] = self.rows
        save_run(run, self.place(row["value"]))
        return row

    def _held_out(self, model: Any) -> Row:
        """Return the error of the samples held out, and of PCA that the model kept."""
        X = self.X[model.validation_rows_]
        if not len_of(X):
            return {}
        errors = held_out_errors(model, self.X)
        mean = float(errors.mean())
        found = {"validation_error": json_value(mean)}
        if len(errors) > 1:
            found["validation_standard_error"] = json_value(standard_error(errors))
        if getattr(model, "kept_pca_", False):
            share = variance_share(mean, moments(_flat(X)).total_variance)
            found["validation_share"] = json_value(share)
            for key in ("validation_error", "validation_share"):
                found[f"pca_{key}"] = found[key]
        return found


def _shown(X: Samples, given: Any) -> tuple[NDArray[Any], NDArray[Any] | None]:
    """Return the samples to reconstruct, and their rows of ``X`` if they are known."""
    n_samples = len_of(X)
    given = np.arange(min(N_SHOWN, n_samples)) if given is None else np.asarray(given)
    if given.ndim == 1 and np.issubdtype(given.dtype, np.integer) and len(given):
        if given.min() >= 0 and given.max() < n_samples:
            return dense(X, given), given
    elif given.ndim > 1 and len(given) and given.shape[1:] == X.shape[1:]:
        return given, None
    raise InvalidParameterError(
        f"shown must be samples of shape (n_shown, {', '.join(map(str, X.shape[1:]))}) "
        f"or row numbers below {n_samples}; got an array of shape {given.shape}."
    )


def held_out_errors(model: Any, X: Any) -> NDArray[np.float64]:
    """Return the error of each sample of ``X`` that a fitted model held out.

    PCA that a model kept is that of all samples: those held out are not new to it. Its
    errors are those of PCA without them.
    """
    held_out = X[model.validation_rows_]
    if not getattr(model, "kept_pca_", False):
        errors: NDArray[np.float64] = model.reconstruction_error(held_out)
        return errors
    rest = np.setdiff1d(np.arange(len_of(X)), model.validation_rows_)
    pca = fit_pca(_flat(X), model.n_components, 0, [], rows=rest)
    rows = _flat(dense(held_out, slice(None)))
    return reconstruction_error(rows, pca.inverse_transform(plain_transform(pca, rows)))


def _flat(X: Any) -> Any:
    """Return images as rows; other samples as they are."""
    return X if X.ndim == 2 else X.reshape(len(X), -1)


def _errors(model: Row, pca: Row) -> Row:
    """Return the errors and the shares of variance, PCA's with a prefix."""
    keys = [f"{part}_{what}" for part in PARTS for what in ("error", "share")]
    found = {key: json_value(float(model[key])) for key in keys if key in model}
    return found | {f"pca_{key}": json_value(float(pca[key])) for key in found}
