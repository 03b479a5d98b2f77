"""Denoising of images: peak signal-to-noise ratio, compared with classical methods.

Test images of MNIST and Fashion-MNIST with Gaussian noise of three levels,
salt-and-pepper noise on 20 % of the pixels, or 50 % of the pixels masked. One
`DenoisingAutoencoder` per noise type and level, and one for all Gaussian levels
("blind"), are compared with a median filter, total variation, PCA fitted to the noisy
training images, and BM3D. Parameters of the others are tuned on training images. Ours
is trained on 60,000 images, BM3D on none.

    python -m benchmarks.denoising mnist 30
    python -m benchmarks.denoising fashion_mnist 40

The number is that of epochs; the blind model is twice as wide and is trained for three
times as many, as many as the models of the three levels together. BM3D is slow: it is
measured on the first 200 of 2,000 test images, and ours on these too.
With ``--blind`` only the blind model is measured again.
"""

import sys
import time

import numpy as np
from skimage.restoration import denoise_tv_chambolle
from sklearn.decomposition import PCA

from autoencode import DenoisingAutoencoder
from autoencode.metrics import peak_signal_to_noise
from autoencode.plots.canvas import save_figure
from autoencode.plots.images import as_image, image_grid
from autoencode.tasks.denoising import best_denoiser, median_filters, truncations
from benchmarks.markdown import load
from benchmarks.measure import RESULTS, images, save

N_TEST, N_TUNING, N_BM3D = 2000, 200, 200
SHAPE = (28, 28)
NOISES = {
    "Gaussian 0.1": {"noise_std": 0.1},
    "Gaussian 0.3": {"noise_std": 0.3},
    "Gaussian 0.5": {"noise_std": 0.5},
    "salt and pepper 20 %": {"salt_fraction": 0.2},
    "masked 50 %": {"mask_fraction": 0.5},
}
BLIND = {"noise_std": (0.05, 0.55)}


def add_noise(X, noise, seed):
    """Return images with noise."""
    generator = np.random.default_rng(seed)
    if "noise_std" in noise:
        return X + noise["noise_std"] * generator.normal(size=X.shape)
    uniform = generator.random(X.shape)
    if "salt_fraction" in noise:
        share = noise["salt_fraction"] / 2
        return np.where(uniform < share, 0.0, np.where(uniform > 1 - share, 1.0, X))
    return np.where(uniform < noise["mask_fraction"], 0.0, X)


def psnr(X_hat, X):
    """Return the peak signal-to-noise ratio in dB, mean over images of range 1."""
    return float(peak_signal_to_noise(X, X_hat).mean())


def each_image(function):
    """Return a function that applies ``function`` to each row as an image."""
    return lambda X: np.stack([function(x.reshape(SHAPE)).ravel() for x in X])


def best(candidates, clean, noisy):
    """Return the candidate with the highest PSNR on the first images."""
    clean, noisy = clean[:N_TUNING], noisy[:N_TUNING]
    named = dict(enumerate(candidates))
    return best_denoiser(named, clean, noisy, lambda X, X_hat: psnr(X_hat, X))[1]


def median_denoiser(X, noisy):
    """Return a median filter of the best size."""
    return best(median_filters(SHAPE, (1, 2, 3, 5)).values(), X, noisy)


def total_variation_denoiser(X, noisy):
    """Return Chambolle's total variation denoising with the best weight."""
    weights = [
        each_image(lambda x, w=w: denoise_tv_chambolle(x, weight=w))
        for w in (0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.8)
    ]
    return best(weights, X, noisy)


def pca_denoiser(X, noisy):
    """Return PCA of noisy training images with the best number of components."""
    pca = PCA(200, random_state=0).fit(noisy)
    counts = (5, 10, 20, 40, 80, 120, 200)
    return best(truncations(pca, counts).values(), X, noisy)


def bm3d_denoiser(noise):
    """Return BM3D with the true standard deviation."""
    import bm3d

    return each_image(lambda x: bm3d.bm3d(x, noise["noise_std"]))


def ours(X, noise, max_epochs, width=1024):
    """Train an overcomplete denoising autoencoder on clean images.

    A narrower code would lose more than weak noise does. Widths and learning rate were
    tuned on the last training images; wider networks have loss spikes at this rate.
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


def blind_denoiser(X, n_epochs):
    """Train a wider model for all Gaussian levels, for three times as many epochs."""
    return ours(X, BLIND, 3 * n_epochs, width=2048)


def measure_blind(name, n_epochs):
    """Measure the blind model only; keep the other results."""
    X, X_test = images(name)
    X_test = X_test[:N_TEST]
    result = load(f"denoising_{name}")
    blind = blind_denoiser(X, n_epochs)
    for noise_name, noise in NOISES.items():
        if "noise_std" in noise:
            ratio = psnr(blind(add_noise(X_test, noise, 1)), X_test)
            result["psnr_db"][noise_name]["autoencoder, blind"] = ratio
            print(noise_name, f"{ratio:.2f}", flush=True)
    save(f"denoising_{name}", result)


def main(name, n_epochs):
    X, X_test = images(name)
    X_test = X_test[:N_TEST]
    table, shown = {}, {}
    blind = blind_denoiser(X, n_epochs)
    for noise_name, noise in NOISES.items():
        started = time.perf_counter()
        noisy, noisy_test = add_noise(X, noise, 0), add_noise(X_test, noise, 1)
        denoisers = {
            "median": median_denoiser(X, noisy),
            "total variation": total_variation_denoiser(X, noisy),
            "PCA": pca_denoiser(X, noisy),
            "autoencoder": ours(X, noise, n_epochs),
        }
        if "noise_std" in noise:
            denoisers["autoencoder, blind"] = blind
        denoised = {key: denoise(noisy_test) for key, denoise in denoisers.items()}
        ratios = {key: psnr(X_hat, X_test) for key, X_hat in denoised.items()}
        if "noise_std" in noise:  # slow: only the first images
            X_hat = bm3d_denoiser(noise)(noisy_test[:N_BM3D])
            ratios["BM3D"] = psnr(X_hat, X_test[:N_BM3D])
            same = denoised["autoencoder"][:N_BM3D]
            ratios["autoencoder, BM3D's images"] = psnr(same, X_test[:N_BM3D])
        ratios["noisy"] = psnr(noisy_test, X_test)
        table[noise_name] = ratios
        shown[noise_name] = {"noisy": noisy_test[:10]} | {
            key: X_hat[:10] for key, X_hat in denoised.items()
        }
        seconds = time.perf_counter() - started
        print(
            noise_name,
            {k: round(v, 2) for k, v in ratios.items()},
            f"{seconds:.0f} s",
            flush=True,
        )
    rows = {"original": X_test[:10]} | shown["Gaussian 0.5"]
    rows.pop("autoencoder, blind", None)  # it is also measured on its own
    grid = [[as_image(x, SHAPE, (0.0, 1.0)) for x in row] for row in rows.values()]
    figure = image_grid(grid, row_labels=list(rows))
    save_figure(figure, RESULTS / f"denoising_{name}.png")
    command = f"python -m benchmarks.denoising {name} {n_epochs}"
    save(f"denoising_{name}", {"command": command, "psnr_db": table})


if __name__ == "__main__":
    words = [word for word in sys.argv[1:] if not word.startswith("--")]
    run = measure_blind if "--blind" in sys.argv else main
    run(words[0] if words else "mnist", int(words[1]) if len(words) > 1 else 30)
