"""Arithmetic is chosen by measured times, which are kept: the same choice each time."""

import json
import threading

import numpy as np
import pytest
import torch
from torch import nn

from autoencode.errors import InvalidParameterError
from autoencode.models.autoencoder import Autoencoder
from autoencode.training import arithmetic, timing
from autoencode.training.arithmetic import (
    VARIABLE,
    choose_arithmetic,
    decide,
    fast_linear,
    largest_layer,
)
from autoencode.training.timing import Shape, cache_path, measure, shape_of, times_of

CPU = torch.device("cpu")
SHAPE = shape_of(256, 784, 1000)
ALL = ["float32", "onednn", "bfloat16"]
HERE = timing.candidates()
SIZES = {"small": 50_000, "middle": 200_000, "large": 10**6}


@pytest.fixture
def measured(monkeypatch, tmp_path):
    """Measure, with a cache of this test; a call sets the seconds that are found."""
    before = torch.get_num_threads()
    monkeypatch.setenv(VARIABLE, "measure")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setattr(timing, "_memory", {})
    monkeypatch.setattr(torch, "get_num_threads", lambda: 2)

    def set_seconds(**seconds):
        calls = []

        def found(shape, wanted):
            calls.append(shape)
            return {name: dict(seconds[name]) for name in wanted}

        for module in (timing, arithmetic):
            monkeypatch.setattr(module, "candidates", lambda: list(seconds))
        monkeypatch.setattr(timing, "measure", found)
        return calls

    yield set_seconds
    torch.set_num_threads(before)  # a fit has restored the two that it was told of


def choice(size="large", names=ALL, **seconds):
    return decide(seconds, SHAPE, SIZES[size], 2, names)


PLAIN = {1: 2.0, 2: 1.0}


@pytest.mark.parametrize(
    ("other", "chosen"), [(2.0, "float32"), (0.8, "float32"), (0.76, "bfloat16")]
)
def test_another_type_is_taken_only_where_it_is_much_faster(other, chosen):
    # An Intel Xeon with instructions for bfloat16 may take twice as long in it.
    found = choice(float32=PLAIN, bfloat16={1: 2 * other, 2: other}, names=ALL[::2])
    assert (found.name, found.precision) == (chosen, chosen)


def test_the_faster_library_is_taken_and_bfloat16_must_be_faster_than_that():
    onednn = {1: 1.0, 2: 0.5}
    found = choice(float32=PLAIN, onednn=onednn, bfloat16={1: 0.9, 2: 0.45})
    assert (found.name, found.precision) == ("onednn", "float32")
    found = choice(float32=PLAIN, onednn=onednn, bfloat16={1: 0.7, 2: 0.35})
    assert found.name == "bfloat16"


@pytest.mark.parametrize(
    ("size", "several", "n_threads"),
    [
        ("small", 1.1, None),
        ("small", 1.9, 1),
        ("middle", 1.1, None),
        ("middle", 1.9, 1),
        ("large", 1.9, None),
        # Slower than one: other processes were in the way, and the size decides.
        ("small", 40.0, 1),
        ("middle", 40.0, None),
    ],
)
def test_all_threads_are_used_where_they_are_faster(size, several, n_threads):
    found = choice(size, ["float32"], float32={1: 2.0, 2: several})
    assert found.n_threads == n_threads


def test_types_are_compared_by_one_thread_where_others_disturb_several():
    disturbed = {1: 2.0, 2: 40.0}
    found = choice(float32=disturbed, onednn={1: 2.1, 2: 3.0}, names=ALL[:2])
    assert found.name == "float32"
    assert found.reason.endswith("(by 1 thread)")


def test_the_choice_is_given_with_its_reason():
    found = decide(
        {"float32": {1: 0.02, 2: 0.01}, "bfloat16": {1: 0.04, 2: 0.02}},
        Shape(100, 1000, 1000),  # 0.6 billion operations
        10**6,
        2,
        ["float32", "bfloat16"],
    )
    assert found.reason.endswith(", 2 threads: 60 GFLOP/s; bfloat16 30")
    assert found.reason.startswith("float32 by ")


def test_what_was_measured_is_kept_and_decides_again(measured, monkeypatch):
    calls = measured(float32=PLAIN, bfloat16={1: 1.0, 2: 0.5})
    network = nn.Linear(1000, 500)
    first = choose_arithmetic(CPU, "auto", network, 256)
    assert first.name == "bfloat16"
    # Another process, in which it would now take another time.
    monkeypatch.setattr(timing, "_memory", {})
    later = measured(float32=PLAIN, bfloat16=PLAIN)
    assert choose_arithmetic(CPU, "auto", network, 256) == first
    assert choose_arithmetic(CPU, "float32", network, 256).name == "float32"
    assert (len(calls), later) == (1, [])
    (key,) = json.loads(cache_path().read_text())["times"]
    assert "PyTorch" in key
    assert "2 threads" in key
    assert key.endswith("256 x 512 x 512")


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", '{"format": 1}', '{"format": 9, "times": {}}', '{"times": 3}'],
)
def test_a_damaged_cache_is_replaced(measured, content):
    calls = measured(float32=PLAIN)
    cache_path().parent.mkdir()
    cache_path().write_text(content)
    assert times_of(SHAPE) == {"float32": PLAIN}
    assert len(calls) == 1
    assert json.loads(cache_path().read_text())["times"]


@pytest.mark.parametrize("seconds", [0, -1, "x", None, float("nan"), [1]])
def test_a_damaged_entry_is_measured_again(measured, monkeypatch, seconds):
    measured(float32=PLAIN)
    times_of(SHAPE)
    content = json.loads(cache_path().read_text())
    entry = {"float32": {"1": 1, "2": seconds}}
    content["times"] = dict.fromkeys(content["times"], entry)
    cache_path().write_text(json.dumps(content))
    monkeypatch.setattr(timing, "_memory", {})
    assert times_of(SHAPE) == {"float32": PLAIN}


def test_without_a_place_for_the_cache_times_are_kept_in_memory(
    measured, monkeypatch, tmp_path
):
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    calls = measured(float32=PLAIN)
    assert times_of(SHAPE) == times_of(SHAPE) == {"float32": PLAIN}
    assert len(calls) == 1


def test_of_two_processes_that_measure_at_once_the_first_to_write_decides(
    measured, monkeypatch
):
    measured(float32=PLAIN)

    def found(shape, wanted):
        with monkeypatch.context() as other:
            other.setattr(timing, "measure", lambda *_: {"float32": PLAIN})
            other.setattr(timing, "_memory", {})
            other.setattr(timing, "_lock", threading.Lock())
            times_of(shape)
        return {"float32": {1: 9.0, 2: 9.0}}

    monkeypatch.setattr(timing, "measure", found)
    assert times_of(SHAPE) == {"float32": PLAIN}


def test_small_networks_are_not_measured(measured):
    calls = measured(float32=PLAIN, bfloat16=PLAIN)
    found = choose_arithmetic(CPU, "auto", nn.Linear(100, 100), 32)
    assert (found.name, found.n_threads, calls) == ("float32", 1, [])


@pytest.mark.parametrize("name", ["float32", "onednn", "bfloat16"])
def test_a_variable_replaces_the_measurement(measured, monkeypatch, name):
    if name not in (*timing.candidates(), "bfloat16"):
        pytest.skip("this build of PyTorch has no oneDNN")
    calls = measured(float32=PLAIN)
    monkeypatch.setenv(VARIABLE, name)
    network = nn.Linear(1000, 500)
    assert choose_arithmetic(CPU, "auto", network, 256).name == name
    explicit = choose_arithmetic(CPU, "float32", network, 256)
    assert explicit.precision == "float32"  # a parameter that is set stays
    assert fast_linear(network).is_active == (name == "onednn")
    assert not calls


def test_a_wrong_value_of_the_variable_is_refused_with_the_right_ones(monkeypatch, X):
    monkeypatch.setenv(VARIABLE, "bf16")
    with pytest.raises(InvalidParameterError, match="AUTOENCODE_ARITHMETIC 'bf16'"):
        Autoencoder().fit(X)


@pytest.mark.parametrize("has_it", [True, False])
def test_a_processor_without_bfloat16_is_not_measured_in_it(monkeypatch, has_it):
    for name in ("_is_avx512_bf16_supported", "_is_amx_tile_supported"):
        monkeypatch.setattr(torch.cpu, name, lambda: has_it, raising=False)
    monkeypatch.delenv("ONEDNN_MAX_CPU_ISA", raising=False)
    assert ("bfloat16" in timing.candidates()) == has_it
    monkeypatch.setenv("ONEDNN_MAX_CPU_ISA", "AVX2")
    assert "bfloat16" not in timing.candidates()


def test_measuring_takes_milliseconds_and_changes_nothing_else():
    state, threads = torch.get_rng_state(), torch.get_num_threads()
    found = measure(shape_of(32, 64, 32), {name: {1} for name in HERE})
    assert all(0 < found[name][1] < 1 for name in HERE)
    assert torch.equal(torch.get_rng_state(), state)
    assert torch.get_num_threads() == threads


def test_the_largest_layer_is_measured_and_shapes_are_few():
    network = nn.Sequential(nn.Linear(700, 30), nn.Conv2d(64, 128, 3), nn.Linear(30, 5))
    assert largest_layer(network) == (64 * 9, 128)
    assert largest_layer(nn.BatchNorm1d(4)) == (1, 1)
    assert shape_of(100, 784, 300) == shape_of(130, 250, 3000) == (128, 256, 512)


def test_a_fit_says_what_was_chosen(measured, capsys):
    measured(float32=PLAIN, onednn=PLAIN, bfloat16=PLAIN)
    X = np.random.default_rng(0).random((64, 300), dtype=np.float32)
    model = Autoencoder(hidden_layer_sizes=(500,), max_epochs=1, verbose=1)
    model.set_params(linear_skip=False).fit(X)
    assert "float32 by " in model.arithmetic_
    assert "; bfloat16 " in model.arithmetic_
    assert model.precision_ == "float32"
    assert capsys.readouterr().err.startswith(f"{model.arithmetic_}\n")
