"""What a type checker finds in programs that use the package."""

import re

import pytest

PROGRAM = """
from autoencode import AnomalyDetector, Autoencoder, AutoencoderClassifier, Checkpoint

AutoencoderClassifier().fit([[1.0]])  # wrong
AutoencoderClassifier().fit([[1.0]], [0], sample_weights=[1])  # wrong
AnomalyDetector().fit()  # wrong
Autoencoder().fit([[1.0]], X_vall=3)  # wrong
Autoencoder().fit([[1.0]], checkpoint=3)  # wrong
Autoencoder().fit([[1.0]], X_val=[[1.0]], checkpoint=Checkpoint("a"))
AutoencoderClassifier().fit(X=[[1.0]], y=[0], checkpoint="a").predict([[1.0]])
Autoencoder(hidden_layer_sizes=[8, 4], image_shape=[2, 2])
Autoencoder().fit([[1.0]]).fit_transform([[1.0]]).no_array  # wrong
Autoencoder().fit([[1.0]], checkpoint="a").inverse_transform([[1.0]]).no_array  # wrong
"""


@pytest.mark.slow
def test_wrong_calls_of_fit_are_found(tmp_path):
    api = pytest.importorskip("mypy.api")
    program = tmp_path / "program.py"
    program.write_text(PROGRAM)
    found, errors, _ = api.run(["--strict", "--cache-dir", str(tmp_path), str(program)])
    assert not errors
    wrong = [n for n, line in enumerate(PROGRAM.splitlines(), 1) if "# wrong" in line]
    lines = re.findall(r"program.py:(\d+): error", found)
    assert sorted({int(line) for line in lines}) == wrong, found
