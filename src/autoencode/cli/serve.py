"""``autoencode serve``: a saved model for other programs."""

from __future__ import annotations

import math
import os
import re
from pathlib import Path

import click

VARIABLE = "AUTOENCODE_TOKEN"
MIN_LETTERS = 16  # of a token
HOST = re.compile(r"([\w.-]+|\[[\da-fA-F:.]+\])(:\d{1,5})?")


def _host_names(
    ctx: click.Context, param: click.Parameter, names: tuple[str, ...]
) -> tuple[str, ...]:
    """Return names of hosts; refuse what no request has as ``Host``."""
    for name in names:
        if not HOST.fullmatch(name):
            raise click.BadParameter(
                f"{name!r} is no name of a host; give it as models.example.com or "
                f"models.example.com:8443, without http:// and path.",
                ctx,
                param,
            )
    return names


def _finite(ctx: click.Context, param: click.Parameter, value: float) -> float:
    """Return a number; refuse nan and inf, which a range of click lets pass."""
    if not math.isfinite(value):
        raise click.BadParameter(f"{value} is not a finite number.", ctx, param)
    return value


@click.command("serve")
@click.argument("run")
@click.option(
    "--host", default="127.0.0.1", show_default=True, help="Address to listen on."
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="Port to listen on; 0 for a free one.",
)
@click.option(
    "--allowed-host",
    "allowed_hosts",
    multiple=True,
    callback=_host_names,
    help="A further name under which the server is asked, such as that of a proxy.",
)
@click.option(
    "--token-file",
    type=click.Path(path_type=Path),
    help=f"File with the token of requests.  [default: {VARIABLE}, or a new one]",
)
@click.option("--no-token", is_flag=True, help="Answer requests without a token.")
@click.option(
    "--max-rows",
    type=click.IntRange(min=1),
    default=10_000,
    show_default=True,
    help="Largest number of rows in a request.",
)
@click.option(
    "--max-mb",
    type=click.IntRange(min=1, max=1024),
    default=32,
    show_default=True,
    help="Largest size of a request in MiB.",
)
@click.option(
    "--max-waiting",
    type=click.IntRange(min=1),
    default=32,
    show_default=True,
    help="Requests that may wait; the others are answered with 503.",
)
@click.option(
    "--rate",
    type=click.FloatRange(min=0, min_open=True),
    callback=_finite,
    default=1_000,
    show_default=True,
    help="Largest number of requests a second; the others are answered with 429.",
)
def serve_command(
    run: str,
    host: str,
    port: int,
    allowed_hosts: tuple[str, ...],
    token_file: Path | None,
    no_token: bool,
    max_rows: int,
    max_mb: int,
    max_waiting: int,
    rate: float,
) -> None:
    """Serve the model saved in RUN to other programs, over HTTP.

    POST /encode, /decode, /reconstruct, /predict, /score, ... answer rows as JSON or
    Arrow, in the units of the data; GET /schema lists the routes and their columns.
    Requests need the token that is shown, in the header Authorization: Bearer TOKEN.

    \b
    Example:
        autoencode serve runs/digits
        autoencode serve runs/digits --port 9000 --token-file token.txt
    """
    from autoencode.serve import check_installed, serve

    check_installed()
    token = _token(token_file, no_token)
    from autoencode.serve.describe import Limits
    from autoencode.storage import load_run

    serve(
        load_run(run),
        run,
        host=host,
        port=port,
        allowed_hosts=allowed_hosts,
        token=token,
        needs_token=not no_token,
        limits=Limits(max_rows, max_mb * 2**20, max_waiting, rate),
        report=lambda line: click.echo(line, err=True),
    )


def _token(file: Path | None, no_token: bool) -> str | None:
    """Return the token given by a file or the environment; None if there is none.

    Raises
    ------
    InvalidParameterError
        If it is too short, or given and refused at once.
    DataFileError
        If the file cannot be read.
    """
    from autoencode.errors import DataFileError, InvalidParameterError

    if no_token:
        if file is not None:
            raise InvalidParameterError("Give --token-file or --no-token, not both.")
        return None
    token, source = os.environ.get(VARIABLE), VARIABLE
    if file is not None:
        source = str(file)
        try:
            token = file.read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            reason = getattr(error, "strerror", None) or "it is not a text"
            raise DataFileError(f"Cannot read {file}: {reason}.") from error
    if token is None:
        return None
    if len(token) < MIN_LETTERS or not (token.isascii() and token.isprintable()):
        raise InvalidParameterError(
            f"The token of {source} must have at least {MIN_LETTERS} letters or "
            f"digits, in one line. Draw one: python -c 'import secrets; "
            f"print(secrets.token_urlsafe(24))'."
        )
    return token
