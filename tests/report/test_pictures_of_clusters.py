"""The picture of clusters is of the plane in which codes differ most."""

import numpy as np
import pytest

from autoencode import Autoencoder, AutoencoderClustering
from autoencode.data.dataset import Dataset
from autoencode.report.clusters import evaluated, pictures
from autoencode.storage import Run


@pytest.mark.parametrize(
    ("n_components", "axis", "caption"),
    [
        (2, "code 0", "Codes of 60 training samples, by cluster."),
        (5, "component 1", "Axes are the first two principal components of the codes."),
    ],
)
def test_larger_codes_are_drawn_in_the_plane_of_two_principal_components(
    n_components, axis, caption
):
    rng = np.random.default_rng(0)
    X = rng.normal(size=(60, 6)) + 9 * rng.integers(0, 2, (60, 1))
    plain = Autoencoder(n_components=n_components, max_epochs=1, linear_skip=False)
    model = AutoencoderClustering(autoencoder=plain, n_clusters=2, random_state=0)
    run = Run(estimator=model.fit(X))
    dataset = Dataset(name="two", X=X, y=None, class_names=None, source="")
    drawn = pictures(run, dataset, evaluated(run, dataset))
    words, figure = next((c, f) for name, c, f in drawn if name == "clusters")
    assert figure.axes[0].get_xlabel() == axis
    assert words.endswith(caption)
    assert figure.axes[0].get_title() == "Codes of 60 training samples, by cluster"
