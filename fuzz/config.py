"""The TOML file of ``autoencode fit --config``."""

import contextlib
import tempfile
from pathlib import Path

import click

from autoencode.cli.main import main

PATH = Path(tempfile.mkdtemp(prefix="autoencode-fuzz-")) / "config.toml"
COMMAND = main.get_command(click.Context(main), "fit")


def seeds():
    """Return configurations."""
    return [
        b'components = 3\nmax_epochs = 5\nloss = "squared_error"\n',
        b'hidden = [8, 4]\nseed = 0\nmodel = "variational"\nbeta = 0.5\n',
        b'drop = ["a", "b"]\n[dates]\nc = "%Y"\n',
        b"dropout = 0.1\noverwrite = true\nimage-size = '8x8'\n",
        b'model = "clustering"\nautoencoder = "sparse"\nautoencoder-max-epochs = 3\n',
        b'checkpoint-every = "5m"\ntest = 0.2\nlearning_rate = 1e-3\nlr = nan\n',
    ]


def read(content):
    """Parse the options of a fit with a configuration."""
    PATH.write_bytes(content)
    arguments = ["data.csv", "--config", str(PATH)]
    with contextlib.suppress(click.UsageError):  # one line, by click
        COMMAND.make_context("fit", arguments)
