"""Rules of parameters: valid values, and error messages for invalid ones."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
from torch import nn

from autoencode import Autoencoder
from autoencode.errors import InvalidParameterError
from autoencode.params import (
    check_params,
    choice,
    flag,
    instance,
    number,
    random_source,
    sizes,
    text,
)


@dataclass
class Thing:
    share: float = number(0.5, at_least=0, below=1)
    count: Any = number(1, whole=True, at_least=1, auto=True, optional=True)
    kind: str = choice("one", ["one", "two"])
    on: bool = flag(False)
    talk: int = number(0, whole=True, at_least=0, switch=True)
    widths: Any = sizes((1,))
    shape: Any = sizes(None, lengths=(2, 3))
    name: str = text("x")
    module: Any = instance(None, nn.Module)
    seed: Any = random_source(None)


@pytest.mark.parametrize(
    "value",
    [
        {"share": 0},
        {"share": np.float32(0.25)},
        {"count": "auto"},
        {"count": None},
        {"count": np.int64(3)},
        {"kind": "two"},
        {"on": True},
        {"on": np.True_},
        {"talk": True},
        {"talk": 2},
        {"widths": [3, 2]},
        {"widths": ()},
        {"widths": None},
        {"shape": (2, 3)},
        {"module": nn.Linear(1, 1)},
        {"seed": 2**32 - 1},
        {"seed": np.random.RandomState(0)},
    ],
    ids=lambda value: " ".join(
        [next(iter(value)), type(next(iter(value.values()))).__name__]
    ),
)
def test_valid_values_are_accepted(value):
    check_params(Thing(**value))


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ({"share": 1}, "share must be a number of at least 0 and below 1; got 1."),
        (
            {"share": True},
            "share must be a number of at least 0 and below 1; got True.",
        ),
        (
            {"share": float("inf")},
            "share must be a number of at least 0 and below 1; got inf.",
        ),
        (
            {"count": 1.5},
            "count must be a whole number of at least 1, or 'auto', or None; got 1.5.",
        ),
        (
            {"count": "atuo"},
            "count must be a whole number of at least 1, or 'auto', or None; got "
            "'atuo'. Did you mean 'auto'?",
        ),
        (
            {"kind": "tow"},
            "kind must be one of 'one', 'two'; got 'tow'. Did you mean 'two'?",
        ),
        ({"kind": ["one"]}, "kind must be one of 'one', 'two'; got ['one']."),
        ({"on": 1}, "on must be True or False; got 1."),
        (
            {"talk": -1},
            "talk must be a whole number of at least 0, or True or False; got -1.",
        ),
        (
            {"shape": (2,)},
            "shape must be a tuple of 2 or 3 whole numbers of at least 1, or None; got "
            "(2,).",
        ),
        ({"name": ""}, "name must be a non-empty string; got ''."),
        ({"module": 3}, "module must be a torch.Module or None; got 3."),
        (
            {"seed": -1},
            "seed must be a whole number from 0 to 4294967295, a RandomState, or None; "
            "got -1.",
        ),
    ],
    ids=lambda value: str(value) if isinstance(value, dict) else "",
)
def test_invalid_values_get_one_exact_line(value, message):
    with pytest.raises(InvalidParameterError) as caught:
        check_params(Thing(**value))
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("parameters", "hint"),
    [
        ({"n_components": 0.95}, "got 0.95. For a suggestion use autoencode.sweep."),
        ({"n_components": "mle"}, "got 'mle'. For a suggestion use autoencode.sweep."),
        ({"n_components": 2.5}, "got 2.5."),
        ({"hidden_layer_sizes": 64}, "got 64. Use (64,)."),
        ({"hidden_layer_sizes": np.array([8, 4])}, "got array([8, 4]). Use (8, 4)."),
        ({"hidden_layer_sizes": 0}, "got 0."),
        (
            {"random_state": np.random.default_rng(0)},
            " Draw one: int(generator.integers(2**32)).",
        ),
    ],
)
def test_values_of_scikit_learn_that_are_invalid_have_a_way_out(parameters, hint):
    with pytest.raises(InvalidParameterError) as caught:
        check_params(Autoencoder(**parameters))
    assert str(caught.value).endswith(hint)
