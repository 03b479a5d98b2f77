"""Narrower default layers, so that the many fits of a sweep end in reasonable time."""

from typing import Any

from sklearn.base import clone

from autoencode.nn.mlp import default_widths
from autoencode.sweeps.settings import SIZE

MANY_ROWS, MANY_FEATURES = 10_000, 257  # from which fits of default layers take minutes
HIDDEN = ("hidden_layer_sizes", "n_hidden_layers")
OF_OWN = (*HIDDEN, "encoder", "decoder")


def narrowed(
    model: Any,
    parameter: str,
    values: list[Any],
    n_rows: int,
    n_features: int,
    before: str | None = None,
) -> tuple[Any, str | None]:
    """Return the model to sweep, and a note if its default layers are halved.

    They are halved for data of at least 10,000 rows and 257 features, if the user set
    no layers, and the largest code is at most half as wide as the narrowest layer.

    ``before`` are the stored layers of a sweep that is gone on with: other sizes of the
    code change them no more.
    """
    is_default = getattr(model, "network", None) == "dense" and all(
        getattr(model, name, None) is None for name in OF_OWN
    )
    sizes = values if parameter == SIZE else [model.n_components]
    widths = tuple(w // 2 for w in default_widths(n_features, 1))
    is_narrow = 2 * max(sizes) <= min(widths)
    if before is not None:
        is_narrow = before == repr(widths)
    if (
        not is_default
        or parameter in (*HIDDEN, "network")
        or n_rows < MANY_ROWS
        or n_features < MANY_FEATURES
        or not is_narrow
    ):
        return model, None
    text = ",".join(map(str, widths))
    note = (
        f"The hidden layers have {text} units, half as many as the default of other "
        f"fits, so that the sweep ends sooner; hidden_layer_sizes sets them."
    )
    return clone(model).set_params(hidden_layer_sizes=widths), note
