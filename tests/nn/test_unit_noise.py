"""Noise that a classifier's fine-tuning adds to samples and layers."""

import numpy as np
import torch
from scipy.sparse import csr_array
from torch import nn

from autoencode.nn.classification import EncoderClassifier
from autoencode.nn.dropout import UnitNoise
from autoencode.training.batches import sparse_tensor


def noise(std, *, is_input=False):
    layer = UnitNoise(std, is_input=is_input)
    layer.generator = torch.Generator().manual_seed(0)
    return layer.train()


def test_noise_is_relative_to_the_spread_of_each_unit():
    x = torch.randn(20_000, 3, generator=torch.Generator().manual_seed(1))
    x *= torch.tensor([1.0, 10.0, 0.0])  # the last unit is constant
    added = noise(0.5)(x) - x
    expected = 0.5 * x.std(dim=0, correction=0)
    torch.testing.assert_close(added.std(dim=0), expected, rtol=0.05, atol=0)


def test_noise_of_the_input_is_relative_to_the_spread_of_all_features():
    x = torch.zeros(20_000, 2)
    x[:, 0] = torch.randn(20_000, generator=torch.Generator().manual_seed(1))
    added = noise(0.5, is_input=True)(x) - x
    expected = (0.5 * x.std(correction=0)).expand(2)
    torch.testing.assert_close(added.std(dim=0), expected, rtol=0.05, atol=0)


def test_channels_of_images_have_one_spread_each():
    x = torch.ones(4, 2, 5, 5)
    x[:2, 1] = 0
    added = noise(0.5)(x) - x
    assert (added[:, 0] == 0).all()
    assert (added[:, 1] != 0).all()


def test_outside_training_and_for_sparse_or_single_samples_nothing_is_added():
    x = torch.ones(3, 2)
    assert noise(0.5).eval()(x) is x
    sparse = sparse_tensor(csr_array(np.ones((3, 2), np.float32)))
    assert noise(0.5)(sparse) is sparse
    assert torch.isfinite(noise(0.5)(x[:1])).all()


def test_each_layer_of_the_encoder_has_noise_in_training_only():
    class Network(nn.Module):
        def __init__(self):
            super().__init__()
            layers = nn.Linear(2, 3), nn.ReLU(), nn.Linear(3, 2)
            self.encoder = nn.Sequential(*layers)

        def encode(self, x):
            return self.encoder(x)

    network = EncoderClassifier(Network(), 2, 3, hidden_noise_std=0.3)
    seen = []
    network.of_units.register_forward_hook(lambda module, x, y: seen.append(y.shape))
    x = torch.randn(8, 2, generator=torch.Generator().manual_seed(1))
    network.train()(x)
    assert seen == [(8, 3), (8, 2)]
    clean = network.eval()(x)
    assert len(seen) == 2
    # Nothing of the noise is left in the autoencoder's own network.
    torch.testing.assert_close(clean, network.top(network.network.encode(x)))
