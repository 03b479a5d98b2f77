"""PyTorch's optimizers, without its compiler."""

import subprocess
import sys

import pytest
import torch
from torch.testing import assert_close

from autoencode.training import eager

FITS = """
import sys, warnings
import numpy as np
from autoencode import RBM, Autoencoder
from autoencode.training.optimizers import OPTIMIZERS

warnings.simplefilter("ignore")  # of so small a fit
X = np.random.default_rng(0).uniform(size=(20, 3))
for name in OPTIMIZERS:
    Autoencoder(n_components=1, max_epochs=2, optimizer=name).fit(X)
RBM(n_components=1, max_epochs=1).fit(X)
print("torch._dynamo" in sys.modules)
"""


def test_no_fit_imports_the_compiler_of_pytorch():
    done = subprocess.run(
        [sys.executable, "-c", FITS], check=True, capture_output=True, text=True
    )
    assert done.stdout == "False\n"


@pytest.mark.parametrize("name", ["AdamW", "Adam", "SGD", "Muon"])
def test_steps_are_those_of_pytorch(name):
    weights = []
    for source in (eager, torch.optim):
        weight = torch.nn.Parameter(torch.arange(6.0).reshape(2, 3))
        optimizer = getattr(source, name)([weight], lr=0.1, weight_decay=0.1)
        for _ in range(3):
            optimizer.zero_grad()
            weight.square().sum().backward()
            optimizer.step()
            state = optimizer.state_dict()
            optimizer.load_state_dict(state)
        weights.append(weight)
    assert_close(*weights, rtol=0, atol=0)
