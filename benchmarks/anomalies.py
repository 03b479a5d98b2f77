"""Anomalies in tables: ROC AUC, compared with PyOD's detectors.

The ADBench tables in ``AUTOENCODE_DATA``; trained on half of the normal rows, at most
10,000, and tested on the other half and all anomalies. All detectors have default
parameters; PyOD's are given standardized columns, since `AnomalyDetector` standardizes
too. Means over tables and seeds; total processor seconds to fit and score, so use one
thread (``OMP_NUM_THREADS=1``). All detectors are run on a small table before, so that
imports and compiling are not measured.

    python -m benchmarks.anomalies 5
    python -m benchmarks.anomalies 5 --ablation
    python -m benchmarks.anomalies 5 --unsupervised

With ``--ablation``, `AnomalyDetector` is run with each of its scores, and with a single
ensemble member, instead of PyOD. With ``--unsupervised``, all rows including anomalies,
at most 10,000, are used for both training and testing, by `AnomalyDetector` with and
without ``contamination=0.1``, and by isolation forest. The false alarm rate is the
share of normal test rows with a p-value below 0.01.
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

MAX_TRAINING = 10_000
PEERS = {
    "KNN": ("knn", "KNN", {}),
    "LOF": ("lof", "LOF", {}),
    "PyOD AutoEncoder": ("auto_encoder", "AutoEncoder", {"verbose": 0}),
    "isolation forest": ("iforest", "IForest", {}),
    "ECOD": ("ecod", "ECOD", {}),
    "PCA": ("pca", "PCA", {}),
}


def tables():
    """Yield name, rows and anomaly labels of each table, smallest first."""
    folder = Path(os.environ["AUTOENCODE_DATA"]) / "adbench"
    for path in sorted(folder.glob("*.npz"), key=lambda path: path.stat().st_size):
        with np.load(path) as arrays:
            yield path.stem.split("_", 1)[1], arrays["X"].astype(float), arrays["y"] > 0


def split(X, y, seed):
    """Return normal training rows, test rows, and the labels of these."""
    normal = np.random.default_rng(seed).permutation(np.flatnonzero(~y))
    half = len(normal) // 2
    test = np.r_[normal[half:], np.flatnonzero(y)]
    return X[normal[:half][:MAX_TRAINING]], X[test], y[test]


def same_rows(X, y, seed):
    """Return the same rows, including anomalies, for training and testing."""
    rows = np.random.default_rng(seed).permutation(len(X))[:MAX_TRAINING]
    return X[rows], X[rows], y[rows]


def ours(X, X_test, seed, **settings):
    """Return scores and p-values of `AnomalyDetector`."""
    detector = AnomalyDetector(random_state=seed, **settings).fit(X)
    scores = -detector.score_samples(X_test)
    return scores, detector.tail_.probability(scores)


def pyod(X, X_test, seed, module, name, settings):
    """Return scores of one of PyOD's detectors, and None for p-values."""
    estimator = getattr(import_module(f"pyod.models.{module}"), name)
    if name in ("AutoEncoder", "IForest", "PCA"):
        settings = {**settings, "random_state": seed}
    scaler = StandardScaler().fit(X)
    with contextlib.redirect_stdout(io.StringIO()):
        detector = estimator(**settings).fit(scaler.transform(X))
        return detector.decision_function(scaler.transform(X_test)), None


# Maximal number of seeds of slow detectors.
MAX_SEEDS = {"PyOD AutoEncoder": 1}


def contestants(mode):
    """Return functions of training rows, test rows and a seed, by name."""
    detectors = {"autoencode": ours}
    if mode == "--unsupervised":
        detectors["a tenth left out"] = lambda *data: ours(*data, contamination=0.1)
        forest = PEERS["isolation forest"]
        detectors["isolation forest"] = lambda *data: pyod(*data, *forest)
        return detectors
    if mode == "--ablation":
        for name in (name for name in SCORES if name != "likelihood"):
            detectors[name] = lambda *data, name=name: ours(*data, scoring=name)
        detectors["one member"] = lambda *data: ours(*data, n_members=1)
        return detectors
    for name, peer in PEERS.items():
        detectors[name] = lambda *data, peer=peer: pyod(*data, *peer)
    return detectors


def warm_up(detectors):
    """Run all detectors on few rows: what is imported and compiled on the first use."""
    X = np.random.default_rng(0).normal(size=(200, 5))
    for detect in detectors.values():
        detect(X, X[:20], 0)


def main(n_seeds, mode=""):
    areas, seconds, alarms = {}, {}, {}
    detectors = contestants(mode)
    warm_up(detectors)
    for table, X, y in tables():
        for seed in range(n_seeds):
            choose = same_rows if mode == "--unsupervised" else split
            train, test, is_anomaly = choose(X, y, seed)
            for name, detect in detectors.items():
                if seed >= MAX_SEEDS.get(name, n_seeds):
                    continue
                started = time.process_time()
                scores, p_values = detect(train, test, seed)
                spent = time.process_time() - started
                seconds[name] = seconds.get(name, 0.0) + spent
                area = 100 * roc_auc_score(is_anomaly, np.nan_to_num(scores))
                areas.setdefault(name, {}).setdefault(table, []).append(area)
                if name == "autoencode":
                    rate = float(np.mean(p_values[~is_anomaly] < 0.01))
                    alarms.setdefault(table, []).append(rate)
        row = {
            name: round(float(np.mean(found[table])), 1)
            for name, found in areas.items()
        }
        print(f"{table:18} {len(train):6} rows {row}", flush=True)
    seconds = {
        name: spent / min(n_seeds, MAX_SEEDS.get(name, n_seeds))
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
