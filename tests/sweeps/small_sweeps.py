"""A model that is trained briefly, and a sweep of it."""

from autoencode import Autoencoder, sweep


def tiny(**parameters):
    return Autoencoder(
        **{"hidden_layer_sizes": (4,), "max_epochs": 3, "random_state": 0} | parameters
    )


def swept(folder, X, values=(1, 2), **options):
    model = options.pop("model", tiny())
    return sweep(model, X, values, folder=folder, **{"n_jobs": 1} | options)
