"""Hinton & Salakhutdinov, Science 313, 2006, with supporting text: documents.

Precision of retrieval by short codes: each test document queries the others. Method
"paper" is a stack of Boltzmann machines on counts of words, then conjugate gradients;
"modern" is `DocumentRetriever`. Figure S5 has the published values of 20 Newsgroups.

The paper's network takes the share of each word in its document; here times the mean
number of words in a document. From counts themselves a short training learned nothing:
long documents saturate the first layer.
"""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from scipy import sparse
from sklearn.manifold import LocallyLinearEmbedding
from sklearn.preprocessing import normalize

from autoencode.arrays import Array, Samples, subsample
from autoencode.data.dataset import Dataset, len_of, one_label, take
from autoencode.data.stems import StemCounter
from autoencode.estimators import set_everywhere
from autoencode.models.autoencoder import Autoencoder
from autoencode.plots.codes import codes_maps
from autoencode.plots.retrieval import precision_curves
from autoencode.recipes.hinton2006 import PAPER, SOURCE
from autoencode.recipes.recipe import Extra, Recipe, Row
from autoencode.tasks.document_network import autoencoder_of_documents
from autoencode.tasks.retrieval import has_class, numbers_retrieved, precision_by
from autoencode.tasks.retrieval_baselines import baselines, code_distances, lsa_of
from autoencode.tasks.retriever import DocumentRetriever

SHOWN = (1, 15, 127)  # numbers of retrieved documents in the table of results
# Numbers in the figure and in published curves; of fewer documents, up to all others.
PUBLISHED_AT = (1, 3, 7, 15, 31, 63, 127, 255, 511, 1023)
QUICK_DOCUMENTS = (2000, 1000)  # to train on and to test, in a quick run

PAPER_DOCUMENTS = {
    **PAPER,
    "loss": "multinomial",
    "hidden_layer_sizes": (500, 250, 125),
    "max_epochs": 50,
}
QUICK = {
    "paper": {"pretraining_epochs": 40, "max_epochs": 10},
    "modern": {"max_epochs": 20},
}


@dataclass(frozen=True, kw_only=True)
class DocumentRecipe(Recipe):
    """Codes of documents, compared with other methods of retrieval.

    Parameters
    ----------
    n_components : int
        Size of a code.

    **parameters
        Those of `Recipe`.
    """

    n_components: int

    def model(self, method: str, *, quick: bool = False) -> Any:
        """Return the untrained model of a method."""
        parameters = dict(self.parameters(method, quick=quick))
        if method == "paper":
            return Autoencoder(
                n_components=self.n_components,
                linear_skip=False,
                validation_fraction=0.0,
                random_state=0,
                **parameters,
            )
        # The epochs of a quick run are those of the retriever's default network.
        max_epochs = parameters.pop("max_epochs", None)
        if max_epochs is not None:
            network = autoencoder_of_documents(self.n_components, QUICK_DOCUMENTS[0])
            parameters["autoencoder"] = network.set_params(max_epochs=max_epochs)
        return DocumentRetriever(
            n_components=self.n_components, random_state=0, **parameters
        )

    def _prepare(self, data: Dataset, *, quick: bool) -> Dataset:
        return fewer(data) if quick else data

    def _for_model(self, data: Dataset, method: str) -> Dataset:
        return as_shares(counted(data)) if method == "paper" else data

    def _train(
        self, model: Any, data: Dataset, *, silent: bool
    ) -> tuple[bool, dict[str, Any]]:
        if not isinstance(model, DocumentRetriever):
            return super()._train(model, data, silent=silent)
        model.set_params(verbose=int(not silent))
        titles, titles_test = (
            None if ids is None else ids.tolist() for ids in (data.ids, data.ids_test)
        )
        model.fit(data.X, titles=titles).add(data.X_test, titles=titles_test)
        set_everywhere(model, "verbose", 0)
        return True, {}


@dataclass(frozen=True, kw_only=True)
class PrecisionRecipe(DocumentRecipe):
    """Precision of codes of numbers; test documents query each other.

    Parameters
    ----------
    curves : mapping from str to sequence of float
        Published precision at 1, 3, 7, ... documents, by method.

    n_neighbors : int, default=0
        Neighbours of locally linear embedding; 0 leaves it out.

    n_queries : int or None, default=None
        Number of test documents that query the others; None is all. Of many documents
        only LSA is a baseline.

    **parameters
        Those of `DocumentRecipe`.
    """

    curves: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    n_neighbors: int = 0
    n_queries: int | None = None

    def _evaluate(
        self, method: str, model: Any, data: Dataset, seconds: float, *, silent: bool
    ) -> Extra:
        counts, y_test = counted(data), np.asarray(data.y_test)
        X_test = as_shares(counts).X_test if method == "paper" else data.X_test
        codes, times = self._codes(counts)
        codes = {"autoencoder": model.transform(X_test), **codes}
        n_documents = counts.X_test.shape[0]
        rows = None
        if self.n_queries is not None:
            rows = subsample(n_documents, self.n_queries, 0)
        methods = {
            name: code_distances(each, None if rows is None else each[rows])
            for name, each in codes.items()
        }
        if rows is None:
            methods |= baselines(counts.X, counts.X_test, self.n_components)
        n_labelled = int(has_class(y_test).sum())
        numbers = [n for n in numbers_retrieved(n_labelled) if n <= PUBLISHED_AT[-1]]
        found: dict[str, list[float]] = {}
        table = []
        for name, distances in methods.items():
            values = precision_by(distances, y_test, numbers, rows=rows)
            found[name] = values.tolist()
            title = f"{method} method" if name == "autoencoder" else name
            spent = times.get(name, seconds if name == "autoencoder" else None)
            table += self._rows(title, name, numbers, found[name], spent)
        n_same = len(set(numbers) & set(PUBLISHED_AT))
        curves = {name: each[:n_same] for name, each in self.curves.items()}
        figures = {"precision": precision_curves(numbers, found, curves)}
        if self.n_components == 2:
            shown = one_label(data)
            figures["maps"] = codes_maps(codes, shown.y_test, shown.class_names)
        return Extra(table, figures)

    def _codes(self, counts: Dataset) -> tuple[dict[str, Array], dict[str, float]]:
        """Return codes of test documents by LSA and LLE, and the seconds they took."""
        codes, times = {}, {}
        started = time.perf_counter()
        codes["LSA"] = lsa_of(counts.X, self.n_components)(counts.X_test)
        times["LSA"] = time.perf_counter() - started
        if self.n_neighbors:
            started = time.perf_counter()
            codes["LLE"] = embedding(counts.X_test, self.n_components, self.n_neighbors)
            times["LLE"] = time.perf_counter() - started
        return codes, times

    def _rows(
        self,
        title: str,
        name: str,
        numbers: list[int],
        found: list[float],
        seconds: float | None,
    ) -> list[Row]:
        """Return the rows of a method in the table of results."""
        curve = self.curves.get(name, ())
        published = dict(zip(PUBLISHED_AT, curve, strict=False))
        return [
            Row(title, value, published.get(n), seconds, f"precision at {n}")
            for n, value in zip(numbers, found, strict=True)
            if n in SHOWN
        ]


def fewer(data: Dataset) -> Dataset:
    """Return a data set with fewer documents, for a quick run."""
    parts: dict[str, Any] = {}
    for suffix, limit in zip(("", "_test"), QUICK_DOCUMENTS, strict=True):
        names = [f"{name}{suffix}" for name in ("X", "y", "ids")]
        rows = subsample(len_of(getattr(data, names[0])), limit, 0)
        parts |= {name: take(getattr(data, name), rows) for name in names}
    return replace(data, **parts)


def counted(data: Dataset) -> Dataset:
    """Return documents as counts of the 2,000 most common stems."""
    if data.X.ndim == 2:
        return data
    counter = StemCounter()
    X = counter.fit_transform(data.X)
    X_test = counter.transform(data.X_test)
    return replace(data, X=X, X_test=X_test, feature_names=tuple(counter.stems_))


def as_shares(data: Dataset) -> Dataset:
    """Return counts scaled to the mean number of words in a training document."""
    total = float(data.X.sum()) / data.X.shape[0]

    def scaled(X: Samples) -> Samples:
        totals = np.asarray(X.sum(axis=1)).ravel()
        factors = sparse.diags(total / np.where(totals > 0, totals, 1))
        return sparse.csr_matrix(factors @ sparse.csr_matrix(X), dtype=np.float32)

    return replace(data, X=scaled(data.X), X_test=scaled(data.X_test))


def embedding(counts: Samples, n_components: int, n_neighbors: int) -> Array:
    """Return locally linear embedding of documents, which new ones would not have.

    Neighbours are those of ``log(1 + count)``, scaled to length 1.
    """
    X = normalize(sparse.csr_matrix(counts, dtype=np.float64).log1p()).toarray()
    lle = LocallyLinearEmbedding(
        n_components=n_components, n_neighbors=n_neighbors, random_state=0
    )
    return np.asarray(lle.fit_transform(X))


NEWSGROUPS_10D = PrecisionRecipe(
    title="20 Newsgroups in ten dimensions, 2000-500-250-125-10",
    source=SOURCE,
    dataset="newsgroups",
    published=0.577,
    n_components=10,
    n_neighbors=25,
    curves={
        "autoencoder": (
            *(0.577, 0.543, 0.513, 0.488, 0.462),
            *(0.434, 0.398, 0.350, 0.281, 0.204),
        ),
        "LSA": (
            *(0.337, 0.321, 0.300, 0.282, 0.261),
            *(0.239, 0.214, 0.183, 0.148, 0.113),
        ),
        "LLE": (
            *(0.368, 0.335, 0.308, 0.284, 0.264),
            *(0.242, 0.217, 0.187, 0.153, 0.119),
        ),
    },
    paper=PAPER_DOCUMENTS,
    modern={},
    quick=QUICK,
)

NEWSGROUPS_2D = PrecisionRecipe(
    title="20 Newsgroups in two dimensions, 2000-500-250-125-2",
    source=SOURCE,
    dataset="newsgroups",
    published=0.227,
    n_components=2,
    n_neighbors=10,
    curves={
        "autoencoder": (
            *(0.227, 0.227, 0.222, 0.221, 0.220),
            *(0.219, 0.219, 0.217, 0.207, 0.181),
        ),
        "LSA": (
            *(0.057, 0.057, 0.058, 0.057, 0.057),
            *(0.057, 0.057, 0.057, 0.056, 0.056),
        ),
        "LLE": (
            *(0.099, 0.093, 0.091, 0.090, 0.089),
            *(0.086, 0.083, 0.078, 0.073, 0.066),
        ),
    },
    paper=PAPER_DOCUMENTS,
    modern={},
    quick=QUICK,
)

# The paper's news stories are RCV1-v2, of which words are not public.
REUTERS = PrecisionRecipe(
    title="Reuters-21578 in ten dimensions, 2000-500-250-125-10",
    source=SOURCE,
    dataset="reuters",
    n_components=10,
    paper=PAPER_DOCUMENTS,
    modern={},
    quick=QUICK,
)

# The published curves are read off figure 4, with an error of about 0.005. Inputs are
# not counts but logarithms, weighted and scaled; and each of 10,000 test stories, not
# of all, queries the others.
RCV1 = PrecisionRecipe(
    title="RCV1-v2 in ten dimensions, 2000-500-250-125-10",
    source=SOURCE,
    dataset="rcv1",
    published=0.43,
    n_components=10,
    n_queries=10_000,
    curves={
        "autoencoder": (
            *(0.43, 0.405, 0.39, 0.37, 0.35),
            *(0.335, 0.315, 0.295, 0.27, 0.25),
        ),
        "LSA": (
            *(0.31, 0.28, 0.26, 0.25, 0.235),
            *(0.225, 0.215, 0.205, 0.19, 0.18),
        ),
    },
    paper=PAPER_DOCUMENTS,
    modern={},
    quick=QUICK,
)
