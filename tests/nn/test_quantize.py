import itertools

import numpy as np
import pytest
import torch

from autoencode import VectorQuantizedAutoencoder
from autoencode.errors import InvalidParameterError
from autoencode.nn.quantize import AutoregressivePrior, Quantizer


def generator(seed=0):
    return torch.Generator().manual_seed(seed)


def codes(n=200, n_components=6, seed=0):
    return torch.randn(n, n_components, generator=generator(seed))


def samples():
    rng = np.random.default_rng(0)
    return rng.normal(size=(300, 3)) @ rng.normal(size=(3, 8))


def fitted(**parameters):
    defaults = {
        "n_components": 6,
        "codebook_dim": 2,
        "max_epochs": 5,
        "codebook_size": 16,
    }
    model = VectorQuantizedAutoencoder(random_state=0, **defaults | parameters)
    return model.fit(samples())


def learned(n_batches=200):
    quantizer = Quantizer(n_parts=3, codebook_size=8, part_size=2)
    for number in range(n_batches):
        quantizer.update(codes(seed=number), generator(number))
    return quantizer


def test_each_part_is_quantized_to_its_nearest_entry():
    quantizer, code = learned(), codes()
    found = quantizer.nearest(code)
    for part in range(3):
        apart = torch.cdist(code[:, 2 * part : 2 * part + 2], quantizer.codebook[part])
        assert torch.equal(found[:, part], apart.argmin(dim=1))
    quantized = quantizer.look_up(found)
    assert torch.equal(quantizer.nearest(quantized), found)


def test_entries_converge_to_the_means_of_their_codes():
    # Lloyd's condition: at the optimum each entry is the mean of its codes.
    quantizer = learned()
    code = torch.cat([codes(seed=number) for number in range(50)])
    entries = quantizer.nearest(code)
    for part, number in itertools.product(range(3), range(8)):
        nearest = code[entries[:, part] == number, 2 * part : 2 * part + 2]
        torch.testing.assert_close(
            nearest.mean(dim=0), quantizer.codebook[part, number], atol=0.15, rtol=0
        )


def test_an_entry_keeps_99_percent_of_its_average_in_an_update():
    quantizer = Quantizer(n_parts=1, codebook_size=2, part_size=1)
    quantizer.is_empty.fill_(False)
    quantizer.uses[:] = 4.0
    quantizer.codebook[:] = torch.tensor([[0.0], [10.0]])
    quantizer.sums[:] = torch.tensor([[0.0], [40.0]])
    quantizer.update(torch.tensor([[1.0], [1.0], [1.0], [9.0]]), generator())
    uses = torch.tensor([0.99 * 4 + 0.01 * 3, 0.99 * 4 + 0.01 * 1])
    sums = torch.tensor([0.99 * 0 + 0.01 * 3, 0.99 * 40 + 0.01 * 9])
    torch.testing.assert_close(quantizer.uses[0], uses)
    torch.testing.assert_close(quantizer.sums[0, :, 0], sums)
    torch.testing.assert_close(quantizer.codebook[0, :, 0], sums / uses)


def test_unused_entries_are_replaced():
    quantizer = learned()
    quantizer.codebook[:, 0] = 100.0
    quantizer.sums[:, 0] = 100.0 * quantizer.uses[:, :1]
    for number in range(500):
        quantizer.update(codes(seed=number), generator(number))
    used = torch.nn.functional.one_hot(quantizer.nearest(codes()), 8).amax(dim=0)
    assert used.all()


@pytest.mark.parametrize("batch_size", [40, 1000])
def test_entries_move_to_groups_of_codes_whatever_the_size_of_a_batch(batch_size):
    # New entries must not be replaced again in the next step, as they once were where
    # batches are many times larger than codebooks.
    quantizer = Quantizer(n_parts=1, codebook_size=2, part_size=1)
    rng = generator()
    for _ in range(500):
        group = torch.randint(2, (batch_size, 1), generator=rng) * 20.0 - 10.0
        code = group + torch.randn(batch_size, 1, generator=rng)
        quantizer.update(code, rng)
    found = quantizer.codebook.flatten().sort().values
    torch.testing.assert_close(found, torch.tensor([-10.0, 10.0]), atol=0.2, rtol=0)


def gradient_of_codes(model, name):
    """Codes of 20 samples, their entries, and the gradient of a term by the codes."""
    network = model.network_.eval()
    x = torch.from_numpy(samples()[:20]).float()
    seen = {}

    def keep(module, given, output):
        seen["code"] = output.detach()
        output.register_hook(lambda gradient: seen.update(gradient=gradient))

    handle = network.encoder.register_forward_hook(keep)
    term = model._loss_terms(network, x, generator())[name]
    handle.remove()
    term.backward()
    entries = network.quantizer.look_up(network.quantizer.nearest(seen["code"]))
    return term.item(), seen["code"], entries, seen["gradient"]


def test_commitment_moves_codes_to_their_entries():
    model = fitted(commitment_weight=0.3)
    term, code, entry, gradient = gradient_of_codes(model, "commitment")
    squared = (code - entry).square().sum(dim=1)
    assert squared.min() > 0
    assert term == pytest.approx(0.3 * squared.mean().item(), rel=1e-5)
    torch.testing.assert_close(gradient, 0.3 * 2 * (code - entry) / len(code))


def test_gradients_use_the_straight_through_estimator():
    model = fitted(commitment_weight=0.0)
    _, code, entry, seen = gradient_of_codes(model, "reconstruction")
    x = torch.from_numpy(samples()[:20]).float()
    start = code.clone().requires_grad_()
    through = start + (entry - code)
    torch.nn.functional.mse_loss(model.network_.decode(through), x).backward()
    scale = seen.norm() / start.grad.norm()
    torch.testing.assert_close(seen, scale * start.grad)
    assert scale > 0


def test_codes_are_entries_of_the_codebook():
    model = fitted()
    entries = model.encode_indices(samples())
    assert entries.shape == (300, 3)
    assert 0 <= entries.min() <= entries.max() < 16
    assert len(np.unique(model.transform(samples())[:, :2], axis=0)) <= 16
    assert 0.2 < model.history_[-1]["used_entries"] <= 1


def test_used_entries_do_not_depend_on_the_order_of_rows():
    X = np.repeat([[-1.0, -1.0], [1.0, 1.0]], 1200, axis=0)
    model = VectorQuantizedAutoencoder(
        n_components=1, codebook_size=2, prior_epochs=1, max_epochs=5, random_state=0
    ).fit(X)
    assert len(np.unique(model.encode_indices(X))) == 2
    assert model.history_[-1]["used_entries"] == 1.0


def test_prior_probabilities_sum_to_one():
    torch.manual_seed(0)
    prior = AutoregressivePrior(n_parts=3, codebook_size=4)
    every = torch.tensor(list(itertools.product(range(4), repeat=3)))
    assert prior(every).neg().exp().sum().item() == pytest.approx(1, abs=1e-5)


def test_entries_are_sampled_with_their_probabilities():
    torch.manual_seed(0)
    prior = AutoregressivePrior(n_parts=2, codebook_size=3)
    with torch.no_grad():
        prior.head.weight.mul_(20)
    every = torch.tensor(list(itertools.product(range(3), repeat=2)))
    drawn = prior.sample(20_000, generator())
    counts = (drawn[:, None] == every).all(dim=2).float().mean(dim=0)
    probabilities = prior(every).neg().exp().detach()
    torch.testing.assert_close(counts, probabilities, atol=0.015, rtol=0)


@pytest.mark.parametrize("changes", [{}, {"batch_norm": True, "dropout": 0.3}])
def test_training_the_prior_does_not_change_the_autoencoder(changes):
    model = fitted(prior_epochs=6, **changes)
    costs = [record["cost"] for record in model.prior_history_]
    assert len(costs) == 6
    assert costs[-1] < costs[0]
    other = fitted(prior_epochs=1, **changes)
    np.testing.assert_array_equal(
        other.transform(samples()), model.transform(samples())
    )


def test_the_prior_learns_from_the_codes_of_transform():
    model = fitted(dropout=0.5)
    x = torch.from_numpy((samples() - model.mean_) / model.scale_).float()
    cost = model._prior_terms(model.network_.train(), x, generator())["cost"].item()
    entries = torch.from_numpy(model.encode_indices(samples()))
    with torch.no_grad():
        assert cost == pytest.approx(model.network_.prior(entries).mean().item())


def test_sampling_without_a_prior_is_refused():
    model = VectorQuantizedAutoencoder(max_epochs=3).partial_fit(samples())
    with pytest.raises(ValueError, match="prior of codes has not been trained"):
        model.sample(2)


def test_codebook_dim_must_divide_n_components():
    with pytest.raises(InvalidParameterError, match="codebook_dim must divide n_comp"):
        fitted(n_components=7)
