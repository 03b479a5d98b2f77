"""`search_parameters`: several parameters at once, by optuna, resumed if stopped.

Each trial is suggested by a sampler whose seed is that of the model and the number of
trials before it, so that an interrupted search goes on as if it had not been.
"""

import hashlib
import math
import sqlite3
import sys
import time
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from sklearn.base import clone

from autoencode.errors import InvalidParameterError, RunFolderError, one_line
from autoencode.files import json_bytes
from autoencode.models.validation import monitored
from autoencode.storage import is_run
from autoencode.sweeps.ranges import Range, as_parameters, checked_ranges, suggested
from autoencode.sweeps.search_result import SearchResult
from autoencode.sweeps.setting import FAILURES, ROW, Row, SettingFit, held_out_errors
from autoencode.sweeps.settings import check_can_be_swept, plain_value
from autoencode.sweeps.sweep import check_any_fitted, checked_samples, fix_seed
from autoencode.training.progress import duration

DATABASE = "search.db"
SEARCH = "search"
BEST, GIVEN = "best", "given"  # runs: search-best, search-given
# A trial is compared with the median of the trials before it: of at least so many, and
# not in its first epochs.
MIN_TRIALS, MIN_EPOCHS = 5, 5
PRUNED = "pruned"


def search_parameters(
    model: Any,
    X: Any,
    n_trials: int,
    *,
    folder: str | Path,
    ranges: Mapping[str, tuple[float, float]] | None = None,
    X_test: Any = None,
    scaler: Any = None,
    shown: Any = None,
    input: Mapping[str, Any] | None = None,
    about: Mapping[str, Any] | None = None,
    verbose: int = 0,
) -> SearchResult:
    """Search the parameters with the lowest held-out error, by optuna.

    Values are suggested by a tree-structured Parzen estimator [1]_; trials whose
    held-out loss is above the median of those before are stopped early. Trials are
    stored in an SQLite file in ``folder``: if the search is stopped, the same call
    later goes on with the trials that are missing, with the same result, and a larger
    ``n_trials`` adds some. The model as given is fitted too, for comparison.

    Parameters
    ----------
    model : estimator
        Unfitted `Autoencoder` or a variant of it; it is not changed. All trials have
        its other parameters and its ``random_state`` (None stands for 0), so that they
        hold out the same samples: ``validation_fraction`` must be above 0.

    X : array, data frame or sparse matrix of shape (n_samples, n_features)
        Training samples, as for the model's ``fit``.

    n_trials : int
        Number of trials, at least 1; those stored already count.

    folder : str or Path
        Folder of the search, created if needed.

    ranges : mapping of str to (low, high), default=None
        What to search: "learning_rate", "weight_decay", "dropout", "width" and "depth"
        of the hidden layers, each of which has half the units of the one before it, and
        "n_components". None is all but the last, with usual ranges
        (`autoencode.sweeps.ranges.RANGES`).

    X_test : array, data frame or sparse matrix, or None, default=None
        Test samples; no choice depends on them.

    scaler, shown, input, about
        As for `sweep`.

    verbose : int, default=0
        Whether to show a line for each trial on standard error, if it is a terminal.

    Returns
    -------
    SearchResult
        Also saved in ``folder``: ``sweep.json``, ``search.csv``, ``trials.png`` and the
        runs ``search-best`` and ``search-given``.

    Raises
    ------
    InvalidParameterError, InvalidDataError
        Before any training; also if optuna is not installed, or if all fits fail.

    OutputError
        If the folder holds other files, or a search of other samples or with other
        settings, or if another process works on it.

    RunFolderError
        If the file of the trials is damaged.

    Examples
    --------
    >>> import tempfile
    >>> import numpy as np
    >>> from autoencode import Autoencoder, search_parameters
    >>> X = np.random.default_rng(0).normal(size=(50, 4))  # noise: PCA is kept
    >>> model = Autoencoder(n_components=2, max_epochs=2, random_state=0)
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     result = search_parameters(
    ...         model, X, 1, folder=folder, ranges={"learning_rate": (1e-4, 1e-2)}
    ...     )
    >>> list(result.best["parameters"])
    ['learning_rate']

    References
    ----------
    .. [1] J. Bergstra, R. Bardenet, Y. Bengio, B. Kegl. "Algorithms for hyper-parameter
       optimization". NeurIPS, 2011.
    """
    optuna = _optuna()
    folder, model = Path(folder), clone(model)
    check_can_be_swept(type(model))
    if isinstance(n_trials, bool) or not isinstance(n_trials, int) or n_trials < 1:
        raise InvalidParameterError(
            f"n_trials must be a whole number of at least 1; got {n_trials!r}."
        )
    if not hasattr(model, "validation_fraction"):
        raise InvalidParameterError(
            f"A search compares errors of held-out samples, and {type(model).__name__} "
            f"holds out none. Compare values of one parameter by a sweep."
        )
    if not model.validation_fraction:
        raise InvalidParameterError(
            "A search compares errors of held-out samples: validation_fraction must "
            "be above 0."
        )
    found = checked_ranges(model, ranges)
    fix_seed(model, SEARCH)
    X, X_test, _ = checked_samples(model, X, X_test)
    with SettingFit.started(
        model,
        SEARCH,
        X,
        X_test,
        shown=shown,
        scaler=scaler,
        folder=folder,
        input=input,
        about=about,
        ranges=repr({name: tuple(each) for name, each in found.items()}),
    ) as (fit, settings):
        with _study(optuna, folder, settings) as study:
            trials = _Trials(optuna, study, fit, found, shows=bool(verbose))
            given = trials.given()
            trials.run(n_trials)
            result = SearchResult(trials.rows(), trials.best(), given, found)
        check_any_fitted([row.get("stopped") for row in (given, *result.rows)])
        result.save(folder, settings)
    return result


def _optuna() -> Any:
    """Return optuna, without its lines on standard error.

    Raises
    ------
    InvalidParameterError
        If it is not installed.
    """
    try:
        import optuna
    except ImportError as error:
        raise InvalidParameterError(
            "A search needs optuna. Install it: pip install 'autoencode[sweep]'."
        ) from error
    optuna.logging.set_verbosity(optuna.logging.WARNING)
    return optuna


@contextmanager
def _study(optuna: Any, folder: Path, settings: Mapping[str, Any]) -> Iterator[Any]:
    """Yield the study of these settings in the folder's database.

    Trials that were interrupted are marked as failed: they are run again.

    Raises
    ------
    RunFolderError
        If the database is damaged.
    """
    from sqlalchemy.exc import DatabaseError

    damages = (DatabaseError, optuna.exceptions.StorageInternalError)
    try:
        with _storage(optuna, folder / DATABASE) as storage:
            yield _open_study(optuna, storage, settings)
    except damages as error:
        reason = one_line(getattr(error, "orig", None) or error)
        raise RunFolderError(
            f"Cannot use {folder / DATABASE} ({reason}). If it is damaged, delete it: "
            f"the trials are run again."
        ) from error


@contextmanager
def _storage(optuna: Any, path: Path) -> Iterator[Any]:
    """Yield optuna's storage in a file."""
    # A URL would need escapes for many letters of the path.
    connect = partial(sqlite3.connect, path.absolute(), check_same_thread=False)
    storage = optuna.storages.RDBStorage(
        f"sqlite:///{DATABASE}", engine_kwargs={"creator": connect}
    )
    try:
        yield storage
    finally:
        storage.remove_session()
        storage.engine.dispose()


def _open_study(optuna: Any, storage: Any, settings: Mapping[str, Any]) -> Any:
    """Return the study of these settings."""
    study = optuna.create_study(
        storage=storage,
        study_name=hashlib.sha256(json_bytes(settings)).hexdigest()[:16],
        pruner=optuna.pruners.MedianPruner(MIN_TRIALS, MIN_EPOCHS),
        load_if_exists=True,
    )
    states = optuna.trial.TrialState
    for trial in study.get_trials(states=(states.RUNNING, states.WAITING)):
        study.tell(trial.number, state=states.FAIL)
    return study


@dataclass
class _Trials:
    """The trials of a study."""

    optuna: Any
    study: Any
    fit: SettingFit
    ranges: Mapping[str, Range]
    shows: bool

    def finished(self) -> list[Any]:
        """Return the trials that are done, in their order."""
        states = self.optuna.trial.TrialState
        return list(self.study.get_trials(states=(states.COMPLETE, states.PRUNED)))

    def rows(self) -> list[Row]:
        """Return the rows of all trials that are done."""
        return [
            {"trial": number, **trial.user_attrs[ROW]}
            for number, trial in enumerate(self.finished(), start=1)
        ]

    def given(self) -> Row:
        """Return the row of the model as it was given, fitting it if needed."""
        stored: Row | None = self.study.user_attrs.get(GIVEN)
        if stored is None or self._is_lost(stored):
            stored = self._trained(GIVEN, {}, None)
            self.study.set_user_attr(GIVEN, stored)
        return stored

    def best(self) -> Row:
        """Return the row of the best trial, with all errors of its run."""
        best: Row = self.study.user_attrs.get(BEST, {"parameters": {}})
        return best

    def _is_lost(self, row: Row) -> bool:
        """Whether the run of a row was deleted."""
        return "run" in row and not is_run(self.fit.folder / row["run"])

    def _restore_best(self) -> None:
        """Fit the best trial again if its run was deleted."""
        number = self.best().get("trial")
        if number is not None and self._is_lost(self.best()):
            drawn = self.finished()[number - 1].user_attrs[ROW]["suggested"]
            row = self._trained(BEST, as_parameters(drawn, self.fit.model), None)
            self.study.set_user_attr(BEST, row | {"trial": number})

    def run(self, n_trials: int) -> None:
        """Run the trials that are missing.

        Raises
        ------
        KeyboardInterrupt
            If stopped; finished trials are kept.
        """
        self._restore_best()
        start, n_before = time.perf_counter(), len(self.finished())
        seed = int(self.fit.model.random_state)
        try:
            for n_done in range(n_before, n_trials):
                self.study.sampler = self.optuna.samplers.TPESampler(
                    seed=(seed * 100_003 + n_done) % 2**32
                )
                row = self._run(n_done + 1)
                elapsed = time.perf_counter() - start
                left = elapsed / (n_done + 1 - n_before) * (n_trials - n_done - 1)
                if self.shows and sys.stderr.isatty():
                    _print(row, n_done + 1, n_trials, left)
        except KeyboardInterrupt as stop:
            raise KeyboardInterrupt(
                f"Stopped: {len(self.finished())} of {n_trials} trials are finished "
                f"and kept in {self.fit.folder}; the same command goes on with the "
                f"others."
            ) from stop

    def _run(self, number: int) -> Row:
        """Run a trial, and store it."""
        trial = self.study.ask()
        parameters = suggested(trial, self.ranges, self.fit.model)
        row = self._trained(number, parameters, trial)
        row["suggested"] = trial.params
        trial.set_user_attr(ROW, row)
        error = row.get("validation_error")
        state = self.optuna.trial.TrialState
        if error is None:  # a fit that failed counts as the worst of all
            self.study.tell(trial, state=state.PRUNED)
        else:
            self.study.tell(trial, error)
        return row

    def _trained(
        self, number: int | str, parameters: dict[str, Any], trial: Any
    ) -> Row:
        """Fit a model and return its row; its run is saved if it is the best so far.

        Without a trial it is saved as the run of the name that is its ``number``.
        """
        fit = self.fit
        model = clone(fit.model).set_params(**parameters)
        plain = {name: plain_value(value) for name, value in parameters.items()}
        row: Row = {"parameters": plain}
        start = time.perf_counter()
        with warnings.catch_warnings(record=True) as caught:
            warnings.simplefilter("default")
            try:
                is_whole = _fitted(model, fit.X, trial)
            except FAILURES as error:
                return row | {"stopped": str(error)}
            row["seconds"] = round(time.perf_counter() - start, 2)
            if not is_whole:
                return row | {"stopped": PRUNED}
            mean = float(held_out_errors(model, fit.X).mean())
            if not math.isfinite(mean):
                return row | {"stopped": "The held-out error is not finite."}
            row["validation_error"] = mean
            if trial is None:
                return self._saved(model, row, str(number), caught)
            if mean < self.best().get("validation_error", math.inf):
                best = self._saved(model, row | {"trial": number}, BEST, caught)
                self.study.set_user_attr(BEST, best)
        return row

    def _saved(self, model: Any, row: Row, name: str, caught: list[Any]) -> Row:
        """Save a run; return its row with the errors of all parts of the data."""
        run = {"value": name, "run": self.fit.place(name).name}
        return self.fit.saved(model, row | run, caught)


def _fitted(model: Any, X: Any, trial: Any) -> bool:
    """Fit a model; return False if its trial was stopped early."""
    key = monitored(model)
    records = model.fit_epochs(X)
    for step, record in enumerate(records):
        loss = record.get(key)
        if trial is None or loss is None or not math.isfinite(loss):
            continue
        trial.report(loss, step)
        if trial.should_prune():
            records.close()
            return False
    return True


def _print(row: Row, n_done: int, n_trials: int, seconds_left: float) -> None:
    """Show the line of progress of a trial."""
    error = row.get("validation_error")
    text = "stopped" if error is None else f"held-out error {error:.4g}"
    line = f"{n_done}/{n_trials} · {text} · {duration(seconds_left)} left"
    print(line, file=sys.stderr, flush=True)
