"""Blocks of numbers, indicators and categories: losses and masking."""

import pytest
import torch
from torch.nn import functional as F

from autoencode.nn.blocks import BlockOutput, Blocks, mask_cells

BLOCKS = Blocks(2, has_flags=True, widths=(3, 2))


def rows(n=500):
    """Return samples of two numbers, their indicators, and two categories."""
    generator = torch.Generator().manual_seed(0)
    numbers = torch.randn(n, 2, generator=generator)
    classes = torch.randint(0, 3, (n,), generator=generator)
    others = torch.randint(0, 2, (n,), generator=generator)
    parts = [numbers, torch.zeros(n, 2), F.one_hot(classes, 3), F.one_hot(others, 2)]
    return torch.cat(parts, dim=1).float(), classes, others


def test_the_loss_is_the_negative_log_likelihood_of_numbers_and_categories():
    x, classes, others = rows()
    logits = torch.randn(len(x), 9, generator=torch.Generator().manual_seed(1))
    normal = torch.distributions.Normal(logits[:, :2], 1.0)
    constant = 0.5 * torch.log(torch.tensor(2 * torch.pi))
    expected = -(normal.log_prob(x[:, :2]) + constant).sum(dim=1)
    torch.testing.assert_close(BLOCKS.numbers_loss(logits, x), expected)
    expected = F.cross_entropy(logits[:, 4:7], classes, reduction="none")
    expected = expected + F.cross_entropy(logits[:, 7:], others, reduction="none")
    torch.testing.assert_close(BLOCKS.categories_loss(logits, x), expected)


def test_missing_cells_do_not_contribute_to_the_loss():
    x, _, _ = rows(1)
    x[0, 2], x[0, 7:] = 1, 0  # the first number is missing, and the second category
    x[0, 0] = 0
    first, second = torch.zeros(1, 9), torch.zeros(1, 9)
    second[0, [0, 7]] = 5.0
    for loss in (BLOCKS.numbers_loss, BLOCKS.categories_loss):
        torch.testing.assert_close(loss(first, x), loss(second, x))


def test_reconstructions_have_probabilities_and_no_missing_cells():
    made = BlockOutput(BLOCKS)(torch.randn(10, 9))
    assert not made[:, 2:4].any()
    torch.testing.assert_close(made[:, 4:7].sum(dim=1), torch.ones(10))
    torch.testing.assert_close(made[:, 7:].sum(dim=1), torch.ones(10))


def test_masked_cells_equal_missing_cells_and_others_do_not_change():
    x, _, _ = rows()
    seen = mask_cells(x, BLOCKS, (0.3, 0.3), torch.Generator().manual_seed(0))
    hidden = seen[:, 2:4].bool()
    assert hidden.float().mean() == pytest.approx(0.3, abs=0.05)
    assert not seen[:, :2][hidden].any()
    assert torch.equal(seen[:, :2][~hidden], x[:, :2][~hidden])
    for block in (slice(4, 7), slice(7, 9)):
        is_hidden = seen[:, block].sum(dim=1) == 0
        assert is_hidden.float().mean() == pytest.approx(0.3, abs=0.06)
        assert torch.equal(seen[~is_hidden, block], x[~is_hidden, block])


def test_each_sample_has_its_own_masking_probability():
    x = torch.ones(2000, 40)
    blocks = Blocks(40, has_flags=False, widths=())
    seen = mask_cells(x, blocks, (0.0, 1.0), torch.Generator().manual_seed(0))
    shares = seen.mean(dim=1)
    assert shares.std() == pytest.approx(12**-0.5, rel=0.1)  # uniform distribution
