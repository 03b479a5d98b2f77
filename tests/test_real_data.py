"""One epoch of training on the real MNIST and Fashion-MNIST."""

import os
from contextlib import nullcontext

import pytest
from click.testing import CliRunner
from pictures import blank_pictures

from autoencode.cli.main import main
from autoencode.storage import load_run

pytestmark = [
    pytest.mark.real_data,
    pytest.mark.skipif(
        "AUTOENCODE_DATA" not in os.environ, reason="AUTOENCODE_DATA is not set"
    ),
]

# Measured test errors of PCA with 3 components, and of the mean.
KNOWN = {"mnist": (40.46, 52.90), "fashion_mnist": (32.06, 67.99)}


@pytest.mark.slow
@pytest.mark.parametrize("name", KNOWN)
def test_one_epoch_on_real_images_is_compared_with_pca(name, tmp_path):
    command = (
        f"fit {name} --components 3 --hidden 128,64,12 --max-epochs 1 --seed 0 "
        f"--validation-fraction 0 --out {tmp_path / 'run'}"
    )
    with blank_pictures() if name == "fashion_mnist" else nullcontext():
        result = CliRunner().invoke(main, command.split(), catch_exceptions=False)
    assert result.exit_code == 0
    run = load_run(tmp_path / "run")
    ours, pca, mean = (row["test_error"] for row in run.metrics["rows"][:3])
    assert pca == pytest.approx(KNOWN[name][0], rel=0.005)
    assert mean == pytest.approx(KNOWN[name][1], rel=0.005)
    assert ours < mean * 0.8
    assert run.samples["X"].shape == (10, 784)
    assert len(list((tmp_path / "run" / "pictures").iterdir())) == 9


def test_pca_of_mnist_has_the_published_error():
    # Hinton & Salakhutdinov (2006): 13.87 with 30 components.
    from sklearn.decomposition import PCA

    from autoencode.data import load_dataset
    from autoencode.metrics import reconstruction_error

    mnist = load_dataset("mnist")
    pca = PCA(30).fit(mnist.X)
    X_hat = pca.inverse_transform(pca.transform(mnist.X_test))
    assert reconstruction_error(mnist.X_test, X_hat).mean() == pytest.approx(
        13.87, abs=0.01
    )
