"""Quality of codes of all models at equal training time.

MNIST and Fashion-MNIST, 10 and 64 components; all models are trained for about the same
time and compared with PCA. Evaluated on test images: accuracy of classes by the nearest
training code and by a linear classifier of codes (linear probe), normalized mutual
information of k-means clusters and classes, trustworthiness, and reconstruction error.

    python -m benchmarks.codes mnist 30
    python -m benchmarks.codes fashion_mnist 30

Given names of models after the seconds, only these are measured again. With
``--validate`` the last 10,000 training images are used as test images, to tune
parameters.
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
from benchmarks.family import IMAGE_MODELS
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
# Parameters tuned on held-out training images; others have their defaults.
CHOSEN = {
    "sparse": {"n_active": 8},
}
# Additional convolutional models, the best on held-out training images: the second on
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
    """Return training and test samples and classes."""
    data = load_dataset(name)
    X, y, X_test, y_test = data.X, np.asarray(data.y), data.X_test, data.y_test
    if validate:
        X, X_test = X[:-N_HELD_OUT], X[-N_HELD_OUT:]
        y, y_test = y[:-N_HELD_OUT], y[-N_HELD_OUT:]
    return X, y, X_test, np.asarray(y_test)


def evaluate(model, X, y, X_test, y_test):
    """Return the metrics of a model's codes."""
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
    models = {key: (key, CHOSEN.get(key, {})) for key in IMAGE_MODELS}
    for key, (name, own) in (models | FURTHER).items():
        if not only or key in only:
            settings = COMMON | own
            yield key, IMAGE_MODELS[name](n_components=n_components, **settings)


def main(name, seconds, only=(), *, validate=False):
    X, y, X_test, y_test = parts(name, validate)
    table = load(f"codes_{name}")["codes"] if only and not validate else {}
    for n_components in SIZES:
        rows = table.setdefault(str(n_components), {})
        if "PCA" not in rows:
            pca = PCA(n_components, random_state=0).fit(X)
            rows["PCA"] = evaluate(pca, X, y, X_test, y_test)
        print(n_components, "PCA", rows["PCA"], flush=True)
        for key, model in contestants(n_components, only):
            model = for_seconds(model, X, seconds).fit(X)
            rows[key] = evaluate(model, X, y, X_test, y_test)
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
