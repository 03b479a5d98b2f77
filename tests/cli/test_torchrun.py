"""``torchrun -m autoencode``: one model by several processes."""

import os
import socket
import subprocess
import sys

import numpy as np
import pytest
from commands import done as in_this_process
from fork_server import ForkedProcess

from autoencode.storage import load_run

SLOW = pytest.mark.slow
TORCHRUN = (sys.executable, "-m", "torch.distributed.run", "--nproc-per-node")


def by_torchrun(n, *args):
    """How commands ended that torchrun has started on this machine."""
    # The processes meet on this machine only.
    names = {"GLOO_SOCKET_IFNAME": "lo", "OMP_NUM_THREADS": "1"}
    port = ("--rdzv-backend", "c10d", "--rdzv-endpoint", "127.0.0.1:0")
    done = subprocess.run(
        [*TORCHRUN, str(n), *port, "-m", "autoencode", *args],
        env=os.environ | names,
        capture_output=True,
        text=True,
        timeout=200,
    )
    return [done.returncode], done.stdout, done.stderr


def at_once(n, *args):
    """How commands ended that find each other as those of torchrun do."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = str(server.getsockname()[1])
    names = {"MASTER_ADDR": "127.0.0.1", "MASTER_PORT": port, "WORLD_SIZE": str(n)}
    names |= {"GLOO_SOCKET_IFNAME": "lo", "OMP_NUM_THREADS": "1"}
    processes = [
        ForkedProcess(args, os.environ | names | {"RANK": rank, "LOCAL_RANK": rank})
        for rank in map(str, range(n))
    ]
    outputs, errors = zip(*(each.communicate(200) for each in processes), strict=True)
    codes = [each.returncode for each in processes]
    return codes, "".join(outputs), "".join(errors)


def own_lines(text):
    """Lines of the package, without those of torchrun."""
    return [line for line in text.splitlines() if line.startswith(("Error", "epoch"))]


@pytest.fixture(scope="module")
def table(tmp_path_factory):
    path = tmp_path_factory.mktemp("data") / "table.csv"
    rows = np.random.default_rng(0).normal(size=(120, 4)).cumsum(axis=1)
    np.savetxt(path, rows, delimiter=",", header="a,b,c,d", comments="")
    return path


@pytest.mark.parametrize("start", [at_once, pytest.param(by_torchrun, marks=SLOW)])
def test_two_processes_write_one_run_as_one_process_does(table, tmp_path, start):
    given = ["--components", "2", "--max-epochs", "4", "--seed", "0"]
    words = ("fit", str(table), *given, "--out", str(tmp_path / "two"))
    codes, output, errors = start(2, *words)
    assert set(codes) == {0}, errors
    assert output.count("Saved in") == 1
    assert len(own_lines(errors)) == len(set(own_lines(errors)))
    in_this_process("fit", table, *given, "--out", tmp_path / "one")
    X = np.loadtxt(table, delimiter=",", skiprows=1)
    two, one = (load_run(tmp_path / name) for name in ("two", "one"))
    np.testing.assert_allclose(
        two.model.transform(two.scale(X)),
        one.model.transform(one.scale(X)),
        rtol=1e-3,
        atol=1e-4,
    )
    log = (tmp_path / "two" / "log.jsonl").read_text()
    assert log.count('"epoch": 4') == (
        tmp_path / "one" / "log.jsonl"
    ).read_text().count('"epoch": 4')


@pytest.mark.parametrize("start", [at_once, pytest.param(by_torchrun, marks=SLOW)])
def test_an_error_of_all_processes_is_one_line(tmp_path, start):
    codes, _, errors = start(2, "fit", str(tmp_path / "absent.csv"), "--seed", "0")
    assert 0 not in codes
    (line,) = own_lines(errors)
    assert "does not exist" in line


def test_other_commands_are_refused_by_several_processes(monkeypatch, capsys):
    from autoencode.cli.main import main

    port = {"RANK": "0", "WORLD_SIZE": "3", "MASTER_ADDR": "h", "MASTER_PORT": "1"}
    for name, value in port.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("autoencode.cli.processes._group", _no_group)
    with pytest.raises(SystemExit):
        main(["encode", "run", "data.csv"], prog_name="autoencode")
    assert "only fit takes several" in capsys.readouterr().err


class _no_group:
    def __enter__(self):
        return None

    def __exit__(self, *error):
        return None


def test_processes_that_are_started_again_go_on_with_the_drawn_seed(
    table, tmp_path, monkeypatch
):
    given = ("fit", table, "--max-epochs", 3, "--out", tmp_path / "run", "--quiet")
    in_this_process(*given, "--checkpoint-every", "1e")
    monkeypatch.setenv("TORCHELASTIC_RESTART_COUNT", "1")
    again = in_this_process(*given, "--checkpoint-every", "1e")
    assert "Going on from epoch 3" in again.output
