"""The loss of a refinement: what it trains, and what it leaves alone."""

import numpy as np
import pytest
import torch
from torch import nn

from autoencode.nn.mlp import EncoderDecoder
from autoencode.nn.soft_assignments import EncoderWithCenters
from autoencode.training.refinement import Weights, loss_terms_of


def gradients(weights):
    """Gradients of encoder, decoder and centres for a batch of samples."""
    torch.manual_seed(0)
    inner = EncoderDecoder(nn.Linear(3, 2), nn.Linear(2, 3))
    network = EncoderWithCenters(inner, torch.randn(4, 2), 1.0)
    x = torch.randn(6, 3)
    terms = loss_terms_of(weights)(network, x, torch.Generator())
    sum(terms.values()).backward()
    found = inner.encoder.weight.grad, inner.decoder.weight.grad, network.centers.grad
    return [each.numpy() for each in found]


@pytest.mark.parametrize("trains_encoder", [False, True])
def test_the_reconstruction_trains_the_encoder_of_idec_alone(trains_encoder):
    one, two = (gradients(Weights(1.0, w, trains_encoder)) for w in (1.0, 2.0))
    assert np.allclose(one[0], two[0]) is not trains_encoder
    assert np.allclose(2 * one[1], two[1])  # the decoder learns in both
    assert np.allclose(one[2], two[2])  # centres have no part in the reconstruction


def test_the_clustering_loss_does_not_train_the_decoder():
    encoder, decoder, centers = gradients(Weights(1.0, 0.0, True))
    assert encoder.any()
    assert centers.any()
    assert not decoder.any()
