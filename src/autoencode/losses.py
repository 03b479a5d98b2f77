"""Reconstruction losses.

A loss returns one value per sample, shape (batch,), summed over features, so that its
weight relative to a regularizer does not depend on the size of a batch.
"""

import math
from collections.abc import Callable
from typing import Any, NamedTuple

import torch
from torch import Tensor
from torch.nn import functional as F

MeanWithGradient = Callable[[Tensor, Tensor], tuple[Tensor, Tensor]]


class Loss(NamedTuple):
    """A reconstruction loss and its default output activation."""

    per_sample: Callable[..., Tensor]
    # The mean over a batch, and its gradient with respect to the first argument. None
    # for a loss that is trained by autograd alone.
    mean_with_gradient: MeanWithGradient | None
    output_activation: str  # used for output_activation="auto"
    takes_logits: bool  # whether per_sample takes logits or a reconstruction
    limits: tuple[float, float] = (-math.inf, math.inf)  # valid range of samples
    # The loss of samples divided by a scale, times this power of it, is in data units.
    power: int = 2
    is_homogeneous: bool = False  # whether that is the loss of the samples themselves
    # If exp(-loss) is proportional to a density whose scale can be learned: logarithm
    # of its integral over one feature.
    log_normalizer: float | None = None
    is_of_counts: bool = False  # whether logits are those of shares of a row's total
    has_dispersion: bool = False  # whether per_sample takes a log dispersion, learned
    is_own: bool = False  # a function of the user's, of values in data units


def squared_error(reconstruction: Tensor, x: Tensor) -> Tensor:
    """Half the squared error: the negative log likelihood of unit-variance Gaussians.

    The constant term is left out. Both arguments have shape (batch, n_features); the
    result has shape (batch,).
    """
    return 0.5 * F.mse_loss(reconstruction, x, reduction="none").sum(dim=1)


def mean_squared_error(reconstruction: Tensor, x: Tensor) -> tuple[Tensor, Tensor]:
    """Return the mean of `squared_error` over a batch, and its gradient."""
    difference = reconstruction - x
    flat = difference.view(-1)
    return torch.dot(flat, flat) * (0.5 / len(x)), difference.div_(len(x))


def cross_entropy(logits: Tensor, x: Tensor) -> Tensor:
    """Bernoulli negative log likelihood, in nats; ``x`` must lie in [0, 1].

    Hinton & Salakhutdinov (2006), note 15: ``-sum p log q - sum (1-p) log(1-q)``. Both
    arguments have shape (batch, n_features); the result has shape (batch,).
    """
    return F.binary_cross_entropy_with_logits(logits, x, reduction="none").sum(dim=1)


def mean_cross_entropy(logits: Tensor, x: Tensor) -> tuple[Tensor, Tensor]:
    """Return the mean of `cross_entropy` over a batch, and its gradient."""
    gradient = (logits.sigmoid() - x).div_(len(x))
    return cross_entropy(logits, x).mean(), gradient


def multinomial(logits: Tensor, x: Tensor) -> Tensor:
    """Multinomial negative log likelihood, in nats; ``x`` must not be negative.

    For counts or relative frequencies: ``-sum x log softmax(logits)``. The multinomial
    coefficient is left out. Both arguments have shape (batch, n_features); the result
    has shape (batch,).
    """
    return -(x * logits.log_softmax(dim=1)).sum(dim=1)


def mean_multinomial(logits: Tensor, x: Tensor) -> tuple[Tensor, Tensor]:
    """Return the mean of `multinomial` over a batch, and its gradient."""
    totals = x.sum(dim=1, keepdim=True)
    gradient = (logits.softmax(dim=1) * totals - x).div_(len(x))
    return multinomial(logits, x).mean(), gradient


def absolute_error(reconstruction: Tensor, x: Tensor) -> Tensor:
    """Absolute error: Laplace's negative log likelihood, without the constant term.

    The best constant reconstruction is the median. Both arguments have shape (batch,
    n_features); the result has shape (batch,).
    """
    return (reconstruction - x).abs().sum(dim=1)


def mean_absolute_error(reconstruction: Tensor, x: Tensor) -> tuple[Tensor, Tensor]:
    """Return the mean of `absolute_error` over a batch, and its gradient."""
    difference = reconstruction - x
    return difference.abs().sum() / len(x), difference.sign().div_(len(x))


def huber(reconstruction: Tensor, x: Tensor) -> Tensor:
    """Half the squared error of differences up to 1, linear beyond (Huber, 1964).

    Both arguments have shape (batch, n_features); the result has shape (batch,).
    """
    return F.huber_loss(reconstruction, x, reduction="none").sum(dim=1)


def mean_huber(reconstruction: Tensor, x: Tensor) -> tuple[Tensor, Tensor]:
    """Return the mean of `huber` over a batch, and its gradient."""
    gradient = (reconstruction - x).clamp_(-1, 1).div_(len(x))
    return huber(reconstruction, x).mean(), gradient


def poisson(logits: Tensor, x: Tensor) -> Tensor:
    """Poisson negative log likelihood of counts, in nats.

    The means are the total of ``x`` times ``softmax(logits)``: the total is taken as a
    known size, and counts are independent given their means. Over all counts of a total
    ``N`` the likelihoods sum to ``Poisson(N; N)``, about ``(2 pi N) ** -0.5``. ``x``
    must not be negative; where it is not whole, the gamma function stands for the
    factorial. Both arguments have shape (batch, n_features); the result has shape
    (batch,). ``x`` may be a tensor of layout ``torch.sparse_csr``.
    """
    if x.layout == torch.sparse_csr:
        found: Tensor = _SparsePoisson.apply(logits, x)  # type: ignore[no-untyped-call]
        return found
    log_mean = _log_mean(logits, x)
    return (log_mean.exp() - x * log_mean + torch.lgamma(x + 1)).sum(dim=1)


class _SparsePoisson(torch.autograd.Function):
    """`poisson` of sparse counts, on the processor.

    Means sum to the total of a row, so that only the logarithms of those of stored
    counts are needed; and the gradient is that of the multinomial likelihood.
    """

    @staticmethod
    def forward(ctx: Any, logits: Tensor, x: Tensor) -> Tensor:
        counts, columns = x.values(), x.col_indices().long()
        rows = torch.repeat_interleave(x.crow_indices().diff())
        places = rows * logits.shape[1] + columns
        shares = logits.softmax(dim=1)
        highest, column = logits.max(dim=1)
        log_sum = highest - shares.gather(1, column.unsqueeze(1))[:, 0].log()
        totals = logits.new_zeros(len(logits)).index_add_(0, rows, counts)
        log_shares = logits.reshape(-1)[places] - log_sum[rows]
        ctx.save_for_backward(shares, totals, counts, rows, places)
        return poisson_of_stored(counts, rows, log_shares, totals)

    @staticmethod
    @torch.autograd.function.once_differentiable
    def backward(ctx: Any, gradient: Tensor) -> tuple[Tensor, None]:
        shares, totals, counts, rows, places = ctx.saved_tensors
        found = shares * (totals * gradient).unsqueeze(1)
        found.view(-1).index_add_(0, places, -counts * gradient[rows])
        return found, None


def poisson_of_stored(
    counts: Tensor, rows: Tensor, log_shares: Tensor, totals: Tensor
) -> Tensor:
    """`poisson` by the stored counts of sparse samples, shape (batch,).

    Counts, the numbers of their rows and the logarithms of their shares of the mean
    have shape (n_stored,), the totals of the rows (batch,).
    """
    terms = torch.lgamma(counts + 1) - counts * log_shares
    return (totals - torch.xlogy(totals, totals)).index_add(0, rows, terms)


# Log dispersions are clamped to these, so that exponentials do not under- or overflow.
MIN_LOG_DISPERSION, MAX_LOG_DISPERSION = -10.0, 14.0
# From this dispersion on Stirling's formula is as precise as float32, and the
# difference of two log gamma functions is not.
STIRLING_FROM = 20.0


def negative_binomial(
    logits: Tensor, x: Tensor, log_dispersion: Tensor | float = 0.0
) -> Tensor:
    """Negative binomial negative log likelihood of counts, in nats.

    The means are those of `poisson`. With dispersion ``d``, of shape (n_features,), the
    variance is ``mean + mean ** 2 / d``: Poisson's for large ``d`` (Lopez et al., 2018,
    where it is the inverse dispersion of a gene). The other arguments have shape
    (batch, n_features); the result has shape (batch,).
    """
    log_mean = _log_mean(logits, x)
    d = torch.as_tensor(log_dispersion, dtype=logits.dtype, device=logits.device)
    d = d.clamp(MIN_LOG_DISPERSION, MAX_LOG_DISPERSION).exp()
    # lgamma(d + x) - lgamma(d) - x log(d)
    small = d.clamp_max(STIRLING_FROM)
    exact = torch.lgamma(small + x) - torch.lgamma(small) - x * small.log()
    large = d.clamp_min(STIRLING_FROM)
    stirling = (large + x - 0.5) * torch.log1p(x / large) - x
    stirling = stirling + (1 / (large + x) - 1 / large) / 12
    rising = torch.where(d < STIRLING_FROM, exact, stirling)
    shared = (d + x) * torch.log1p(log_mean.exp() / d)
    return (torch.lgamma(x + 1) + shared - rising - x * log_mean).sum(dim=1)


def _log_mean(logits: Tensor, x: Tensor) -> Tensor:
    """Return the log mean of each count: its share of the row's total."""
    total = x.sum(dim=1, keepdim=True).clamp_min(1e-12)  # of a row of zeros
    return logits.log_softmax(dim=1) + total.log()


LOSSES = {
    "squared_error": Loss(
        squared_error,
        mean_squared_error,
        "identity",
        takes_logits=False,
        is_homogeneous=True,
        log_normalizer=0.5 * math.log(2 * math.pi),
    ),
    "cross_entropy": Loss(
        cross_entropy, mean_cross_entropy, "sigmoid", takes_logits=True, limits=(0, 1)
    ),
    "multinomial": Loss(
        multinomial,
        mean_multinomial,
        "softmax",
        takes_logits=True,
        limits=(0, math.inf),
    ),
    "absolute_error": Loss(
        absolute_error,
        mean_absolute_error,
        "identity",
        takes_logits=False,
        power=1,
        is_homogeneous=True,
        log_normalizer=math.log(2),
    ),
    "huber": Loss(
        huber,
        mean_huber,
        "identity",
        takes_logits=False,
        log_normalizer=math.log(
            math.sqrt(2 * math.pi) * math.erf(math.sqrt(0.5)) + 2 * math.exp(-0.5)
        ),
    ),
    "poisson": Loss(
        poisson,
        None,
        "softmax",
        takes_logits=True,
        limits=(0, math.inf),
        is_of_counts=True,
    ),
    "negative_binomial": Loss(
        negative_binomial,
        None,
        "softmax",
        takes_logits=True,
        limits=(0, math.inf),
        is_of_counts=True,
        has_dispersion=True,
    ),
}


def as_loss(loss: str | Callable[..., Any]) -> Loss:
    """Return the loss of a name in `LOSSES`, or of the user's own function."""
    if isinstance(loss, str):
        return LOSSES[loss]
    return Loss(loss, None, "identity", takes_logits=False, power=0, is_own=True)
