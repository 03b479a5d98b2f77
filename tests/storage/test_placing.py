"""The device of loaded models; "meta" stands for a device that a machine may have."""

import numpy as np
import pytest
import torch
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from autoencode import AnomalyDetector, Autoencoder, load, save
from autoencode.errors import InvalidParameterError
from autoencode.storage import placing
from autoencode.training.devices import choose_device

X = np.random.default_rng(0).normal(size=(40, 4))
TINY = {"n_components": 2, "hidden_layer_sizes": (4,), "max_epochs": 1}


@pytest.fixture
def with_gpu(monkeypatch):
    """A machine whose fastest device is a GPU, "cuda"."""

    def chosen(name):
        return torch.device("meta") if name in ("auto", "cuda") else choose_device(name)

    monkeypatch.setattr(placing, "choose_device", chosen)


def saved_as_if_from(device, model, folder):
    """Save a model as a machine that has the device would have done."""
    model._fitted_parameters["device"] = device
    save(model, folder)
    return folder


def fitted(**parameters):
    return Autoencoder(**TINY, random_state=0, **parameters).fit(X)


def devices_of(*models):
    return {each.device.type for m in models for each in m.network_.parameters()}


@pytest.mark.usefixtures("with_gpu")
@pytest.mark.parametrize("device", ["auto", "cuda"])
def test_a_model_is_loaded_on_the_device_of_its_fit(device, tmp_path):
    run = saved_as_if_from(device, fitted(), tmp_path / "run")
    assert devices_of(load(run)) == {"meta"}


@pytest.mark.usefixtures("with_gpu")
def test_a_model_of_the_processor_stays_there(tmp_path):
    run = saved_as_if_from("cpu", fitted(), tmp_path / "run")
    assert devices_of(load(run)) == {"cpu"}


@pytest.mark.skipif(torch.cuda.is_available(), reason="needs a machine without a GPU")
def test_without_the_device_of_the_fit_the_processor_is_used_with_a_warning(tmp_path):
    model = fitted()
    run = saved_as_if_from("cuda:1", model, tmp_path / "run")
    with pytest.warns(UserWarning, match=r"not have the device 'cuda:1' of the fit\."):
        loaded = load(run)
    np.testing.assert_array_equal(loaded.transform(X), model.transform(X))
    again = tmp_path / "again"
    save(loaded, again)  # the device of the fit is kept
    with pytest.warns(UserWarning, match="'cuda:1'"):
        load(again)


@pytest.mark.usefixtures("with_gpu")
def test_a_given_device_replaces_that_of_all_models(tmp_path):
    detector = AnomalyDetector(autoencoder=[Autoencoder(**TINY)] * 2, n_members=2)
    model = make_pipeline(StandardScaler(), detector.set_params(random_state=0)).fit(X)
    save(model, tmp_path / "run")
    members = load(tmp_path / "run")[-1].estimators_
    assert devices_of(*members) == {"meta"}
    loaded = load(tmp_path / "run", device="cpu")
    assert devices_of(*loaded[-1].estimators_) == {"cpu"}
    assert [each.device for each in loaded[-1].autoencoder] == ["cpu", "cpu"]
    np.testing.assert_array_equal(loaded.predict(X), model.predict(X))


def test_a_given_device_that_is_missing_is_refused(tmp_path):
    save(fitted(), tmp_path / "run")
    with pytest.raises(InvalidParameterError, match="one that this machine has; got"):
        load(tmp_path / "run", device="cuda:99")


def test_a_full_device_leaves_the_model_on_the_processor(tmp_path, monkeypatch):
    save(fitted(), tmp_path / "run")
    move = torch.nn.Module.to

    def full(module, device):
        if device == torch.device("meta"):
            raise torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2 GiB.")
        return move(module, device)

    monkeypatch.setattr(placing, "choose_device", lambda name: torch.device("meta"))
    monkeypatch.setattr(torch.nn.Module, "to", full)
    with pytest.warns(UserWarning, match=r"little memory \(CUDA out of memory.*proces"):
        loaded = load(tmp_path / "run")
    assert devices_of(loaded) == {"cpu"}
