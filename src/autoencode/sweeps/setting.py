"""One setting of a sweep: its fit, its run folder and its row of the table."""

import contextlib
import math
import shutil
import time
import warnings
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.base import clone

from autoencode.arrays import Samples, dense
from autoencode.data.dataset import len_of
from autoencode.data.preprocessing import data_hash
from autoencode.errors import (
    CheckpointError,
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
    prepare,
    settings_of,
)
from autoencode.tasks.evaluation import evaluate
from autoencode.tasks.evaluation_text import PARTS
from autoencode.training.resume import Checkpoint

N_SHOWN = 10
TIME_BETWEEN_CHECKPOINTS = "1m"
ROW = "sweep"  # key of the row in the metrics of a run
Row = dict[str, Any]


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
    scaler: Any
    folder: Path
    input: dict[str, Any] = field(default_factory=dict)
    about: dict[str, Any] = field(default_factory=dict)

    @classmethod
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
    ) -> "tuple[SettingFit, dict[str, Any]]":
        """Return the fit, and the settings that are now in its folder.

        None as ``shown`` takes the first samples for testing, or else for training.
        ``facts`` are further ones that all rows of the table share.

        Raises
        ------
        OutputError, RunFolderError
            As `prepare`.
        """
        if shown is None:
            shown = dense(X if X_test is None else X_test, slice(0, N_SHOWN))
        data = {
            "samples": data_hash(X),
            "test_samples": None if X_test is None else data_hash(X_test),
            "scaling": None if scaler is None else type(scaler).__name__,
        }
        settings = settings_of(model, parameter, data | facts)
        prepare(folder, settings)
        fit = cls(
            model=model,
            parameter=parameter,
            X=X,
            X_test=X_test,
            shown=shown,
            scaler=scaler,
            folder=folder,
            input=dict(input or {}),
            about=dict(about or {}),
        )
        return fit, settings

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
        """Fit, save and return the row; without errors if the fit diverged.

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
            except (TrainingDivergedError, TooLittleMemoryError) as error:
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
        held_out = model.validation_rows_
        rows = np.setdiff1d(np.arange(len_of(self.X)), held_out)
        parts: dict[str, Any] = {"X_train": self.X[rows]}
        if len(held_out):
            parts["X_validation"] = self.X[held_out]
        evaluation = evaluate(model, **parts, X_test=self.X_test)
        is_pca = bool(getattr(model, "kept_pca_", False))
        own, of_pca = evaluation.rows[:2]
        # PCA that was kept is that of all rows: those held out are not new to it.
        row |= _errors(of_pca if is_pca else own, of_pca)
        if len(held_out) > 1:
            errors = held_out_errors(model, self.X, evaluation.pca)
            row["validation_standard_error"] = json_value(
                float(errors.std(ddof=1) / math.sqrt(len(errors)))
            )
        row["best_epoch"] = kept_epoch(model)
        row["n_epochs"] = len(model.history_)
        row["kept_pca"] = is_pca
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
        save_run(run, self.place(row["value"]))
        return row


def held_out_errors(model: Any, X: Any, pca: Any = None) -> NDArray[np.float64]:
    """Return the error of each sample of ``X`` that a fitted model held out.

    PCA that a model kept is that of all samples. Its errors are those of PCA without
    the samples held out, which ``pca`` is if it is fitted already.
    """
    held_out = X[model.validation_rows_]
    if not getattr(model, "kept_pca_", False):
        errors: NDArray[np.float64] = model.reconstruction_error(held_out)
        return errors
    if pca is None:
        rest = np.setdiff1d(np.arange(len_of(X)), model.validation_rows_)
        pca = fit_pca(_flat(X), model.n_components, 0, [], rows=rest)
    rows = _flat(dense(held_out, slice(None)))
    return reconstruction_error(rows, pca.inverse_transform(pca.transform(rows)))


def _flat(X: Any) -> Any:
    """Return images as rows; other samples as they are."""
    return X if X.ndim == 2 else X.reshape(len(X), -1)


def _errors(model: Row, pca: Row) -> Row:
    """Return the errors and the shares of variance, PCA's with a prefix."""
    keys = [f"{part}_{what}" for part in PARTS for what in ("error", "share")]
    found = {key: json_value(float(model[key])) for key in keys if key in model}
    return found | {f"pca_{key}": json_value(float(pca[key])) for key in found}
