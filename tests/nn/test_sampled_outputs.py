"""The likelihood of counts of which some features are sampled."""

import numpy as np
import pytest
import torch
from scipy.sparse import csr_array
from torch import nn

from autoencode.losses import poisson, poisson_of_stored
from autoencode.nn.sampled_outputs import SampledOutputs, inclusion_probabilities
from autoencode.training.batches import sparse_tensor

N_ROWS, N_FEATURES = 7, 40


def case(seed=0):
    """A decoder, codes that need gradients, and sparse counts."""
    rng = np.random.default_rng(seed)
    X = rng.poisson(0.2, (N_ROWS, N_FEATURES)) * (rng.random(N_FEATURES) < 0.9)
    X[0] = 0  # a sample without any
    decoder = nn.Sequential(nn.Linear(3, 5), nn.Tanh(), nn.Linear(5, N_FEATURES))
    generator = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for parameter in decoder.parameters():
            parameter.normal_(generator=generator)
    code = torch.randn(N_ROWS, 3, generator=generator, requires_grad=True)
    x = sparse_tensor(csr_array(X.astype(np.float32)))
    return decoder, code, x, torch.from_numpy(X.sum(axis=0))


def costs(sampled, *given):
    return poisson_of_stored(*sampled.log_shares(*given))


def gradients(loss, decoder, code):
    wanted = [code, *decoder.parameters()]
    return torch.autograd.grad(loss, wanted)


@pytest.mark.parametrize("n_features", [N_FEATURES, 10 * N_FEATURES])
def test_with_all_features_loss_and_gradients_are_exact(n_features):
    decoder, code, x, totals = case()
    exact = poisson(decoder(code), x)
    sampled = SampledOutputs(totals, n_features)
    found = costs(sampled, decoder, code, x, torch.Generator().manual_seed(0))
    torch.testing.assert_close(found, exact)
    weights = torch.linspace(1, 2, N_ROWS)
    pairs = zip(
        gradients(found @ weights, decoder, code),
        gradients(exact @ weights, decoder, code),
        strict=True,
    )
    for own, expected in pairs:
        torch.testing.assert_close(own, expected, rtol=1e-4, atol=1e-5)


def test_the_estimate_of_the_sum_is_unbiased():
    decoder, code, x, totals = case()
    sampled = SampledOutputs(totals, 12)
    generator = torch.Generator().manual_seed(0)
    counts = torch.from_numpy(x.to_dense().numpy())
    sizes = counts.sum(dim=1)
    some = sizes > 0

    def sums(found):  # of exponentials, times a factor that no draw changes
        return (found.detach() / sizes)[some].exp()

    draws = [sums(costs(sampled, decoder, code, x, generator)) for _ in range(1000)]
    mean, error = torch.stack(draws).mean(0), torch.stack(draws).std(0) / 1000**0.5
    exact = sums(poisson(decoder(code), x))
    assert ((mean - exact).abs() < 4 * error + 1e-4 * exact).all()
    assert (error > 0).all()


def test_the_loss_is_finite_for_two_features_and_the_draw_is_the_generators():
    decoder, code, x, totals = case()
    sampled = SampledOutputs(totals, 2)
    first, again, other = (
        costs(sampled, decoder, code, x, torch.Generator().manual_seed(seed))
        for seed in (0, 0, 1)
    )
    assert torch.isfinite(first).all()
    torch.testing.assert_close(first, again, rtol=0, atol=0)
    assert not torch.equal(first, other)


def test_frequent_features_are_drawn_more_often_and_the_most_frequent_always():
    totals = torch.tensor([0.0, 3, 8, 99_999, 15])
    found = inclusion_probabilities(totals, 3)
    assert found[3] == 1
    # The others in proportion to the root of one more than their totals: 1, 2, 3, 4.
    torch.testing.assert_close(found[[0, 1, 2, 4]], torch.tensor([0.2, 0.4, 0.6, 0.8]))
    assert inclusion_probabilities(totals, 5).tolist() == [1] * 5


def test_so_many_features_are_drawn_on_average():
    totals = torch.arange(200.0) ** 2
    found = inclusion_probabilities(totals, 30)
    assert float(found.sum()) == pytest.approx(30, rel=1e-5)
    assert (found > 0).all()
