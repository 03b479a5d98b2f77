"""How a fitted model is shown in a notebook: its table and its learning curve.

They follow scikit-learn's diagram of the estimator, as plain HTML and SVG.
"""

from collections.abc import Sequence
from html import escape
from typing import Any

import numpy as np

from autoencode.models.validation import kept_epoch

WIDTH, HEIGHT, MARGIN = 320, 90, 6  # of the curve, in pixels
MAX_POINTS = 400  # of a line; of more epochs only some are drawn


class ShownInNotebooks:
    """Mixin: adds the result of a fit to scikit-learn's diagram of an estimator."""

    def _repr_html_inner(self) -> str:
        shown: Any = super()
        return str(shown._repr_html_inner()) + summary_html(self)

    def _repr_mimebundle_(self, **kwargs: Any) -> dict[str, str]:
        shown: Any = super()
        bundle: dict[str, str] = shown._repr_mimebundle_(**kwargs)
        if "text/html" in bundle:
            bundle["text/html"] += summary_html(self)
        return bundle


def summary_html(model: Any) -> str:
    """Return a table of a fit and its learning curve as HTML; "" before `fit`."""
    history = getattr(model, "history_", None)
    if not history:
        return ""
    last = history[-1]
    facts = {
        "features → code": f"{model.n_features_in_:,} → {model.n_components_:,}",
        "epochs": f"{len(history)}; the weights of epoch {kept_epoch(model)} are kept",
        "training loss": f"{last['loss']:.4g}",
    }
    if "validation_loss" in last:
        lowest = min(record["validation_loss"] for record in history)
        facts["validation loss"] = f"{last['validation_loss']:.4g}, lowest {lowest:.4g}"
    if getattr(model, "kept_pca_", False):
        facts["epochs"] = f"{len(history)}; training did not improve on PCA, kept"
    left = "style='text-align:left'"
    rows = "".join(
        f"<tr><th {left}>{escape(name)}</th><td>{escape(fact)}</td></tr>"
        for name, fact in facts.items()
    )
    return f"<table>{rows}</table>{_curve(history)}"


def _curve(history: Sequence[dict[str, float]]) -> str:
    """Return the losses by epoch as SVG: training solid, validation dashed."""
    if len(history) < 2:
        return ""
    kept = history[:: -(-len(history) // MAX_POINTS)]
    lines = {
        name: np.array([each[name] for each in kept if name in each])
        for name in ("loss", "validation_loss")
    }
    values = np.concatenate(list(lines.values()))
    if not np.isfinite(values).all():
        return ""
    low, high = float(values.min()), float(values.max())
    room = HEIGHT - 2 * MARGIN
    drawn = ""
    for name, line in lines.items():
        x = np.linspace(MARGIN, WIDTH - MARGIN, max(len(line), 2))[: len(line)]
        y = HEIGHT - MARGIN - room * (line - low) / ((high - low) or 1.0)
        points = " ".join(f"{a:.1f},{b:.1f}" for a, b in zip(x, y, strict=True))
        dash = " stroke-dasharray='5 4'" if name == "validation_loss" else ""
        drawn += (
            f"<polyline points='{points}' fill='none' stroke='currentColor' "
            f"stroke-width='1.5'{dash}/>"
        )
    label = "Loss by epoch: training solid, validation dashed"
    return (
        f"<svg width='{WIDTH}' height='{HEIGHT}' role='img' aria-label='{label}'>"
        f"<title>{label}</title>{drawn}</svg>"
    )
