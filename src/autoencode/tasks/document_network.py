"""The autoencoder of documents.

The decoder guesses the words that were left out; and unless codes are of a few numbers,
documents with similar words get codes of similar directions. The precision with these
settings is in docs/retrieval.md.
"""

from typing import Any

from sklearn.base import clone

from autoencode.models.denoising import DenoisingAutoencoder
from autoencode.models.parametric_map import ParametricMap
from autoencode.models.setup import auto_batch_size, auto_max_epochs, draw_seed

# Fewer steps than of other autoencoders: more lower the loss, but not the precision.
SHARE_OF_STEPS, BATCH_SIZE = 0.1, 256
MASKED, DROPOUT = 0.5, 0.2  # shares of words, and of hidden units, that are left out
# Directions of fewer numbers are too few to tell many topics apart: see
# docs/retrieval.md.
FEWEST_DIRECTIONS = 5
BINARY = "noisy_sigmoid"  # activation of codes that noise makes nearly binary


def network_of(retriever: Any, n_documents: int) -> Any:
    """Return the unfitted autoencoder of a `DocumentRetriever`, with its parameters."""
    model = retriever.autoencoder or retriever._default_autoencoder(n_documents)
    seed = draw_seed(retriever.random_state)
    model = clone(model).set_params(random_state=seed, verbose=retriever.verbose)
    has_noise = retriever.binary and retriever.binarization == "noise"
    return model.set_params(code_activation=BINARY) if has_noise else model


def autoencoder_of_documents(
    n_components: int, n_documents: int
) -> ParametricMap | DenoisingAutoencoder:
    """Return the unfitted autoencoder for codes of a size and a number of documents.

    Training takes about 800 steps, or 1,600 for codes of a few numbers: from 5 to 200
    epochs.
    """
    if n_components < FEWEST_DIRECTIONS:
        batch_size = auto_batch_size(n_documents)
        return DenoisingAutoencoder(
            n_components=n_components,
            hidden_layer_sizes=(500, 250, 125),
            loss="poisson",
            mask_fraction=MASKED,
            dropout=DROPOUT,
            batch_size=batch_size,
            max_epochs=_max_epochs(n_documents, batch_size, 2 * SHARE_OF_STEPS),
        )
    return ParametricMap(
        n_components=n_components,
        hidden_layer_sizes=(500,),
        loss="poisson",
        metric="cosine",
        similarity="cosine",
        n_neighbors=min(10, max(1, n_documents - 1)),
        mask_fraction=MASKED,
        dropout=DROPOUT,
        layer_norm=False,
        reconstruction_weight=5.0,
        batch_size=BATCH_SIZE,
        max_epochs=_max_epochs(n_documents, BATCH_SIZE, SHARE_OF_STEPS),
    )


def _max_epochs(n_documents: int, batch_size: int, share: float) -> int:
    return auto_max_epochs(-(-n_documents // batch_size), share=share)
