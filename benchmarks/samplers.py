"""Generated images of all models, compared with test images.

MNIST or Fashion-MNIST, dense networks 784-512-256 with 16 components, all trained for
about the same time; 10,000 generated images each. They are compared with PCA and a
Gaussian mixture of its codes, and with training images as an upper bound. Two metrics
against the 10,000 test images, on features of a classifier that is trained here: the
Fréchet distance, and the accuracy of a 1-nearest-neighbour classifier of generated and
real images (0.5 = indistinguishable).

    python -m benchmarks.samplers mnist 40
    python -m benchmarks.samplers fashion_mnist 40

Given names of models after the seconds, only these are measured again.
"""

import sys
import time

import numpy as np
import torch
from sklearn.decomposition import PCA
from sklearn.mixture import GaussianMixture
from torch import nn
from torch.nn import functional as F

from autoencode import load_dataset
from autoencode.metrics import frechet_distance, two_sample_accuracy
from autoencode.plots.canvas import save_figure
from autoencode.plots.images import image_sheet
from benchmarks.family import IMAGE_MODELS
from benchmarks.markdown import load
from benchmarks.measure import RESULTS, for_seconds, save

N_COMPONENTS, N_GENERATED, N_SHOWN = 16, 10_000, 100
COMMON = {
    "n_components": N_COMPONENTS,
    "hidden_layer_sizes": (512, 256),
    "output_activation": "sigmoid",
    "batch_size": 128,
    "learning_rate": 1e-3,
    "validation_fraction": 0.0,
    "random_state": 0,
}
# Parameters tuned on held-out training images; others have their defaults.
CHOSEN = {
    "variational": {"loss": "cross_entropy", "output_activation": "auto"},
    "vector_quantized": {"codebook_dim": 1, "codebook_size": 64},
}


class Classifier(nn.Module):
    """A small convolutional classifier; its last hidden layer gives the features."""

    def __init__(self, n_classes):
        super().__init__()
        self.layers = nn.Sequential(
            nn.Conv2d(1, 32, 3, 2, 1),
            nn.ReLU(),
            nn.Conv2d(32, 64, 3, 2, 1),
            nn.ReLU(),
            nn.Flatten(),
            nn.Linear(64 * 49, 64),
            nn.ReLU(),
        )
        self.head = nn.Linear(64, n_classes)

    def forward(self, x):
        return self.head(self.layers(x))

    @torch.inference_mode()
    def features(self, X):
        """Return the features of images, given as rows of pixels."""
        images = torch.from_numpy(np.ascontiguousarray(X, np.float32))
        parts = images.view(-1, 1, 28, 28).split(1000)
        return torch.cat([self.layers(part) for part in parts]).numpy()


def classifier(data, n_epochs=4):
    """Train a classifier; return it and its accuracy on test images."""
    torch.manual_seed(0)
    network = Classifier(len(data.class_names))
    optimizer = torch.optim.AdamW(network.parameters(), lr=1e-3)
    X = torch.from_numpy(np.ascontiguousarray(data.X)).view(-1, 1, 28, 28)
    y = torch.from_numpy(np.asarray(data.y, np.int64))
    for _ in range(n_epochs):
        for rows in torch.randperm(len(X)).split(128):
            optimizer.zero_grad()
            F.cross_entropy(network(X[rows]), y[rows]).backward()
            optimizer.step()
    with torch.inference_mode():
        X_test = torch.from_numpy(np.ascontiguousarray(data.X_test))
        found = network(X_test.view(-1, 1, 28, 28)).argmax(dim=1).numpy()
    return network, float(np.mean(found == data.y_test))


def pca_and_mixture(X):
    """Generate images from a Gaussian mixture of PCA's codes."""
    pca = PCA(N_COMPONENTS, random_state=0).fit(X)
    mixture = GaussianMixture(10, random_state=0).fit(pca.transform(X[:10_000]))
    codes, _ = mixture.sample(N_GENERATED)
    return pca.inverse_transform(np.random.default_rng(0).permutation(codes))


def generate(name, X, seconds):
    """Train a model for a given time; return generated images and epochs."""
    model = IMAGE_MODELS[name](**COMMON | CHOSEN.get(name, {}))
    model = for_seconds(model, X, seconds).fit(X)
    return model.sample(N_GENERATED, random_state=0), model.max_epochs


def main(name, seconds, only=()):
    data = load_dataset(name)
    network, accuracy = classifier(data)
    print(f"accuracy of the classifier: {accuracy:.4f}", flush=True)
    features_test = network.features(data.X_test)
    result = f"samplers_{name}"
    table = load(result)["samplers"] if only else {}

    def evaluate(key, generated, n_epochs=None, spent=0.0):
        features = network.features(generated.clip(0, 1))
        table[key] = {
            "frechet_distance": frechet_distance(features, features_test),
            "two_sample_accuracy": two_sample_accuracy(features, features_test),
            "epochs": n_epochs,
            "seconds": spent,
        }
        sheet = image_sheet(generated[:N_SHOWN].clip(0, 1), (28, 28), 10)
        save_figure(sheet, RESULTS / "samples" / f"{name}-{key}.png")
        print(key, table[key], flush=True)
        content = {
            "command": f"python -m benchmarks.samplers {name} {seconds:g}",
            "classifier_accuracy": accuracy,
            "samplers": table,
        }
        save(result, content)

    if not only:
        chosen = np.random.default_rng(0).choice(len(data.X), N_GENERATED, False)
        evaluate("training_images", data.X[chosen])
        evaluate("pca_and_mixture", pca_and_mixture(data.X))
    for key in only or IMAGE_MODELS:
        started = time.perf_counter()
        generated, n_epochs = generate(key, data.X, seconds)
        evaluate(key, generated, n_epochs, time.perf_counter() - started)


if __name__ == "__main__":
    named = sys.argv[1] if len(sys.argv) > 1 else "mnist"
    main(named, float(sys.argv[2]) if len(sys.argv) > 2 else 40.0, sys.argv[3:])
