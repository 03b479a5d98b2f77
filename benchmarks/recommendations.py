"""Recommendations to users who were not in the fit, beside cornac if it is installed.

A fifth of the users is for testing; a fifth of the items of each of them is hidden, and
ranked by the others: see `autoencode.tasks.recommender_evaluation`. All methods have
the same users and hidden items. cornac recommends to users of its fit only, so that its
trained networks and weights are applied to the items of the test users.

Seconds are those of `fit` alone, without imports, cornac's data set of triples and the
scoring of test users; medians of the rounds, in each of which every method is fitted
once. Of the processor they are less dependent on other work of the machine.

python -m benchmarks.recommendations --rounds 3
python -m benchmarks.recommendations movielens-1m --methods ease popularity
"""

import argparse
import time
from importlib.util import find_spec

import numpy as np
import torch

from autoencode import ItemRecommender, load_dataset
from autoencode.tasks.item_scores import liked_items
from autoencode.tasks.ranking import best_items, hits
from autoencode.tasks.recommender import METHODS
from autoencode.tasks.recommender_evaluation import MEASURES, N_RANKED, fold_in
from benchmarks.markdown import table

CORNAC = ("cornac VAECF", "cornac EASE")


def cornac_data(X):
    """Return liked items as cornac's data set."""
    from cornac.data import Dataset

    users, items = X.nonzero()
    return Dataset.from_uir(zip(users, items, np.ones(len(users)), strict=True))


def cornac_model(name, n_users, epochs, seed):
    """Return one of cornac's models, untrained."""
    from cornac.models import EASE, VAECF

    if name == "cornac EASE":
        return EASE(lamb=min(500, n_users / 4), posB=False, verbose=False, seed=seed)
    shape = {"k": 200, "autoencoder_structure": [600], "beta": 0.2, "batch_size": 100}
    return VAECF(**shape, n_epochs=epochs, learning_rate=0.001, seed=seed)


def cornac_scores(model, data, known):
    """Return the scores of cornac's model for the items of other users."""
    places = np.array([item for item, _ in sorted(data.iid_map.items(), key=_second)])
    scores = np.full(known.shape, -np.inf, np.float32)
    if hasattr(model, "B"):
        scores[:, places] = known[:, places] @ np.asarray(model.B)
        return scores
    with torch.no_grad():
        x = torch.from_numpy(known[:, places].toarray())
        scores[:, places] = model.vae.decode(model.vae.encode(x)[0]).numpy()
    return scores


def _second(pair):
    return pair[1]


def timed(fit, data):
    """Return the seconds of a fit: the time, and that of the processor."""
    start = np.array([time.perf_counter(), time.process_time()])
    fit(data)
    return np.array([time.perf_counter(), time.process_time()]) - start


def ranking_of(name, X, known, epochs, seed):
    """Return the ranked items of a method, and the seconds of its fit alone."""
    if name in METHODS:
        model = ItemRecommender(method=name, random_state=seed)
        seconds = timed(model.fit, X)
        return model.recommend(known, N_RANKED).items, seconds
    data, model = cornac_data(X), cornac_model(name, X.shape[0], epochs, seed)
    seconds = timed(model.fit, data)
    scores = cornac_scores(model, data, known)
    scores[known.nonzero()] = -np.inf
    return best_items(scores, N_RANKED), seconds


def warm_up(names, X):
    """Fit all methods to few users: what the first fit imports is not measured."""
    few = X[:100]
    few = few[:, np.unique(few.nonzero()[1])]
    for name in names:
        ranking_of(name, few, few[:10], 1, 0)


def main():
    """Print a table of all methods."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", nargs="?", default="movielens-100k")
    parser.add_argument("--methods", nargs="+")
    parser.add_argument("--epochs", type=int, default=40, help="of cornac's network")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--rounds", type=int, default=1)
    given = parser.parse_args()
    dataset = load_dataset(given.data)
    known, hidden, _ = fold_in(liked_items(dataset.X_test))
    n_hidden = np.diff(hidden.indptr)
    peers = CORNAC if find_spec("cornac") else ()
    names = given.methods or [*METHODS, *peers]
    warm_up(names, dataset.X)
    rankings, seconds = {}, {name: [] for name in names}
    for _ in range(given.rounds):
        for name in names:
            rankings[name], taken = ranking_of(
                name, dataset.X, known, given.epochs, given.seed
            )
            seconds[name].append(taken)
    rows = []
    for name in names:
        found = hits(rankings[name], hidden)
        values = [measure(found, n_hidden) for measure in MEASURES.values()]
        cells = [
            f"{v.mean():.3f} ± {v.std(ddof=1) / len(v) ** 0.5:.3f}" for v in values
        ]
        taken = [f"{each:.1f}" for each in np.median(seconds[name], axis=0)]
        rows.append([name, *cells, *taken])
    print(table(["method", *MEASURES, "seconds", "of the processor"], rows))


if __name__ == "__main__":
    main()
