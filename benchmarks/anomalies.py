"""Anomalies in tables: the area under the ROC curve, beside PyOD's detectors.

The ADBench tables that lie in ``AUTOENCODE_DATA``; trained on half of the normal rows,
at most 10,000, and tested on the other half and all anomalies. Every detector has its
defaults, the same on all tables; PyOD's get standardized columns, as `AnomalyDetector`
does itself. Means over tables and seeds; seconds of the processor to fit and to score,
summed: give every detector one thread (``OMP_NUM_THREADS=1``).

    python -m benchmarks.anomalies 5
    python -m benchmarks.anomalies 5 --ablation
    python -m benchmarks.anomalies 5 --unsupervised

With ``--ablation`` no peers run, but `AnomalyDetector` with each of its scores, and
with a single member. With ``--unsupervised`` nobody knows which rows are normal: all,
anomalies among them, are fitted and judged (10,000 are drawn from more), by
`AnomalyDetector`, the same told that a tenth may be anomalies, and isolation forest.
False alarms are the share of the normal test rows whose p-value
is below 0.01.
"""

import contextlib
import io
import os
import sys
import time
from importlib import import_module
from pathlib import Path

import numpy as np
from sklearn.metrics import roc_auc_score
from sklearn.preprocessing import StandardScaler

from autoencode import AnomalyDetector
from autoencode.tasks.anomaly_scores import SCORES
from benchmarks.measure import save

MOST_TRAINING = 10_000
PEERS = {
    "KNN": ("knn", "KNN", {}),
    "LOF": ("lof", "LOF", {}),
    "PyOD AutoEncoder": ("auto_encoder", "AutoEncoder", {"verbose": 0}),
    "isolation forest": ("iforest", "IForest", {}),
    "ECOD": ("ecod", "ECOD", {}),
    "PCA": ("pca", "PCA", {}),
}


def tables():
    """Yield names, rows, and whether each is an anomaly, smallest tables first."""
    folder = Path(os.environ["AUTOENCODE_DATA"]) / "adbench"
    for path in sorted(folder.glob("*.npz"), key=lambda path: path.stat().st_size):
        with np.load(path) as arrays:
            yield path.stem.split("_", 1)[1], arrays["X"].astype(float), arrays["y"] > 0


def split(X, y, seed):
    """Training rows, all normal; test rows, and which of them are anomalies."""
    normal = np.random.default_rng(seed).permutation(np.flatnonzero(~y))
    half = len(normal) // 2
    test = np.r_[normal[half:], np.flatnonzero(y)]
    return X[normal[:half][:MOST_TRAINING]], X[test], y[test]


def together(X, y, seed):
    """The same rows to train on and to test by, anomalies among them."""
    rows = np.random.default_rng(seed).permutation(len(X))[:MOST_TRAINING]
    return X[rows], X[rows], y[rows]


def by_ours(X, X_test, seed, **settings):
    """Scores and p-values of `AnomalyDetector`."""
    detector = AnomalyDetector(random_state=seed, **settings).fit(X)
    scores = -detector.score_samples(X_test)
    return scores, detector.tail_.probability(scores)


def by_pyod(X, X_test, seed, module, name, settings):
    """Scores of one of PyOD's detectors; it has no p-values."""
    kind = getattr(import_module(f"pyod.models.{module}"), name)
    if name in ("AutoEncoder", "IForest", "PCA"):
        settings = {**settings, "random_state": seed}
    scaler = StandardScaler().fit(X)
    with contextlib.redirect_stdout(io.StringIO()):
        detector = kind(**settings).fit(scaler.transform(X))
        return detector.decision_function(scaler.transform(X_test)), None


# Slow ones are measured on so many seeds at most.
MOST_SEEDS = {"PyOD AutoEncoder": 1}


def contestants(mode):
    """Functions of training rows, test rows and a seed."""
    ways = {"autoencode": by_ours}
    if mode == "--unsupervised":
        ways["a tenth left out"] = lambda *data: by_ours(*data, contamination=0.1)
        forest = PEERS["isolation forest"]
        ways["isolation forest"] = lambda *data: by_pyod(*data, *forest)
        return ways
    if mode == "--ablation":
        for name in (name for name in SCORES if name != "likelihood"):
            ways[name] = lambda *data, name=name: by_ours(*data, scoring=name)
        ways["one member"] = lambda *data: by_ours(*data, n_members=1)
        return ways
    for name, peer in PEERS.items():
        ways[name] = lambda *data, peer=peer: by_pyod(*data, *peer)
    return ways


def main(n_seeds, mode=""):
    areas, seconds, alarms = {}, {}, {}
    for table, X, y in tables():
        for seed in range(n_seeds):
            parts = together if mode == "--unsupervised" else split
            train, test, is_anomaly = parts(X, y, seed)
            for name, way in contestants(mode).items():
                if seed >= MOST_SEEDS.get(name, n_seeds):
                    continue
                started = time.process_time()
                scores, chances = way(train, test, seed)
                spent = time.process_time() - started
                seconds[name] = seconds.get(name, 0.0) + spent
                area = 100 * roc_auc_score(is_anomaly, np.nan_to_num(scores))
                areas.setdefault(name, {}).setdefault(table, []).append(area)
                if name == "autoencode":
                    rate = float(np.mean(chances[~is_anomaly] < 0.01))
                    alarms.setdefault(table, []).append(rate)
        row = {
            name: round(float(np.mean(found[table])), 1)
            for name, found in areas.items()
        }
        print(f"{table:18} {len(train):6} rows {row}", flush=True)
    seconds = {
        name: spent / min(n_seeds, MOST_SEEDS.get(name, n_seeds))
        for name, spent in seconds.items()
    }
    means = {
        name: float(np.mean([np.mean(each) for each in found.values()]))
        for name, found in areas.items()
    }
    print({name: round(mean, 2) for name, mean in means.items()})
    print({name: round(spent, 1) for name, spent in seconds.items()})
    print(
        {table: round(100 * float(np.mean(each)), 2) for table, each in alarms.items()}
    )
    content = {
        "command": f"python -m benchmarks.anomalies {n_seeds} {mode}".strip(),
        "mean_area": means,
        "area": areas,
        "seconds_a_seed": seconds,
        "false_alarms_at_0.01": alarms,
    }
    save("anomalies" + mode.replace("--", "_"), content)


if __name__ == "__main__":
    numbers = [word for word in sys.argv[1:] if word.isdigit()]
    modes = [word for word in sys.argv[1:] if word in ("--ablation", "--unsupervised")]
    main(int(numbers[0]) if numbers else 5, *modes)
