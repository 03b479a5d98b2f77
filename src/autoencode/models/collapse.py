"""Posterior collapse: units of a variational code that say nothing of the sample."""

import math
from typing import Any

from autoencode.errors import warn
from autoencode.nn.variational import ACTIVE_DIVERGENCE, VariationalNetwork
from autoencode.training import inference
from autoencode.training.batches import BatchSource

# A code is collapsed if it holds less than one bit, in nats. Some inactive units alone
# are usual: a code may be larger than needed.
COLLAPSED_BELOW = math.log(2)

WAYS_OUT = {  # parameters that some variational models have, and what to do with them
    "beta": "lower beta (it is {beta:g})",
    "free_bits": "raise free_bits (it is {free_bits:g}), such as to 0.5",
    "warm_up_epochs": "set warm_up_epochs (it is {warm_up_epochs}), such as 20",
}


def measure_units(model: Any, source: BatchSource) -> None:
    """Set what a variational model's units hold, by some of its training samples."""
    network = model.network_
    if not isinstance(network, VariationalNetwork):
        return
    parts = inference.by_block(
        network, source, lambda x: network.divergences(x).sum(dim=0)
    )
    total = sum(part.cpu().double().numpy() for part in parts)
    model.unit_divergences_ = total / source.n_samples
    model.n_active_units_ = int((model.unit_divergences_ > ACTIVE_DIVERGENCE).sum())


def warn_collapsed(model: Any) -> None:
    """Warn if the code of a variational model holds hardly anything."""
    held = getattr(model, "unit_divergences_", None)
    if held is None or held.sum() >= COLLAPSED_BELOW:
        return
    values = {name: getattr(model, name) for name in WAYS_OUT if hasattr(model, name)}
    ways = [text.format(**values) for name, text in WAYS_OUT.items() if name in values]
    if values.get("beta") == 0:  # the divergence is in no loss: nothing holds it down
        ways = ["train longer, or with a higher learning_rate"]
    count = f"{model.n_active_units_} of {model.n_components_}"
    warn(
        f"Posterior collapse: codes hold {held.sum():.2g} nats per sample, less than a "
        f"bit, and {count} units are active, so that all reconstructions are nearly "
        f"the same. To use more of the code, {', or '.join(ways)}; codes of pure noise "
        f"stay empty."
    )
