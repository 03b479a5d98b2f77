"""Errors of predicted ratings of MovieLens, on random splits and by time.

Nine tenths of the ratings are for training, and one tenth for testing, as Sedhain et
al. (2015) have it; the splits are those of the seeds 0 to 4. With --validation settings
are compared: the training part of split 0 is split again, and its test part not used.

python -m benchmarks.ratings
python -m benchmarks.ratings movielens-1m --splits 5 --methods item baseline
python -m benchmarks.ratings movielens-1m --by-time --methods item baseline
python -m benchmarks.ratings --validation --set dropout=0.0 --set ridge_weight=50
"""

import argparse
import ast
import time

import numpy as np
import torch

from autoencode import RatingRecommender
from autoencode.data.movielens_ratings import load_ratings
from autoencode.tasks.rating_evaluation import RatingEvaluation
from autoencode.tasks.rating_recommender import METHODS
from autoencode.tasks.rating_splits import latest_split, random_split
from benchmarks.markdown import table


def splits_of(ratings, given):
    """Yield training and test parts."""
    if given.by_time:
        yield latest_split(ratings.matrix, ratings.times)
    elif given.validation:
        yield random_split(random_split(ratings.matrix, seed=0)[0], seed=100)
    else:
        for seed in range(given.splits):
            yield random_split(ratings.matrix, seed=seed)


def measured(method, train, test, seed, settings):
    """Return RMSE, MAE and seconds of a fit."""
    start = time.perf_counter()
    model = RatingRecommender(method=method, random_state=seed, **settings).fit(train)
    seconds = time.perf_counter() - start
    found = RatingEvaluation.of(model, None, test)
    return found.rmse["all"][method][0], found.mae["all"][method][0], seconds


def main():
    """Print a table of all methods: means and standard deviations over splits."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", nargs="?", default="movielens-100k")
    parser.add_argument("--methods", nargs="+", default=list(METHODS))
    parser.add_argument("--splits", type=int, default=5)
    parser.add_argument("--by-time", action="store_true")
    parser.add_argument("--validation", action="store_true")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--set", action="append", default=[], metavar="NAME=VALUE")
    given = parser.parse_args()
    torch.set_num_threads(given.threads)
    pairs = [word.split("=") for word in given.set]
    settings = {name: ast.literal_eval(value) for name, value in pairs}
    ratings, rows = load_ratings(given.data), []
    for method in given.methods:
        found = []
        for seed, (train, test) in enumerate(splits_of(ratings, given)):
            found.append(measured(method, train, test, seed, settings))
            print(f"{method}, split {seed}: RMSE {found[-1][0]:.4f}", flush=True)
        rmse, mae, seconds = np.array(found).T
        spread = f" ± {rmse.std(ddof=1):.4f}" if len(rmse) > 1 else ""
        cells = [f"{rmse.mean():.4f}{spread}", f"{mae.mean():.4f}"]
        rows.append([method, *cells, f"{seconds.mean():.0f}"])
    print(table(["method", "RMSE", "MAE", "seconds"], rows))


if __name__ == "__main__":
    main()
