"""Summary of a fit before it starts: data, network and memory."""

from typing import Any

from autoencode.data.dataset import Dataset
from autoencode.errors import counted
from autoencode.nn.sizes import layer_widths, n_weights
from autoencode.training.inference import device_of
from autoencode.training.resources import training_bytes


def announcement(model: Any, dataset: Dataset, scalers: list[Any]) -> str:
    """Return lines to show before the first epoch.

    Parameters
    ----------
    model : estimator
        With ``network_`` if it is set up for a fit.

    dataset : Dataset
        The samples.

    scalers : list of transformer
        Fitted, in front of the model.
    """
    n_samples = dataset.X.shape[0]
    n_test = 0 if dataset.X_test is None else dataset.X_test.shape[0]
    if dataset.X.ndim == 1:
        return (
            f"{dataset.name}: {counted(n_samples, 'document')}, {n_test:,} for testing"
        )
    n_features = dataset.X.shape[1]
    if hasattr(model, "predict_numbers"):
        n_test = 0 if n_test == 0 else dataset.X_test.nnz
        return (
            f"{dataset.name}: {counted(dataset.X.nnz, 'rating')} by "
            f"{counted(n_samples, 'user')} of {counted(n_features, 'item')}; "
            f"{n_test:,} for testing"
        )
    if dataset.item_ids is not None:
        return (
            f"{dataset.name}: {counted(n_samples, 'user')} and "
            f"{counted(n_features, 'item')}, {counted(dataset.X.nnz, 'interaction')}; "
            f"{counted(n_test, 'user')} for testing"
        )
    is_frame = hasattr(dataset.X, "iloc")
    row, column = ("row", "column") if is_frame else ("sample", "feature")
    line = f"{dataset.name}: {counted(n_samples, row)} of {counted(n_features, column)}"
    if not hasattr(model, "network_"):
        parameters = model.get_params()
        sizes = [v for k, v in parameters.items() if k.endswith("n_members")]
        training = f"; training {sizes[0]} autoencoders" if sizes else ""
        return f"{line}, {n_test:,} for testing{training}"
    scaling = ", ".join(type(scaler).__name__ for scaler in scalers) or "none"
    widths = " → ".join(f"{width:,}" for width in layer_widths(model.network_))
    memory = max(1, training_bytes(model.network_, model.batch_size_) / 2**20)
    on_disk = getattr(model, "_streamed", None)
    line = line if on_disk is None else line.replace(": ", ": a sample of ", 1)
    last_line = "" if on_disk is None else f"\n{on_disk.line}"
    return (
        f"{line} ({len(model.validation_rows_):,} held out), {n_test:,} for testing; "
        f"scaling: {scaling}\n"
        f"{type(model).__name__}: {widths} and back, {n_weights(model.network_):,} "
        f"weights; about {memory:,.0f} MB besides the data\n"
        f"{model.max_epochs_} epochs in batches of {model.batch_size_} on "
        f"{device_of(model.network_)}; {model.arithmetic_}"
        f"{last_line}"
    )
