"""Default fit to 1,000 sparse rows of 20,136 columns, beside TruncatedSVD.

The rows are of five groups and have about 100 entries each. Prints the time of each
fit, the peak memory of the process after it, and the error with 10 components over that
of TruncatedSVD.

python -m benchmarks.wide_sparse
"""

import resource
import sys
import time
import warnings

import numpy as np
import scipy.sparse
from sklearn.decomposition import TruncatedSVD

from autoencode import Autoencoder
from benchmarks.measure import machine
from benchmarks.pca_grid import mean_error

N_ROWS, N_COLUMNS, N_GROUPS, N_ENTRIES, N_COMPONENTS = 1_000, 20_136, 5, 100, 10


def of_own_columns(rng, own):
    """Values of 0.5 to 1.5 in columns of the group, all equally likely."""
    columns = rng.choice(own[:2000], N_ENTRIES, replace=False)
    return columns, rng.random(N_ENTRIES) + 0.5


def presence(rng, own):
    """Ones in columns of the group, all equally likely."""
    columns = rng.choice(own[:2000], N_ENTRIES, replace=False)
    return columns, np.ones(N_ENTRIES)


def counts(rng, own):
    """Counts in all columns; frequencies fall as 1 / rank in the group's order."""
    weights = 1 / np.arange(1, N_COLUMNS + 1)
    drawn = rng.choice(own, 3 * N_ENTRIES // 2, p=weights / weights.sum())
    return np.unique(drawn, return_counts=True)


def half_anywhere(rng, own):
    """Values below 1, half of them in 200 columns of the group, half in any."""
    half = N_ENTRIES // 2
    near = rng.choice(own[:200], half, replace=False)
    columns = np.union1d(near, rng.choice(N_COLUMNS, half, replace=False))
    return columns, rng.random(len(columns))


KINDS = {
    function.__name__: function
    for function in (of_own_columns, presence, counts, half_anywhere)
}


def matrix(kind):
    """Return the rows of a kind as a CSR matrix of float32."""
    rng = np.random.default_rng(0)
    orders = [rng.permutation(N_COLUMNS) for _ in range(N_GROUPS)]
    entries = [KINDS[kind](rng, orders[i % N_GROUPS]) for i in range(N_ROWS)]
    rows = np.repeat(np.arange(N_ROWS), [len(columns) for columns, _ in entries])
    columns, values = (np.concatenate(each) for each in zip(*entries, strict=True))
    shape = (N_ROWS, N_COLUMNS)
    return scipy.sparse.csr_matrix((values.astype(np.float32), (rows, columns)), shape)


def error(model, X):
    """Return the mean error, from as few dense rows at a time as need little memory."""
    parts = (X[start : start + 100].toarray() for start in range(0, N_ROWS, 100))
    return np.mean([mean_error(model, part) for part in parts])


if __name__ == "__main__":
    print(machine())
    for kind in sys.argv[1:] or KINDS:
        X = matrix(kind)
        svd = TruncatedSVD(N_COMPONENTS, random_state=0).fit(X)
        model = Autoencoder(n_components=N_COMPONENTS, random_state=0)
        started = time.perf_counter()
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", "PCA is kept")
            model.fit(X)
        seconds = time.perf_counter() - started
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
        ratio = error(model, X) / error(svd, X)
        print(
            f"{kind}: {len(model.history_)} epochs, {seconds:.1f} s, error {ratio:.3f} "
            f"of TruncatedSVD's, peak {peak:.2f} GiB",
            flush=True,
        )
