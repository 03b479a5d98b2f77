"""Sainburg, McInnes & Gentner, "Parametric UMAP embeddings", Neural Computation 2021.

Convolutional autoencoders of MNIST and Fashion-MNIST with 2 and 64 code units. Errors
are sums over pixels; the notebooks of the paper report means.
"""

from typing import Any

from autoencode.recipes.recipe import AutoencoderRecipe, Baseline

SOURCE = "T. Sainburg, L. McInnes, T. Gentner, Neural Computation 33, 2021"

IMAGES: dict[str, Any] = {"network": "convolutional", "image_shape": (28, 28)}
# Two strided and two dense layers, ReLU, Adam, as in the paper's notebooks.
PAPER = {
    "hidden_layer_sizes": (64, 128),
    "dense_layer_sizes": (512, 512),
    "activation": "relu",
    "loss": "cross_entropy",
    "optimizer": "adam",
    "learning_rate": 1e-3,
    "schedule": "constant",
    "batch_size": 128,
    "max_epochs": 20,
}
MODERN = {
    "hidden_layer_sizes": (32, 64, 128),
    "output_activation": "clip",
    "batch_size": 128,
    "max_epochs": 40,
}
QUICK = {"paper": {"max_epochs": 2}, "modern": {"max_epochs": 3}}


def convolutional(
    dataset: str, title: str, n_components: int, published: float, pca: float
) -> AutoencoderRecipe:
    """Return the recipe for a data set and a code size.

    For 2 code units the modern method has dense layers around the code.
    """
    dense = (512, 256) if n_components == 2 else ()
    return AutoencoderRecipe(
        title=f"{title}, convolutional, {n_components} code units",
        source=SOURCE,
        dataset=dataset,
        published=published,
        network={**IMAGES, "n_components": n_components},
        paper=PAPER,
        modern={**MODERN, "dense_layer_sizes": dense},
        quick=QUICK,
        baselines=(Baseline(n_components=n_components, published=pca),),
    )


CONV_MNIST_64 = convolutional("mnist", "MNIST", 64, 1.27, 7.1)
CONV_MNIST_2 = convolutional("mnist", "MNIST", 2, 28.9, 43.6)
CONV_FASHION_64 = convolutional("fashion_mnist", "Fashion-MNIST", 64, 4.2, 8.1)
CONV_FASHION_2 = convolutional("fashion_mnist", "Fashion-MNIST", 2, 19.1, 36.1)
