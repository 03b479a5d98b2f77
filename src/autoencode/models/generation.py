"""New samples: where a model expects codes, by kind of prior, and what is there."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, ClassVar

import numpy as np
import torch
from sklearn.exceptions import NotFittedError
from sklearn.utils.validation import check_is_fitted

from autoencode.arrays import Array, Samples, dense, subsample
from autoencode.errors import InvalidDataError
from autoencode.models.checks import check_numbers, random_numbers
from autoencode.models.coding import CodingModel
from autoencode.training import inference
from autoencode.training.loop import has_finite_weights

# Codes of this many training samples are kept: new ones are drawn and chosen by them.
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
    if len(codes) == 1:
        codes = np.repeat(codes, 2, axis=0)  # the fewest that a mixture takes
    n_parts = int(np.clip(len(codes) // (5 * codes.shape[1] + 20), 1, MOST_PARTS))
    mixture = GaussianMixture(n_parts, random_state=random, reg_covar=1e-6)
    drawn, _ = mixture.fit(codes).sample(n_samples)
    return random.permutation(drawn).astype(np.float32)


def from_normal(model: Any, n_samples: int, random: np.random.RandomState) -> Array:
    """Draw from the standard normal distribution."""
    return random.normal(size=(n_samples, model.n_components_)).astype(np.float32)


def from_codebook(model: Any, n_samples: int, random: np.random.RandomState) -> Array:
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
    "codebook": from_codebook,
}


class GenerativeModel(CodingModel):
    """Makes samples of codes, by those of some training samples, which it keeps."""

    code_sample_: Array

    # Where codes of new samples come from: a name in `PRIORS`.
    _prior: ClassVar[str] = "mixture"

    @contextmanager
    def _ready_to_sample(
        self, X: Samples, rows: Array, seed: int, *, goes_on: bool = False
    ) -> Iterator[None]:
        """Keep some codes at the end of the block, however training ends.

        Where training ``goes_on``, the latest of those before too: encoded by weights
        that have changed since, but of more than these samples.
        """
        try:
            yield
        finally:
            self.network_.eval()
            if has_finite_weights(self.network_):
                chosen = rows[subsample(len(rows), MOST_CODES, seed)]
                source = self._source(dense(X, chosen))
                codes = inference.encode(self.network_, source, self.n_components_)
                if goes_on and hasattr(self, "code_sample_"):
                    codes = np.concatenate([self.code_sample_, codes])[-MOST_CODES:]
                self.code_sample_ = codes

    def sample(
        self,
        n_samples: int = 1,
        random_state: int | np.random.RandomState | None = None,
    ) -> Array:
        """Return new samples: codes are drawn, and decoded.

        Codes come from the distribution that the model gives them, or, where it gives
        none, from a Gaussian mixture fitted to those of 2,000 training samples.

        Parameters
        ----------
        n_samples : int, default=1
            At least 1.

        random_state : int, RandomState or None, default=None
            Seed of the draws; None draws others each time.

        Returns
        -------
        array of shape (n_samples, n_features)
            In data units.

        Raises
        ------
        InvalidDataError
            If ``n_samples`` is below 1.
        """
        check_is_fitted(self, "code_sample_")
        check_numbers(n_samples=n_samples)
        random = random_numbers(random_state)
        return self.inverse_transform(PRIORS[self._prior](self, n_samples, random))

    def traverse(self, x: Any, unit: int, n_steps: int = 11) -> Array:
        """Change one unit of a sample's code, and decode: what does the unit stand for?

        Parameters
        ----------
        x : array of shape (n_features,) or (1, n_features)
            A sample.

        unit : int
            Which unit, counted from 0.

        n_steps : int, default=11
            Values of the unit, evenly from the 1st to the 99th percentile of the codes
            of training samples; at least 2.

        Returns
        -------
        array of shape (n_steps, n_features)
            In data units.

        Raises
        ------
        InvalidDataError
            If there is no such unit, or ``n_steps`` is below 2.
        """
        check_is_fitted(self, "code_sample_")
        is_whole = isinstance(unit, int | np.integer)
        if not is_whole or not 0 <= unit < self.n_components_:
            raise InvalidDataError(
                f"unit must be from 0 to {self.n_components_ - 1}; got {unit!r}."
            )
        check_numbers(at_least=2, n_steps=n_steps)
        _, code = self._with_code(x)
        codes = np.repeat(code[None], n_steps, axis=0)
        low, high = code_limits(self)
        codes[:, unit] = np.linspace(low[unit], high[unit], n_steps)
        return self.inverse_transform(codes)

    def manifold(self, n_steps: int = 20) -> Array:
        """Decode a square grid of codes: the sheet that samples lie on.

        Parameters
        ----------
        n_steps : int, default=20
            Rows and columns of the grid; at least 2. Its lines stand at percentiles of
            the codes of training samples.

        Returns
        -------
        array of shape (n_steps ** 2, n_features)
            Row by row, in data units; the second unit falls from row to row.

        Raises
        ------
        InvalidDataError
            If codes do not have two components, or ``n_steps`` is below 2.
        """
        check_is_fitted(self, "code_sample_")
        if self.n_components_ != 2:
            raise InvalidDataError(
                f"A sheet needs codes of 2 components; these have "
                f"{self.n_components_}. Take traverse to look at single units."
            )
        check_numbers(at_least=2, n_steps=n_steps)
        return self.inverse_transform(sheet_of_codes(self, n_steps))
