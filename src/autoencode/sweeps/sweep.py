"""`sweep`: one fit for each value of a parameter, in processes, resumed if stopped."""

import sys
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from sklearn.base import clone

from autoencode.arrays import n_bytes
from autoencode.errors import InvalidParameterError
from autoencode.machine import n_cores, total_bytes
from autoencode.models.checks import check_samples, check_test_samples
from autoencode.sweeps.processes import results
from autoencode.sweeps.result import SweepResult
from autoencode.sweeps.setting import Row, SettingFit
from autoencode.sweeps.settings import (
    SIZE,
    checked_values,
    folder_name,
    stored_parameters,
    value_text,
)
from autoencode.sweeps.widths import narrowed
from autoencode.training.devices import choose_device
from autoencode.training.progress import duration

PROCESS_BYTES = 500e6  # of PyTorch, a network and its optimizer
Engine = Callable[[Callable[[Any], Any], list[Any], int], Iterable[Any]]
COPIES = 3  # of the samples in a process: as sent, received and evaluated


def sweep(
    model: Any,
    X: Any,
    values: Iterable[Any],
    *,
    folder: str | Path,
    parameter: str = SIZE,
    X_test: Any = None,
    scaler: Any = None,
    shown: Any = None,
    n_jobs: int | None = None,
    engine: Engine | None = None,
    input: Mapping[str, Any] | None = None,
    about: Mapping[str, Any] | None = None,
    verbose: int = 0,
) -> SweepResult:
    """Fit a model with each of some values of a parameter, and compare the errors.

    Each fit is saved in a run folder inside ``folder`` as soon as it is done. If the
    sweep is stopped, even by a power cut, the same call later goes on with the fits
    that are missing, and gives the same table, apart from the seconds of these fits.
    More values may be added in the same way.

    In a script, call it under ``if __name__ == "__main__":``, as Python's
    `multiprocessing` requires: each process imports the script again.

    Parameters
    ----------
    model : estimator
        Unfitted `Autoencoder` or a variant of it; it is not changed. All fits have the
        same ``random_state``, so that they hold out the same samples; None stands for
        0. With ``patience`` each fit stops early. With at least 10,000 rows of at least
        257 features its default hidden layers are half as wide as those of other fits,
        if the largest code of the first call is not wider than 64.

    X : array, data frame or sparse matrix of shape (n_samples, n_features)
        Training samples, as for the model's ``fit``.

    values : iterable
        Values of the parameter, such as ``range(1, 11)``. Duplicates are left out. A
        code may have more components than there are features.

    folder : str or Path
        Folder of the sweep, created if needed.

    parameter : str, default="n_components"
        Any parameter of the model.

    X_test : array, data frame or sparse matrix, or None, default=None
        Test samples. Their errors are in the table; no choice depends on them.

    scaler : transformer or None, default=None
        Fitted; the runs take samples before its transformation. ``X`` and ``X_test``
        are scaled already.

    shown : array of shape (n_shown, n_features) or (n_shown,), or None, default=None
        Samples whose reconstructions are stored and drawn, or their row numbers in
        ``X_test``, or in ``X`` if there is none. None takes the first ten.

    n_jobs : int or None, default=None
        Number of fits at a time, each in a process with its share of the cores and a
        copy of the samples; -1 is the number of cores. None is that too, but less if so
        many copies would take more than half of the machine's memory, and 1 on a GPU.

    engine : callable or None, default=None
        What runs the fits: called with a function of a value, the values and
        ``n_jobs``, it yields the results as they are done. None runs them in processes
        of this machine; `autoencode.cluster.trials.trials` runs them on a cluster.

    input, about : mapping or None, default=None
        Facts stored in the runs, see `autoencode.storage.Run`.

    verbose : int, default=0
        Whether to show a line for each fit on standard error, if it is a terminal.

    Returns
    -------
    SweepResult
        Also saved in ``folder``: ``sweep.json``, ``sweep.csv`` and pictures.

    Raises
    ------
    InvalidParameterError, InvalidDataError
        Before any training; also if all fits fail.

    OutputError
        If the folder holds other files, or a sweep of other samples or with other
        settings, or if another process works on it.

    Examples
    --------
    >>> import tempfile
    >>> from autoencode import Autoencoder, load_dataset, sweep
    >>> X = load_dataset("iris").X
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     model = Autoencoder(hidden_layer_sizes=(8,), max_epochs=5)
    ...     result = sweep(model, X, [1, 2, 3], folder=folder, n_jobs=1)
    >>> [row["value"] for row in result.rows]
    [1, 2, 3]
    """
    folder, model = Path(folder), clone(model)
    values = checked_values(model, parameter, values)
    fix_seed(model, parameter)
    X, X_test, image_shape = checked_samples(model, X, X_test)
    n_jobs = _number_of_jobs(model, X, X_test, n_jobs)
    before = stored_parameters(folder).get("hidden_layer_sizes")
    model, note = narrowed(model, parameter, values, X.shape[0], X.shape[1], before)
    with SettingFit.started(
        model,
        parameter,
        X,
        X_test,
        shown=shown,
        scaler=scaler,
        folder=folder,
        input=input,
        about=about,
    ) as (fit, settings):
        rows = _all_rows(fit, values, n_jobs, verbose, engine or results)
        check_any_fitted([row.get("failed") for row in rows])
        result = SweepResult.of(parameter, rows, X, [] if note is None else [note])
        result.save(folder, settings, image_shape)
    return result


def check_any_fitted(failures: list[str | None]) -> None:
    """Raise InvalidParameterError if all fits failed, with the reason of the first."""
    if all(failures):
        raise InvalidParameterError(f"{failures[0]} No fit succeeded.")


def fix_seed(model: Any, parameter: str) -> None:
    """Give a model without a seed the seed 0.

    Raises
    ------
    InvalidParameterError
        If it has a random state that changes with each use.
    """
    if parameter == "random_state":
        return
    if model.random_state is None:
        model.set_params(random_state=0)
    elif not hasattr(model.random_state, "__index__"):
        raise InvalidParameterError(
            "random_state must be an int or None, so that all fits hold out the same "
            f"samples; got {model.random_state!r}."
        )


def checked_samples(
    model: Any, X: Any, X_test: Any
) -> tuple[Any, Any, tuple[int, ...] | None]:
    """Return samples as rows of numbers, and their image shape if they are images."""
    probe = clone(model)
    X = check_samples(probe, X, reset=True, at_least=2)
    X_test = check_test_samples(probe, X_test)
    if getattr(probe, "image_shape_", None) is not None and model.image_shape is None:
        model.set_params(image_shape=probe.image_shape_)
    shape = getattr(model, "image_shape", None)
    return X, X_test, None if shape is None else tuple(shape)


def _number_of_jobs(model: Any, X: Any, X_test: Any, given: int | None) -> int:
    """Return the number of processes."""
    if given is not None:
        is_whole = isinstance(given, int) and not isinstance(given, bool)
        if not is_whole or (given < 1 and given != -1):
            raise InvalidParameterError(
                f"n_jobs must be a whole number of at least 1, -1 for all cores, or "
                f"None; got {given!r}."
            )
        return n_cores() if given == -1 else given
    if choose_device(model.device).type != "cpu":
        return 1
    # Fits side by side, of one core each, waste less time than fits that share cores.
    memory = total_bytes()
    if memory is None:
        return n_cores()
    needed = PROCESS_BYTES + COPIES * sum(n_bytes(each) for each in (X, X_test))
    return max(1, min(n_cores(), int(memory / 2 // needed)))


def _all_rows(
    fit: SettingFit, values: list[Any], n_jobs: int, verbose: int, engine: Engine
) -> list[Row]:
    """Return the rows of all values, fitting those that are missing."""
    names = [folder_name(fit.parameter, value) for value in values]
    rows = {}
    for name, value in zip(names, values, strict=True):
        row = fit.finished(value)
        if row is not None:
            rows[name] = row
    missing = [v for name, v in zip(names, values, strict=True) if name not in rows]
    shows = bool(verbose) and sys.stderr.isatty()
    if rows and shows:
        _print(f"{len(rows)} of {len(values)} fits are finished already.")
    start = time.perf_counter()
    try:
        for n_done, row in enumerate(engine(fit, missing, n_jobs), start=1):
            rows[row["run"]] = row
            elapsed = time.perf_counter() - start
            left = elapsed / n_done * (len(missing) - n_done)
            if shows:
                _print(_line(fit.parameter, row, len(rows), len(values), left))
    except KeyboardInterrupt as stop:
        raise KeyboardInterrupt(
            f"Stopped: {len(rows)} of {len(values)} fits are finished and kept in "
            f"{fit.folder}; the same command goes on with the others."
        ) from stop
    return [rows[name] for name in names]


def _line(
    parameter: str, row: Row, n_done: int, n_values: int, seconds_left: float
) -> str:
    """Return the line of progress for a fit that is done."""
    text = f"{n_done}/{n_values} · {parameter} {value_text(row['value'])}"
    if "failed" in row:
        return f"{text} · failed"
    for part, word in (("validation", "held-out"), ("test", "test")):
        error = row.get(f"{part}_error")
        text += "" if error is None else f" · {word} error {error:.4g}"
    return f"{text} · {duration(row['seconds'])} · {duration(seconds_left)} left"


def _print(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
