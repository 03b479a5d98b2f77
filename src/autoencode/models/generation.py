"""Codes of new samples: where a model expects them to lie, by kind of prior."""

from collections.abc import Callable
from typing import Any

import numpy as np

from autoencode.arrays import Array

# Codes of this many training samples are kept, for the mixture.
MOST_CODES = 2000
MOST_PARTS = 10


def from_mixture(model: Any, n_samples: int, random: np.random.RandomState) -> Array:
    """Draw from a Gaussian mixture that was fitted to codes of training samples.

    What a code without a prior can do (Ghosh et al., 2020, section 4). As many parts as
    there are samples for.
    """
    from sklearn.mixture import GaussianMixture

    codes = model.code_sample_.astype(np.float64)
    n_parts = int(np.clip(len(codes) // (5 * codes.shape[1] + 20), 1, MOST_PARTS))
    mixture = GaussianMixture(n_parts, random_state=random, reg_covar=1e-6)
    drawn, _ = mixture.fit(codes).sample(n_samples)
    return random.permutation(drawn).astype(np.float32)


def from_normal(model: Any, n_samples: int, random: np.random.RandomState) -> Array:
    """Draw from the standard normal distribution."""
    return random.normal(size=(n_samples, model.n_components_)).astype(np.float32)


PRIORS: dict[str, Callable[[Any, int, np.random.RandomState], Array]] = {
    "mixture": from_mixture,
    "normal": from_normal,
}
