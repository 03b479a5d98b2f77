"""When a fit that starts at PCA may end: what each share of the epochs shows.

Every fit is made once, with all its epochs. Of those whose held-out loss ends up 1 %
below PCA's or more: how many are so after a share of the epochs, and would go on. Of
the others: what share of all epochs would be saved. Tables of `benchmarks.keeping_pca`,
and up to 1,500 rows of noise, of curved surfaces and of larger tables of ADBench.

AUTOENCODE_DATA=... python -m benchmarks.early_end
"""

import os
import warnings
from pathlib import Path

import numpy as np
from sklearn import datasets
from sklearn.preprocessing import StandardScaler

from autoencode import Autoencoder
from autoencode.training.fitting import NO_GAIN, EarlyEnd
from benchmarks.keeping_pca import MAX_COLUMNS, MAX_ROWS, tables
from benchmarks.markdown import table

SHARES = (0.1, 0.2, 1 / 3, 0.5, 0.75)
SIZES = (2, 8, 16)
N_ROWS, WIDEST = 1500, 170


def larger_tables():
    """Yield names and samples."""
    rng = np.random.default_rng(0)
    for n, width in ((1000, 100), (1500, 20)):
        yield f"noise {n} x {width}", rng.normal(size=(n, width))
    for n, width, k in ((1000, 50, 3), (500, 200, 5), (1500, 30, 8)):
        code, noise = rng.normal(size=(n, k)), rng.normal(size=(n, width))
        plane = code @ rng.normal(size=(k, width))
        yield f"plane {n} x {width}", plane + 0.3 * noise
        yield f"curved {n} x {width}", np.tanh(plane) + 0.3 * noise
        bent = plane + 0.3 * code**2 @ rng.normal(size=(k, width))
        yield f"weakly curved {n} x {width}", bent + 0.5 * noise
    yield "counts", rng.poisson(0.1, (1000, 150)).astype(float)
    yield "digits", datasets.load_digits().data
    folder = Path(os.environ["AUTOENCODE_DATA"]) / "adbench"
    for path in sorted(folder.glob("*.npz")):
        X = np.load(path)["X"].astype(np.float64)
        is_small = len(X) <= MAX_ROWS and X.shape[1] <= MAX_COLUMNS
        if not is_small and X.shape[1] <= WIDEST:
            drawn = X[rng.permutation(len(X))[:N_ROWS]]
            yield path.stem, StandardScaler().fit_transform(drawn)


def history_of_gains(X, n_components):
    """Return the lowest held-out loss so far in each epoch, relative to PCA's."""
    starts = []
    EarlyEnd.is_due = lambda *_: False
    begin = EarlyEnd.begin
    EarlyEnd.begin = lambda self, held_out: starts.append(held_out)
    try:
        model = Autoencoder(n_components=n_components, random_state=0).fit(X)
    finally:
        EarlyEnd.begin = begin
    losses = [record.get("validation_loss", np.nan) for record in model.history_]
    return np.minimum.accumulate(losses) / starts[0] if starts else None


def main():
    """Fit, and print what each share of the epochs shows."""
    warnings.simplefilter("ignore")
    gains = []
    for name, X in [*tables(), *larger_tables()]:
        for n_components in SIZES:
            if n_components >= min(X.shape[1], len(X) // 3):
                continue
            found = history_of_gains(X, n_components)
            if found is not None and found[-1] > 0:
                gains.append(found)
                print(
                    name, n_components, len(found), np.round(found[-1], 3), flush=True
                )
    helps = [each for each in gains if each[-1] < 1 - NO_GAIN]
    others = [each for each in gains if each[-1] >= 1 - NO_GAIN]
    print(f"{len(gains)} fits; in {len(helps)} training helps by more than 1 %.")
    rows = []
    for share in SHARES:
        ended = [
            each for each in helps if each[round(share * len(each)) - 1] >= 1 - NO_GAIN
        ]
        lost = [1 - each[-1] for each in ended]
        rows.append(
            [
                f"{share:.0%}",
                f"{len(ended)}",
                f"{max(lost, default=0):.1%}",
                f"{(1 - share) * len(others) / len(gains):.0%}",
            ]
        )
    head = ["share of the epochs", "ended too early", "largest loss", "epochs saved"]
    print(table(head, rows))


if __name__ == "__main__":
    main()
