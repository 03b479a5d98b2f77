"""Digits: 1,797 images of handwritten digits, 8 x 8 pixels; part of scikit-learn."""

import numpy as np

from autoencode.data.dataset import Dataset


def load_digits() -> Dataset:
    """Load the digits; 20 % of each class are test samples.

    Returns
    -------
    Dataset
        Pixels in [0, 1] (the counts 0 to 16, divided by 16), float32 of shape
        (1438, 64) and (359, 64); ten classes.
    """
    from sklearn import datasets

    X, y = datasets.load_digits(return_X_y=True)
    return Dataset(
        name="digits",
        X=(X / 16).astype(np.float32),
        y=y.astype(np.int64),
        class_names=tuple("0123456789"),
        image_shape=(8, 8),
        label_name="digit",
        source=(
            "scikit-learn; E. Alpaydin, C. Kaynak, 'Optical recognition of handwritten "
            "digits', UCI Machine Learning Repository, 1998 (its test part)"
        ),
    ).split(test=0.2, seed=0)
