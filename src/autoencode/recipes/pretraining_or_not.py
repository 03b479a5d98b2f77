"""Deep and shallow autoencoders of curves, with and without pretraining.

Hinton & Salakhutdinov (2006), figure S1 of the supporting online material: without
pretraining the deep network did not learn; shallow ones with as many weights did.
Method "paper" trains by conjugate gradients from the paper's random weights; "modern"
by SGD and AdamW from four weight initializations. All units are logistic.
"""

import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from sklearn.base import clone

from autoencode.data.dataset import Dataset
from autoencode.models.autoencoder import Autoencoder
from autoencode.nn.initialization import WEIGHT_INITS
from autoencode.plots.training import loss_curves
from autoencode.recipes.hinton2006 import CURVES, PAPER, SOURCE
from autoencode.recipes.recipe import Extra, Recipe, Row, error_of
from autoencode.tasks.epoch_samples import train

# Has as many weights as the deep network.
SHALLOW = (532,)
# Squared errors after 500 epochs, read off the figure; used for all optimizers. The
# fourth network did not learn.
PUBLISHED = {
    "deep, pretrained": 1.10,
    "shallow, pretrained": 0.98,
    "shallow, normal": 1.65,
}


class Variant(NamedTuple):
    """One of the compared models."""

    panel: str  # of the figure
    name: str
    model: Autoencoder  # untrained


@dataclass(frozen=True, kw_only=True)
class PretrainingRecipe(Recipe):
    """Errors of deep and shallow networks, from pretrained and from random weights.

    Parameters
    ----------
    optimizers : dict of dict of dict
        Parameters of the model, by method and optimizer.

    weight_inits : dict of tuple of str
        Names in `WEIGHT_INITS`, by method.

    **parameters
        Those of `Recipe`.
    """

    optimizers: dict[str, dict[str, dict[str, Any]]]
    weight_inits: dict[str, tuple[str, ...]]

    def model(self, method: str, *, quick: bool = False) -> Autoencoder:
        """Return the deep network with pretraining, the first row of the table."""
        optimizer, own = next(iter(self.optimizers[method].items()))
        parameters = self.parameters(method, quick=quick) | {"optimizer": optimizer}
        network = CURVES.network | parameters | own
        return Autoencoder(
            validation_fraction=0.0, linear_skip=False, random_state=0, **network
        )

    def variants(self, method: str, model: Autoencoder) -> Iterator[Variant]:
        """Yield the compared models, the first with the parameters of ``model``."""
        depths = {"deep": model.hidden_layer_sizes, "shallow": SHALLOW}
        for optimizer, own in self.optimizers[method].items():
            for depth, widths in depths.items():
                panel = f"{depth}, {optimizer}"
                changes: dict[str, Any] = own | {"hidden_layer_sizes": widths}
                pretrained = clone(model).set_params(optimizer=optimizer, **changes)
                yield Variant(panel, "pretrained", pretrained)
                for init in self.weight_inits[method]:
                    random = clone(pretrained).set_params(
                        pretraining="none", weight_init=init
                    )
                    yield Variant(panel, init, random)

    def _evaluate(
        self, method: str, model: Any, data: Dataset, seconds: float, *, silent: bool
    ) -> Extra:
        rows: list[Row] = []
        panels: dict[str, dict[str, list[float]]] = {}
        for variant in self.variants(method, model):
            name = f"{variant.panel}, {variant.name}"
            if rows:  # the first is trained already
                started = time.perf_counter()
                model = variant.model
                if not silent:
                    print(name, file=sys.stderr)
                if not train(model, data.X, silent=silent):
                    raise KeyboardInterrupt
                seconds = time.perf_counter() - started
            depth = variant.panel.split(",")[0]
            published = PUBLISHED.get(f"{depth}, {variant.name}")
            name = name if rows else f"{method} method: {name}"
            rows.append(Row(name, error_of(model, data), published, seconds))
            losses = [float(record["loss"]) for record in model.history_]
            panels.setdefault(variant.panel, {})[variant.name] = losses
        return Extra(rows, {"losses": loss_curves(panels)})


PRETRAINING_OR_NOT = PretrainingRecipe(
    title="Curves, deep and shallow, with and without pretraining",
    source=SOURCE,
    dataset="curves",
    published=PUBLISHED["deep, pretrained"],
    paper={**PAPER, "max_epochs": 100},
    modern={**PAPER, "batch_size": 100, "max_epochs": 40},
    quick={
        "paper": {"pretraining_epochs": 5, "max_epochs": 5},
        "modern": {"pretraining_epochs": 5, "max_epochs": 5},
    },
    optimizers={
        "paper": {"cg": {}},
        "modern": {"sgd": {"learning_rate": 0.01}, "adamw": {"learning_rate": 1e-3}},
    },
    weight_inits={"paper": ("normal",), "modern": tuple(WEIGHT_INITS)},
)
