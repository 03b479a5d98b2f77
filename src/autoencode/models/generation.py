"""New samples: codes drawn from the prior of a model, and decoded."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, ClassVar

import numpy as np
import torch
from sklearn.exceptions import NotFittedError
from sklearn.utils.validation import check_is_fitted

from autoencode.arguments import check_numbers, random_numbers
from autoencode.arrays import Array, Samples, dense, subsample
from autoencode.errors import InvalidDataError, InvalidParameterError
from autoencode.models.coding import CodingModel
from autoencode.models.collapse import measure_units
from autoencode.training import contexts, inference
from autoencode.training.loop import has_finite_weights

# Number of training samples whose codes are kept, to draw new ones like them.
MAX_CODES = 2000
MAX_MIXTURE_COMPONENTS = 10


def code_limits(model: Any) -> tuple[Array, Array]:
    """Return the 1st and the 99th percentile of the codes of training samples."""
    low, high = np.percentile(model.code_sample_, [1, 99], axis=0)
    return low, high


def grid_of_codes(model: Any, n_steps: int) -> Array:
    """Return a square grid of codes that covers those of the training samples.

    The rows of the grid start with the largest values of the second unit, as in a plot.
    Grid lines are percentiles, so that cells contain similar numbers of codes.
    """
    percentages = np.linspace(1, 99, n_steps)
    across, up = np.percentile(model.code_sample_, percentages, axis=0).T
    grid = np.meshgrid(across, up[::-1])
    return np.column_stack([each.ravel() for each in grid]).astype(np.float32)


def from_mixture(model: Any, n_samples: int, random: np.random.RandomState) -> Array:
    """Draw codes from a Gaussian mixture fitted to codes of training samples.

    This suits models without a prior (Ghosh et al., 2020, section 4). The number of
    mixture components depends on the number of samples.
    """
    from sklearn.mixture import GaussianMixture

    codes = model.code_sample_.astype(np.float64)
    if len(codes) == 1:
        codes = np.repeat(codes, 2, axis=0)  # a mixture needs at least 2 samples
    n_samples_per_component = 5 * codes.shape[1] + 20
    n_mixture = np.clip(
        len(codes) // n_samples_per_component, 1, MAX_MIXTURE_COMPONENTS
    )
    # The units of codes are arbitrary.
    ridge = 1e-6 * (float(codes.var(axis=0).mean()) or 1.0)
    mixture = GaussianMixture(int(n_mixture), random_state=random, reg_covar=ridge)
    drawn, _ = mixture.fit(codes).sample(n_samples)
    return random.permutation(drawn).astype(np.float32)


def from_normal(model: Any, n_samples: int, random: np.random.RandomState) -> Array:
    """Draw codes from the standard normal distribution."""
    return random.normal(size=(n_samples, model.n_components_)).astype(np.float32)


def from_codebook(model: Any, n_samples: int, random: np.random.RandomState) -> Array:
    """Draw codes from the learned prior over the vectors of codebooks.

    Raises
    ------
    NotFittedError
        If the prior has not been trained.
    """
    if not model.prior_history_:
        raise NotFittedError(
            "The prior of codes has not been trained: fit was stopped early, or "
            "partial_fit was used. Call fit."
        )
    network = model.network_
    generator = torch.Generator(network.quantizer.codebook.device)
    generator.manual_seed(int(random.randint(2**31 - 1)))
    with contexts.inference(network):
        indices = network.prior.sample(n_samples, generator)
        codes: Array = network.quantizer.look_up(indices).cpu().numpy()
    return codes


PRIORS: dict[str, Callable[[Any, int, np.random.RandomState], Array]] = {
    "mixture": from_mixture,
    "normal": from_normal,
    "codebook": from_codebook,
}


class GenerativeModel(CodingModel):
    """A model that generates samples, and keeps codes of some training samples."""

    code_sample_: Array

    # The distribution of codes of new samples: a name in `PRIORS`.
    _prior: ClassVar[str] = "mixture"

    @contextmanager
    def _ready_to_sample(
        self, X: Samples, rows: Array, seed: int, *, goes_on: bool = False
    ) -> Iterator[None]:
        """Store codes of some samples at the end of the block, even after an error.

        If training ``goes_on``, the latest of the earlier codes are kept too. Earlier
        weights encoded them, but they represent more than the current samples.
        """
        try:
            yield
        finally:
            self.network_.eval()
            if has_finite_weights(self.network_):
                chosen = rows[subsample(len(rows), MAX_CODES, seed)]
                source = self._source(dense(X, chosen))
                codes = inference.encode(self.network_, source, self.n_components_)
                if goes_on and hasattr(self, "code_sample_"):
                    codes = np.concatenate([self.code_sample_, codes])[-MAX_CODES:]
                self.code_sample_ = codes
                measure_units(self, source)

    def sample(
        self,
        n_samples: int = 1,
        random_state: int | np.random.RandomState | None = None,
    ) -> Array:
        """Generate new samples by decoding random codes.

        Codes are drawn from the prior distribution of the model. A model without one
        uses a Gaussian mixture fitted to the codes of up to 2,000 training samples.

        Parameters
        ----------
        n_samples : int, default=1
            Number of samples to generate; at least 1.

        random_state : int, RandomState or None, default=None
            Seed of the random codes. None gives different samples in each call.

        Returns
        -------
        array of shape (n_samples, n_features)
            Generated samples in data units.

        Raises
        ------
        InvalidParameterError
            If ``n_samples`` is less than 1.
        """
        check_is_fitted(self, "code_sample_")
        check_numbers(n_samples=n_samples)
        random = random_numbers(random_state)
        return self.inverse_transform(PRIORS[self._prior](self, n_samples, random))

    def traverse(self, x: Any, unit: int, n_steps: int = 11) -> Array:
        """Decode the code of a sample with different values of one unit.

        Parameters
        ----------
        x : array of shape (n_features,) or (1, n_features)
            A sample.

        unit : int
            Number of the unit, from 0.

        n_steps : int, default=11
            Number of values, evenly spaced from the 1st to the 99th percentile of the
            codes of training samples; at least 2.

        Returns
        -------
        array of shape (n_steps, n_features)
            Decoded samples in data units.

        Raises
        ------
        InvalidParameterError
            If there is no such unit, or ``n_steps`` is less than 2.
        """
        check_is_fitted(self, "code_sample_")
        is_whole = isinstance(unit, int | np.integer)
        if not is_whole or not 0 <= unit < self.n_components_:
            raise InvalidParameterError(
                f"unit must be from 0 to {self.n_components_ - 1}; got {unit!r}."
            )
        check_numbers(at_least=2, n_steps=n_steps)
        _, code = self._with_code(x)
        codes = np.repeat(code[None], n_steps, axis=0)
        low, high = code_limits(self)
        codes[:, unit] = np.linspace(low[unit], high[unit], n_steps)
        return self.inverse_transform(codes)

    def manifold(self, n_steps: int = 20) -> Array:
        """Decode a square grid of codes: the surface on which reconstructions lie.

        Parameters
        ----------
        n_steps : int, default=20
            Number of rows and columns of the grid; at least 2. Grid lines are
            percentiles of the codes of training samples.

        Returns
        -------
        array of shape (n_steps ** 2, n_features)
            Decoded samples in data units, row by row; the second unit decreases from
            row to row.

        Raises
        ------
        InvalidDataError
            If codes do not have two components.

        InvalidParameterError
            If ``n_steps`` is less than 2.
        """
        check_is_fitted(self, "code_sample_")
        if self.n_components_ != 2:
            raise InvalidDataError(
                f"manifold needs codes of 2 components; got {self.n_components_}. Use "
                f"traverse to see the effect of single units."
            )
        check_numbers(at_least=2, n_steps=n_steps)
        return self.inverse_transform(grid_of_codes(self, n_steps))
