"""``autoencode fit --resume RUN``: the command of a fit that was stopped, again.

A fit writes its command beside its checkpoints. To resume, the command is run again;
the checkpoints make it go on from where it was.
"""

from __future__ import annotations

import contextlib
import json
import os
import shlex
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from autoencode.cli.processes import is_first, is_restarted
from autoencode.errors import (
    AutoencodeError,
    CheckpointError,
    InvalidParameterError,
    OutputError,
    TrainingDivergedError,
    did_you_mean,
    why,
)
from autoencode.files import CHECKPOINTS, json_bytes, read_regular, write_bytes
from autoencode.locks import lock
from autoencode.remote import RemotePath, is_remote, place_of
from autoencode.training.intervals import interval_of

if TYPE_CHECKING:
    from autoencode.cli.stream_fit import FitRows
    from autoencode.data.dataset import Dataset
    from autoencode.storage import Run
    from autoencode.storage.remote_runs import RunFolder

COMMAND = "fit.json"
MAX_BYTES = 2**20
NEVER = "never"
# What may be given again beside --resume, and whether it takes a value.
AGAIN = {
    "--max-epochs": True,
    "--checkpoint-every": True,
    "--quiet": False,
    "--watch": False,
}


def resumed(args: Sequence[str]) -> list[str]:
    """Return the arguments of the fit to resume; others as they are.

    The working folder becomes that of the fit, so that its paths hold.

    Raises
    ------
    CheckpointError
        If RUN has no command of a fit, or a damaged one.

    InvalidParameterError
        If another option is given that a resumed fit cannot change.
    """
    words = [part for arg in args for part in _parts(arg)]
    if "--resume" not in words or "--help" in words:
        return list(args)
    place = words.index("--resume")
    if place + 1 == len(words):
        raise InvalidParameterError("--resume needs the run folder of the fit.")
    run = place_of(words[place + 1])
    given = _given(words[:place] + words[place + 2 :])
    folder, old = _read(run)
    if old[:1] == ["-"]:
        raise CheckpointError(
            f"Cannot resume {run}: its data came from standard input. Give a file."
        )
    out = str(run.absolute() if isinstance(run, Path) else run)
    if Path(folder).is_dir() or not is_remote(old[0]):
        os.chdir(folder)
    return [*_without(old, given), "--out", out, "--overwrite", *given]


def _parts(arg: str) -> list[str]:
    """Return an argument as option and value."""
    option, has_value, value = arg.partition("=")
    return [option, value] if has_value and option.startswith("--") else [arg]


def _given(words: list[str]) -> list[str]:
    """Return the options given beside --resume, checked."""
    rest = iter(words)
    for word in rest:
        if word not in AGAIN:
            raise InvalidParameterError(
                f"With --resume the fit has the options that it had; only "
                f"{', '.join(AGAIN)} may be given. Remove {word}, or fit anew."
            )
        if AGAIN[word]:
            next(rest, None)
    return words


def _without(args: list[str], given: list[str]) -> list[str]:
    """Return arguments without those that are given anew, and without --out."""
    again = {word: AGAIN[word] for word in given if word in AGAIN}
    return divided(args, {"--out": True, "--overwrite": False, **again})[0]


def divided(
    args: Sequence[str], options: Mapping[str, bool]
) -> tuple[list[str], list[str]]:
    """Return arguments without some options, and these with their values.

    ``options`` says whether each takes a value.
    """
    others: list[str] = []
    own: list[str] = []
    rest = iter(args)
    for word in rest:
        option, has_value, _ = word.partition("=")
        if option not in options:
            others.append(word)
            continue
        own.append(word)
        if options[option] and not has_value:
            own += [value for value in (next(rest, ""),) if value]
    return others, own


def _read(run: Path | RemotePath) -> tuple[str, list[str]]:
    """Return the working folder and the arguments of the fit of a run."""
    path = run / CHECKPOINTS / COMMAND
    if isinstance(run, Path) and run.is_file():
        raise CheckpointError(f"Cannot resume {run}: it is a file, not a run folder.")
    if not run.is_dir():
        raise CheckpointError(f"Cannot resume {run}: it does not exist.{_hint(run)}")
    try:
        if isinstance(path, Path):
            content = read_regular(path, at_most=MAX_BYTES) or b""
        else:
            content = path.read_bytes()
        found = json.loads(content)
        folder, args = str(found["folder"]), found["arguments"]
        if not all(isinstance(each, str) for each in args):
            raise ValueError("its arguments are no texts")
    except FileNotFoundError as error:
        if path.parent.is_dir():
            raise CheckpointError(
                f"Cannot resume {run}: its fit has not written its first checkpoint. "
                f"If it was stopped, give its command again: it starts anew there."
            ) from error
        raise CheckpointError(
            f"Cannot resume {run}: it has no checkpoints. They are written by "
            f"'autoencode fit', except with --checkpoint-every {NEVER}."
        ) from error
    except (OSError, ValueError, TypeError, KeyError, RecursionError) as error:
        raise CheckpointError(
            f"Cannot resume {run}: {path} is damaged ({why(error)}). Fit anew."
        ) from error
    if not Path(folder).is_dir() and not is_remote(args[0]):
        raise CheckpointError(
            f"Cannot resume {run}: the folder of its fit, {folder}, does not exist."
        )
    return folder, list(args)


def _hint(run: Path | RemotePath) -> str:
    """Return a run folder beside with a similar name, as a sentence."""
    if isinstance(run, RemotePath) or not run.parent.is_dir():
        return ""
    names = [path.name for path in run.parent.iterdir() if path.is_dir()]
    return did_you_mean(run.name, names)


@contextmanager
def checkpoints_of_fit(
    run: Run, dataset: Dataset, place: RunFolder, every: str, rows: FitRows | None
) -> Iterator[None]:
    """Write checkpoints of a fit into its run folder within the block.

    Beside them is the command, with the seed added. Those of an earlier fit are removed
    unless this one resumes it.
    """
    from autoencode.training.resume import Checkpoint, checkpointing

    folder = place.local / CHECKPOINTS
    if every == NEVER:
        _remove_earlier(folder)
        yield
        return
    arguments = click.get_current_context().meta[ARGUMENTS]
    seed = getattr(run.model, "random_state", None)
    seeds = [] if seed is None or "--seed" in arguments else ["--seed", str(seed)]
    command = {"folder": os.getcwd(), "arguments": [*arguments, *seeds]}
    write_command = partial(write_bytes, folder / COMMAND, json_bytes(command))
    if not is_resumed():
        _remove_earlier(folder)
    checkpoint = Checkpoint(folder, every=every)
    # The samples have been hashed for the run.
    data = {"X": run.about.get("data_hash", dataset.X), "y": dataset.y}
    if rows is not None and not rows.is_in_memory:  # ``dataset`` has some of them
        data["rows"] = rows.stream
    with checkpointing(checkpoint, run.model, **data) as checkpoints:
        assert checkpoints is not None
        checkpoints.before_first = write_command  # once nothing speaks against it
        checkpoints.after_each = place.update
        if checkpoints.saved is not None:
            click.echo(
                f"Going on from {checkpoints.position()} of {place.place}.", err=True
            )
        try:
            yield
        except (KeyboardInterrupt, AutoencodeError) as error:
            if isinstance(error, TrainingDivergedError) and not is_resumed():
                _remove(folder)  # it would diverge again
            if not checkpoints.are_there():
                _remove(folder)
                with contextlib.suppress(OSError):  # unless it holds a run
                    if is_first():
                        place.local.rmdir()
                raise
            advice = how_to_resume(place.place)
            if isinstance(error, KeyboardInterrupt):
                raise KeyboardInterrupt(f"Stopped. {advice}") from error
            if isinstance(error, OutputError):  # the disk is full
                raise OutputError(f"{error} {advice}") from error
            raise


RESUMED = "autoencode.fit.resumed"  # keys of the context
ARGUMENTS = "autoencode.fit.arguments"


def checked_interval(ctx: click.Context, param: click.Parameter, value: str) -> str:
    """Return the time between two checkpoints; refuse what is none."""
    if value != NEVER:
        interval_of(value, "--checkpoint-every")
    return value


def is_resumed() -> bool:
    """Whether the present command resumes a fit."""
    return is_restarted() or bool(click.get_current_context().meta.get(RESUMED))


def seed_before(place: Path | RemotePath) -> int | None:
    """Return the seed of the fit of a run folder, which it goes on with; or None.

    Of the same command without a seed, when its processes were started again.
    """
    try:
        _, words = _read(place)
        return int(words[words.index("--seed") + 1])
    except (CheckpointError, ValueError, IndexError):
        return None


def how_to_resume(place: Path | RemotePath) -> str:
    """Return the command that goes on with a fit, as a sentence."""
    return f"Go on with: autoencode fit --resume {shlex.quote(str(place))}"


def _remove_earlier(folder: Path) -> None:
    """Remove the checkpoints of an earlier fit.

    Raises
    ------
    OutputError
        If that fit has not ended: its run would be lost.
    """
    try:
        handle = lock(folder) if is_first() and folder.is_dir() else None
    except BlockingIOError as error:
        raise OutputError(
            f"Another fit is writing {folder.parent}. Wait for its end, or give "
            f"another folder with --out."
        ) from error
    except OSError:  # such as a link, which is not removed either
        handle = None
    try:
        _remove(folder)
    finally:
        if handle is not None:
            os.close(handle)


def _remove(folder: Path) -> None:
    """Remove checkpoints."""
    try:
        if is_first() and folder.is_dir():
            shutil.rmtree(folder)
    except OSError as error:
        raise OutputError(
            f"Cannot remove {folder}: {error.strerror}. Give another folder with --out."
        ) from error
