"""An anomaly detector in a run folder: its first autoencoder is the run's model.

The others are stored as models are, each file with the member's number before its name;
what scores and thresholds need is in ``detector.json`` and ``detector.safetensors``.
"""

import json
from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any

import numpy as np
from safetensors import SafetensorError
from safetensors.numpy import load as load_arrays
from safetensors.numpy import save as arrays_to_bytes

from autoencode.arrays import Array
from autoencode.errors import (
    AutoencodeError,
    InvalidParameterError,
    RunFolderError,
    one_line,
    why,
)
from autoencode.files import json_bytes
from autoencode.models import MODELS
from autoencode.models.base import BaseAutoencoder
from autoencode.models.setup import has_own_modules
from autoencode.params import check_params
from autoencode.storage.contents import (
    DETECTOR,
    DETECTOR_ARRAYS,
    REQUIRED,
    Run,
    member_file,
)
from autoencode.storage.reading import from_bytes
from autoencode.storage.writing import plain, to_bytes
from autoencode.tasks.anomaly import AnomalyDetector
from autoencode.tasks.explanation import N_LEVELS
from autoencode.tasks.members import Member, Standing, listed
from autoencode.tasks.tail import Tail

# What building and trying a detector of odd content raises.
ODD_CONTENT = (
    AutoencodeError,
    ArithmeticError,
    AttributeError,
    LookupError,
    RuntimeError,
    TypeError,
    ValueError,
)


def run_of(detector: AnomalyDetector, **about: Any) -> Run:
    """Return a run that holds a fitted detector; ``about`` goes to `Run`."""
    scaler = detector.scaler_
    return Run(
        model=detector.members_[0].model,
        scalers=[] if scaler is None else [("scaler", scaler)],
        detector=detector,
        **about,
    )


def detector_to_bytes(detector: AnomalyDetector) -> dict[str, bytes]:
    """Return the content of the files that a detector has besides those of a run.

    Raises
    ------
    InvalidParameterError
        If its autoencoders are of modules of the user's own.
    """
    arrays = {
        "tail": detector.tail_.values,
        "usual_error": detector.usual_error_,
        "levels": detector.levels_,
    }
    parts: dict[str, bytes] = {}
    for place, member in enumerate(detector.members_):
        if has_own_modules(member.model):
            raise InvalidParameterError(
                "A detector whose autoencoder has modules of your own cannot be saved: "
                "code is never stored. Keep it in memory, or build it of "
                "hidden_layer_sizes."
            )
        for score, known in member.known.items():
            arrays |= {f"{place}.{score}.{key}": each for key, each in known.items()}
        if place > 0:
            files = to_bytes(Run(model=member.model))
            parts |= {member_file(place, name): files[name] for name in REQUIRED}
    described: Any = [_described(own) for own in listed(detector.autoencoder)]
    if not isinstance(detector.autoencoder, tuple | list):
        described = described[0] if described else None
    parameters = _plain_parameters(detector) | {"autoencoder": None}
    description = {
        "parameters": parameters,
        "autoencoder": described,
        "offset": float(detector.offset_),
        "n_members": len(detector.members_),
        "feature_names": getattr(detector, "feature_names_in_", np.array([])).tolist(),
        "standing": [
            {score: list(where) for score, where in member.standing.items()}
            for member in detector.members_
        ],
    }
    whole = {name: np.ascontiguousarray(array) for name, array in arrays.items()}
    parts[DETECTOR] = json_bytes(description)
    parts[DETECTOR_ARRAYS] = arrays_to_bytes(whole)
    return parts


def with_detector(run: Run, parts: Mapping[str, bytes]) -> Run:
    """Return a run with the detector that its files describe.

    Raises
    ------
    RunFolderError
        If a content is damaged or does not fit the others.
    """
    try:
        about = json.loads(parts[DETECTOR])
        arrays = load_arrays(parts[DETECTOR_ARRAYS])
    except (ValueError, KeyError, RecursionError, SafetensorError) as error:
        raise RunFolderError(
            f"{DETECTOR} or {DETECTOR_ARRAYS} is missing or damaged "
            f"({one_line(error)})."
        ) from error
    try:
        detector = _detector(run, parts, about, arrays)
    except RunFolderError:
        raise
    except ODD_CONTENT as error:
        raise RunFolderError(
            f"{DETECTOR} does not describe a detector ({why(error)})."
        ) from error
    return replace(run, detector=detector)


def _detector(
    run: Run,
    parts: Mapping[str, bytes],
    about: dict[str, Any],
    arrays: dict[str, Array],
) -> AnomalyDetector:
    for name, array in arrays.items():
        if not np.isfinite(array).all():
            raise ValueError(f"its array {name!r} is not finite")
    detector = AnomalyDetector(**about["parameters"])
    if about["autoencoder"] is not None:
        own = about["autoencoder"]
        several = isinstance(own, list)
        detector.autoencoder = (
            [_model(each) for each in own] if several else _model(own)
        )
    check_params(detector)
    n_features = run.model.n_features_in_
    detector.n_features_in_ = n_features
    if about["feature_names"]:
        detector.feature_names_in_ = np.array(about["feature_names"], dtype=object)
    models = [run.model]
    for place in range(1, about["n_members"]):
        files = {name: parts[member_file(place, name)] for name in REQUIRED}
        models.append(from_bytes(files, None, None).model)
    detector.members_ = [
        _member(place, model, about["standing"][place], arrays)
        for place, model in enumerate(models)
    ]
    detector.scaler_ = run.scalers[0][1] if run.scalers else None
    shapes = {"usual_error": (n_features,), "levels": (N_LEVELS, n_features)}
    for name, shape in shapes.items():
        if arrays[name].shape != shape:
            raise ValueError(f"its array {name!r} is not of shape {shape}")
    if arrays["tail"].ndim != 1:
        raise ValueError("its array 'tail' is no list")
    detector.usual_error_, detector.levels_ = arrays["usual_error"], arrays["levels"]
    detector.tail_ = Tail(arrays["tail"])
    detector.offset_ = float(about["offset"])
    # What does not fit the networks shows when they are used.
    found = detector._strangeness(np.zeros((1, n_features)))
    if not np.isfinite([*found, detector.offset_]).all():
        raise ValueError("its scores are not finite")
    return detector


def _member(
    place: int,
    model: BaseAutoencoder,
    standing: dict[str, list[float]],
    arrays: dict[str, Array],
) -> Member:
    """Return a member of what is stored for its place."""
    known: dict[str, dict[str, Array]] = {score: {} for score in standing}
    for name, array in arrays.items():
        number, _, rest = name.partition(".")
        if number == str(place):
            score, _, key = rest.partition(".")
            known[score][key] = array
    where = {score: Standing(*map(float, two)) for score, two in standing.items()}
    return Member(model, known, where)


def _plain_parameters(estimator: Any) -> dict[str, Any]:
    """Return parameters as JSON can hold them."""
    given = estimator.get_params(deep=False)
    return {
        name: plain(value) for name, value in given.items() if name != "autoencoder"
    }


def _described(model: BaseAutoencoder) -> dict[str, Any]:
    """Return an untrained autoencoder as JSON can hold it."""
    parameters = _plain_parameters(model)
    name = next(key for key, kind in MODELS.items() if type(model) is kind)
    return {"model": name, "parameters": parameters}


def _model(about: dict[str, Any]) -> BaseAutoencoder:
    """Return the untrained autoencoder that `_described` has described."""
    kind = MODELS[about["model"]]
    known = {parameter.name for parameter in fields(kind)}
    parameters = {
        name: tuple(value) if isinstance(value, list) else value
        for name, value in about["parameters"].items()
        if name in known
    }
    model: BaseAutoencoder = kind(**parameters)
    check_params(model)
    return model
