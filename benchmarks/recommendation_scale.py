"""Time and memory of recommendations with many users and items, on synthetic data.

The popularity of items follows Zipf's law, and each user likes about as many of them.
The data are made in blocks of users. With ``--steps`` training ends after so many
steps, and the time of a whole epoch is that of a step times their number.

python -m benchmarks.recommendation_scale --users 10_000 --items 1_000
python -m benchmarks.recommendation_scale --users 100_000 --items 10_000
python -m benchmarks.recommendation_scale --steps 20
"""

import argparse
import resource
import time

import numpy as np
from scipy import sparse

from autoencode import ItemRecommender
from autoencode.tasks.item_scores import default_autoencoder, liked_items, n_sampled
from benchmarks.markdown import table

USERS_AT_ONCE = 10_000


def zipf_interactions(n_users, n_items, n_interactions, seed=0):
    """Return a CSR matrix of users and items, 1 where a user likes an item."""
    rng = np.random.default_rng(seed)
    shares = np.cumsum(1 / np.arange(1, n_items + 1))
    shares /= shares[-1]
    of_rank = rng.permutation(n_items).astype(np.int32)
    starts, items = [np.zeros(1, np.int64)], []
    for first in range(0, n_users, USERS_AT_ONCE):
        n = min(USERS_AT_ONCE, n_users - first)
        # Items drawn twice count once; popular ones often are.
        n_drawn = int(1.35 * n_interactions / n_users)
        drawn = of_rank[np.searchsorted(shares, rng.random((n, n_drawn)))]
        drawn.sort(axis=1)
        is_new = np.ones(drawn.shape, bool)
        is_new[:, 1:] = drawn[:, 1:] != drawn[:, :-1]
        starts.append(starts[-1][-1] + np.cumsum(is_new.sum(axis=1)))
        items.append(drawn[is_new])
    indices = np.concatenate(items)
    ones = np.ones(len(indices), np.float32)
    X = (ones, indices, np.concatenate(starts))
    return sparse.csr_array(X, shape=(n_users, n_items))


class EnoughSteps(Exception):
    """Ends a training early."""


def fitted(X, n_steps, sampled):
    """Return a recommender after an epoch, or steps of it, and the share of the epoch.

    And the seconds of the processor of the epoch, or of its steps, and of all of the
    fit: with one thread, those of a quiet machine.
    """
    model = default_autoencoder("variational", 200, X.shape[0])
    model.set_params(max_epochs=1, warm_up_epochs=0, random_state=0)
    start = time.process_time()
    model._n_sampled_outputs = n_sampled(sampled, X.shape[1])
    recommender = ItemRecommender(method="popularity").fit(X)
    times, share = [], 0.0

    def count(epoch, n_seen, n_rows):
        nonlocal share
        times.append(time.process_time())
        share = n_seen / n_rows
        if n_steps and len(times) > n_steps:
            raise EnoughSteps

    try:
        for _ in model.fit_epochs(liked_items(X), on_step=count):
            pass
    except EnoughSteps:
        pass
    recommender.autoencoder_ = model
    taken = (times[-1] - times[0]) * len(times) / (len(times) - 1)
    return recommender, share, taken, time.process_time() - start


def gigabytes():
    """Return the highest memory of this process so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e9


def main():
    """Print a table of one row."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--users", type=int, default=1_000_000)
    parser.add_argument("--items", type=int, default=100_000)
    parser.add_argument("--interactions", type=int, help="default: 100 for each user")
    parser.add_argument("--steps", type=int, default=0, help="0: an epoch")
    parser.add_argument("--all-items", action="store_true", help="in each step")
    parser.add_argument("--recommendations", type=int, default=10_000, help="users")
    given = parser.parse_args()
    n_interactions = given.interactions or 100 * given.users
    X = zipf_interactions(given.users, given.items, n_interactions)
    row = [*X.shape, X.nnz, f"{gigabytes():.1f}"]
    recommender, share, taken, whole = fitted(
        X, given.steps, None if given.all_items else "auto"
    )
    row += [f"{share:.4g}", f"{taken:.1f}", f"{share * given.users / taken:.0f}"]
    row += [f"{taken / share:.0f}", f"{whole - taken:.1f}", f"{gigabytes():.1f}"]
    start = time.process_time()
    users = X[: given.recommendations]
    recommender.recommend(users, 10)
    seconds = time.process_time() - start
    row += [f"{users.shape[0] / seconds:.0f}", f"{gigabytes():.1f}"]
    names = ["users", "items", "interactions", "GB of the data", "share of an epoch"]
    names += ["seconds", "users a second", "seconds an epoch", "seconds around it"]
    names += ["peak GB", "recommendations to users a second", "peak GB in the end"]
    print(table(names, [row]))


if __name__ == "__main__":
    main()
