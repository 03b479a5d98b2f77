"""Which DATA is read as a stream, and how, for a command."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from autoencode.errors import AutoencodeError, InvalidParameterError
from autoencode.remote import is_remote

if TYPE_CHECKING:
    from autoencode.data.dataset import Dataset
    from autoencode.storage import Run
    from autoencode.training.streams import Faults, RowStream

# A file of more than this share of the memory is streamed: in memory it takes more.
SHARE_OF_MEMORY = 1 / 4
MAX_SAMPLE = 20_000  # rows for what is not computed of all rows
STREAM_HELP = "Read DATA from disk a part at a time, whatever its size."
MEMORY_HELP = "Memory for data that is read from disk.  [default: 1GiB]"
ON_ERROR_HELP = (
    "Of rows that are not finite and files that cannot be read: raise, or skip."
)
CACHE_HELP = (
    "Folder for Parquet files that text files are converted to.  [default: beside them]"
)
OVERWRITE_HELP = "Replace parts of a result that are of other data or another run."
STREAMING = ("stream", "memory", "on_error", "cache")  # options of a fit
CHOICES = click.Choice(["raise", "skip"])
CACHE = "autoencode.cache"  # key of the context


def checked_cache(
    ctx: click.Context, param: click.Parameter, value: str | None
) -> str | None:
    """Keep the folder of --cache for all streams of the command."""
    if value == "":
        raise InvalidParameterError("--cache is empty; give a folder.")
    if value is not None:
        ctx.meta[CACHE] = value
    return value


def cache_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add --cache to a command that may read a stream; its context keeps the value."""
    return click.option(
        "--cache",
        type=click.Path(),
        help=CACHE_HELP,
        expose_value=False,
        callback=checked_cache,
    )(command)


def given_cache() -> str | None:
    """Return the folder of --cache that the present command was given."""
    ctx = click.get_current_context(silent=True)
    return None if ctx is None else ctx.meta.get(CACHE)


@dataclass(frozen=True)
class Streaming:
    """The options of a command about streams."""

    stream: bool = False
    memory: str | None = None
    on_error: str = "raise"
    overwrite: bool = False
    cache: str | None = field(default_factory=given_cache)

    @property
    def n_bytes(self) -> int:
        """The memory for a stream."""
        from autoencode.data.streams import DEFAULT_MEMORY, bytes_of

        try:
            return bytes_of(DEFAULT_MEMORY if self.memory is None else self.memory)
        except InvalidParameterError as error:
            raise InvalidParameterError(f"--{error}") from error


def stream_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add the options of streams to a command that writes a result."""
    for option in (
        click.option("--on-error", type=CHOICES, default="raise", help=ON_ERROR_HELP),
        click.option("--memory", help=MEMORY_HELP),
        click.option("--stream", is_flag=True, help=STREAM_HELP),
        click.option("--overwrite", is_flag=True, help=OVERWRITE_HELP),
    ):
        command = option(command)
    return command


def is_streamed(data: str, options: Streaming) -> bool:
    """Whether DATA is read as a stream: a folder of rows, or a file that is too large.

    What is on storage always is.

    Raises
    ------
    InvalidParameterError
        If a stream is asked for, and DATA cannot be one.
    """
    from autoencode.data.readers import READERS

    if is_remote(data):
        return True
    path = Path(data)
    is_there = data != "-"  # standard input, also beside a file of this name
    if is_there and path.is_dir() and (options.stream or _holds_rows(path)):
        return True
    is_file = is_there and path.is_file() and path.name.lower().endswith((*READERS,))
    if options.stream and not is_file:
        raise InvalidParameterError(
            f"--stream is for files and folders of rows; {data} is neither."
        )
    is_large = is_file and path.stat().st_size > options.n_bytes * SHARE_OF_MEMORY
    if is_file and (options.stream or (is_large and path.suffix != ".npz")):
        return True
    if options.on_error != "raise":
        raise InvalidParameterError(
            f"--on-error {options.on_error} is for rows that are read from disk. Add "
            f"--stream."
        )
    return False


def is_whole(data: str) -> bool:
    """Whether DATA can only be read as a stream."""
    return is_remote(data) or Path(data).is_dir()


def _holds_rows(folder: Path) -> bool:
    """Whether a folder holds files of rows, and neither images nor texts."""
    from autoencode.data.images import IMAGE_SUFFIXES
    from autoencode.data.readers import READERS

    found = False
    for path in folder.rglob("*"):
        name = path.name.lower()
        if any(part.startswith(".") for part in path.relative_to(folder).parts):
            continue
        if name.endswith((*IMAGE_SUFFIXES, ".txt")):
            return False
        found = found or name.endswith((*READERS,))
    return found


@contextmanager
def worded_for_shell() -> Iterator[None]:
    """Reword errors of the library: options for parameters."""
    from autoencode.cli.options import in_shell_words

    try:
        yield
    except AutoencodeError as error:
        raise type(error)(in_shell_words(str(error))) from error


def takes_streams(run: Run, data: str, options: Streaming) -> bool:
    """Whether a run's model takes rows of numbers, block by block.

    Raises
    ------
    InvalidParameterError
        If it does not, and DATA can only be read as a stream.
    """
    from autoencode.estimators import has_own_input, takes_frames

    if not (takes_frames(run.first_step) or has_own_input(run.model)):
        return True
    if options.stream or is_whole(data):
        raise InvalidParameterError(
            f"{type(run.model).__name__} does not take rows of numbers, and cannot "
            f"read {data} as a stream. Give a file, without --stream or --cluster."
        )
    return False


def open_for_run(
    data: str, columns: Mapping[str, Any], n_columns: int, options: Streaming
) -> RowStream:
    """Open DATA as a stream of as many columns as a run's model takes.

    ``columns`` are arguments of `open_for_model`.
    """
    from autoencode.data.streams import open_for_model
    from autoencode.errors import InvalidDataError, counted

    given = dict(columns)
    if options.cache is not None:
        given["cache"] = options.cache
    with worded_for_shell():
        stream = open_for_model(
            data, memory=options.n_bytes, on_error=options.on_error, **given
        )
    if stream.n_features != n_columns:
        raise InvalidDataError(
            f"{data} has {counted(stream.n_features, 'column')} of numbers, but the "
            f"model takes {n_columns:,}. Give data with the same columns."
        )
    if not is_whole(data):
        click.echo(f"{data} is read from disk a part at a time.", err=True)
    return stream


def sample_for_run(data: str, run: Run, columns: Mapping[str, Any]) -> Dataset:
    """Return a sample of DATA for a run's model, and report its size."""
    from autoencode.data.dataset import Dataset

    stream = open_for_run(data, columns, run.model.n_features_in_, Streaming())
    sample = stream.sample(MAX_SAMPLE)
    click.echo(
        f"A sample of {len(sample.rows):,} of the {stream.n_samples:,} rows of {data} "
        f"is used.",
        err=True,
    )
    return Dataset(
        name=data,
        X=sample.X,
        feature_names=stream.feature_names,
        image_shape=stream.image_shape,
        source=data,
    )


def rows_of_stream(
    data: str, run: Run, columns: Mapping[str, Any], wanted: Sequence[int]
) -> tuple[int, dict[int, Any]]:
    """Return the number of rows of DATA, and some of them by their numbers."""
    import numpy as np

    from autoencode.data.dataset import take

    stream = open_for_run(data, columns, run.model.n_features_in_, Streaming())
    start = 0
    missing = {row for row in wanted if 0 <= row < stream.n_samples}
    found: dict[int, Any] = {}
    for block in stream if missing else ():
        inside = {row for row in missing if row < start + block.shape[0]}
        found |= {row: take(block, np.array([row - start])) for row in inside}
        start += block.shape[0]
        missing -= inside
        if not missing:
            break
    return stream.n_samples, found


def report_faults(faults: Faults) -> None:
    """Report what was left out."""
    if not faults:
        return
    for line in faults.listed:
        click.echo(f"Left out: {line}", err=True)
    is_cut = faults.n_rows + faults.n_files > len(faults.listed)
    more = f" The first {len(faults.listed)} are listed." if is_cut else ""
    click.echo(f"{faults}.{more}", err=True)
