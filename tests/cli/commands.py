"""What the tests of the command line share: run a command, write small files."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
from click.testing import CliRunner
from fork_server import ForkedProcess
from PIL import Image

import autoencode as package
from autoencode.cli.main import main


def autoencode(*arguments, stdin=None):
    """Run a command in this process; whatever goes wrong, there is no traceback."""
    words = [str(argument) for argument in arguments]
    result = CliRunner().invoke(main, words, input=stdin, prog_name="autoencode")
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def done(*arguments):
    """Run a command that must do what it is told."""
    result = autoencode(*arguments)
    assert result.exit_code == 0, result.output
    return result


def refused(message, *arguments):
    """Run a command that must be answered with one line."""
    result = autoencode(*arguments)
    assert result.exit_code == 1, result.output
    assert message in result.output
    assert len(result.output.strip().splitlines()) == 1


def in_a_process(*arguments, **options):
    """Start a command as a shell does, by a process that has the imports already."""
    words = [str(argument) for argument in arguments]
    return ForkedProcess(words, os.environ | {"OMP_NUM_THREADS": "1"}, **options)


def in_a_new_process(*arguments):
    """Start a command as a shell does, with Python itself."""
    words = [sys.executable, "-m", "autoencode", *map(str, arguments)]
    path = [str(Path(package.__file__).parents[1]), os.environ.get("PYTHONPATH", "")]
    variables = {"OMP_NUM_THREADS": "1", "PYTHONPATH": os.pathsep.join(path)}
    return subprocess.Popen(
        words,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | variables,
        preexec_fn=_take_signals,
    )


def _take_signals():
    """Let signals stop a process, also if tests run in the background, or by nohup."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


def people(n_samples=40, seed=0):
    """A table with names, five numbers and a city."""
    rng = np.random.default_rng(seed)
    plane = rng.normal(size=(n_samples, 2)) @ rng.normal(size=(2, 5))
    X = plane + 0.1 * rng.normal(size=(n_samples, 5))
    frame = pd.DataFrame(X * [1, 10, 100, 1, 1] + [0, 0, 1000, 0, -3])
    frame.columns = ["age", "height", "weight", "steps", "sleep"]
    frame.insert(0, "who", [f"{row:03}" for row in range(n_samples)])
    frame["city"] = np.where(X[:, 0] > 0, "Paris", "Rome")
    return frame


def write_images(folder, n_each=8, size=(6, 5)):
    """A folder per class, with grey pictures."""
    rng = np.random.default_rng(0)
    for name, low in (("cats", 0), ("dogs", 100)):
        (folder / name).mkdir(parents=True)
        for number in range(n_each):
            pixels = rng.integers(low, low + 150, size).astype(np.uint8)
            Image.fromarray(pixels).save(folder / name / f"{number}.png")
