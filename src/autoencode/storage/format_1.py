"""Conversion of runs of format 1 (version 0.1) to states of the present format.

It had a file layout for each type of estimator: a model with scalers, a detector with
files for each ensemble member, and a mixed table with either.
"""

import re
from collections.abc import Mapping
from typing import Any

from sklearn.decomposition import PCA
from torch import Tensor, nn

from autoencode.formats import (
    read_json,
    read_npz,
    read_objects,
    read_records,
    read_tensors,
    reading,
)
from autoencode.storage.contents import CONFIGURATION, HISTORY, METRICS, WEIGHTS, Run
from autoencode.storage.files import run_of
from autoencode.storage.state import TYPE, State

SCALER, PCA_ARRAYS, SAMPLES = "scaler.skops", "pca.npz", "samples.npz"
DETECTOR, DETECTOR_ARRAYS = "detector.json", "detector.safetensors"
TABLE, TABLE_PARTS = "table.json", "table.skops"
OF_MODELS = frozenset({CONFIGURATION, WEIGHTS, HISTORY})
FILES = OF_MODELS | {SCALER, METRICS, SAMPLES, PCA_ARRAYS}
FILES |= {DETECTOR, DETECTOR_ARRAYS, TABLE, TABLE_PARTS}
ARRAY = {TYPE: "array"}


def is_file_name(name: str) -> bool:
    """Whether a run of this format may have a file of this name."""
    member = re.fullmatch(r"member-[1-9][0-9]{0,3}-(.+)", name)
    return name in FILES or (member is not None and member[1] in OF_MODELS)


def from_bytes(
    parts: Mapping[str, bytes], modules: Mapping[str, nn.Module | None]
) -> Run:
    """Return the run whose files have these contents.

    Raises
    ------
    RunFolderError
        If a content is damaged or does not fit the others; it names the file first.
    """
    configuration = read_json(CONFIGURATION, parts)
    with reading(CONFIGURATION):
        state = _Reader(parts).state(configuration)
    samples, arrays = read_npz(SAMPLES, parts), read_npz(PCA_ARRAYS, parts)
    pca = None
    if arrays:
        with reading(PCA_ARRAYS):
            pca = PCA()
            vars(pca).update(arrays)
            pca.n_components_, pca.n_features_in_ = pca.components_.shape
    return run_of(state, configuration, parts, modules, samples=samples, pca=pca)


class _Reader:
    """Turns the files of a run into a state."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self.parts = parts
        self.tensors: dict[str, Tensor] = {}
        self.objects: dict[str, Any] = {}

    def state(self, configuration: dict[str, Any]) -> State:
        names = configuration["scalers"]
        scalers = read_objects(
            SCALER, self.parts, lambda found: dict(zip(names, found, strict=True))
        )
        if len(scalers) != len(names):
            raise ValueError(f"{SCALER} lacks {names}")
        if TABLE in self.parts:
            with reading(TABLE):
                tree = self.table(configuration)
        elif DETECTOR in self.parts:
            with reading(DETECTOR):
                tree = self.detector(configuration, scalers, "")
        else:
            name = configuration["model"]
            tree = self.model("", configuration, f"{name}." if scalers else "")
            steps = [[key, self.object(key, value)] for key, value in scalers.items()]
            if steps:
                tree = {TYPE: "pipeline", "steps": [*steps, [name, tree]]}
        return State(tree, self.tensors, self.objects, None)

    def object(self, path: str, value: Any) -> dict[str, Any] | None:
        if value is None:
            return None
        self.objects[path] = value
        return {TYPE: "object", "class": type(value).__name__}

    def model(
        self, files: str, configuration: dict[str, Any], prefix: str
    ) -> dict[str, Any]:
        """Return the node of a model; ``files`` is the prefix of its file names."""
        fitted: dict[str, Any] = dict(configuration["learned"])
        for key, tensor in read_tensors(files + WEIGHTS, self.parts).items():
            kind, _, name = key.partition(".")
            if kind == "network":
                name = re.sub(r"^opponent\.", "discriminator.", name)
                self.tensors[f"{prefix}network_.{name}"] = tensor
            elif kind == "fit":
                self.tensors[f"{prefix}{name}"] = tensor
                fitted[name] = ARRAY
        if "feature_names_in_" in fitted:
            fitted["feature_names_in_"] = _texts(fitted["feature_names_in_"])
        fitted["history_"] = read_records(files + HISTORY, self.parts)
        fitted["network_"] = {TYPE: "network"}
        parameters = {
            name: {TYPE: "module", "class": value["module"]}
            if isinstance(value, dict) and "module" in value
            else value
            for name, value in configuration["parameters"].items()
        }
        name = configuration["model"]
        return {TYPE: name, "parameters": parameters, "fitted": fitted}

    def detector(
        self, configuration: dict[str, Any], scalers: dict[str, Any], prefix: str
    ) -> dict[str, Any]:
        """Return the node of a detector; the run's model is its first member."""
        about = read_json(DETECTOR, self.parts)
        tensors = read_tensors(DETECTOR_ARRAYS, self.parts)
        members, scores = [], []
        for place in range(about["n_members"]):
            files = f"member-{place}-" if place else ""
            own = read_json(files + CONFIGURATION, self.parts)
            members.append(self.model(files, own, f"{prefix}estimators_.{place}."))
            scores.append(self.score_statistics(place, about, tensors, prefix))
        for old, new in DETECTOR_ATTRIBUTES.items():
            self.tensors[prefix + new] = tensors[old]
        fitted = {
            "n_features_in_": configuration["learned"]["n_features_in_"],
            "estimators_": members,
            "score_statistics_": scores,
            "scaler_": self.object(f"{prefix}scaler_", scalers.get("scaler")),
            "offset_": about["offset"],
            **dict.fromkeys(DETECTOR_ATTRIBUTES.values(), ARRAY),
        }
        if about["feature_names"]:
            fitted["feature_names_in_"] = _texts(about["feature_names"])
        own = about["autoencoder"]
        several = own if isinstance(own, list) else [own] if own else []
        nodes = [{TYPE: e["model"], "parameters": e["parameters"]} for e in several]
        parameters = about["parameters"] | {
            "autoencoder": nodes if isinstance(own, list) else next(iter(nodes), None)
        }
        return {TYPE: "anomaly_detector", "parameters": parameters, "fitted": fitted}

    def score_statistics(
        self, place: int, about: dict[str, Any], tensors: dict[str, Tensor], prefix: str
    ) -> dict[str, Any]:
        found: dict[str, Any] = {
            score: {"center": center, "spread": spread, "learned": {}}
            for score, (center, spread) in about["standing"][place].items()
        }
        for name, tensor in tensors.items():
            number, _, rest = name.partition(".")
            score, _, key = rest.partition(".")
            if number == str(place):
                found[score]["learned"][key] = ARRAY
                path = f"{prefix}score_statistics_.{place}.{score}.learned.{key}"
                self.tensors[path] = tensor
        return found

    def table(self, configuration: dict[str, Any]) -> dict[str, Any]:
        about = read_json(TABLE, self.parts)
        objects = read_objects(TABLE_PARTS, self.parts)
        parameters = dict(about["parameters"])
        transformer = self.transformer(about, objects)
        names = transformer["fitted"]["feature_names_in_"]
        fitted = {"table_": transformer, "feature_names_in_": names}
        fitted["n_features_in_"] = len(names["values"])
        if DETECTOR in self.parts:
            kind, inner, own = "table_detector", "detector_", "detector"
            scalers = read_objects(
                SCALER, self.parts, lambda found: {"scaler": found[0]}
            )
            with reading(DETECTOR):
                child = self.detector(configuration, scalers, "detector_.")
            fitted["offset_"] = child["fitted"]["offset_"]
        else:
            kind, inner, own = "table_autoencoder", "model_", "autoencoder"
            child = self.model("", configuration, "model_.")
        fitted[inner] = child
        if about["has_own_model"]:
            parameters[own] = {k: v for k, v in child.items() if k != "fitted"}
        return {TYPE: kind, "parameters": parameters, "fitted": fitted}

    def transformer(
        self, about: dict[str, Any], objects: dict[str, Any]
    ) -> dict[str, Any]:
        given = about["parameters"]
        taken = ("categorical", "numeric", "dates", "scale", "max_categories")
        schema = [
            {COLUMN_FIELDS.get(key, key): value for key, value in column.items()}
            for column in about["columns"]
        ]
        fitted = {
            "schema_": schema,
            "feature_names_in_": _texts([column["name"] for column in schema]),
            "n_features_in_": len(schema),
            "is_polars_": about["is_polars"],
            "polars_types_": about["schema"],
            "scaler_": self.object("table_.scaler_", objects["scaler"]),
            "encoder_": self.object("table_.encoder_", objects["encoder"]),
        }
        parameters = {name: given[name] for name in taken if name in given}
        return {TYPE: "table_transformer", "parameters": parameters, "fitted": fitted}


# Attributes of a detector, by the old names of their arrays.
DETECTOR_ATTRIBUTES = {
    "tail": "calibration_scores_",
    "usual_error": "usual_error_",
    "levels": "levels_",
}
# Fields of a column, by their old names.
COLUMN_FIELDS = {"kind": "type", "form": "format"}


def _texts(names: list[str]) -> dict[str, Any]:
    """Return the node of an array of names."""
    return {TYPE: "texts", "dtype": "object", "values": names}
