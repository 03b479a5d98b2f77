"""Reports: the pictures of a run and its page."""

import re
from base64 import b64decode
from dataclasses import replace

import numpy as np
import pytest
from sklearn.decomposition import PCA
from sklearn.metrics import r2_score

from autoencode.data.dataset import Dataset
from autoencode.models.autoencoder import Autoencoder
from autoencode.report import evaluate_run, write_report
from autoencode.report.models import _pca_shares, pictures
from autoencode.storage import Run, save_run
from autoencode.tasks.evaluation import evaluate


@pytest.fixture
def dataset(X):
    rng = np.random.default_rng(1)
    return Dataset(
        name="a <b> & c",
        X=X[:30],
        X_test=X[30:] + 0.5,
        y=rng.integers(0, 2, 30),
        y_test=rng.integers(0, 2, 10),
        class_names=("one", "two"),
        source="a test",
    )


def test_the_page_shows_the_verdict_and_each_picture_once(
    dataset, tmp_path, monkeypatch
):
    monkeypatch.setattr("autoencode.plots.canvas.DPI", 30)
    model = Autoencoder(max_epochs=2, n_components=3, random_state=0).fit(dataset.X)
    evaluation = evaluate(model, dataset.X, dataset.X_test)
    samples = {
        "X": dataset.X_test[:3],
        "rows": np.arange(3),
        "epoch": np.array([1, 2]),
        "X_hat": np.stack([model.reconstruct(dataset.X_test[:3])] * 2),
    }
    run = Run.of(
        model, metrics=evaluation.to_json(), pca=evaluation.pca, samples=samples
    )
    save_run(run, tmp_path / "run")
    write_report(tmp_path / "run", run, dataset, evaluation)
    page = (tmp_path / "run" / "report.html").read_text()
    shown = re.findall(r'<img src="data:image/png;base64,(.*?)"', page)
    drawn = list((tmp_path / "run" / "pictures").iterdir())
    assert set(map(b64decode, shown)) == {path.read_bytes() for path in drawn}
    assert len(shown) == len(drawn) == 11
    assert evaluation.verdict() in page.replace("&#x27;", "'")
    assert "a &lt;b&gt; &amp; c" in page


def test_a_model_that_kept_pca_has_the_errors_of_pca():
    X = np.random.default_rng(0).normal(size=(80, 5))  # nothing but PCA to find
    model = Autoencoder(n_components=2, max_epochs=3, random_state=0).fit(X[:60])
    assert model.kept_pca_
    data = Dataset(name="noise", X=X[:60], X_test=X[60:], source="noise")
    found = evaluate_run(Run.of(model), data)
    own, of_pca = found.rows[:2]
    assert own["test_error"] == pytest.approx(of_pca["test_error"], rel=1e-5)
    assert "validation_error" not in own  # PCA is that of the rows held out, too
    assert "equal to PCA's" in found.verdict()


def test_the_scree_plot_sums_to_the_share_of_pca_in_the_evaluation(dataset):
    shares = _pca_shares(dataset, dataset.X_test, n_components=2)
    for n_components in (1, 2, 6):
        pca = PCA(n_components).fit(dataset.X)
        X_hat = pca.inverse_transform(pca.transform(dataset.X_test))
        share = r2_score(dataset.X_test, X_hat, multioutput="variance_weighted")
        assert shares[:n_components].sum() == pytest.approx(share)


def test_a_sample_without_a_label_has_none_above_its_picture(dataset):
    X = dataset.X_test[:2]
    model = Autoencoder(max_epochs=2, n_components=2, random_state=0).fit(dataset.X)
    samples = {"X": X, "rows": np.arange(2), "epoch": np.array([1])}
    samples["X_hat"] = model.reconstruct(X)[np.newaxis]
    run = Run.of(model, pca=PCA(2).fit(dataset.X), samples=samples)
    labelled = replace(dataset, y_test=np.array([-1, 1, *dataset.y_test[2:]]))
    drawn = {name: figure for name, _, figure in pictures(run, labelled)}
    titles = [axes.get_title("left") for axes in drawn["reconstructions"].axes]
    assert titles[0].startswith("no label ")
    assert titles[1].startswith("two ")
