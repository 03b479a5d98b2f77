"""Codes of new samples: where a model expects them to lie, by kind of prior."""

from collections.abc import Callable
from typing import Any

import numpy as np
import torch
from sklearn.exceptions import NotFittedError

from autoencode.arrays import Array

# Codes of this many training samples are kept, for the mixture.
MOST_CODES = 2000
MOST_PARTS = 10


def code_limits(model: Any) -> tuple[Array, Array]:
    """Return between which values most codes of training samples lie, by unit."""
    low, high = np.percentile(model.code_sample_, [1, 99], axis=0)
    return low, high


def sheet_of_codes(model: Any, n_steps: int) -> Array:
    """Return codes on a square grid over those of the training samples.

    Row by row, the second unit's largest values first, as a map is drawn. Lines stand
    where shares of the codes lie, so that each cell holds about as many.
    """
    shares = np.linspace(1, 99, n_steps)
    across, up = np.percentile(model.code_sample_, shares, axis=0).T
    grid = np.meshgrid(across, up[::-1])
    return np.column_stack([each.ravel() for each in grid]).astype(np.float32)


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


def from_entries(model: Any, n_samples: int, random: np.random.RandomState) -> Array:
    """Draw entries of codebooks from the prior that was learnt over them.

    Raises
    ------
    NotFittedError
        If it was not, since training was stopped before.
    """
    if not model.prior_history_:
        raise NotFittedError(
            "The prior of codes has not learned, since training was stopped before or "
            "made by partial_fit. Call fit."
        )
    network = model.network_
    generator = torch.Generator(network.quantizer.codebook.device)
    generator.manual_seed(int(random.randint(2**31 - 1)))
    entries = network.prior.sample(n_samples, generator)
    codes: Array = network.quantizer.look_up(entries).cpu().numpy()
    return codes


PRIORS: dict[str, Callable[[Any, int, np.random.RandomState], Array]] = {
    "mixture": from_mixture,
    "normal": from_normal,
    "entries": from_entries,
}
