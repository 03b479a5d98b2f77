"""The autoencoder of documents.

The precision with these settings is in docs/retrieval.md.
"""

from typing import Any

from sklearn.base import clone

from autoencode.models.denoising import DenoisingAutoencoder
from autoencode.models.setup import auto_batch_size, auto_max_epochs, draw_seed

# Fewer than of other autoencoders: more steps lower the loss, but not the precision.
SHARE_OF_STEPS = 0.2
MASKED = 0.5  # of the words of a document, which the decoder has to guess


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


def autoencoder_of_documents(
    n_components: int, n_documents: int
) -> DenoisingAutoencoder:
    """Return the unfitted autoencoder for codes of a size and a number of documents.

    Training takes about 1,600 steps: from 5 to 200 epochs.
    """
    steps_per_epoch = -(-n_documents // auto_batch_size(n_documents))
    return DenoisingAutoencoder(
        n_components=n_components,
        hidden_layer_sizes=(500, 250, 125),
        loss="poisson",
        dropout=0.2,
        mask_fraction=MASKED,
        max_epochs=auto_max_epochs(steps_per_epoch, share=SHARE_OF_STEPS),
    )
