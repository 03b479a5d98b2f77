"""Semantic hashing: precision of codes of 32 bits, of news stories and messages.

Each test document queries the training documents; precision is that of the 100 nearest
by Hamming distance. Published values are those of NASH-DN (Shen et al., ACL 2018),
whose split of the documents may differ. Of Reuters only stories with one of the 90
topics of both parts are used.

Method "paper" is that of Salakhutdinov & Hinton (2009): Boltzmann machines, then
conjugate gradients with noise in the code; "modern" is `DocumentRetriever`, whose map
has more neighbours here.
"""

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from sklearn.base import clone

from autoencode.data.dataset import Dataset, len_of, take
from autoencode.models.parametric_map import ParametricMap
from autoencode.recipes.documents import (
    PAPER_DOCUMENTS,
    QUICK,
    DocumentRecipe,
    as_shares,
    counted,
)
from autoencode.recipes.recipe import Extra, Row
from autoencode.tasks.document_network import autoencoder_of_documents
from autoencode.tasks.retrieval import precision_by
from autoencode.tasks.retrieval_baselines import baselines, code_distances, lsa_of
from autoencode.tasks.retriever import DocumentRetriever

N_BITS, N_RETRIEVED = 32, 100
SOURCE = "R. Salakhutdinov, G. Hinton, Int. J. Approximate Reasoning 50, 2009"


@dataclass(frozen=True, kw_only=True)
class HashingRecipe(DocumentRecipe):
    """Precision of codes of bits; test documents query the training documents."""

    def _prepare(self, data: Dataset, *, quick: bool) -> Dataset:
        return super()._prepare(of_shared_classes(data), quick=quick)

    def _train(
        self, model: Any, data: Dataset, *, silent: bool
    ) -> tuple[bool, dict[str, Any]]:
        if isinstance(model, DocumentRetriever):
            n_documents = len_of(data.X)
            network = model.autoencoder or autoencoder_of_documents(
                self.n_components, n_documents
            )
            if isinstance(network, ParametricMap):
                n_neighbors = min(N_NEIGHBORS, n_documents - 1)
                network = clone(network).set_params(
                    n_neighbors=n_neighbors, **MODERN_NETWORK
                )
            model.set_params(autoencoder=network)
        return super()._train(model, data, silent=silent)

    def _evaluate(
        self, method: str, model: Any, data: Dataset, seconds: float, *, silent: bool
    ) -> Extra:
        counts = counted(data)
        given = as_shares(counts) if method == "paper" else data
        codes = [model.transform(each) > 0.5 for each in (given.X, given.X_test)]
        bits = code_distances(*(each.astype(np.uint8) for each in codes))
        lsa = lsa_of(counts.X, self.n_components)
        signs = [lsa(each) > 0 for each in (counts.X, counts.X_test)]
        methods = {
            f"{method} method": bits,
            "signs of LSA": code_distances(*(each.astype(np.uint8) for each in signs)),
            **baselines(counts.X, counts.X, self.n_components, queries=counts.X_test),
        }
        n_retrieved = min(N_RETRIEVED, counts.X.shape[0])
        y, y_test = (np.asarray(each) for each in (data.y, data.y_test))
        rows = []
        for name, distances in methods.items():
            found = precision_by(distances, y, [n_retrieved], y_queries=y_test)[0]
            measure = f"precision at {n_retrieved}"
            rows.append(Row(name, float(found), None, None, measure))
        rows[0] = rows[0]._replace(published=self.published, seconds=seconds)
        return Extra(rows, {})


def of_shared_classes(data: Dataset) -> Dataset:
    """Return the documents with one of the classes that occur in both parts."""
    if data.y is None or data.y_test is None or data.y.ndim == 1:
        return data
    shared = np.flatnonzero(data.y.any(axis=0) & data.y_test.any(axis=0))
    parts: dict[str, Any] = {}
    for suffix in ("", "_test"):
        y = getattr(data, f"y{suffix}")[:, shared]
        rows = np.flatnonzero(y.any(axis=1))
        parts[f"y{suffix}"] = y[rows]
        for name in (f"X{suffix}", f"ids{suffix}"):
            parts[name] = take(getattr(data, name), rows)
    names = data.class_names or ()
    return replace(data, class_names=tuple(names[j] for j in shared), **parts)


# Of the retriever's network, for the precision among 100 documents: codes learn what is
# common to more of them. Among the first 15 the defaults are more precise.
N_NEIGHBORS = 50
MODERN_NETWORK = {"temperature": 0.4, "reconstruction_weight": 1.0}

# Noise with standard deviation 4 before the logistic code, as in the paper.
PAPER = {
    **PAPER_DOCUMENTS,
    "hidden_layer_sizes": (500, 500),
    "code_activation": "noisy_sigmoid",
}

HASHING = HashingRecipe(
    title="Codes of 32 bits, Reuters-21578",
    source=SOURCE,
    dataset="reuters",
    published=0.842,
    n_components=N_BITS,
    paper=PAPER,
    modern={"binary": True},
    quick=QUICK,
)

HASHING_NEWSGROUPS = HashingRecipe(
    title="Codes of 32 bits, 20 Newsgroups",
    source=SOURCE,
    dataset="newsgroups",
    published=0.623,
    n_components=N_BITS,
    paper=PAPER,
    modern={"binary": True},
    quick=QUICK,
)
