"""Signals while torch is imported, which takes the first seconds of most commands."""

import os
import signal
import subprocess
import sys
import time
import weakref

import pytest

from autoencode.cli.signals import IMPORTS, ended_by_signals

# As torch's C++ code: an exception in it ends Python by abort().
TORCH = """
import os, signal, time
try:
    os.kill(os.getpid(), {number})
    time.sleep(20)
except BaseException:
    os.abort()
"""
# Tests that run in the background or under nohup have some signals ignored.
SCRIPT = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)
signal.signal(signal.SIGHUP, signal.SIG_DFL)
from autoencode.cli.info import datasets_command
from autoencode.cli.main import main
datasets_command.callback = lambda: __import__("torch")
main(["datasets"])
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_command_that_is_ended_while_torch_is_imported_says_so(tmp_path, number):
    (tmp_path / "torch.py").write_text(TORCH.format(number=int(number)))
    path = os.pathsep.join([str(tmp_path), *sys.path])
    command = [sys.executable, "-c", SCRIPT]
    environment = os.environ | {"PYTHONPATH": path}
    done = subprocess.run(command, env=environment, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (128 + number, "Stopped.\n")


def test_a_signal_in_a_callback_of_an_import_is_not_lost():
    # Python prints the exceptions of such callbacks, and goes on.
    scope = {"os": os, "number": int(signal.SIGTERM)}
    text = "def callback(_):\n    os.kill(os.getpid(), number)\n    return None"
    exec(compile(text, IMPORTS, "exec"), scope)
    kept = [{1}]
    reference = weakref.ref(kept[0], scope["callback"])

    def command():
        kept.clear()
        time.sleep(20)

    with pytest.raises(SystemExit, match="143"), ended_by_signals():
        command()
    assert reference() is None
