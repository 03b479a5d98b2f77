"""How well noise is removed: by a model, by PCA, and by a median filter."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from scipy.ndimage import median_filter
from sklearn.decomposition import PCA

from autoencode.arrays import Array, Samples, dense, subsample
from autoencode.errors import counted
from autoencode.metrics import peak_signal_to_noise, reconstruction_error
from autoencode.models.image_arrays import image_shape_of
from autoencode.models.pca import fit_pca
from autoencode.tasks.evaluation_text import number_text

Denoiser = Callable[[Array], Array]

NOISY = "noisy samples"
MAX_SAMPLES = 2_000
MAX_VALUES = 4_000_000  # of the samples: some seconds
TUNED_SHARE = 0.2  # of the training samples, on which the others are tuned
FILTER_SIZES = (3, 5)
N_COUNTS = 12  # numbers of components of PCA that are tried


@dataclass(frozen=True)
class Denoising:
    """How well samples are restored from noisy ones, by several methods.

    Attributes
    ----------
    rows : list of dict
        One per method, the model first, the noisy samples last: ``method``, and
        ``psnr`` (dB, mean over images) or, of samples that are not images, ``error``
        (squared difference summed over features, mean over samples).
    part : str
        Part of the data.
    """

    rows: list[dict[str, Any]]
    part: str

    @property
    def is_of_images(self) -> bool:
        """Whether the numbers are PSNR, of which higher ones are better."""
        return "psnr" in self.rows[0]

    @property
    def better(self) -> str:
        """The method that is better than the model, or ""."""
        sign = 1 if self.is_of_images else -1
        values = [sign * _value(row) for row in self.rows]
        best = int(np.argmax(values))
        return self.rows[best]["method"] if values[best] > values[0] else ""

    def verdict(self) -> str:
        """Return the numbers of all methods, in a sentence, and which is best."""
        measure = "PSNR" if self.is_of_images else "error"
        unit = " dB" if self.is_of_images else ""
        ours, *others = (f"{row['method']} {_text(row, unit)}" for row in self.rows)
        better = f" {self.better} is better here." if self.better else ""
        if self.better == NOISY:
            better = " The noisy samples themselves are better here."
        return (
            f"Restoring {self.part} samples from noisy ones, {measure}: {ours}; "
            f"{', '.join(others)}.{better}"
        )


def _value(row: dict[str, Any]) -> float:
    """Return the number of a method."""
    return float(row["psnr"] if "psnr" in row else row["error"])


def _text(row: dict[str, Any], unit: str) -> str:
    """Return the number of a method as text."""
    value = _value(row)
    return (f"{value:.1f}" if unit else number_text(value)) + unit


def removes_noise(model: Any) -> bool:
    """Whether a fitted model was trained to restore samples from noisy ones.

    Affine changes are no noise: they are undone for the sake of the codes.
    """
    noise = getattr(getattr(model, "network_", None), "corruption", None)
    if noise is None or noise.affine_size[1] > 0:
        return False
    levels = (noise.noise_std, noise.salt_fraction, noise.mask_fraction)
    return any(high > 0 for _, high in levels)


def evaluate_denoising(
    model: Any,
    parts: Mapping[str, Samples],
    pca: PCA,
    seed: int,
    notes: list[str],
) -> Denoising:
    """Restore samples to which the noise of a model's training is added.

    Parameters
    ----------
    model : DenoisingAutoencoder, fitted
        See `removes_noise`.
    parts : dict of str to {array, sparse matrix}
        Samples by the name of their part; the last one is restored. Others are tuned on
        "train", and without it on the restored samples.
    pca : sklearn.decomposition.PCA
        Fitted to the training samples; used where these are not given.
    seed : int
        Seed of noise and subsamples.
    notes : list of str
        How the numbers are computed is appended.
    """
    part = list(parts)[-1]
    clean = _some(parts[part], seed)
    noisy = model.corrupt(_named(model, clean), random_state=seed)
    limits, shape = (float(clean.min()), float(clean.max())), image_shape_of(model)
    is_of_images = shape is not None and limits[0] < limits[1]
    quality = _psnr(limits) if is_of_images else _minus_error
    if "train" in parts:
        tuned, tuned_noisy, pca = _tuning(model, parts["train"], seed)
        where = "training samples"
    else:
        tuned, tuned_noisy, where = clean, noisy, "the samples themselves"
    # With all components it changes nothing.
    most = min(len(pca.components_), clean.shape[1] - 1)
    tried = [truncations(pca, counts_up_to(most))] if most > 0 else []
    if is_of_images and shape is not None:
        tried.append(median_filters(shape, FILTER_SIZES))
    best = [best_denoiser(each, tuned, tuned_noisy, quality) for each in tried]
    restored = {type(model).__name__: model.reconstruct(_named(model, noisy))}
    restored |= {name: denoise(noisy) for name, denoise in best}
    restored[NOISY] = noisy
    key, sign = ("psnr", 1) if is_of_images else ("error", -1)
    rows = [
        {"method": name, key: sign * quality(clean, X_hat)}
        for name, X_hat in restored.items()
    ]
    samples = counted(len(clean), f"{part} sample")
    notes.append(
        f"The noise of the training was added to {samples}; the other methods were "
        f"tuned on {where} with noise."
    )
    return Denoising(rows, part)


def _some(X: Samples, seed: int) -> Array:
    """Return some samples, as many as are restored in seconds."""
    limit = min(MAX_SAMPLES, max(1, MAX_VALUES // X.shape[1]))
    return dense(X, subsample(X.shape[0], limit, seed))


def _named(model: Any, X: Array) -> Any:
    """Return samples with the names of the features, for a model that knows them."""
    names = getattr(model, "feature_names_in_", None)
    return X if names is None else pd.DataFrame(X, columns=names)


def _tuning(model: Any, X: Samples, seed: int) -> tuple[Array, Array, PCA]:
    """Return clean and noisy training samples, and PCA of other noisy ones."""
    clean = _some(X, seed)
    noisy = model.corrupt(_named(model, clean), random_state=seed + 1)
    order = np.random.default_rng(seed).permutation(len(clean))
    n_tuned = max(1, round(TUNED_SHARE * len(clean)))
    tuned, rest = order[:n_tuned], order[n_tuned:] if len(clean) > 1 else order
    pca = fit_pca(noisy[rest], min(len(rest), X.shape[1]), seed, [])
    return clean[tuned], noisy[tuned], pca


def _psnr(limits: tuple[float, float]) -> Callable[[Array, Array], float]:
    """Return the mean PSNR of images with these limits, as a function."""
    return lambda X, X_hat: float(peak_signal_to_noise(X, X_hat, limits).mean())


def _minus_error(X: Array, X_hat: Array) -> float:
    """Return the mean error with a minus sign, so that higher is better."""
    return -float(reconstruction_error(X, X_hat).mean())


def counts_up_to(most: int) -> list[int]:
    """Return numbers of components to try, in about equal ratios."""
    counts = np.geomspace(1, max(1, most), N_COUNTS)
    return sorted({round(float(count)) for count in counts})


def truncations(pca: PCA, counts: Sequence[int]) -> dict[str, Denoiser]:
    """Return projections onto the leading components of PCA, by name."""

    def projection(count: int) -> Denoiser:
        axes = pca.components_[:count]

        def denoise(X: Array) -> Array:
            found: Array = (X - pca.mean_) @ axes.T @ axes + pca.mean_
            return found

        return denoise

    return {f"PCA with {counted(n, 'component')}": projection(n) for n in counts}


def median_filters(
    image_shape: tuple[int, ...], sizes: Sequence[int]
) -> dict[str, Denoiser]:
    """Return median filters of images as rows of pixels, by name."""

    def of_size(size: int) -> Denoiser:
        window = (1, size, size, 1)[: 1 + len(image_shape)]

        def denoise(X: Array) -> Array:
            images = X.reshape(len(X), *image_shape)
            return np.asarray(median_filter(images, window)).reshape(X.shape)

        return denoise

    return {f"median filter of {counted(n, 'pixel')}": of_size(n) for n in sizes}


def best_denoiser(
    tried: Mapping[str, Denoiser],
    clean: Array,
    noisy: Array,
    quality: Callable[[Array, Array], float],
) -> tuple[str, Denoiser]:
    """Return name and function of the denoiser of the highest quality."""
    name = max(tried, key=lambda name: quality(clean, tried[name](noisy)))
    return name, tried[name]
