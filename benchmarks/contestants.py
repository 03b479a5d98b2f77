"""The same autoencoder, trained by this package and by others.

Each contestant is a function ``train(X, sizes, epochs, batch_size, learning_rate)``
that returns a function which reconstructs samples. It trains a ReLU network of these
sizes, from input to code and back, with linear code and outputs, squared error, and
Adam or AdamW with constant learning rate, without weight decay: the two are then the
same. Initial weights are those of each package. Docstrings list other differences.
"""

from functools import partial
from itertools import pairwise

import numpy as np
import torch
from torch import nn

from benchmarks import tutorial_loop

OPTIMIZER = "AdamW or Adam without weight decay, learning rate 1e-3"


def module(sizes):
    """Return the network as PyTorch module."""

    def stack(widths):
        layers = []
        for n_in, n_out in pairwise(widths):
            layers += [nn.Linear(n_in, n_out), nn.ReLU()]
        return layers[:-1]

    return nn.Sequential(*stack(sizes), *stack(sizes[::-1]))


def reconstructor(network):
    """Return a function that reconstructs samples by a module."""

    def reconstruct(X):
        with torch.inference_mode():
            return network.eval()(torch.from_numpy(X)).numpy()

    return reconstruct


def ours(X, sizes, epochs, batch_size, learning_rate, *, precision="auto"):
    """This package, without linear paths; by default with automatic precision.

    Samples are centred and scaled by one number, which is part of the fit.
    """
    from autoencode import Autoencoder

    model = Autoencoder(
        n_components=sizes[-1],
        hidden_layer_sizes=sizes[1:-1],
        activation="relu",
        linear_skip=False,
        weight_decay=0.0,
        learning_rate=learning_rate,
        schedule="constant",
        batch_size=batch_size,
        max_epochs=epochs,
        validation_fraction=0,
        precision=precision,
        random_state=0,
    )
    return model.fit(X).reconstruct


def tutorial(X, sizes, epochs, batch_size, learning_rate):
    """A training loop as in tutorials."""
    network = tutorial_loop.train(
        X,
        sizes,
        epochs=epochs,
        batch_size=batch_size,
        learning_rate=learning_rate,
        weight_decay=0.0,
        seed=0,
    )
    return reconstructor(network)


def pyod(X, sizes, epochs, batch_size, learning_rate):
    """PyOD without standardization; its ``fit`` also scores all samples."""
    from pyod.models.auto_encoder import AutoEncoder

    model = AutoEncoder(
        hidden_neuron_list=list(sizes[1:]),
        hidden_activation_name="relu",
        batch_norm=False,
        dropout_rate=0,
        preprocessing=False,
        lr=learning_rate,
        epoch_num=epochs,
        batch_size=batch_size,
        optimizer_params={"weight_decay": 0.0},
        verbose=0,
        random_state=0,
    ).fit(X)
    return reconstructor(model.model)


def keras(X, sizes, epochs, batch_size, learning_rate):
    """Keras 3 on PyTorch."""
    import os

    os.environ["KERAS_BACKEND"] = "torch"
    import keras

    keras.utils.set_random_seed(0)
    widths = [*sizes[1:], *sizes[-2::-1]]
    linear = {len(sizes) - 2, len(widths) - 1}
    model = keras.Sequential(
        [keras.Input((X.shape[1],))]
        + [
            keras.layers.Dense(width, activation=None if number in linear else "relu")
            for number, width in enumerate(widths)
        ]
    )
    optimizer = keras.optimizers.AdamW(learning_rate, weight_decay=0.0)
    model.compile(optimizer=optimizer, loss="mse")
    model.fit(X, X, batch_size=batch_size, epochs=epochs, verbose=0)
    return partial(model.predict, batch_size=1000, verbose=0)


def lightning(X, sizes, epochs, batch_size, learning_rate):
    """Lightning, without logger, checkpoints and progress bar."""
    import logging
    import warnings

    import lightning as L
    from torch.utils.data import DataLoader, TensorDataset

    warnings.simplefilter("ignore")
    logging.getLogger("lightning.pytorch").setLevel(logging.ERROR)

    class Model(L.LightningModule):
        def __init__(self):
            super().__init__()
            self.network = module(sizes)

        def training_step(self, batch, _):
            (x,) = batch
            return nn.functional.mse_loss(self.network(x), x)

        def configure_optimizers(self):
            return torch.optim.AdamW(
                self.parameters(), lr=learning_rate, weight_decay=0.0
            )

    L.seed_everything(0, verbose=False)
    model = Model()
    loader = DataLoader(TensorDataset(torch.from_numpy(X)), batch_size, shuffle=True)
    L.Trainer(
        max_epochs=epochs,
        accelerator="cpu",
        logger=False,
        enable_checkpointing=False,
        enable_progress_bar=False,
        enable_model_summary=False,
    ).fit(model, loader)
    return reconstructor(model.network)


def skorch(X, sizes, epochs, batch_size, learning_rate):
    """The skorch package."""
    from skorch import NeuralNetRegressor

    torch.manual_seed(0)
    model = NeuralNetRegressor(
        module(sizes),
        optimizer=torch.optim.AdamW,
        optimizer__weight_decay=0.0,
        lr=learning_rate,
        batch_size=batch_size,
        max_epochs=epochs,
        iterator_train__shuffle=True,
        train_split=None,
        verbose=0,
    ).fit(X, X)
    return reconstructor(model.module_)


def mlp_regressor(X, sizes, epochs, batch_size, learning_rate):
    """Scikit-learn's MLPRegressor, with ReLU also in the code."""
    import warnings

    from sklearn.neural_network import MLPRegressor

    warnings.simplefilter("ignore")
    model = MLPRegressor(
        hidden_layer_sizes=(*sizes[1:], *sizes[-2:0:-1]),
        alpha=0,
        learning_rate_init=learning_rate,
        batch_size=batch_size,
        max_iter=epochs,
        n_iter_no_change=epochs + 1,
        tol=0,
        random_state=0,
    ).fit(X, X)
    return model.predict


CONTESTANTS = {
    "autoencode": ours,
    "autoencode, float32": partial(ours, precision="float32"),
    "tutorial loop": tutorial,
    "PyOD": pyod,
    "Keras on PyTorch": keras,
    "Lightning": lightning,
    "skorch": skorch,
    "MLPRegressor": mlp_regressor,
}
PEERS = [name for name in CONTESTANTS if not name.startswith("autoencode")]


def squared_error(reconstruct, X):
    """Return the squared error, summed over features and averaged over samples."""
    return float(
        np.mean(
            [
                np.square(reconstruct(block) - block).sum(axis=1).mean()
                for block in np.array_split(X, 10)
            ]
        )
    )
