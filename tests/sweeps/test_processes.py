"""Work in several processes."""

import math
import os
import struct

import pytest

from autoencode.errors import FitProcessError
from autoencode.machine import process_context
from autoencode.sweeps.processes import _serve, in_own_process, results


def test_one_job_works_in_this_process():
    seen = []
    assert list(results(lambda value: seen.append(value) or value, [1, 2], 1)) == [1, 2]
    assert seen == [1, 2]


def test_results_come_from_several_processes_and_errors_have_their_traceback():
    seen = []
    with pytest.raises(RuntimeError, match=r"(?s)Traceback.*ValueError"):
        seen.extend(results(math.sqrt, [4.0, 9.0, 16.0, -1.0], 2))
    assert seen
    assert set(seen) <= {2.0, 3.0, 4.0}


def test_a_process_that_is_killed_ends_the_work_with_one_line():
    with pytest.raises(FitProcessError, match="that fitted 3 ended with exit status 3"):
        list(results(os._exit, [3, 3], 2))


def test_a_process_that_is_stopped_in_a_fit_prints_nothing(capfd):
    # The checkpoints of a fit answer SIGTERM by KeyboardInterrupt, as Ctrl-C.
    with pytest.raises(FitProcessError, match="exit status 143"):
        list(results(interrupted, [1, 2], 2))
    assert capfd.readouterr().err == ""


def test_a_process_whose_task_does_not_arrive_ends_and_prints_nothing(capfd):
    ours, theirs = process_context().Pipe()
    process = process_context().Process(target=_serve, args=(theirs, 1, {}))
    process.start()
    theirs.close()
    os.write(ours.fileno(), struct.pack("!i", 1000) + b"half of a message")
    ours.close()
    process.join()
    assert process.exitcode == 0
    assert capfd.readouterr().err == ""


def test_an_own_process_has_a_memory_of_its_own():
    assert in_own_process(pid_after, "value") != os.getpid()
    with pytest.raises(FitProcessError, match="exit status 3"):
        in_own_process(os._exit, 3)


def test_processes_have_the_variables_that_were_set_since(monkeypatch):
    monkeypatch.setenv("AUTOENCODE_TEST", "set")
    assert in_own_process(os.getenv, "AUTOENCODE_TEST") == "set"


def pid_after(value):
    assert value == "value"
    return os.getpid()


def interrupted(value):
    raise KeyboardInterrupt
