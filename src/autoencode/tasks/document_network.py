"""The default autoencoder of documents.

The precision with these settings is in docs/retrieval.md.
"""

from autoencode.models.denoising import DenoisingAutoencoder
from autoencode.models.setup import auto_batch_size, auto_max_epochs

# Fewer than of other autoencoders: more steps lower the loss, but not the precision.
SHARE_OF_STEPS = 0.2
MASKED = 0.5  # of the words of a document, which the decoder has to guess


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
