"""What the codes of every member of the family are good for, at equal training time.

MNIST and Fashion-MNIST, codes of 10 and of 64 numbers, each model trained for as many
epochs as fit into the same time; PCA beside. Measured on test images: classes by the
nearest neighbour among training codes and by a linear classifier of them (the probe),
k-means clusters against classes (normalized mutual information), trustworthiness, and
the reconstruction error.

    python -m benchmarks.codes mnist 30
    python -m benchmarks.codes fashion_mnist 30

Names of variants after the seconds measure these alone again; the others stay as they
were measured before. With ``--validate`` the last 10,000 training images stand for the
test images: what settings were chosen by.
"""

import sys

import numpy as np
from sklearn.cluster import KMeans
from sklearn.decomposition import PCA
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import normalized_mutual_info_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

from autoencode import load_dataset
from autoencode.metrics import knn_accuracy, reconstruction_error, trustworthiness
from benchmarks.family import OF_IMAGES
from benchmarks.markdown import load
from benchmarks.measure import for_seconds, save

SIZES = (64, 10)
N_HELD_OUT = 10_000
COMMON = {
    "hidden_layer_sizes": (512, 256),
    "batch_size": 128,
    "learning_rate": 1e-3,
    "validation_fraction": 0.0,
    "random_state": 0,
}
# What was chosen on held-out training images; all else is the variant's default.
CHOSEN = {
    "sparse": {"n_active": 8},
}
# Convolutional ones besides, those that did best in the same choice: the second on
# Fashion-MNIST, the last on MNIST.
IMAGES = {
    "network": "convolutional",
    "image_shape": (28, 28),
    "hidden_layer_sizes": (32, 64),
    "learning_rate": 3e-3,
}
FURTHER = {
    "autoencoder, convolutional": ("autoencoder", IMAGES),
    "autoencoder, convolutional, root length": (
        "autoencoder",
        IMAGES | {"code_activation": "root_length"},
    ),
    "variational, convolutional": ("variational", IMAGES | {"beta": 0.1}),
    "denoising, convolutional": (
        "denoising",
        IMAGES | {"mask_fraction": 0.0, "affine_size": 1.0, "learning_rate": 1e-3},
    ),
}


def parts(name, validate):
    """Training and test samples and classes."""
    data = load_dataset(name)
    X, y, X_test, y_test = data.X, np.asarray(data.y), data.X_test, data.y_test
    if validate:
        X, X_test = X[:-N_HELD_OUT], X[-N_HELD_OUT:]
        y, y_test = y[:-N_HELD_OUT], y[-N_HELD_OUT:]
    return X, y, X_test, np.asarray(y_test)


def measured(model, X, y, X_test, y_test):
    """What the codes are good for."""
    codes, codes_test = model.transform(X), model.transform(X_test)
    probe = make_pipeline(StandardScaler(), LogisticRegression(max_iter=200))
    n_classes = len(np.unique(y))
    clusters = KMeans(n_classes, n_init=5, random_state=0).fit(codes[:20_000])
    X_hat = model.inverse_transform(codes_test)
    return {
        "1-NN": knn_accuracy(codes, y, codes_test, y_test, n_neighbors=1),
        "linear probe": probe.fit(codes[:20_000], y[:20_000]).score(codes_test, y_test),
        "NMI": normalized_mutual_info_score(y_test, clusters.predict(codes_test)),
        "trustworthiness": trustworthiness(X_test, codes_test),
        "error": float(reconstruction_error(X_test, X_hat).mean()),
    }


def contestants(n_components, only):
    """Yield names and untrained models."""
    ways = {key: (key, CHOSEN.get(key, {})) for key in OF_IMAGES}
    for key, (name, own) in (ways | FURTHER).items():
        if not only or key in only:
            settings = COMMON | own
            yield key, OF_IMAGES[name](n_components=n_components, **settings)


def main(name, seconds, only=(), *, validate=False):
    X, y, X_test, y_test = parts(name, validate)
    table = load(f"codes_{name}")["codes"] if only and not validate else {}
    for n_components in SIZES:
        rows = table.setdefault(str(n_components), {})
        if "PCA" not in rows:
            pca = PCA(n_components, random_state=0).fit(X)
            rows["PCA"] = measured(pca, X, y, X_test, y_test)
        print(n_components, "PCA", rows["PCA"], flush=True)
        for key, model in contestants(n_components, only):
            model = for_seconds(model, X, seconds).fit(X)
            rows[key] = measured(model, X, y, X_test, y_test)
            rows[key]["epochs"] = model.max_epochs
            print(n_components, key, rows[key], flush=True)
            if not validate:
                command = f"python -m benchmarks.codes {name} {seconds:g}"
                save(f"codes_{name}", {"command": command, "codes": table})


if __name__ == "__main__":
    words = [word for word in sys.argv[1:] if not word.startswith("--")]
    main(
        words[0] if words else "mnist",
        float(words[1]) if len(words) > 1 else 30.0,
        words[2:],
        validate="--validate" in sys.argv,
    )
