"""Deep and shallow autoencoders of curves, with pretraining and without.

Hinton & Salakhutdinov (2006), figure S1 of the supporting online material: without
pretraining the deep network learnt nothing; shallow ones, with as many weights, did.
Method "paper" trains by conjugate gradients from the paper's random weights; "modern"
by SGD and AdamW from weights drawn in four ways. Units are logistic throughout.
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

# As wide as gives it the deep network's number of weights.
SHALLOW = (532,)
# Squared errors after 500 epochs, whatever the optimizer here, read off the figure; the
# fourth network did not learn.
PUBLISHED = {
    "deep, pretrained": 1.10,
    "shallow, pretrained": 0.98,
    "shallow, normal": 1.65,
}


class Way(NamedTuple):
    """One of the ways to train that are compared."""

    panel: str  # of the picture
    name: str
    model: Autoencoder  # untrained


@dataclass(frozen=True, kw_only=True)
class PretrainingRecipe(Recipe):
    """Errors of networks of two depths, from pretrained and from random weights.

    Parameters
    ----------
    optimizers : dict of dict of dict
        By method and by name, parameters of the model.

    weight_inits : dict of tuple of str
        Ways to draw first weights, by method.

    **parameters
        Those of `Recipe`.
    """

    optimizers: dict[str, dict[str, dict[str, Any]]]
    weight_inits: dict[str, tuple[str, ...]]

    def model(self, method: str, *, quick: bool = False) -> Autoencoder:
        """Return the deep network that is to be pretrained, the first that is told."""
        optimizer, own = next(iter(self.optimizers[method].items()))
        parameters = self.parameters(method, quick=quick) | {"optimizer": optimizer}
        network = CURVES.network | parameters | own
        return Autoencoder(validation_fraction=0.0, random_state=0, **network)

    def ways(self, method: str, model: Autoencoder) -> Iterator[Way]:
        """Yield what is compared, a model like this one first."""
        depths = {"deep": model.hidden_layer_sizes, "shallow": SHALLOW}
        for optimizer, own in self.optimizers[method].items():
            for depth, widths in depths.items():
                panel = f"{depth}, {optimizer}"
                whole: dict[str, Any] = own | {"hidden_layer_sizes": widths}
                made = clone(model).set_params(optimizer=optimizer, **whole)
                yield Way(panel, "pretrained", made)
                for init in self.weight_inits[method]:
                    random = {"pretraining": "none", "weight_init": init}
                    yield Way(panel, init, clone(made).set_params(**random))

    def _found(
        self, method: str, model: Any, data: Dataset, seconds: float, *, silent: bool
    ) -> Extra:
        rows: list[Row] = []
        panels: dict[str, dict[str, list[float]]] = {}
        for way in self.ways(method, model):
            if rows:  # the first is trained already
                started = time.perf_counter()
                model = way.model
                if not silent:
                    print(f"{way.panel}, {way.name}", file=sys.stderr)
                if not train(model, data.X, silent=silent):
                    raise KeyboardInterrupt
                seconds = time.perf_counter() - started
            depth = way.panel.split(",")[0]
            known = PUBLISHED.get(f"{depth}, {way.name}")
            name = f"{way.panel}, {way.name}"
            name = name if rows else f"{method} method: {name}"
            rows.append(Row(name, error_of(model, data), known, seconds))
            losses = [float(record["loss"]) for record in model.history_]
            panels.setdefault(way.panel, {})[way.name] = losses
        return Extra(rows, {"losses": loss_curves(panels)})


PRETRAINING_OR_NOT = PretrainingRecipe(
    title="Curves, deep and shallow, pretrained and not",
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
