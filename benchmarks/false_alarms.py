"""Share of new normal rows that a detector reports, for columns of several kinds.

Each kind of rows is drawn for three fits, and 4,000 new rows for each of them.

python -m benchmarks.false_alarms
"""

import warnings

import numpy as np

from autoencode import AnomalyDetector
from benchmarks.markdown import table

LEVELS = (0.01, 0.02, 0.05, 0.1)
N_SEEDS, N_NEW = 3, 4000


def one_hot(n, rng):
    """Return rows of three columns of categories, one of which is rare."""
    shares = [(0.7, 0.2, 0.09, 0.01), (0.9, 0.08, 0.02), (0.6, 0.2, 0.1, 0.07, 0.03)]
    return np.hstack([np.eye(len(p))[rng.choice(len(p), n, p=p)] for p in shares])


KINDS = {
    "normal": (500, lambda n, rng: rng.normal(size=(n, 5))),
    "lognormal": (500, lambda n, rng: np.exp(rng.normal(size=(n, 5)))),
    "ratings from 1 to 5": (1000, lambda n, rng: rng.integers(1, 6, (n, 3)) * 1.0),
    "normal, rounded": (1000, lambda n, rng: np.round(rng.normal(size=(n, 3)))),
    "small counts": (1000, lambda n, rng: rng.poisson(0.2, size=(n, 8)) * 1.0),
    "categories": (1000, one_hot),
    "few ones": (500, lambda n, rng: (rng.random((n, 20)) < 0.03) * 1.0),
    "few ones, more rows": (2000, lambda n, rng: (rng.random((n, 20)) < 0.03) * 1.0),
}


def shares(n, draw, seed):
    """Return the share of new rows with a p-value of each level or below."""
    rng = np.random.default_rng(seed + 5)
    detector = AnomalyDetector(random_state=seed).fit(draw(n, rng))
    p_values = detector.p_values(draw(N_NEW, rng))
    return [(p_values <= level).mean() for level in LEVELS]


def main():
    """Print a table of the means over the fits, with the range at 0.05."""
    warnings.simplefilter("ignore")
    rows = []
    for kind, (n, draw) in KINDS.items():
        found = np.array([shares(n, draw, seed) for seed in range(N_SEEDS)])
        low, high = found[:, 2].min(), found[:, 2].max()
        means = [f"{share:.1%}" for share in found.mean(axis=0)]
        rows.append([kind, f"{n:,}", *means, f"{low:.1%} to {high:.1%}"])
    head = ["columns", "rows in `fit`", *(f"{level:.0%}" for level in LEVELS)]
    print(table([*head, "fits, at 5 %"], rows))


if __name__ == "__main__":
    main()
