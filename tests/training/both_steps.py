"""A small model, and its step both recorded and written out."""

import numpy as np
import torch

from autoencode.models.autoencoder import Autoencoder
from autoencode.models.learning import written_out
from autoencode.training.devices import Runtime
from autoencode.training.loop import Plan
from autoencode.training.optimizers import SCHEDULES
from autoencode.training.steps import DenseStep, RecordedStep
from autoencode.training.written import WrittenLayers

CPU = torch.device("cpu")


def plan_for(runtime):
    return Plan(
        batch_size=8,
        max_epochs=1,
        learning_rate=0.1,
        schedule=SCHEDULES["constant"],
        seed=0,
        runtime=runtime,
    )


def fitted(**parameters):
    """A small model, set up and trained for one epoch; samples in [0, 1]."""
    X = np.random.default_rng(0).random((24, 6), dtype=np.float32)
    defaults = {"hidden_layer_sizes": (5,), "max_epochs": 1, "random_state": 0}
    return Autoencoder(**defaults | parameters).fit(X), torch.from_numpy(X)


def gradients_of_both(model, x, dtype):
    """Loss and gradients by a recorded step, and by one written out."""
    runtime = Runtime(CPU, dtype)
    results = []
    for is_written in (False, True):
        model.network_.train().zero_grad()
        still = torch.optim.SGD(model.network_.parameters(), lr=0.0)
        still.zero_grad = lambda: None
        if is_written:
            layers, loss = written_out(model, plan_for(runtime))
            step = DenseStep(WrittenLayers(layers, runtime), loss, still, runtime)
        else:
            step = RecordedStep(
                model.network_, model._loss_terms, still, runtime, seed=0
            )
        with step:
            loss = step(x, 0)
        gradients = [p.grad.clone() for p in model.network_.parameters()]
        results.append((loss, gradients))
    return results
