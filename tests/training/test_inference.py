"""Networks applied block by block: results of a sample do not depend on the others."""

import numpy as np
import pytest

from autoencode import RBM, Autoencoder, DeepBeliefNetwork
from autoencode.training.batches import ROWS_PER_BLOCK
from autoencode.training.inference import MIN_ROWS

X = np.random.default_rng(0).normal(size=(ROWS_PER_BLOCK + 1, 5))


@pytest.mark.parametrize("kind", [Autoencoder, RBM, DeepBeliefNetwork])
def test_a_network_is_given_blocks_of_several_rows_also_for_one_sample(
    kind, monkeypatch
):
    # Products of 1 to 3 rows differ in the last bit from those of more rows.
    model = kind(n_components=3, max_epochs=1, random_state=0).fit(X[:50])
    n_rows = []
    for name in ("encode", "decode", "reconstruct"):
        of_network = getattr(model.network_, name)

        def recorded(x, of_network=of_network):
            n_rows.append(len(x))
            return of_network(x)

        monkeypatch.setattr(model.network_, name, recorded, raising=False)
    methods = (model.transform, model.reconstruct, model.reconstruction_error)
    for method in methods:
        whole = method(X)
        for rows in (slice(0, 1), slice(4, 7), slice(ROWS_PER_BLOCK, None)):
            found = method(X[rows])
            assert len(found) == len(X[rows])
            np.testing.assert_allclose(found, whole[rows], rtol=1e-5, atol=1e-6)
    codes = model.transform(X[:1])
    assert model.inverse_transform(codes).shape == (1, 5)
    assert len(n_rows) > 15
    assert min(n_rows) == MIN_ROWS
