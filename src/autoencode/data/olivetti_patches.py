"""Patches of the Olivetti faces, as in Hinton & Salakhutdinov (2006)."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from autoencode.data.dataset import Dataset
from autoencode.data.olivetti_faces import load_olivetti_faces

PATCHES_PER_FACE = 414
SIDE = 25  # of a patch, in pixels
CROP = 50  # side in the scaled face, in pixels, of which every second is kept
MAX_ANGLE = 90.0  # degrees, to either side
MIN_SCALE, MAX_SCALE = 1.4, 1.8


def load_olivetti_patches() -> Dataset:
    """Load the patches of Olivetti faces of Hinton & Salakhutdinov (2006).

    Each of the 400 faces gives 414 patches: it is rotated by -90 to 90 degrees, scaled
    by 1.4 to 1.8, cropped to the central 50 x 50 pixels, and every second pixel is
    kept. The test patches are those of the last ten people. Over the training patches,
    every pixel has mean 0 and the mean variance of a pixel is 1, by one common scale:
    the total variance is 625.

    Returns
    -------
    Dataset
        float32 of shape (124200, 625) and (41400, 625); the classes are the people.

    Raises
    ------
    DownloadError, DataFileError
        As `load_olivetti_faces`.
    """
    faces = load_olivetti_faces()
    generator = np.random.default_rng(2006)
    parts = [cut_patches(part, generator) for part in (faces.X, faces.X_test)]
    mean = parts[0].mean(axis=0, dtype=np.float64).astype(np.float32)
    for part in parts:
        part -= mean
    scale = np.sqrt(np.mean([np.vdot(row, row) for row in parts[0]]) / SIDE**2)
    for part in parts:
        part /= np.float32(scale)
    y, y_test = (
        np.repeat(labels, PATCHES_PER_FACE)
        for labels in (np.asarray(faces.y), np.asarray(faces.y_test))
    )
    return Dataset(
        name="olivetti_patches",
        X=parts[0],
        y=y,
        X_test=parts[1],
        y_test=y_test,
        class_names=faces.class_names,
        image_shape=(SIDE, SIDE),
        label_name="person",
        source=f"patches drawn with seed 2006 from: {faces.source}",
    )


def cut_patches(faces: NDArray[Any], generator: np.random.Generator) -> NDArray[Any]:
    """Return random patches, float32 (n_faces * 414, 625), of faces (n_faces, 4096)."""
    from scipy.ndimage import map_coordinates

    place = np.arange(SIDE) * (CROP / SIDE) - (CROP - CROP / SIDE) / 2
    rows, columns = (axis.ravel() for axis in np.meshgrid(place, place, indexing="ij"))
    patches = np.empty((len(faces), PATCHES_PER_FACE, SIDE**2), np.float32)
    for face, cut in zip(faces.reshape(-1, 64, 64), patches, strict=True):
        angles = np.deg2rad(generator.uniform(-MAX_ANGLE, MAX_ANGLE, PATCHES_PER_FACE))
        scales = generator.uniform(MIN_SCALE, MAX_SCALE, PATCHES_PER_FACE)
        cosine = (np.cos(angles) / scales)[:, None]
        sine = (np.sin(angles) / scales)[:, None]
        where = np.stack(
            [
                31.5 + cosine * rows - sine * columns,
                31.5 + sine * rows + cosine * columns,
            ]
        )
        cut[:] = map_coordinates(face, where, order=1, mode="nearest")
    return patches.reshape(-1, SIDE**2)
