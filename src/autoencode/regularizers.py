"""Regularizers of codes: sparsity, divergences and contraction.

Each returns one value per sample, shape (batch,), or a scalar, to be minimised.
"""

from collections.abc import Callable

import torch
from torch import Tensor


def l1(code: Tensor, target_rate: float) -> Tensor:
    """Return the sum of the code's absolute values, shape (batch,)."""
    return code.abs().sum(dim=1)


def kl_to_rate(code: Tensor, target_rate: float) -> Tensor:
    """KL divergence of each unit's mean activity from a target rate, summed over units.

    Ng (2011), "Sparse autoencoder", section 3: the mean over the batch should be
    ``target_rate``. Codes must lie in [0, 1]. Returns a scalar.
    """
    rate = code.mean(dim=0).clamp(1e-6, 1 - 1e-6)
    on = target_rate * torch.log(target_rate / rate)
    off = (1 - target_rate) * torch.log((1 - target_rate) / (1 - rate))
    return (on + off).sum()


SPARSITY: dict[str, Callable[[Tensor, float], Tensor]] = {"l1": l1, "kl": kl_to_rate}


def gaussian_kl(mean: Tensor, log_variance: Tensor) -> Tensor:
    """Return the KL divergence of Gaussian codes from the standard normal, per unit.

    Kingma & Welling (2014), appendix B; shapes (batch, n_components).
    """
    return 0.5 * (mean.square() + log_variance.exp() - 1 - log_variance)


def free_bits_kl(mean: Tensor, log_variance: Tensor, free_bits: float) -> Tensor:
    """Return the KL divergence from the standard normal, with free bits, a scalar.

    The batch mean of each unit is clamped to at least ``free_bits`` nats, so that
    smaller divergences are not penalised (Kingma et al., 2016, section C.8).
    """
    by_unit = gaussian_kl(mean, log_variance).mean(dim=0)
    return by_unit.clamp_min(free_bits).sum()


def maximum_mean_discrepancy(codes: Tensor, others: Tensor) -> Tensor:
    """Return an unbiased estimate of the squared maximum mean discrepancy, a scalar.

    Gretton et al. (2012), equation 3, with the sum of inverse multiquadratic kernels of
    Tolstikhin et al. (2018), section 4. Its mean is 0 for equal distributions, so that
    it may be negative. Shapes (batch, n_components), at least two samples each.
    """
    n, m = len(codes), len(others)
    # bfloat16 is not precise enough for differences of distances.
    with torch.autocast(codes.device.type, enabled=False):
        within = _kernel_sum(codes, codes) / (n * (n - 1))
        within = within + _kernel_sum(others, others) / (m * (m - 1))
        return within - 2 * _kernel_sum(codes, others) / (n * m)


KERNEL_SCALES = (0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0)


def _kernel_sum(a: Tensor, b: Tensor) -> Tensor:
    """Return the sum of the kernels of all pairs, without pairs of a sample itself."""
    squared = torch.cdist(a, b).square() if a is not b else _squared_distances(a)
    total = torch.zeros((), device=a.device)
    base = 2.0 * a.shape[1]  # the mean squared distance of standard normal codes
    for scale in KERNEL_SCALES:
        total = total + (base * scale / (base * scale + squared)).sum()
    return total - len(KERNEL_SCALES) * len(a) if a is b else total


def _squared_distances(a: Tensor) -> Tensor:
    """Return pairwise squared distances; `torch.cdist` has no gradient at 0."""
    norms = a.square().sum(dim=1)
    squared = norms[:, None] + norms[None, :] - 2 * a @ a.t()
    eye = torch.eye(len(a), dtype=torch.bool, device=a.device)
    return squared.clamp_min(0).masked_fill(eye, 0.0)


def squared_jacobian(code: Tensor, x: Tensor, generator: torch.Generator) -> Tensor:
    """Return an unbiased estimate of the squared Frobenius norm of the Jacobian.

    Hutchinson (1990): the mean over random signs ``s`` of ``|s J|^2``. One value per
    sample, shape (batch,); ``x`` must require gradients.
    """
    signs = torch.empty_like(code).bernoulli_(0.5, generator=generator).mul_(2).sub_(1)
    (gradient,) = torch.autograd.grad(code, x, signs, create_graph=True)
    return gradient.square().sum(dim=1)


def squared_jacobian_of_layer(code: Tensor, z: Tensor, weight: Tensor) -> Tensor:
    """Return the exact squared Frobenius norm of the Jacobian of one layer.

    Rifai et al. (2011), equation 7: ``sum_j act'(z_j)^2 |w_j|^2``, shape (batch,);
    ``code`` is the activation of ``z``, and ``weight`` has one row per unit.
    """
    (derivative,) = torch.autograd.grad(code.sum(), z, create_graph=True)
    return derivative.square() @ weight.square().sum(dim=1)
