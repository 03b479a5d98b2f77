"""One-class detection on MNIST and Fashion-MNIST: one class normal, others anomalies.

A detector is fitted to the training images of each class and evaluated by ROC AUC on
all test images. With `--validate` it is evaluated on the last 10,000 training images
instead, which are excluded from the fit, to tune parameters.

Run: python -m benchmarks.one_class mnist|fashion_mnist [--validate] [key=value ...]
"""

import ast
import sys
import time

import numpy as np
from sklearn.metrics import roc_auc_score

from autoencode import AnomalyDetector, load_dataset
from autoencode.tasks.detector_evaluation import pca_distance
from benchmarks.measure import save

N_VALIDATION = 10_000


def parts(data, validate):
    """Return images and classes for training and for evaluation."""
    if not validate:
        return data.X, data.y, data.X_test, data.y_test
    return (
        data.X[:-N_VALIDATION],
        data.y[:-N_VALIDATION],
        data.X[-N_VALIDATION:],
        data.y[-N_VALIDATION:],
    )


def main(name, *words):
    """Measure, print and save."""
    given = dict(word.split("=", 1) for word in words if "=" in word)
    changes = {}
    for key, value in given.items():
        try:
            changes[key] = ast.literal_eval(value)
        except (ValueError, SyntaxError):
            changes[key] = value
    classes = changes.pop("classes", range(10))
    own = {"scoring", "scale", "n_members"}
    detector_changes = {key: changes.pop(key) for key in own if key in changes}
    X, y, X_test, y_test = parts(load_dataset(name), "--validate" in words)
    rows = []
    for label in classes:
        normal = X[y == label]
        started = time.perf_counter()
        detector = AnomalyDetector.for_images(random_state=0, **detector_changes)
        detector.autoencoder.set_params(**changes)
        detector.fit(normal)
        seconds = time.perf_counter() - started
        scores = -detector.score_samples(X_test)
        distances = pca_distance(detector, normal).of(X_test)
        areas = [
            float(roc_auc_score(y_test != label, each)) for each in (scores, distances)
        ]
        rows.append({"class": int(label), "area": areas[0], "pca": areas[1]})
        print(
            f"{label}: {areas[0]:.4f}, PCA {areas[1]:.4f}, {seconds:.0f} s", flush=True
        )
    means = [float(np.mean([row[key] for row in rows])) for key in ("area", "pca")]
    print(f"{name} {given}: mean {means[0]:.4f}, PCA's distance {means[1]:.4f}")
    if not given and "--validate" not in words:
        save(f"one_class_{name}", {"mean": means[0], "pca": means[1], "classes": rows})


if __name__ == "__main__":
    main(*sys.argv[1:])
