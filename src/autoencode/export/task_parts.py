"""Tasks as torch modules: detectors, classifiers, clusterings, retrievers, items.

See `autoencode.export.parts`.
"""

from functools import cache
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from autoencode.errors import InvalidParameterError
from autoencode.export.parts import OF_COUNTS, ModelPart, Outputs, Part, scaler_part
from autoencode.models.reconstruction import loss_of_fit
from autoencode.tasks.anomaly_scores import SCORES, float_tensors, scores_of
from autoencode.tasks.detector_scaling import LEAST_CHANGE, MAX_SCALED, ROUNDING
from autoencode.tasks.members import MAX_SCORE, MIN_SCORE, Member

Statistics = dict[str, dict[str, Any]]


class MemberPart(ModelPart):
    """An autoencoder of a detector, with the statistics of its scores."""

    def __init__(self, member: Member) -> None:
        super().__init__(member.model)
        self.model = member.model
        is_likelihood = any(SCORES[name].of_model for name in member.statistics)
        if is_likelihood and loss_of_fit(member.model).is_of_counts:
            raise InvalidParameterError(f"{OF_COUNTS}. Use another scoring")
        self.statistics: Statistics = member.statistics
        self.keys: dict[str, list[str]] = {}
        for name, each in member.statistics.items():
            tensors = float_tensors(each["learned"])
            self.keys[name] = list(tensors)
            for key, tensor in tensors.items():
                self.register_buffer(f"{name}_{key}", tensor)

    def score(self, z: Tensor) -> Tensor:
        """Return the weighted mean of the standardized log scores."""
        x = self.scaled(z)
        learned = {
            name: {key: getattr(self, f"{name}_{key}") for key in keys}
            for name, keys in self.keys.items()
        }
        values = scores_of(self.model, x, learned).double()
        total, weights = torch.zeros_like(values[0]), 0.0
        for name, value in zip(learned, values, strict=True):
            score, statistics = SCORES[name], self.statistics[name]
            if score.of_model is None:
                value = value.clamp(MIN_SCORE, MAX_SCORE).log()
            standardized = (value - statistics["center"]) / statistics["spread"]
            total = total + score.weight * standardized
            weights += score.weight
        return total / weights

    def reconstructed(self, z: Tensor) -> Tensor:
        """Return reconstructions, scaled as samples are."""
        return self.decoded(self.network.reconstruct(self.scaled(z)))


class DetectorPart(Part):
    """An anomaly detector: scaler, ensemble, and training samples it compares with."""

    constants: Tensor

    def __init__(self, detector: Any) -> None:
        super().__init__()
        scaler = detector.scaler_
        self.keep("constants", detector.constants_)
        self.scaler = None if scaler is None else scaler_part(scaler)
        self.members = [MemberPart(member) for member in detector.members_]
        self.registered = nn.ModuleList(self.members)
        self.facts["anomaly_if_score_below"] = float(detector.offset_)
        self.left_out["p_value"] = "its tail is fitted to the training scores: p_values"

    def _scaled(self, x: Tensor) -> Tensor:
        """Return what `autoencode.tasks.detector_scaling.scaled` does."""
        assert self.scaler is not None
        z, change = self.scaler(x), x - self.constants
        is_constant = self.constants == self.constants  # not NaN
        is_compared = change == change  # no column that varied, nor a missing value
        differs = change.abs() > ROUNDING * self.constants.abs()
        far = z.abs().clamp(min=LEAST_CHANGE) * torch.where(change < 0, -1.0, 1.0)
        same = self.scaler(torch.where(is_constant, self.constants, 0.0)[None])
        z = torch.where(is_compared, torch.where(differs, far, same), z)
        return z.clamp(-MAX_SCALED, MAX_SCALED)

    def outputs(self, z: Tensor) -> Outputs:
        """Return the score, higher for normal samples, and the mean reconstruction."""
        if self.scaler is not None:
            z = self._scaled(z)

        def score() -> Tensor:
            return -torch.stack([each.score(z) for each in self.members]).mean(dim=0)

        def reconstruction() -> Tensor:
            own = [each.reconstructed(z) for each in self.members]
            x_hat = torch.stack(own).mean(dim=0)
            return x_hat if self.scaler is None else self.scaler.back(x_hat)

        return {"score": score, "reconstruction": reconstruction}


class CodePart(Part):
    """The codes of the autoencoder inside a task; others are computed from these."""

    def __init__(self, model: Any) -> None:
        super().__init__()
        self.model = ModelPart(model)

    def code(self, z: Tensor) -> Tensor:
        """Return codes, float32."""
        code: Tensor = self.model.network.encode(self.model.scaled(z))
        return code


class ClassifierPart(CodePart):
    """A classifier: a softmax layer on the codes."""

    coef: Tensor
    intercept: Tensor

    def __init__(self, classifier: Any) -> None:
        super().__init__(classifier.autoencoder_)
        self.keep("coef", classifier.coef_)
        self.keep("intercept", classifier.intercept_)
        classes = np.asarray(classifier.classes_)
        is_of_times = classes.dtype.kind in "mM"
        self.facts["classes"] = (
            classes.astype(str) if is_of_times else classes
        ).tolist()

    def outputs(self, z: Tensor) -> Outputs:
        """Return codes, and the probability of each class."""
        code = cache(lambda: self.code(z))

        def probabilities() -> Tensor:
            logits = code().double() @ self.coef.T + self.intercept
            return logits.softmax(dim=1)

        return {"code": code, "probabilities": probabilities}


class ClusteringPart(CodePart):
    """Clusters of codes, with the probability of each."""

    centers: Tensor
    whiten: Tensor
    constants: Tensor

    def __init__(self, clusterer: Any) -> None:
        super().__init__(clusterer.autoencoder_)
        self.method = clusterer.method
        self.keep("centers", clusterer.cluster_centers_)
        if self.method == "hdbscan":
            self.left_out["probabilities"] = (
                "hdbscan compares a code with those of all training samples: predict"
            )
        if self.method == "kmeans":
            self.spread = float(clusterer.cluster_shapes_[0])
        if self.method == "mixture":
            self._keep_mixture(clusterer)

    def _keep_mixture(self, clusterer: Any) -> None:
        """Store the factors that whiten each component, and its constant."""
        factors = np.linalg.cholesky(clusterer.cluster_shapes_)
        self.keep("whiten", np.linalg.inv(factors).transpose(0, 2, 1))
        diagonals = np.diagonal(factors, axis1=1, axis2=2)
        logs = np.log(clusterer.cluster_weights_) - np.log(diagonals).sum(axis=1)
        self.keep("constants", logs)

    def outputs(self, z: Tensor) -> Outputs:
        """Return codes, and the probability of each cluster unless by HDBSCAN."""
        code = cache(lambda: self.code(z))
        if self.method == "hdbscan":
            return {"code": code}
        shares = self._by_distance if self.method == "kmeans" else self._by_density
        return {"code": code, "probabilities": lambda: shares(code().double())}

    def _by_distance(self, code: Tensor) -> Tensor:
        """Return the soft assignment to centres."""
        differences = code[:, None, :] - self.centers  # (batch, cluster, component)
        similarity = 1 / (1 + differences.square().sum(dim=2) / self.spread)
        return similarity / similarity.sum(dim=1, keepdim=True)

    def _by_density(self, code: Tensor) -> Tensor:
        """Return the posterior probabilities of a mixture."""
        differences = code[:, None, None, :] - self.centers[:, None, :]
        whitened = (differences @ self.whiten)[:, :, 0]
        logs = self.constants - 0.5 * whitened.square().sum(dim=2)
        return logs.softmax(dim=1)


class RetrieverPart(CodePart):
    """The codes of documents, from counts of their stems."""

    weights: Tensor
    rotation: Tensor

    def __init__(self, retriever: Any) -> None:
        super().__init__(retriever.autoencoder_)
        self.keep("weights", retriever.weights_)
        self.has_bits = bool(retriever.binary)
        self.is_rotated = retriever.rotation_ is not None
        if self.is_rotated:
            self.keep("rotation", retriever.rotation_)
        self.left_out["kneighbors"] = "the search is for the caller, among his codes"
        if retriever.stems_ is not None:
            self.facts["stems"] = list(retriever.stems_)
            self.left_out["text"] = (
                "the input is counts of stems: count_stems, or the 'stems' among the "
                "facts"
            )

    def outputs(self, z: Tensor) -> Outputs:
        """Return codes; bits are 0 and 1."""
        return {"code": lambda: self._encoded(z)}

    def _encoded(self, z: Tensor) -> Tensor:
        code = self.code((z.log1p() * self.weights).float().double())
        if self.is_rotated:
            lengths = code.square().sum(dim=1, keepdim=True).sqrt()
            unit = code / torch.where(lengths > 0, lengths, torch.ones_like(lengths))
            centred = unit.double() - self.rotation[0]
            return (centred @ self.rotation[1:] > 0).float()
        return (code > 0.5).float() if self.has_bits else code


class RecommenderPart(Part):
    """Scores of items for users, from 1 for each item that a user likes."""

    popularity: Tensor
    weights: Tensor

    def __init__(self, recommender: Any) -> None:
        super().__init__()
        model, weights = recommender.autoencoder_, recommender.item_weights_
        self.model = None if model is None else ModelPart(model)
        self.has_weights = weights is not None
        if self.has_weights:
            self.register_buffer("weights", torch.from_numpy(np.array(weights)))
        self.keep("popularity", recommender.popularity_)
        self.facts["items"] = [str(each) for each in recommender.item_ids_]
        self.left_out["recommend"] = (
            "the caller sorts the scores, and leaves out the items that users have"
        )

    def outputs(self, z: Tensor) -> Outputs:
        """Return the scores of all items, also of those that a user has."""
        return {"item_scores": lambda: self._scores(z)}

    def _scores(self, z: Tensor) -> Tensor:
        likes = (z > 0).double()
        popular = self.popularity.expand(z.shape[0], -1)
        if self.has_weights:
            scores = (likes.float() @ self.weights).double()
        elif self.model is not None:
            network = self.model.network
            code = network.encode(self.model.scaled(likes))
            scores = self.model.decoded(network.output(network.decode(code)))
        else:
            scores = popular
        is_new = likes.sum(dim=1, keepdim=True) == 0
        return torch.where(is_new, popular, scores)


def refuse(reason: str) -> Any:
    """Return what raises instead of making a part."""

    def raise_reason(estimator: Any) -> Part:
        raise InvalidParameterError(reason)

    return raise_reason
