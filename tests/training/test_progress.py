"""Progress: a live line on a terminal, plain lines elsewhere, nothing when silent."""

import io

import pytest

from autoencode.training import progress as module
from autoencode.training.progress import Progress, duration

RECORD = {"epoch": 1, "loss": 2.5, "validation_loss": 3.25}


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0.2, "0 s"), (59.4, "59 s"), (200, "3 min 20 s"), (7500, "2 h 05 min")],
)
def test_durations_are_said_as_people_say_them(seconds, text):
    assert duration(seconds) == text


def test_elsewhere_than_on_a_terminal_a_line_comes_now_and_then():
    stream = io.StringIO()
    with Progress(3, stream=stream) as progress:
        for epoch in (1, 2, 3):
            progress.on_step(epoch, 5, 10)
            progress.on_epoch(RECORD | {"epoch": epoch})
    lines = stream.getvalue().splitlines()
    assert [line.split(" · ")[:3] for line in lines] == [
        ["epoch 1/3", "loss 2.5", "validation 3.25"],
        ["epoch 3/3", "loss 2.5", "validation 3.25"],
    ]
    assert all("left" in line for line in lines)


def test_a_terminal_gets_a_live_line_that_ends_as_one_that_stays():
    stream = Terminal()
    with Progress(1, stream=stream) as progress:
        progress.on_step(1, 5, 10)
        progress.on_step(1, 6, 10)
        progress.on_epoch(RECORD)
    text = stream.getvalue()
    assert "samples/s" in text
    assert (
        "epoch 1/1 · loss 2.5 · validation 3.25 · 0 s so far" in text.splitlines()[-1]
    )


@pytest.mark.parametrize("kind", [io.StringIO, Terminal])
def test_training_that_ended_early_says_so_unless_it_was_stopped(kind):
    stream = kind()
    with Progress(20, stream=stream) as progress:
        for epoch in (1, 2, 3):
            progress.on_step(epoch, 5, 10)
            progress.on_epoch(RECORD | {"epoch": epoch})
    last, end = stream.getvalue().splitlines()[-2:]
    assert last.endswith(" 0 s left")
    assert end == (
        "Training ended after 3 of 20 epochs: the last ones brought no improvement."
    )
    stream = kind()
    progress = Progress(20, stream=stream)
    progress.__enter__()
    progress.on_epoch(RECORD)
    progress.__exit__(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert "ended" not in stream.getvalue()


def test_a_long_fit_says_early_how_long_it_takes(monkeypatch):
    monkeypatch.setattr(module, "SECONDS_BEFORE_ESTIMATE", 0.0)
    stream = io.StringIO()
    with Progress(10, stream=stream) as progress:
        for seen in (5, 6, 7):
            progress.on_step(1, seen, 10)
    assert stream.getvalue().count("This takes about") == 1


def test_silent_writes_nothing():
    stream = Terminal()
    with Progress(3, silent=True, stream=stream) as progress:
        progress.on_step(1, 5, 10)
        progress.on_epoch(RECORD)
    assert stream.getvalue() == ""
