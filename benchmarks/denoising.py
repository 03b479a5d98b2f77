"""Denoising images: peak signal-to-noise ratio, beside what needs no training.

MNIST and Fashion-MNIST, test images; Gaussian noise of three levels, salt and pepper on
20 % of the pixels, 50 % of them masked. One `DenoisingAutoencoder` for each kind and
level, one for all Gaussian levels at once ("blind"); beside them a median filter, total
variation, PCA fitted to the noisy training images, and BM3D. What the others have to
choose is chosen on training images. Ours sees 60,000 images, BM3D none.

    python -m benchmarks.denoising mnist 30
    python -m benchmarks.denoising fashion_mnist 40

The number is that of epochs; the blind one is twice as wide, and has three times as
many: as many as those of the three levels together. BM3D is slow: it cleans the first
200 of 2,000 test images, on which ours is measured besides.
With ``--blind`` it alone is measured again; all else stays.
"""

import sys
import time

import numpy as np
from scipy.ndimage import median_filter
from skimage.restoration import denoise_tv_chambolle
from sklearn.decomposition import PCA

from autoencode import DenoisingAutoencoder
from autoencode.plots.canvas import save_figure
from autoencode.plots.images import as_image, image_grid
from benchmarks.markdown import load
from benchmarks.measure import RESULTS, images, save

N_TEST, N_CHOSEN_ON, N_BM3D = 2000, 200, 200
SHAPE = (28, 28)
NOISES = {
    "Gaussian 0.1": {"noise_std": 0.1},
    "Gaussian 0.3": {"noise_std": 0.3},
    "Gaussian 0.5": {"noise_std": 0.5},
    "salt and pepper 20 %": {"salt_fraction": 0.2},
    "masked 50 %": {"mask_fraction": 0.5},
}
BLIND = {"noise_std": (0.05, 0.55)}


def corrupted(X, noise, seed):
    """Return images with a kind of noise."""
    generator = np.random.default_rng(seed)
    if "noise_std" in noise:
        return X + noise["noise_std"] * generator.normal(size=X.shape)
    drawn = generator.random(X.shape)
    if "salt_fraction" in noise:
        share = noise["salt_fraction"] / 2
        return np.where(drawn < share, 0.0, np.where(drawn > 1 - share, 1.0, X))
    return np.where(drawn < noise["mask_fraction"], 0.0, X)


def psnr(X_hat, X):
    """Peak signal-to-noise ratio in dB, mean over images of range 1."""
    errors = np.square(np.clip(X_hat, 0, 1) - X).mean(axis=1)
    return float(-10 * np.log10(errors.clip(1e-12)).mean())


def each_image(function):
    """Return a function that cleans rows of pixels one image at a time."""
    return lambda X: np.stack([function(x.reshape(SHAPE)).ravel() for x in X])


def best(candidates, clean, noisy):
    """Return the candidate with the highest ratio."""
    return max(candidates, key=lambda candidate: psnr(candidate(noisy), clean))


def by_median(X, noisy):
    """A median filter of the best size."""
    sizes = [each_image(lambda x, n=n: median_filter(x, n)) for n in (1, 2, 3, 5)]
    return best(sizes, X[:N_CHOSEN_ON], noisy[:N_CHOSEN_ON])


def by_total_variation(X, noisy):
    """Chambolle's total variation with the best weight."""
    weights = [
        each_image(lambda x, w=w: denoise_tv_chambolle(x, weight=w))
        for w in (0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.8)
    ]
    return best(weights, X[:N_CHOSEN_ON], noisy[:N_CHOSEN_ON])


def by_pca(X, noisy):
    """PCA of noisy training images with the best number of components."""
    pca = PCA(200, random_state=0).fit(noisy)

    def cleaned(Z, n):
        codes = pca.transform(Z)
        codes[:, n:] = 0
        return pca.inverse_transform(codes)

    counts = [lambda Z, n=n: cleaned(Z, n) for n in (5, 10, 20, 40, 80, 120, 200)]
    return best(counts, X[:N_CHOSEN_ON], noisy[:N_CHOSEN_ON])


def by_bm3d(noise):
    """BM3D, which is told the standard deviation."""
    import bm3d

    return each_image(lambda x: bm3d.bm3d(x, noise["noise_std"]))


def ours(X, noise, max_epochs, width=1024):
    """Train a denoising autoencoder on clean images: its code is wider than they are.

    A code narrower than the images costs more than weak noise does. Widths and step
    size were chosen on the last training images; wider ones leap with steps as long.
    """
    levels = {"mask_fraction": 0.0, **noise}
    model = DenoisingAutoencoder(
        n_components=width,
        hidden_layer_sizes=(width,),
        code_activation="silu",
        output_activation="clip",
        max_epochs=max_epochs,
        batch_size=256,
        learning_rate=2e-3 * 1024 / width,
        validation_fraction=0.0,
        random_state=0,
        **levels,
    )
    return model.fit(X).reconstruct


def blindly(X, n_epochs):
    """Train one for all Gaussian levels: wider, as long as three for one level each."""
    return ours(X, BLIND, 3 * n_epochs, width=2048)


def blind_again(name, n_epochs):
    """Measure the blind one alone; leave all else as it was measured."""
    X, X_test = images(name)
    X_test = X_test[:N_TEST]
    result = load(f"denoising_{name}")
    blind = blindly(X, n_epochs)
    for kind, noise in NOISES.items():
        if "noise_std" in noise:
            found = psnr(blind(corrupted(X_test, noise, 1)), X_test)
            result["psnr_db"][kind]["autoencoder, blind"] = found
            print(kind, f"{found:.2f}", flush=True)
    save(f"denoising_{name}", result)


def main(name, n_epochs):
    X, X_test = images(name)
    X_test = X_test[:N_TEST]
    table, shown = {}, {}
    blind = blindly(X, n_epochs)
    for kind, noise in NOISES.items():
        started = time.perf_counter()
        noisy, noisy_test = corrupted(X, noise, 0), corrupted(X_test, noise, 1)
        ways = {"median": by_median, "total variation": by_total_variation}
        ways = {key: make(X, noisy) for key, make in ways.items()}
        ways["PCA"] = by_pca(X, noisy)
        ways["autoencoder"] = ours(X, noise, n_epochs)
        if "noise_std" in noise:
            ways["autoencoder, blind"] = blind
        cleaned = {key: way(noisy_test) for key, way in ways.items()}
        found = {key: psnr(X_hat, X_test) for key, X_hat in cleaned.items()}
        if "noise_std" in noise:  # slow: of the first images alone
            X_hat = by_bm3d(noise)(noisy_test[:N_BM3D])
            found["BM3D"] = psnr(X_hat, X_test[:N_BM3D])
            same = cleaned["autoencoder"][:N_BM3D]
            found["autoencoder, BM3D's images"] = psnr(same, X_test[:N_BM3D])
        found["noisy"] = psnr(noisy_test, X_test)
        table[kind] = found
        shown[kind] = {"noisy": noisy_test[:10]} | {
            key: X_hat[:10] for key, X_hat in cleaned.items()
        }
        seconds = time.perf_counter() - started
        print(
            kind,
            {k: round(v, 2) for k, v in found.items()},
            f"{seconds:.0f} s",
            flush=True,
        )
    rows = {"original": X_test[:10]} | shown["Gaussian 0.5"]
    rows.pop("autoencoder, blind", None)  # it is measured by itself, too
    drawn = [[as_image(x, SHAPE, (0.0, 1.0)) for x in row] for row in rows.values()]
    figure = image_grid(drawn, row_labels=list(rows))
    save_figure(figure, RESULTS / f"denoising_{name}.png")
    command = f"python -m benchmarks.denoising {name} {n_epochs}"
    save(f"denoising_{name}", {"command": command, "psnr_db": table})


if __name__ == "__main__":
    words = [word for word in sys.argv[1:] if not word.startswith("--")]
    run = blind_again if "--blind" in sys.argv else main
    run(words[0] if words else "mnist", int(words[1]) if len(words) > 1 else 30)
