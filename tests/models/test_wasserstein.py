"""Normally distributed codes of Wasserstein autoencoders."""

import torch

from autoencode import (
    WassersteinAutoencoder,
)
from autoencode.regularizers import maximum_mean_discrepancy


def test_codes_approach_the_standard_normal_distribution(digits):
    codes = [
        WassersteinAutoencoder(
            n_components=4,
            mmd_weight=weight,
            hidden_layer_sizes=(64,),
            max_epochs=12,
            random_state=0,
        ).fit_transform(digits)
        for weight in (0.0, 1.0)
    ]
    normal = torch.randn(600, 4, generator=torch.Generator().manual_seed(0))
    discrepancies = [
        float(maximum_mean_discrepancy(torch.from_numpy(code), normal))
        for code in codes
    ]
    assert discrepancies[1] < 0.05 * discrepancies[0]
