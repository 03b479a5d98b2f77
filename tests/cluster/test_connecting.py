"""Which cluster is worked on, by how many workers, and what is refused."""

import socket
import sys
import warnings

import pytest
from commands import refused

from autoencode.cli.serve import VARIABLE as TOKEN
from autoencode.cluster import connecting, workers
from autoencode.cluster.connecting import Workers, connected
from autoencode.cluster.workers import Answers, Caller, answer_of, check_attempts
from autoencode.errors import ClusterError, InvalidParameterError


def nodes(*cpus):
    return [{"Alive": True, "Resources": {"CPU": float(n)}} for n in cpus]


@pytest.mark.parametrize(
    ("cpus", "wanted", "expected"),
    [
        ([2], 2, Workers(2, 1)),
        ([8], 2, Workers(2, 4)),
        ([4, 4, 4], 4, Workers(4, 2)),  # two on one of the nodes
        ([4, 4, 4], None, Workers(12, 1)),
        ([16, 0], 1, Workers(1, 16)),
    ],
)
def test_workers_share_the_processors_of_the_nodes(cpus, wanted, expected):
    assert connecting._workers(nodes(*cpus), wanted) == expected


def test_more_workers_than_processors_are_reduced_with_a_warning():
    with pytest.warns(UserWarning, match="3 processors, so 3 workers work instead of"):
        assert connecting._workers(nodes(2, 1), 5) == Workers(3, 1)


def test_a_cluster_without_processors_is_refused():
    dead = [{"Alive": False, "Resources": {"CPU": 8.0}}]
    with pytest.raises(ClusterError, match="no processors to work on"):
        connecting._workers(nodes(0) + dead, 2)


def test_without_ray_the_extra_is_named(monkeypatch):
    monkeypatch.setitem(sys.modules, "ray", None)
    with (
        pytest.raises(InvalidParameterError, match=r"'autoencode\[cluster\]'"),
        connected("local", 1),
    ):
        pass


def test_no_worker_is_too_few():
    with (
        pytest.raises(InvalidParameterError, match="must be at least 1; got 0"),
        connected("local", 0),
    ):
        pass


def test_an_address_without_a_cluster_is_refused_at_once():
    with socket.socket() as bound:  # and does not listen
        bound.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{bound.getsockname()[1]}"
        with pytest.raises(ClusterError, match=f"no Ray cluster at {address}"):
            connecting._check_reachable(address)
        with pytest.raises(ClusterError, match="no Ray cluster at ray://"):
            connecting._check_reachable(f"ray://{address}")


def test_a_cluster_that_refuses_its_caller_may_want_a_token(monkeypatch):
    class Ray:
        def init(self, **options):
            raise ConnectionError("Failed to connect to Ray cluster at head:6379")

    monkeypatch.setattr(connecting, "_check_reachable", lambda address: None)
    message = r"head:6379\)\. If it asks for a token, set RAY_AUTH_MODE=token"
    with pytest.raises(ClusterError, match=message):
        connecting._start(Ray(), "head:6379", {})
    with pytest.raises(ClusterError, match=r"head:6379\)\.$"):  # Ray has its token
        connecting._start(Ray(), "auto", {})


def test_workers_without_a_cluster_are_refused(tmp_path):
    message = "--workers 2 is for a cluster. Add --cluster local"
    words = ("run", "digits", "--out", tmp_path / "codes.npy", "--workers", 2)
    refused(message, "encode", *words)


def test_a_named_data_set_is_no_work_for_a_cluster(tmp_path):
    words = ("run", "digits", "--out", tmp_path / "codes.npy", "--cluster", "local")
    refused("--cluster is for files and folders of rows", "encode", *words)


def test_detect_on_a_cluster_needs_a_run(tmp_path):
    (tmp_path / "x.csv").write_text("a,b\n1,2\n")
    words = (tmp_path / "x.csv", "--out", tmp_path / "y.csv", "--cluster", "local")
    refused("--cluster needs a run", "detect", *words)


@pytest.mark.parametrize("words", [("--jobs", 2), ("--search", 3)])
def test_a_sweep_on_a_cluster_has_workers_in_place_of_jobs(tmp_path, words):
    given = ("iris", "--out", tmp_path / "s", "--cluster", "local", *words)
    refused(f"leave out {words[0]}", "sweep", *given)


def test_a_worker_of_another_version_is_refused(monkeypatch):
    caller = Caller.here(n_threads=1)
    monkeypatch.setattr(workers, "_version", lambda: "0.0.1")
    with pytest.raises(ClusterError, match="Install the same version on all nodes"):
        caller.take_over()


def test_workers_get_the_variables_that_change_results_without_the_token(monkeypatch):
    for name in ("AUTOENCODE_ARITHMETIC", "AUTOENCODE_DATA", TOKEN, "OTHER"):
        monkeypatch.setenv(name, "given")
    found = Caller.here(n_threads=1).variables.keys()
    assert {"AUTOENCODE_ARITHMETIC", "AUTOENCODE_DATA"} <= found
    assert not {TOKEN, "OTHER"} & found


def test_answers_carry_results_and_other_errors_with_their_traceback():
    assert Answers().read(answer_of(lambda: [1, 2])) == [1, 2]
    answer = answer_of(lambda: {}["missing"])
    with pytest.raises(RuntimeError, match=r"Traceback (.|\n)*KeyError: 'missing'"):
        Answers().read(answer)


def test_an_item_of_which_workers_were_lost_too_often_is_given_up():
    attempts = workers.Attempts()
    counts = [attempts.add(item) for item in (7, 7, 3, 7, 7, 7)]
    for n_attempts in counts[:-1]:
        check_attempts(n_attempts, 7)
    with pytest.raises(ClusterError, match="lost 4 times while they worked on item 7"):
        check_attempts(counts[-1], 7)


def test_a_warning_is_repeated_once():
    def call():
        warnings.warn("Few rows.", UserWarning, stacklevel=1)

    answer, answers = answer_of(call), Answers()
    with pytest.warns(UserWarning, match="Few rows"):
        answers.read(answer)
    answers.read(answer)  # a warning would be an error
