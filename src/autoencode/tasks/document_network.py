"""The autoencoder of documents.

Similar documents, by their weighted words, get similar codes, and the decoder guesses
the words that were left out. The precision with these settings is in docs/retrieval.md.
"""

from typing import Any

from sklearn.base import clone

from autoencode.models.parametric_map import ParametricMap
from autoencode.models.setup import draw_seed

N_STEPS, BATCH_SIZE = 800, 256  # more steps lower the loss, but not the precision
FEWEST_EPOCHS, MOST_EPOCHS = 5, 200
BINARY = "noisy_sigmoid"  # activation of codes that noise makes nearly binary


def network_of(retriever: Any, n_documents: int) -> Any:
    """Return the unfitted autoencoder of a `DocumentRetriever`, with its parameters."""
    model = retriever.autoencoder
    if model is None:
        model = autoencoder_of_documents(retriever.n_components, n_documents)
    seed = draw_seed(retriever.random_state)
    model = clone(model).set_params(random_state=seed, verbose=retriever.verbose)
    has_noise = retriever.binary and retriever.binarization == "noise"
    return model.set_params(code_activation=BINARY) if has_noise else model


def autoencoder_of_documents(n_components: int, n_documents: int) -> ParametricMap:
    """Return the unfitted autoencoder for codes of a size and a number of documents.

    Training takes about 800 steps: from 5 to 200 epochs.
    """
    steps_per_epoch = -(-n_documents // BATCH_SIZE)
    n_epochs = round(N_STEPS / steps_per_epoch)
    return ParametricMap(
        n_components=n_components,
        hidden_layer_sizes=(500,),
        loss="poisson",
        metric="cosine",
        similarity="cosine",
        n_neighbors=min(10, max(1, n_documents - 1)),
        mask_fraction=0.5,
        dropout=0.2,
        reconstruction_weight=5.0,
        batch_size=BATCH_SIZE,
        max_epochs=min(MOST_EPOCHS, max(FEWEST_EPOCHS, n_epochs)),
    )
