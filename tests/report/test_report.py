"""Reports: the pictures of a run and its page."""

import re
from base64 import b64decode
from dataclasses import replace

import numpy as np
import pytest
from sklearn.decomposition import PCA
from sklearn.metrics import r2_score
from sklearn.preprocessing import Normalizer, StandardScaler

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


def drawn_of(run, X):
    """Figures of a run of raw samples, by name, with their captions."""
    data = Dataset(name="plane", X=run.scale(X), feature_names=tuple("abc"), source="")
    return {name: (caption, figure) for name, caption, figure in pictures(run, data)}


def scaled_run(scaler):
    X = np.random.default_rng(0).normal(size=(40, 3)) * [0.1, 1, 900] + [0, 0, 5000]
    scaler.fit(X)
    model = Autoencoder(n_components=2, max_epochs=2, random_state=0)
    return Run.of(model.fit(scaler.transform(X)), scaler), X


def test_raw_features_are_drawn_in_the_units_of_the_data():
    run, X = scaled_run(StandardScaler())
    drawn = drawn_of(run, X)
    assert drawn["codes_2d"][1].axes[0].get_title() == "Codes of 40 training samples"
    caption, figure = drawn["features_2d"]
    axes = figure.axes[0]
    assert (axes.get_title(), axes.get_ylabel()) == ("Raw features", "c")
    assert "2 raw features with the largest variance" in caption
    found = axes.collections[0].get_offsets()
    np.testing.assert_allclose(np.sort(found[:, 1]), np.sort(X[:, 2]), rtol=1e-6)


def test_features_of_a_scaler_without_inverse_are_called_scaled():
    run, X = scaled_run(Normalizer())
    caption, figure = drawn_of(run, X)["features_2d"]
    assert figure.axes[0].get_title() == "Scaled features"
    assert "2 scaled features" in caption


@pytest.mark.parametrize("scaler", [None, StandardScaler()])
def test_pictures_in_scaled_units_say_so(scaler):
    if scaler is None:
        X = np.random.default_rng(0).normal(size=(40, 3))
        run = Run.of(Autoencoder(n_components=2, max_epochs=2).fit(X))
    else:
        run, X = scaled_run(scaler)
    Z = run.scale(X[:3])
    run.pca = PCA(2).fit(run.scale(X))
    run.samples = {"X": X[:3], "rows": np.arange(3), "epoch": np.array([1])}
    run.samples["X_hat"] = run.unscale(run.model.reconstruct(Z))[np.newaxis]
    found = {name: figure for name, (_, figure) in drawn_of(run, X).items()}
    words = {
        "error_map": found["error_map"].axes[0].get_xlabel(),
        "code_units": found["code_units"].get_suptitle(),
        "reconstructions": found["reconstructions"].get_supylabel(),
        "through_epochs": found["through_epochs"].get_supylabel(),
    }
    is_said = {name: "scaled" in text for name, text in words.items()}
    assert is_said == dict.fromkeys(words, scaler is not None)
