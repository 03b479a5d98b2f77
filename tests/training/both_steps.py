"""A small model, and its step both by autograd and with explicit gradients."""

import numpy as np
import torch

from autoencode.models.autoencoder import Autoencoder
from autoencode.models.learning import explicit_parts
from autoencode.training.devices import Runtime
from autoencode.training.explicit import ExplicitLayers
from autoencode.training.loop import Plan
from autoencode.training.optimizers import SCHEDULES
from autoencode.training.steps import AutogradStep, ExplicitStep

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
    defaults["linear_skip"] = False
    return Autoencoder(**defaults | parameters).fit(X), torch.from_numpy(X)


def gradients_of_both(model, x, dtype, *, uses_onednn=False):
    """Loss and gradients of a step by autograd, and of an explicit one."""
    runtime = Runtime(CPU, dtype, uses_onednn=uses_onednn)
    results = []
    for is_explicit in (False, True):
        model.network_.train().zero_grad()
        still = torch.optim.SGD(model.network_.parameters(), lr=0.0)
        if is_explicit:
            layers, loss = explicit_parts(model, plan_for(runtime))
            explicit = ExplicitLayers(layers.layers, runtime, layers.skips)
            step = ExplicitStep(explicit, loss, still, runtime)
        else:
            step = AutogradStep(
                model.network_, model._loss_terms, still, runtime, seed=0
            )
        with step:
            loss = step(x, 0)
        gradients = [p.grad.clone() for p in model.network_.parameters()]
        results.append((loss, gradients))
    return results
